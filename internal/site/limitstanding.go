package site

import (
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
)

// limitBlocks show on the page of a limit how the cases stand to it: by procuratorate, then those past
// their last day and near it. Without data there is nothing to show; the side rail says so.
func (b *builder) limitBlocks(page string, l *monitor.Limit) []Block {
	i := slices.IndexFunc(b.Watches, func(w *monitor.Watch) bool { return w.Limit == l })
	if i < 0 {
		return nil
	}
	w, d := b.Watches[i], b.dataset(l.Dataset)
	if len(w.Lacks) > 0 {
		return []Block{{ID: "standing", Title: "目前情况", Empty: "未知：" + lackText(w.Lacks) + "。导出以后按本期限逐件推算。"}}
	}
	open := cases(w, w.Open)
	judged := "逐行推算“" + d.Title + "”"
	if l.Where != nil {
		judged += "，条件是 " + l.Where.Text()
	}
	lists := &deadlines{b: b}
	blocks := []Block{
		{
			ID: "standing", Title: "目前情况", Note: "截至 " + b.Cube.Cutoff.Chinese() + "，" + judged + "。" + b.withoutPlace(open),
			Table: b.standingPlaces(page, "各院目前情况", open, []string{"未结", "在外或中止", "临期", "超期"}), Empty: emptyIf(len(open) == 0, "没有未结的。"),
		},
		lists.block(page, "overdue", "超期", d.Unit, cases(w, w.Overdue()), "没有超期的。", ""),
		lists.block(page, "near-due", "临期", d.Unit, cases(w, w.NearDue()), "没有临期的。", ""),
	}
	if l.By != "" {
		blocks[1], blocks[2] = asReplies(blocks[1]), asReplies(blocks[2])
	}
	if block := b.improperBlock(w); block != nil {
		blocks = append(blocks, *block)
	}
	return blocks
}

// withoutPlace says how many cases standingPlaces counts in the total only.
func (b *builder) withoutPlace(open []watchedCase) string {
	listed, _ := b.listedCases(open, "")
	if n := len(open) - len(listed); n > 0 {
		return "合计中有不逐件列出的未成年人等案件 " + number(int64(n)) + " 条，不分院。"
	}
	return ""
}

// standingPlaces counts cases by procuratorate: pending, standing still, near due, overdue. Those that
// are never listed stand in the total only: beside the lists a procuratorate's number would tell of
// them. A head that is "" is left out; nil when there are no cases.
func (b *builder) standingPlaces(page, caption string, open []watchedCase, heads []string) *Table {
	if len(open) == 0 {
		return nil
	}
	by := map[string]*[4]int{"": {}}
	for _, c := range open {
		name := ""
		if column := c.of.Table.Column(b.dataset(c.of.Limit.Dataset).Procuratorate); column != nil && column.Worded() && b.Data.Listed(c.of.Limit.Dataset, c.Row) {
			name = b.placeWord(column.Word(c.Row))
		}
		for _, key := range slices.Compact([]string{"", name}) {
			if by[key] == nil {
				by[key] = new([4]int)
			}
			n := by[key]
			n[0]++
			switch {
			case c.Due == period.NoDate:
				n[1]++
			case c.Overdue():
				n[3]++
			case c.Near(c.of.Limit):
				n[2]++
			}
		}
	}
	t := &Table{Caption: caption, Quiet: true, Header: head("院")}
	for _, text := range heads {
		if text != "" {
			t.Header = append(t.Header, Head{Text: text})
		}
	}
	for _, p := range slices.Concat(b.Cube.Existing(b.month()), []indicator.Procuratorate{{Short: b.placeTitle("")}}) {
		key, row := p.Short, Row{Cells: []Cell{{Text: p.Short}}}
		if p.ID == "" {
			key, row.State = "", "total"
		} else {
			row.Cells[0].Href = to(page, placePage(p.ID))
		}
		n := by[key]
		if n == nil {
			n = new([4]int)
		}
		for i, text := range heads {
			if text != "" {
				row.Cells = append(row.Cells, countCell(n[i]))
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// improperBlock lists the events of the last twelve months that the law does not allow, nil where the
// limit knows of no events.
func (b *builder) improperBlock(w *monitor.Watch) *Block {
	if w.Limit.Events == nil {
		return nil
	}
	d := b.dataset(w.Limit.Dataset)
	since := b.Cube.Cutoff.AddMonths(-12)
	t := &Table{
		Caption: "不合规定的延长、退回", Quiet: true,
		Header: []Head{{"部门受案号", ""}, {"承办单位", "words"}, {"承办部门", "words"}, {"日期", ""}, {"问题", "words"}},
	}
	total, unlisted := 0, 0
	for _, x := range w.Improper {
		if x.Day <= since {
			continue
		}
		total++
		if !b.Data.Listed(d.ID, x.Row) {
			unlisted++
			continue
		}
		if len(t.Rows) == mostListed {
			continue
		}
		c := watchedCase{w, monitor.Standing{Row: x.Row, Due: x.Day}}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: b.rowName(d, c)},
			{Text: b.placeWord(b.visible(d, w.Table, d.Procuratorate, x.Row)), Class: "words"},
			{Text: b.visible(d, w.Table, d.Department, x.Row), Class: "words"},
			{Text: firstOf(b.dueText(c), "—"), Class: "number"},
			{Text: x.Problem.String(), Class: "words"},
		}})
	}
	block := &Block{ID: "improper", Title: "不合规定的延长、退回", Empty: "最近十二个月没有发现。"}
	if total == 0 {
		return block
	}
	block.Title += "：" + strconv.Itoa(total) + " 处"
	block.Note = "最近十二个月程序节点上不合规定的延长、退回，先核对是否填录有误。"
	if unlisted > 0 {
		block.Note += b.unlistedCount(d.ID, unlisted) + "计入总数，不逐件列出。"
	}
	if len(t.Rows) == mostListed {
		block.Note += "列出前 " + strconv.Itoa(mostListed) + " 处。"
	}
	if block.Empty = "没有可以逐件列出的。"; len(t.Rows) > 0 {
		block.Table, block.Empty = t, ""
	}
	return block
}
