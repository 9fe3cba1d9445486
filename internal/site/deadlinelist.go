package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/monitor"
	"anjian/internal/period"
)

// mostListed bounds a list on a page; what is left is said.
const mostListed = 60

// A watchedCase is one pending row with the limit that it stands under.
type watchedCase struct {
	of *monitor.Watch
	monitor.Standing
}

// deadlines are the lists of the page: what the procuratorate itself has to do in time.
type deadlines struct {
	b                            *builder
	custody, overdue, near, away []watchedCase
	measures                     []watchedCase // 取保候审, 监视居住: past their term or near it
}

// deadlines sorts what is pending. What others have to do in time (回复, 补充侦查) stands elsewhere.
func (b *builder) deadlines() *deadlines {
	d := &deadlines{b: b}
	for _, w := range b.Watches {
		set := b.dataset(w.Limit.Dataset)
		switch {
		case set == nil || w.Limit.By != "":
		case set.Unit == "人": // person cards: how long they may be held
			d.custody = append(append(d.custody, cases(w, w.Overdue())...), cases(w, w.NearDue())...)
		case w.Limit.Measure:
			d.measures = append(append(d.measures, cases(w, w.Overdue())...), cases(w, w.NearDue())...)
		default:
			d.overdue = append(d.overdue, cases(w, w.Overdue())...)
			d.near = append(d.near, cases(w, w.NearDue())...)
			d.away = append(d.away, cases(w, w.Away())...)
		}
	}
	for _, list := range [][]watchedCase{d.custody, d.measures, d.overdue, d.near} {
		slices.SortStableFunc(list, func(x, y watchedCase) int { return cmp.Compare(x.Left, y.Left) })
	}
	slices.SortStableFunc(d.away, func(x, y watchedCase) int { return cmp.Compare(x.Since, y.Since) })
	return d
}

func cases(w *monitor.Watch, list []monitor.Standing) []watchedCase {
	all := make([]watchedCase, len(list))
	for i, s := range list {
		all[i] = watchedCase{w, s}
	}
	return all
}

// block is a card with cases, cut at mostListed, and how many each procuratorate and department has.
func (d *deadlines) block(page, id, title, unit string, list []watchedCase, empty, note string) Block {
	if len(list) == 0 {
		return Block{ID: id, Title: title, Empty: empty}
	}
	block := Block{ID: id, Title: title + "：" + strconv.Itoa(len(list)) + " " + unit, Note: note}
	list, rest := d.b.listedCases(list, unit)
	block.Note += rest
	if len(list) > mostListed {
		block.Note += "列出前 " + strconv.Itoa(mostListed) + " " + unit + "。"
		list = list[:mostListed]
	}
	if len(list) == 0 {
		block.Empty = "没有可以逐件列出的。"
		return block
	}
	block.Table = &Table{
		Caption: title, Quiet: true,
		Header: []Head{{d.b.keyName(list), ""}, {"期限", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"起算", ""}, {"最后一日", ""}, {"情况", ""}},
	}
	for _, c := range list {
		block.Table.Rows = append(block.Table.Rows, d.b.watchedRow(page, c))
	}
	return block
}

// keyName is what the numbers of cases are called; cases of several datasets have no name in common.
func (b *builder) keyName(list []watchedCase) string {
	name := ""
	for _, c := range list {
		if key := b.dataset(c.of.Limit.Dataset).Key; len(key) > 0 && key[0] != name {
			if name != "" {
				return "编号"
			}
			name = key[0]
		}
	}
	return firstOf(name, "编号")
}

// listedCases leaves out the cases that are never listed by themselves (juveniles), and says how many.
func (b *builder) listedCases(list []watchedCase, unit string) (listed []watchedCase, rest string) {
	judged, unjudged := 0, 0
	for _, c := range list {
		switch id := c.of.Limit.Dataset; {
		case b.Data.Listed(id, c.Row):
			listed = append(listed, c)
		case b.Data.Judged(id):
			judged++
		default:
			unjudged++
		}
	}
	if judged > 0 {
		rest += "未成年人案件 " + strconv.Itoa(judged) + " " + unit + "计入总数，不逐件列出。"
	}
	if unjudged > 0 {
		rest += "不能判断是否未成年人案件的 " + strconv.Itoa(unjudged) + " " + unit + "计入总数，不逐件列出。"
	}
	return listed, rest
}

// watchedRow shows one case by what this edition may see of it.
func (b *builder) watchedRow(page string, c watchedCase) Row {
	d, t := b.dataset(c.of.Limit.Dataset), c.of.Table
	limit := b.limitCell(page, c.of.Limit)
	if d.Ledger != nil { // of documents their kind says more
		limit.Text = b.visible(d, t, d.Ledger.Kind, c.Row)
	}
	state := remaining(c.Left)
	switch {
	case c.Away != period.NoDate:
		state = "退回未报，已 " + strconv.Itoa(int(b.Cube.Cutoff-c.Away)) + " 天"
	case c.Due == period.NoDate:
		state = "中止，已 " + strconv.Itoa(int(b.Cube.Cutoff-c.Since)) + " 天"
	}
	return Row{Cells: []Cell{
		{Text: b.rowName(d, c)},
		limit,
		{Text: b.placeWord(b.visible(d, t, d.Procuratorate, c.Row)), Class: "words"},
		{Text: b.visible(d, t, d.Department, c.Row), Class: "words"},
		{Text: b.visible(d, t, c.of.Limit.Start, c.Row), Class: "number"},
		{Text: firstOf(b.dueText(c), "—"), Class: "number"},
		{Text: state, Class: "number"},
	}}
}

// dueText is the last day, where the edition may see when it began.
func (b *builder) dueText(c watchedCase) string {
	if start := b.dataset(c.of.Limit.Dataset).Column(c.of.Limit.Start); start == nil || !b.Edition.Allows(start.Editions) {
		return ""
	}
	return c.Due.String()
}

// rowName is the number of the case, and of a person on its card.
func (b *builder) rowName(d *dataset.Definition, c watchedCase) string {
	if len(d.Key) == 0 {
		return "—"
	}
	name := b.visible(d, c.of.Table, d.Key[0], c.Row)
	if d.Unit == "人" && len(d.Key) == 2 {
		name += "，第 " + b.visible(d, c.of.Table, d.Key[1], c.Row) + " 人"
	}
	return name
}

// limitCell names a limit, with the way to its page.
func (b *builder) limitCell(page string, l *monitor.Limit) Cell {
	if l.Exported {
		return Cell{Text: l.Title + "（" + b.dataset(l.Dataset).Title + "）", Class: "words"}
	}
	return Cell{Text: l.Title, Href: to(page, pageOf(l.Doc)), Class: "words"}
}
