package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/table"
)

const feasiblePath = "data/feasibility.html"

// abilityMarks stand before the words, so that a column of them can be looked over.
var abilityMarks = map[indicator.Ability]string{
	indicator.Able:       "✓ " + string(indicator.Able),
	indicator.Thin:       "△ " + string(indicator.Thin),
	indicator.LacksField: "✕ " + string(indicator.LacksField),
	indicator.NoExport:   "— " + string(indicator.NoExport),
	indicator.NoData:     "— " + string(indicator.NoData),
}

// feasiblePage (指标可算情况) says of every indicator whether the exports allow it, what is missing,
// and what to export next.
func feasiblePage(b *builder) {
	b.add(&Page{Path: feasiblePath, Title: "指标可算情况", Template: "tables", View: func() any { return b.feasibleView() }, Type: "数据情况"}, "")
}

func (b *builder) feasibleView() tablesView {
	view := tablesView{
		Breadcrumb: crumbs(feasiblePath, Link{"数据情况", dataPath}, Link{Text: "指标可算情况"}),
		Title:      "指标可算情况",
		Facts:      []string{"截至 " + b.Cube.Cutoff.Chinese(), indicator.SumUp(b.Feasible)},
		Blocks:     []Block{b.gainBlock()},
	}
	byLine := map[string]*Table{}
	var order []string
	for _, f := range b.Feasible {
		line := topLine(f.Definition.Line)
		t := byLine[line]
		if t == nil {
			t = &Table{Caption: line, Quiet: true, Header: []Head{{"指标", ""}, {"情况", "words"}, {"所缺或不足", "words"}}}
			byLine[line] = t
			order = append(order, line)
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: f.Definition.Title, Href: to(feasiblePath, "indicators/"+f.Definition.ID+".html")},
			{Text: abilityMarks[f.Ability], Class: "words"},
			{Text: firstOf(shortages(f), "—"), Class: "words"},
		}})
	}
	for _, line := range order {
		view.Blocks = append(view.Blocks, Block{ID: anchorOf(line), Title: line, Table: byLine[line]})
	}
	return view
}

// gainBlock lists step by step what to export next.
func (b *builder) gainBlock() Block {
	block := Block{ID: "gains", Title: "再导出什么", Note: "按可多算的指标数排列，后一步以前几步已导出为前提。"}
	for _, gain := range indicator.Gains(b.Feasible) {
		var titles []string
		for _, d := range gain.Definitions {
			titles = append(titles, d.Title)
		}
		block.List = append(block.List, Item{
			Tag:  tag("可多 "+strconv.Itoa(len(titles))+" 项", ""),
			Link: Link{Text: gain.String(), Href: b.datasetHref(gain.Lacks[0].Table)},
			Note: strings.Join(titles, "、"),
		})
	}
	if len(block.List) == 0 {
		block.Note, block.Empty = "", "指标所需的数据都已导出。"
	}
	return block
}

// datasetHref leads to the page of a dataset's definition.
func (b *builder) datasetHref(t *table.Table) string {
	if d := b.dataset(t.Name); d != nil {
		return to(feasiblePath, pageOf(d.Doc))
	}
	return ""
}

// shortages words what an indicator lacks, or which column is filled too seldom.
func shortages(f indicator.Feasibility) string {
	var words []string
	for _, l := range f.Lacks {
		words = append(words, indicator.Gain{Lacks: []table.Lack{l}}.String())
	}
	for _, g := range f.Gaps {
		words = append(words, "“"+g.Table.Title+"”的“"+g.Column+"”填有 "+number(int64(g.Filled))+"/"+number(int64(g.Rows))+" 行")
	}
	return strings.Join(words, "、")
}
