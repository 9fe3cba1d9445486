package site

import (
	"cmp"
	"slices"
	"strconv"
)

const replyPath = "supervision/replies.html"

// replyPage lists what others have to do in time: supervision documents awaiting a reply, cases returned
// for supplementary investigation; and the ledgers of documents with what came of them.
func replyPage(b *builder) {
	if _, _, open := b.awaited(); len(open) == 0 && len(b.documentLedgers()) == 0 {
		return
	}
	b.add(&Page{Path: replyPath, Title: "监督文书回复", Template: "tables", Section: deadlinePath, Type: "办案期限", View: func() any { return b.replyView() }}, "")
}

func (b *builder) replyView() tablesView {
	overdue, near, open := b.awaited()
	d := &deadlines{b: b}
	return tablesView{
		Breadcrumb: crumbs(replyPath, Link{"办案期限", deadlinePath}, Link{Text: "监督文书回复"}),
		Title:      "监督文书回复",
		Facts:      []string{"今天指数据截止日 " + b.Cube.Cutoff.Chinese(), "回复期限按期限文档推算，没有法定期限的用台账所载的应回复日期", "只写对象类别，不写单位名称"},
		Blocks: append([]Block{
			asReplies(d.block(replyPath, "overdue", "逾期未回复", "件", overdue, "没有逾期未回复的。", "逾期久的在前，逐件催办；已经回复的补填回复日期。")),
			asReplies(d.block(replyPath, "near-due", "即将到期", "件", near, "没有即将到期的。", "按各项期限自己的提前日数。")),
			{ID: "limits", Title: "按期限", Note: "不在内的是没有回复期限的文书。", Table: b.awaitedLimits(), Empty: emptyIf(len(open) == 0, "没有等待回复的。")},
			{ID: "places", Title: "各院情况", Note: "按建制顺序。" + b.withoutPlace(open), Table: b.standingPlaces(replyPath, "各院等待回复的监督文书", open, []string{"等待中", "", "即将到期", "逾期"}), Empty: emptyIf(len(open) == 0, "没有等待回复的。")},
		}, b.documentLedgers()...),
	}
}

// asReplies names the columns of a list of cases for documents.
func asReplies(block Block) Block {
	if block.Table != nil {
		block.Table.Header[0].Text, block.Table.Header[1].Text, block.Table.Header[4].Text = "编号", "文书或者事项", "发出"
	}
	return block
}

// awaited sorts what others have to do in time.
func (b *builder) awaited() (overdue, near, open []watchedCase) {
	for _, w := range b.Watches {
		if w.Limit.By == "" {
			continue
		}
		overdue = append(overdue, cases(w, w.Overdue())...)
		near = append(near, cases(w, w.NearDue())...)
		open = append(open, cases(w, w.Open)...)
	}
	for _, list := range [][]watchedCase{overdue, near} {
		slices.SortStableFunc(list, func(x, y watchedCase) int { return cmp.Compare(x.Left, y.Left) })
	}
	return overdue, near, open
}

// awaitedLimits counts by limit who has to answer how many; nil when nothing is awaited.
func (b *builder) awaitedLimits() *Table {
	t := &Table{
		Caption: "等待对方办理的", Quiet: true,
		Header: []Head{{"期限", "words"}, {"由谁完成", "words"}, {"期限长度", "words"}, {"等待中", ""}, {"即将到期", ""}, {"逾期", ""}},
	}
	for _, w := range b.inOrder() {
		if w.Limit.By == "" {
			continue
		}
		row := Row{Cells: []Cell{b.limitCell(replyPath, w.Limit), {Text: w.Limit.By, Class: "words"}, {Text: firstOf(w.Limit.Clock.Length.String(), "台账所载"), Class: "words"}}}
		if len(w.Lacks) > 0 {
			row.Cells[0].Note = lackText(w.Lacks)
			row.Cells = append(row.Cells, Cell{Text: "未知"}, Cell{Text: "未知"}, Cell{Text: "未知"})
		} else {
			row.Cells = append(row.Cells, countCell(len(w.Open)), countCell(len(w.NearDue())), countCell(len(w.Overdue())))
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

func countCell(n int) Cell { return Cell{Text: strconv.Itoa(n)} }

// repliesBlock leads from the boards to what others owe.
func (b *builder) repliesBlock(page string) Block {
	overdue, near, open := b.awaited()
	block := Block{ID: "replies", Title: "等待回复", Empty: "没有等待回复的监督文书。"}
	if len(open) == 0 {
		return block
	}
	return Block{
		ID: "replies", Title: "等待回复", Note: "监督文书的回复、公安机关的补充侦查等，由对方在期限内完成。",
		List: []Item{{
			Link:  Link{"监督文书回复和检察建议台账", to(page, replyPath)},
			Aside: "等待中 " + strconv.Itoa(len(open)) + " 件，即将到期 " + strconv.Itoa(len(near)) + " 件，逾期 " + strconv.Itoa(len(overdue)) + " 件",
		}},
	}
}
