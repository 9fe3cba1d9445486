package site

import (
	"strconv"

	"anjian/internal/cardcheck"
)

// cardCheckPage shows which card rules found how much, where, and the cards themselves.
func cardCheckPage(b *builder) {
	const page = "card-check.html"
	byRule := map[*cardcheck.Rule][]cardcheck.Finding{}
	for _, f := range b.Findings {
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	view := tablesView{
		Title: "案卡核查",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), strconv.Itoa(len(b.Rules)) + " 条规则", strconv.Itoa(len(b.Findings)) + " 条待改"},
	}
	byPlace := Table{Caption: "待改案卡，按规则和院", Header: []Head{{"规则", ""}, {"级别", ""}}}
	for _, p := range b.Cube.Organisation.Procuratorates {
		byPlace.Header = append(byPlace.Header, Head{Text: b.dated(p)})
	}
	byPlace.Header = append(byPlace.Header, Head{Text: "合计"})
	var blocks []Block
	unchecked := 0
	for _, r := range b.Rules {
		found := byRule[r]
		row := Row{Cells: []Cell{{Text: r.Code + " " + r.Title, Href: to(page, pageOf(r.Doc)), Note: b.setTitle(r.Dataset)}, {Text: r.Level}}}
		if lacks := r.Lacks(b.Data.Tables); len(lacks) > 0 {
			unchecked++
			byPlace.Rows = append(byPlace.Rows, b.unknownRow(row, lacksWords("未核查", lacks)))
			continue
		}
		counts := b.byPlace(found)
		for _, p := range b.Cube.Organisation.Procuratorates {
			row.Cells = append(row.Cells, Cell{Text: number(int64(counts[p.ID]))})
		}
		byPlace.Rows = append(byPlace.Rows, Row{Cells: append(row.Cells, Cell{Text: number(int64(len(found)))})})
		if len(found) > 0 {
			blocks = append(blocks, b.findingBlock(r, found))
		}
	}
	if unchecked > 0 {
		view.Facts = append(view.Facts, strconv.Itoa(unchecked)+" 条规则缺数据，没有核查")
	}
	var all []Item
	if len(b.Rules) > 0 {
		all = []Item{{Link: Link{"案卡规则一览", to(page, ruleIndex)}, Aside: "按错误类型排列"}}
	}
	view.Blocks = append([]Block{{
		ID: "rules", Title: "各规则待改情况", Note: "点规则名看为什么查、怎样改。按建制顺序。",
		List:  all,
		Table: &byPlace, Empty: emptyIf(len(b.Rules) == 0, "还没有案卡规则。"),
	}}, blocks...)
	b.add(&Page{Path: page, Title: "案卡核查", Template: "tables", Section: page, View: view, Type: "案卡核查"}, "")
}

// mostFindings bounds the cards listed for one rule.
const mostFindings = 20

// findingBlock lists the cards that one rule finds.
func (b *builder) findingBlock(r *cardcheck.Rule, found []cardcheck.Finding) Block {
	d := b.dataset(r.Dataset)
	t := &Table{Caption: r.Title, Quiet: true, Header: []Head{{"部门受案号", ""}, {"承办单位", "words"}, {"承办部门", "words"}}}
	for _, name := range r.Fields {
		t.Header = append(t.Header, Head{Text: name})
	}
	t.Header = append(t.Header, Head{"导出文件中的位置", "words"})
	unlisted := 0
	for _, f := range found {
		if !b.Data.Listed(r.Dataset, f.Row) {
			unlisted++
			continue
		}
		if len(t.Rows) == mostFindings {
			continue
		}
		key := "—"
		if len(d.Key) > 0 {
			key = b.visible(d, f.Table, d.Key[0], f.Row)
		}
		row := Row{Cells: []Cell{
			{Text: key},
			{Text: b.placeWord(b.visible(d, f.Table, d.Procuratorate, f.Row)), Class: "words"},
			{Text: b.visible(d, f.Table, d.Department, f.Row), Class: "words"},
		}}
		for _, name := range r.Fields {
			row.Cells = append(row.Cells, Cell{Text: b.visible(d, f.Table, name, f.Row)})
		}
		row.Cells = append(row.Cells, Cell{Text: f.Table.Origin(f.Row).String(), Class: "words"})
		t.Rows = append(t.Rows, row)
	}
	block := Block{ID: r.ID, Title: r.Code + " " + r.Title + "（" + r.Level + "，" + number(int64(len(found))) + " 条）", Note: joinNonEmpty("　", r.Applies, r.Basis), Table: t}
	if len(found) > mostFindings {
		block.Note += "　列出前 " + strconv.Itoa(mostFindings) + " 条。"
	}
	if unlisted > 0 {
		block.Note += "　另有" + b.unlistedCount(r.Dataset, unlisted) + "，只通知承办部门，不在此列出。"
	}
	return block
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
