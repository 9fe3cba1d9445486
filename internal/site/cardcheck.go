package site

import (
	"strconv"

	"anjian/internal/cardcheck"
	"anjian/internal/correction"
	"anjian/internal/document"
)

const cardCheckPath = "card-check.html"

// cardCheckPage shows what card rules found and what became of it, by department and by rule, and the
// cards themselves. No table goes by person: lists for handlers lie outside the site.
func cardCheckPage(b *builder) {
	b.add(&Page{Path: cardCheckPath, Title: "案卡核查", Template: "tables", Section: cardCheckPath, View: func() any { return b.cardCheckView() }, Type: "案卡规则"}, "")
}

func (b *builder) cardCheckView() tablesView {
	const page = cardCheckPath
	ledger := b.Corrections
	pending := ledger.Count((*correction.Item).Pending)
	view := tablesView{
		Title: "案卡核查",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), strconv.Itoa(len(b.rulesByDocument())) + " 条规则", strconv.Itoa(pending) + " 条待改", b.comparedFact(ledger)},
	}
	unchecked := 0
	for _, r := range b.Rules {
		if len(r.Lacks(b.Data.Tables)) > 0 {
			unchecked++
		}
	}
	if unchecked > 0 {
		view.Facts = append(view.Facts, strconv.Itoa(unchecked)+" 条规则缺数据，没有核查")
	}
	if len(ledger.Items) > 0 {
		strip := b.stateStrip(ledger)
		view.Strip = &strip
	}
	byRule := map[*cardcheck.Rule][]*correction.Item{}
	for _, i := range ledger.Items {
		byRule[i.Rule] = append(byRule[i.Rule], i)
	}
	view.Blocks = append(b.stateBlocks(page, ledger), b.placeBlock(page, byRule))
	for _, r := range b.Rules {
		if block, ok := b.ruleItems(r, byRule[r]); ok {
			view.Blocks = append(view.Blocks, block)
		}
	}
	return view
}

// comparedFact says what the states are compared with.
func (b *builder) comparedFact(l *correction.Ledger) string {
	if l.Previous.IsZero() {
		return "还没有月结，全部算新增"
	}
	return "与" + b.title(l.Previous) + "月结时相比"
}

// placeBlock counts what waits to be corrected by rule and procuratorate, but for juveniles' cards: one
// of them in a small procuratorate would be told.
func (b *builder) placeBlock(page string, byRule map[*cardcheck.Rule][]*correction.Item) Block {
	t := Table{Caption: "待改案卡，按规则和院", Quiet: true, Header: []Head{{"规则", ""}, {"级别", ""}}}
	for _, p := range b.Cube.Organisation.Procuratorates {
		t.Header = append(t.Header, Head{Text: b.dated(p)})
	}
	t.Header = append(t.Header, Head{Text: "合计"})
	for _, rules := range b.rulesByDocument() {
		r := rules[0]
		row := Row{Cells: []Cell{{Text: r.Code + " " + r.Title, Href: to(page, pageOf(r.Doc))}, {Text: r.Level}}}
		counts, all, checked, why := map[string]int{}, 0, false, ""
		for _, r := range rules {
			if lacks := r.Lacks(b.Data.Tables); len(lacks) > 0 {
				why = lacksWords("未核查", lacks)
				continue
			}
			checked = true
			for _, i := range byRule[r] {
				if i.Pending() && !i.Unlisted {
					counts[i.Procuratorate]++
					all++
				}
			}
		}
		if !checked { // why is said in the title of the cell and on the rule's page: here it would widen the table
			name := row.Cells[0]
			row = b.unknownRow(row, why)
			row.Cells[0] = name
			t.Rows = append(t.Rows, row)
			continue
		}
		for _, p := range b.Cube.Organisation.Procuratorates {
			row.Cells = append(row.Cells, listCount(counts[p.ID]))
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, listCount(all))})
	}
	block := Block{
		ID: "rules", Title: "各院待改情况，按规则", Note: "点规则名看为什么查、怎样改；“未知”的缺数据，没有核查。按建制顺序。未成年人案件不计入各院。",
		Table: &t, Empty: emptyIf(len(b.Rules) == 0, "还没有案卡规则。"),
	}
	if len(b.Rules) > 0 {
		block.List = []Item{{Link: Link{"案卡规则一览", to(page, ruleIndex)}, Aside: "按错误类型排列"}}
	}
	return block
}

// rulesByDocument puts the rules that one document asks of several datasets together, in their order.
func (b *builder) rulesByDocument() [][]*cardcheck.Rule {
	var groups [][]*cardcheck.Rule
	at := map[*document.Document]int{}
	for _, r := range b.Rules {
		i, known := at[r.Doc]
		if !known {
			i = len(groups)
			at[r.Doc] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

// listCount counts lines of a list: what is not there is told from what is by a dash.
func listCount(n int) Cell {
	if n == 0 {
		return Cell{Text: "—"}
	}
	return Cell{Text: number(int64(n))}
}

// mostFindings bounds the cards listed for one rule.
const mostFindings = 20

// ruleItems lists the cards of one rule that wait to be corrected; ok is false where there are none.
func (b *builder) ruleItems(r *cardcheck.Rule, items []*correction.Item) (block Block, ok bool) {
	d := b.dataset(r.Dataset)
	t := &Table{Caption: r.Title, Quiet: true, Header: []Head{{"部门受案号", ""}, {"承办单位", "words"}, {"承办部门", "words"}, {"状态", ""}, {"首次列出", ""}}}
	for _, name := range r.Fields {
		t.Header = append(t.Header, Head{Text: name})
	}
	t.Header = append(t.Header, Head{"导出文件中的位置", "words"})
	pending, confirmed, unlisted := 0, 0, 0
	for _, i := range items {
		switch {
		case i.State == correction.Confirmed:
			confirmed++
			continue
		case !i.Pending():
			continue
		}
		pending++
		switch {
		case i.Unlisted:
			unlisted++
			continue
		case len(t.Rows) == mostFindings:
			continue
		}
		row := Row{Cells: []Cell{
			{Text: i.Key}, {Text: b.Cube.Organisation.Title(i.Procuratorate), Class: "words"}, {Text: firstOf(i.Department, "—"), Class: "words"}, {Text: b.stateWords(i)}, {Text: i.Since.String()},
		}}
		if i.Procuratorate == "" {
			row.Cells[1].Text = "—"
		}
		for _, name := range r.Fields {
			row.Cells = append(row.Cells, Cell{Text: b.shown(d, i.Table, name, i.Row)})
		}
		t.Rows = append(t.Rows, Row{Cells: append(row.Cells, Cell{Text: i.Table.Origin(i.Row).String(), Class: "words"})})
	}
	if pending == 0 {
		return Block{}, false
	}
	block = Block{ID: r.ID, Title: r.Code + " " + r.Title + "（" + r.Level + "，" + number(int64(pending)) + " 条）", Note: joinNonEmpty("　", r.Applies, r.Basis), Table: t}
	if len(t.Rows) == 0 {
		block.Table = nil
	}
	if pending-unlisted > mostFindings {
		block.Note += "　列出前 " + strconv.Itoa(mostFindings) + " 条。"
	}
	if unlisted > 0 {
		block.Note += "　另有" + b.unlistedCount(r.Dataset, unlisted) + "，只通知承办部门，不在此列出。"
	}
	if confirmed > 0 {
		block.Note += "　核实无误 " + strconv.Itoa(confirmed) + " 条，不再列出。"
	}
	return block, true
}

// stateWords says how an item stands.
func (b *builder) stateWords(i *correction.Item) string {
	if i.Denied {
		return string(i.State) + "（答已改）"
	}
	return string(i.State)
}

// unknownRow fills the columns of the procuratorates and of all where nothing can be known.
func (b *builder) unknownRow(row Row, why string) Row {
	for range b.Cube.Organisation.Procuratorates {
		row.Cells = append(row.Cells, Cell{Text: "未知", Counts: why})
	}
	row.Cells = append(row.Cells, Cell{Text: "未知", Counts: why})
	row.Cells[0].Text += "（" + why + "）"
	return row
}
