package site

import (
	"slices"
	"strconv"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/table"
)

// How many days ahead 临期 and custody look: five, and seven for custody as 刑事诉讼规则第六百一十五条
// has the detention house say it.
const (
	nearDueDays = 5
	custodyDays = 7
)

// unlistedCase stands for a case that is not shown by itself.
func (b *builder) unlistedCase(id string) string {
	if !b.Data.Judged(id) {
		return "不能判断是否未成年人案件，不逐件列出"
	}
	return "未成年人案件，不逐件列出"
}

// caseDue is the column of a case's own time limit; other due dates are somebody else's to keep.
const caseDue = "到期日期"

// mostListed bounds a list on a page; what is left is said.
const mostListed = 60

// deadlinePage lists what lapses: custody and overdue first, then near due, then long pending.
// Lists go by case, with procuratorate and department; no table puts case handlers side by side.
func deadlinePage(b *builder) {
	const page = "deadlines.html"
	strip := b.strip("办案期限", []string{"custody-ending", "overdue-cases", "near-due-cases", "pending-over-year", "pending-cases"}, "")
	view := tablesView{
		Title: "办案期限",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "期限以业务应用系统导出的到期日期为准"},
		Strip: &strip,
	}
	now := monitor.Moment{Day: b.Cube.Cutoff, Instant: (int64(b.Cube.Cutoff)+1)*86_400_000 - 8*3_600_000 - 1}
	var custody, overdue, near, long, replies []Row
	var unlimited []string
	for _, r := range b.Data.Reports {
		d := r.Definition
		if d.Start == "" || d.End == "" {
			continue
		}
		t := b.Data.Tables[d.ID]
		if len(t.Lacks(d.Start)) > 0 || len(t.Lacks(d.End)) > 0 {
			continue // nobody knows what is pending; the data page says what is missing
		}
		due := d.Due
		if due != "" && len(t.Lacks(due)) > 0 {
			unlimited = append(unlimited, "“"+d.Title+"”没有“"+due+"”，不判断是否超期")
		}
		board := monitor.BoardOf(t, monitor.Columns{Start: d.Start, End: d.End, Due: due}, now)
		switch {
		case d.Due == "":
		case d.Unit == "人": // person cards: the date is the end of custody
			custody = b.boardRows(custody, d, t, slices.Concat(board.Overdue(), board.NearDue(custodyDays)))
			continue
		case d.Due != caseDue: // a reply is awaited from somebody else
			replies = b.boardRows(replies, d, t, board.Overdue())
			continue
		default:
			overdue = b.boardRows(overdue, d, t, board.Overdue())
			near = b.boardRows(near, d, t, board.NearDue(nearDueDays))
			for _, i := range board.Long(365) {
				long = append(long, b.boardRow(d, t, i, "已 "+strconv.Itoa(i.Pending)+" 天"))
			}
		}
	}
	view.Facts = append(append(view.Facts, unlimited...), b.unarrangedFact()...)
	view.Blocks = []Block{
		caseBlock("custody", "羁押期限将届满（"+strconv.Itoa(custodyDays)+" 日内）", "人", custody, "没有将届满的。"),
		caseBlock("overdue", "已超期", "件", overdue, "没有超期案件。"),
		caseBlock("near-due", "临期（"+strconv.Itoa(nearDueDays)+" 日内）", "件", near, "没有临期案件。"),
		caseBlock("long", "一年以上未结", "件", long, "没有一年以上未结案件。"),
		caseBlock("replies", "逾期未回复的监督文书和诉前程序", "件", replies, "没有逾期未回复的。"),
		{ID: "places", Title: "各院情况", Note: "按建制顺序", Table: b.boardTable(page)},
		b.differingBlock(),
		b.limitBlock(page),
	}
	b.add(&Page{Path: page, Title: "办案期限", Template: "tables", Section: page, View: view, Type: "办案期限"}, "")
}

func remaining(days int) string {
	if days < 0 {
		return "超期 " + strconv.Itoa(-days) + " 天"
	}
	if days == 0 {
		return "今日到期"
	}
	return "剩 " + strconv.Itoa(days) + " 天"
}

// caseBlock is a card with cases, cut at mostListed.
func caseBlock(id, title, unit string, rows []Row, empty string) Block {
	block := Block{ID: id, Title: title + "：" + strconv.Itoa(len(rows)) + " " + unit}
	if len(rows) == 0 {
		block.Title, block.Empty = title, empty
		return block
	}
	if len(rows) > mostListed {
		block.Note = "列出前 " + strconv.Itoa(mostListed) + " " + unit + "，共 " + strconv.Itoa(len(rows)) + " " + unit + "。"
		rows = rows[:mostListed]
	}
	block.Table = &Table{
		Caption: title,
		Quiet:   true,
		Header:  []Head{{"部门受案号", ""}, {"类别", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"受理日期", ""}, {"到期日期", ""}, {"情况", ""}},
		Rows:    rows,
	}
	return block
}

// boardRows appends the cases of a board with the days that are left.
func (b *builder) boardRows(rows []Row, d *dataset.Definition, t *table.Table, items []monitor.Item) []Row {
	for _, i := range items {
		rows = append(rows, b.boardRow(d, t, i, remaining(i.Left)))
	}
	return rows
}

// boardRow shows one case by what this edition may see of it; of a case that is never listed by
// itself (juveniles) only that there is one.
func (b *builder) boardRow(d *dataset.Definition, t *table.Table, i monitor.Item, state string) Row {
	words := func(name string) Cell { return Cell{Text: b.visible(d, t, name, i.Row), Class: "words"} }
	key := "—"
	if len(d.Key) > 0 {
		key = b.visible(d, t, d.Key[0], i.Row)
	}
	if !b.Data.Listed(d.ID, i.Row) {
		return Row{Cells: []Cell{{Text: b.unlistedCase(d.ID)}, {Text: d.Title, Class: "words"}, {Text: "—", Class: "words"}, {Text: "—", Class: "words"}, {Text: "—"}, {Text: "—"}, {Text: state}}}
	}
	return Row{Cells: []Cell{
		{Text: key},
		{Text: d.Title, Class: "words"},
		{Text: b.placeWord(words(d.Procuratorate).Text), Class: "words"},
		words(d.Department),
		{Text: b.visible(d, t, d.Start, i.Row)},
		{Text: firstOf(i.Due.String(), "—")},
		{Text: state},
	}}
}

// boardTable counts the boards by procuratorate.
func (b *builder) boardTable(page string) *Table {
	ids := []string{"overdue-cases", "near-due-cases", "pending-over-year", "custody-ending", "pending-cases"}
	t := &Table{Caption: "各院办案期限情况，" + b.title(b.month()) + "末", Header: head("院")}
	for _, id := range ids {
		if d := b.Cube.Definition(id); d != nil {
			t.Header = append(t.Header, Head{Text: d.Title})
		}
	}
	for _, p := range slices.Concat(b.Cube.Existing(b.month()), []indicator.Procuratorate{{Short: b.placeTitle("")}}) {
		row := Row{Cells: []Cell{{Text: p.Short}}}
		if p.ID == "" {
			row.State = "total"
		} else {
			row.Cells[0].Href = to(page, placePage(p.ID))
		}
		for _, id := range ids {
			if d := b.Cube.Definition(id); d != nil {
				row.Cells = append(row.Cells, b.cell(d, indicator.Key{Indicator: id, Period: b.month(), Procuratorate: p.ID}))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
