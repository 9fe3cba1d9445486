package site

import (
	"strconv"

	"anjian/internal/monitor"
)

// caseDue is what exports call a case's own last day; other due dates are somebody else's to keep.
const caseDue = "到期日期"

// longPending is when a case is said to be pending for over a year.
const longPending = 365

// longBlock lists what has been pending for over a year, whatever its limit: suspended or not.
func (b *builder) longBlock(page string) Block {
	now := monitor.Moment{Day: b.Cube.Cutoff, Instant: (int64(b.Cube.Cutoff)+1)*86_400_000 - 8*3_600_000 - 1}
	const title = "一年以上未结"
	t := &Table{
		Caption: title, Quiet: true,
		Header: []Head{{"部门受案号", ""}, {"类别", "words"}, {"承办单位", "words"}, {"承办部门", "words"}, {"受理日期", ""}, {"情况", ""}},
	}
	total, hidden := 0, ""
	for _, r := range b.Data.Reports {
		d := r.Definition
		if d.Start == "" || d.End == "" || d.Due != caseDue {
			continue
		}
		set := b.Data.Tables[d.ID]
		if len(set.Lacks(d.Start)) > 0 || len(set.Lacks(d.End)) > 0 {
			continue // nobody knows what is pending; the data page says what is missing
		}
		unlisted := 0
		for _, i := range monitor.BoardOf(set, monitor.Columns{Start: d.Start, End: d.End}, now).Long(longPending) {
			total++
			if !b.Data.Listed(d.ID, i.Row) {
				unlisted++
				continue
			}
			if len(t.Rows) == mostListed {
				continue
			}
			show := func(name string) string { return b.visible(d, set, name, i.Row) }
			key := "—"
			if len(d.Key) > 0 {
				key = show(d.Key[0])
			}
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: key},
				{Text: d.Title, Class: "words"},
				{Text: b.placeWord(show(d.Procuratorate)), Class: "words"},
				{Text: show(d.Department), Class: "words"},
				{Text: show(d.Start), Class: "number"},
				{Text: "已 " + strconv.Itoa(i.Pending) + " 天"},
			}})
		}
		if unlisted > 0 {
			hidden += b.unlistedCount(d.ID, unlisted) + "计入总数，不逐件列出。"
		}
	}
	if total == 0 {
		return Block{ID: "long", Title: title, Empty: "没有一年以上未结案件。"}
	}
	block := Block{ID: "long", Title: title + "：" + strconv.Itoa(total) + " 件", Table: t, Note: "受理至今超过 365 天，中止审查、等待鉴定的也在内，逐件注明原因。" + hidden}
	if len(t.Rows) == mostListed {
		block.Note += "列出前 " + strconv.Itoa(mostListed) + " 件。"
	}
	if len(t.Rows) == 0 {
		block.Table, block.Empty = nil, "没有可以逐件列出的。"
	}
	return block
}
