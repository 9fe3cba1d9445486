package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/period"
)

const measurePath = "measures.html"

// measurePage lists what sessions (会商) decided and is not carried out yet, and what came of the rest.
func measurePage(b *builder) {
	b.add(&Page{
		Path: measurePath, Title: "会商意见", Template: "tables", Section: reportIndex,
		View: func() any { return b.measureList() }, Type: "分析研判",
		Places: b.measurePlaces,
	}, "")
}

// anchor is where the list of measures tells it; "" for one without an id, which nothing can lead to.
func (m *matter) anchor() string {
	if m.ID == "" {
		return ""
	}
	return "measure-" + m.report.doc.ID + "-" + m.ID
}

// measurePlaces are the measures, each by its words and as later reports take it up.
func (b *builder) measurePlaces() []Place {
	var list []Place
	for _, m := range b.matters() {
		if at := m.anchor(); at != "" {
			list = append(list, Place{Anchor: at, Title: m.Text, Type: "会商意见", Codes: []string{m.ref()}})
		}
	}
	return list
}

func (b *builder) measureList() *tablesView {
	view := &tablesView{Breadcrumb: crumbs(measurePath, Link{"分析研判", reportIndex}, Link{Text: "会商意见"}), Title: "会商意见"}
	open, over := b.openMatters(), []Item{}
	late := 0
	for _, m := range open {
		if b.matterState(m).word == lateWord {
			late++
		}
	}
	view.Facts = []string{"截至 " + b.Cube.Cutoff.String(), strconv.Itoa(len(open)) + " 项未落实，其中逾期 " + strconv.Itoa(late) + " 项", "状态按期限和各次报告的登记推定"}
	ids := anchors{}
	for _, part := range byOrganisation(b, open, func(m *matter) string { return m.Department }) {
		block := Block{ID: ids.add(departmentAnchor(part.title)), Title: part.title}
		for _, m := range part.of {
			block.List = append(block.List, under(part.title, b.courseItem(m)))
		}
		view.Blocks = append(view.Blocks, block)
	}
	if len(open) == 0 {
		view.Blocks = append(view.Blocks, Block{ID: "open", Title: "未落实", Empty: "没有未落实的会商意见。"})
	}
	for _, m := range b.matters() {
		if !b.matterState(m).open() {
			over = append(over, b.courseItem(m))
		}
	}
	view.Blocks = append(view.Blocks, Block{ID: "over", Title: "已落实和不再推进的", List: over, Empty: emptyWhen(len(over) == 0, "还没有已落实的会商意见。")})
	return view
}

// emptyWhen is a text that is said only where there is nothing to show.
func emptyWhen(empty bool, text string) string {
	if empty {
		return text
	}
	return ""
}

// matterState is how a matter stands at the cut-off.
func (b *builder) matterState(m *matter) matterState { return m.at(b.Cube.Cutoff, nil) }

// openMatters lists what is not carried out: what is late first, then by the day that it is due.
func (b *builder) openMatters() []*matter {
	list := slices.DeleteFunc(slices.Clone(b.matters()), func(m *matter) bool { return !b.matterState(m).open() })
	slices.SortStableFunc(list, func(x, y *matter) int { return cmp.Compare(b.matterState(x).due, b.matterState(y).due) })
	return list
}

// courseItem tells a matter with its whole course over reports.
func (b *builder) courseItem(m *matter) Item {
	item := b.matterItem(m, measurePath)
	item.Anchor = m.anchor()
	item.Note = m.course()
	if n := len(m.taken); n > 0 {
		item.More = &Link{"最近一次：" + m.taken[n-1].report.Title, to(measurePath, pageOf(m.taken[n-1].report.doc))}
	}
	return item
}

// course says who decided a matter and what each later session said of it.
func (m *matter) course() string {
	list := []string{m.report.session() + "会商提出" + m.advanced.told()}
	for _, t := range m.taken {
		text := t.report.session() + "会商" + t.advanced.told()
		if set(t.followup.Due) {
			text += "，延至" + t.followup.Due.Chinese()
		}
		list = append(list, text)
	}
	return strings.Join(list, "；") + "。"
}

// session names the session of a report.
func (r *report) session() string { return r.period.Title() }

// told says what was written down: ：进行中，62%，登记表已统一.
func (a advanced) told() string {
	far := ""
	if a.Progress > 0 && a.Status != carriedOut {
		far = strconv.Itoa(a.Progress) + "%"
	}
	status := a.Status
	if set(a.Done) {
		status = a.Done.Chinese() + "落实"
	}
	text := joinNonEmpty("，", status, far, strings.TrimRight(a.Note, "。"))
	if text == "" {
		return ""
	}
	return "：" + text
}

// decided is the newest analysis that decided something.
func (b *builder) decided() *report {
	for _, r := range b.analyses() {
		if len(r.Measures) > 0 && Published(r.doc) {
			return r
		}
	}
	return nil
}

// measuresNow are those that the front page tells: earlier ones that are late, then all of the last
// session; more leads to the rest.
func (b *builder) measuresNow(page string) (items []Item, more *Link) {
	last, rest := b.decided(), 0
	for _, m := range b.openMatters() {
		switch {
		case m.report == last:
		case b.matterState(m).word == lateWord:
			items = append(items, b.matterItem(m, page))
		default:
			rest++
		}
	}
	for _, m := range b.matters() {
		if m.report == last {
			items = append(items, b.matterItem(m, page))
		}
	}
	switch {
	case rest > 0:
		more = &Link{"此前会商意见另有 " + strconv.Itoa(rest) + " 项未落实", to(page, measurePath)}
	case len(items) > 0:
		more = &Link{"历次会商意见", to(page, measurePath)}
	}
	return items, more
}

// measuresAside are the measures beside an analysis: what it decided, as that stands now, and what it says
// of those decided before.
func (b *builder) measuresAside(r *report, page string) []Block {
	decided := Block{ID: "measures", Title: "本次会商意见"}
	before := Block{ID: "followups", Title: "上次会商意见落实"}
	for _, m := range b.matters() {
		switch {
		case m.report == r:
			decided.List = append(decided.List, b.matterItem(m, page))
		case r.takesUp(m):
			before.List = append(before.List, b.followupItem(m, r, page))
		}
	}
	return slices.DeleteFunc([]Block{decided, before}, func(x Block) bool { return len(x.List) == 0 })
}

// followupItem tells a matter as a report told it; what was due is judged by the day of the report.
func (b *builder) followupItem(m *matter, r *report, page string) Item {
	return m.item(m.at(b.toldOn(r), r), to(page, pageOf(m.report.doc)))
}

// toldOn is the day by which a report judges what is late: its own.
func (b *builder) toldOn(r *report) period.Date {
	if set(r.Date) {
		return r.Date
	}
	return b.Cube.Cutoff
}

// remedies are the measures of a review, which no later report takes up.
func (b *builder) remedies(v *reverseReview) []Item {
	var items []Item
	for i := range v.Measures {
		m := &matter{measure: &v.Measures[i], report: new(report)}
		items = append(items, m.item(b.matterState(m), ""))
	}
	return items
}
