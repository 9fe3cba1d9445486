package site

import (
	"fmt"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/reconcile"
)

const stockPath = "data/stock.html"

// shownMonths is how many months a stock is shown for: a year and the month to compare it with.
const shownMonths = 13

// stockBlock sums up on the data page whether stocks and flows agree.
func (b *builder) stockBlock() []Block {
	if len(b.Stocks) == 0 {
		return nil
	}
	year := b.toDate()
	t := &Table{Caption: "收结存核对，" + b.title(year), Header: []Head{{"业务", ""}, {"期初未结", ""}, {"收", ""}, {"结", ""}, {"期末未结", ""}, {"核对", "words"}, {"结果", "words"}}}
	for _, s := range b.Stocks {
		row := Row{Cells: []Cell{{Text: s.Title(), Href: to(dataPath, stockPath+"#"+stockID(s))}}}
		if sum, ok := toDateOf(s, year); ok {
			for _, n := range []int{sum.Begin, sum.In, sum.Out, sum.Open} {
				row.Cells = append(row.Cells, Cell{Text: number(int64(n))})
			}
		} else {
			row.Cells = append(row.Cells, Cell{Text: "—"}, Cell{Text: "—"}, Cell{Text: "—"}, Cell{Text: "—"})
		}
		row.Cells = append(row.Cells, Cell{Text: checkedWords(s), Class: "words"}, Cell{Text: stockResult(s), Class: "words"})
		t.Rows = append(t.Rows, row)
	}
	return []Block{{
		ID: "stock", Title: "收结存核对", Table: t,
		Note: "期初未结 + 收 − 结应当等于期末未结。期末未结按每一行的日期逐月清点，收、结按日期归月计数，两种数法逐月、逐院核对。",
	}}
}

// toDateOf adds up the months of a year to date.
func toDateOf(s *reconcile.Stock, year period.Period) (sum reconcile.Balance, ok bool) {
	for _, one := range s.Balances {
		if one.Month.Compare(year.First()) < 0 || one.Month.Compare(year.Last()) > 0 {
			continue
		}
		if !ok {
			sum, ok = one, true
			continue
		}
		sum.In, sum.Out, sum.Open = sum.In+one.In, sum.Out+one.Out, one.Open
	}
	return sum, ok
}

func checkedWords(s *reconcile.Stock) string {
	if len(s.Balances) == 0 {
		return "—"
	}
	return fmt.Sprintf("%d 个月，%d 次", len(s.Balances), s.Checked)
}

func stockResult(s *reconcile.Stock) string {
	switch {
	case s.Table.Absent:
		return "尚未导出"
	case len(s.Lacks) > 0:
		return lacksWords("没有核对", s.Lacks)
	case len(s.Gaps) > 0:
		return fmt.Sprintf("%d 处不平", len(s.Gaps))
	}
	return "平"
}

// stockID is the anchor of a stock; lines of one dataset are numbered by their names.
func stockID(s *reconcile.Stock) string {
	if s.Line == "" {
		return s.Dataset.ID
	}
	return s.Dataset.ID + "-" + anchorOf(s.Line)
}

// stockPage shows the balances month by month and every gap down to its rows.
func stockPage(b *builder) {
	if len(b.Stocks) == 0 {
		return
	}
	b.add(&Page{Path: stockPath, Title: "收结存核对", Template: "tables", View: func() any { return b.stockView() }, Type: "数据情况"}, "")
}

func (b *builder) stockView() tablesView {
	var blocks []Block
	gaps := 0
	for _, s := range b.Stocks {
		gaps += len(s.Gaps)
		if block := b.gapBlock(s); block != nil {
			blocks = append(blocks, *block)
		}
	}
	for _, s := range b.Stocks {
		blocks = append(blocks, b.monthsBlock(s))
	}
	verdict := "各院各月全部相平"
	if gaps > 0 {
		verdict = strconv.Itoa(gaps) + " 处不平"
	}
	view := tablesView{
		Breadcrumb: crumbs(stockPath, Link{"数据情况", dataPath}, Link{Text: "收结存核对"}),
		Title:      "收结存核对", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "逐月、逐院核对", verdict},
		Blocks: blocks,
	}
	return view
}

// gapBlock lists the months and procuratorates in which a stock does not follow from its flows.
func (b *builder) gapBlock(s *reconcile.Stock) *Block {
	if len(s.Gaps) == 0 {
		return nil
	}
	t := &Table{Caption: s.Title() + "，收结存不平之处", Quiet: true, Header: []Head{{"月份", ""}, {"单位", "text"}, {"期初未结", ""}, {"收", ""}, {"结", ""}, {"应有", ""}, {"期末未结", ""}, {"差", ""}, {"涉及的案件", "words"}}}
	for _, g := range s.Gaps {
		row := Row{Cells: []Cell{{Text: b.title(g.Month)}, {Text: b.shortName(g.Procuratorate), Class: "text"}}}
		for _, n := range []int{g.Begin, g.In, g.Out, g.Begin + g.In - g.Out, g.Open} {
			row.Cells = append(row.Cells, Cell{Text: number(int64(n))})
		}
		row.Cells = append(row.Cells, Cell{Text: signedAmount(indicator.Amount{N: int64(g.Gap())})}, Cell{Text: b.slipWords(s, g.Rows), Class: "words"})
		t.Rows = append(t.Rows, row)
	}
	note := "差是期末未结多于（+）或少于（−）应有数的件数。改正案卡后重新导出，本表自动消去。"
	if s.Slips > 0 {
		note += fmt.Sprintf("日期前后矛盾的共 %d 行，起止落在同一月的相互抵消，不在本表。", s.Slips)
	}
	return &Block{ID: stockID(s) + "-gaps", Title: s.Title() + "：不平之处", Note: note, Table: t}
}

// slipWords names the rows at fault by what this edition may see, else by their place in the file.
func (b *builder) slipWords(s *reconcile.Stock, rows []reconcile.Slip) string {
	var words []string
	unlisted := 0
	for _, r := range rows {
		if !b.Data.Listed(s.Dataset.ID, r.Row) {
			unlisted++
			continue
		}
		name := "—"
		if len(s.Dataset.Key) > 0 {
			name = b.visible(s.Dataset, s.Table, s.Dataset.Key[0], r.Row)
		}
		if name == "—" {
			name = s.Table.Origin(r.Row).String()
		}
		words = append(words, name+"（"+r.Reason+"）")
	}
	if unlisted > 0 {
		words = append(words, b.unlistedCount(s.Dataset.ID, unlisted))
	}
	return firstOf(strings.Join(words, "，"), "没有找到日期矛盾的行")
}

// monthsBlock shows the months of a stock, the latest first.
func (b *builder) monthsBlock(s *reconcile.Stock) Block {
	block := Block{ID: stockID(s), Title: s.Title()}
	if len(s.Balances) == 0 {
		block.Empty = stockResult(s) + "。"
		return block
	}
	t := &Table{Caption: s.Title() + "，全部单位，按月", Quiet: true, Header: []Head{{"月份", ""}, {"期初未结", ""}, {"收", ""}, {"结", ""}, {"期末未结", ""}, {"差", ""}}}
	for i := len(s.Balances) - 1; i >= max(0, len(s.Balances)-shownMonths); i-- {
		one := s.Balances[i]
		title := b.title(one.Month)
		if b.Cube.Calendar.End(one.Month) > b.Cube.Cutoff {
			title += "（未结束）"
		}
		row := Row{Cells: []Cell{{Text: title}}}
		for _, n := range []int{one.Begin, one.In, one.Out, one.Open} {
			row.Cells = append(row.Cells, Cell{Text: number(int64(n))})
		}
		row.Cells = append(row.Cells, Cell{Text: signedAmount(indicator.Amount{N: int64(one.Gap())})})
		t.Rows = append(t.Rows, row)
	}
	block.Table = t
	if len(s.Balances) > shownMonths {
		block.Note = fmt.Sprintf("核对了 %d 个月，列出最近 %d 个月。", len(s.Balances), shownMonths)
	}
	if s.Unplaced > 0 {
		block.Note += number(int64(s.Unplaced)) + " 行没有可识别的承办单位，只计入合计。"
	}
	return block
}
