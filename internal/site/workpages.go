package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
)

const workIndex = "works/index.html"

func workPages(b *builder) {
	for _, w := range b.works {
		page := pageOf(w.doc)
		b.add(&Page{
			Path: page, Title: w.Title, Template: "article", Section: reportIndex, View: func() any { return b.work(w, page) },
			Type: "重点工作", Procuratorate: b.shortName(w.Procuratorate), Line: topLine(w.Line), Year: yearOf(w.Date),
		}, w.doc.Path)
	}
	b.add(&Page{
		Path: workIndex, Title: "重点工作", Template: "tables", Section: reportIndex,
		View: func() any { return b.workList() }, Type: "目录",
	}, "")
}

func (b *builder) work(w *keyWork, page string) *articleView {
	view := b.article(&w.common, page, "分析研判", reportIndex)
	view.Breadcrumb = crumbs(page, Link{"分析研判", reportIndex}, Link{"重点工作", workIndex}, Link{Text: w.Title})
	done := ""
	if day := w.finished(); set(day) && day <= b.Cube.Cutoff {
		done = chinese(day) + lateness(day, w.Deadline)
	}
	view.Profile = facts("责任部门", w.Department, "启动", chinese(w.Started), "完成时限", firstOf(chinese(w.Deadline), "没有写明"), "完成", done,
		"目前", joinNonEmpty("，", w.stateAt(b.Cube.Cutoff).tag().Text, w.howFar(b.Cube.Cutoff)))
	if len(w.Steps) > 0 {
		view.Aside = append(view.Aside, Block{ID: "steps", Title: "推进步骤", List: b.stepItems(w)})
	}
	var notes []Item
	for _, n := range slices.Backward(w.Notes) {
		notes = append(notes, Item{Tag: tag(strconv.Itoa(n.Percent)+"%", ""), Link: Link{Text: firstOf(n.Text, "登记进度")}, Aside: n.Date.String()})
	}
	if len(notes) > 0 {
		view.Aside = append(view.Aside, Block{ID: "progress", Title: "进展", List: notes})
	}
	return view
}

// lateness says by how many days something was later than planned.
func lateness(day, planned period.Date) string {
	if day <= planned || !set(planned) {
		return ""
	}
	return "（晚 " + strconv.Itoa(int(day-planned)) + " 天）"
}

func (b *builder) stepItems(w *keyWork) []Item {
	var items []Item
	for _, s := range w.Steps {
		item := Item{Link: Link{Text: s.Text}, Note: s.Note, Tag: tag("未到期", ""), Aside: "应于 " + s.Planned.String()}
		switch {
		case s.reachedBy(b.Cube.Cutoff):
			item.Tag, item.Aside = tag("已完成", "good"), s.Reached.String()+lateness(s.Reached, s.Planned)
		case s.late(b.Cube.Cutoff):
			item.Tag = tag("逾期", "bad")
			item.Aside += "，已逾期 " + strconv.Itoa(int(b.Cube.Cutoff-s.Planned)) + " 天"
		}
		items = append(items, item)
	}
	return items
}

// workList shows the key work of each department; departments stand in the order of the organisation.
func (b *builder) workList() *tablesView {
	view := &tablesView{
		Breadcrumb: crumbs(workIndex, Link{"分析研判", reportIndex}, Link{Text: "重点工作"}), Title: "重点工作",
		Facts: []string{"截至 " + b.Cube.Cutoff.String(), strconv.Itoa(len(b.works)) + " 项", "状态按日期推定，不作部门之间的比较"},
	}
	ids := anchors{}
	for _, part := range byOrganisation(b, b.works, func(w *keyWork) string { return w.Department }) {
		block := Block{ID: ids.add(departmentAnchor(part.title)), Title: part.title}
		for _, w := range b.pressing(part.of) {
			block.List = append(block.List, under(part.title, b.workItem(w, workIndex)))
		}
		view.Blocks = append(view.Blocks, block)
	}
	if len(b.works) == 0 {
		view.Blocks = []Block{{ID: "works", Empty: "还没有重点工作的文档。"}}
	}
	return view
}

// under leaves out of an item what the heading above it says.
func under(heading string, item Item) Item {
	item.Aside = strings.TrimPrefix(item.Aside, heading+"　")
	return item
}

// byOrganisation parts a list by the department that is asked first: those of the organisation in its order,
// then others as they come.
func byOrganisation[T any](b *builder, all []T, of func(T) string) []linePart[T] {
	var list []linePart[T]
	for _, name := range b.Cube.Organisation.Departments {
		list = append(list, linePart[T]{title: name})
	}
	for _, x := range all {
		words := firstOf(of(x), "未写明责任部门")
		i := slices.IndexFunc(list, func(p linePart[T]) bool { return p.title == words || asks(words, p.title) })
		if i < 0 {
			i = len(list)
			list = append(list, linePart[T]{title: words})
		}
		list[i].of = append(list[i].of, x)
	}
	return slices.DeleteFunc(list, func(p linePart[T]) bool { return len(p.of) == 0 })
}

// pressing puts late work first, then by deadline.
func (b *builder) pressing(works []*keyWork) []*keyWork {
	list := slices.Clone(works)
	slices.SortStableFunc(list, func(x, y *keyWork) int {
		return cmp.Or(cmp.Compare(x.stateAt(b.Cube.Cutoff), y.stateAt(b.Cube.Cutoff)), cmp.Compare(x.Deadline, y.Deadline))
	})
	return list
}

func (b *builder) workItems(page string) []Item {
	var items []Item
	for _, part := range byOrganisation(b, b.works, func(w *keyWork) string { return w.Department }) {
		for _, w := range b.pressing(part.of) {
			items = append(items, b.workItem(w, page))
		}
	}
	return items
}

// workItem is the line of a key work in a list on some page.
func (b *builder) workItem(w *keyWork, page string) Item {
	state := w.stateAt(b.Cube.Cutoff)
	due := ""
	if set(w.Deadline) {
		due = "应于 " + w.Deadline.String()
	}
	if state == workDone {
		due = w.finished().String() + " 完成" + lateness(w.finished(), w.Deadline)
	}
	far := w.howFar(b.Cube.Cutoff)
	if far != "" {
		far += "。"
	}
	return Item{
		Tag: state.tag(), Link: Link{w.Title, to(page, pageOf(w.doc))},
		Aside: joinNonEmpty("　", w.Department, due), Note: far + w.Summary,
	}
}
