package site

import (
	"strconv"
	"strings"
)

// driftBlock says on the data page how the data differ from the last closed month.
func (b *builder) driftBlock() Block {
	block := Block{ID: "drift", Title: "与最近一次月结相比"}
	if b.Drift == nil {
		block.Empty = "还没有月结。运行 anjian close 月份 以后，这里列出表头、类型、代码值的变化和迟录的行。"
		return block
	}
	changes := b.Drift.Changes
	block.Title = "与" + b.Drift.Month.Title() + "月结相比"
	if len(changes) == 0 {
		block.Empty = "没有变化：表头、类型、代码值与月结时相同，已结月份的行数也没有变。"
		return block
	}
	pending := 0
	t := Table{Caption: block.Title, Quiet: true, Header: []Head{{"数据集", ""}, {"变化", "words"}, {"说明", "words"}, {"怎样处理", "words"}, {"位置", "words"}}}
	for _, c := range changes {
		if c.Hint != "" {
			pending++
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: c.Title},
			{Text: string(c.Kind), Class: "words"},
			{Text: c.What, Class: "words"},
			{Text: firstOf(c.Hint, "不用处理"), Class: "words"},
			{Text: strings.TrimPrefix(c.Place.String(), "content/data/"), Class: "words"},
		}})
	}
	block.Note = strconv.Itoa(len(changes)) + " 处变化，其中 " + strconv.Itoa(pending) + " 处要处理。确认以后在下次月结时不再列出。"
	block.Table = &t
	return block
}
