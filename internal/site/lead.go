package site

import (
	"strings"

	"anjian/internal/indicator"
)

// leadPage shows what supervision models point at, and the indicators of supervision.
func leadPage(b *builder) {
	const page = "leads.html"
	summary := Table{Caption: "监督模型，全部数据", Header: append(head("模型"), Head{Text: "线索"})}
	for _, p := range b.Cube.Organisation.Procuratorates {
		summary.Header = append(summary.Header, Head{Text: b.dated(p)})
	}
	var blocks []Block
	for _, l := range b.Leads {
		if len(l.Lacks) > 0 {
			row := Row{Cells: []Cell{{Text: l.Model.Title, Href: to(page, pageOf(l.Model.Doc))}}}
			summary.Rows = append(summary.Rows, b.unknownRow(row, lacksWords("没有运行", l.Lacks)))
			continue
		}
		row := Row{Cells: []Cell{{Text: l.Model.Title, Href: to(page, pageOf(l.Model.Doc))}, {Text: number(int64(len(l.Rows)))}}}
		counts := map[string]int{}
		for _, r := range l.Rows {
			counts[b.placeID(l.Model.Dataset, l.Table, r)]++
		}
		for _, p := range b.Cube.Organisation.Procuratorates {
			row.Cells = append(row.Cells, Cell{Text: number(int64(counts[p.ID]))})
		}
		summary.Rows = append(summary.Rows, row)
		if len(l.Rows) > 0 {
			blocks = append(blocks, b.rowBlock(l.Model.ID, l.Model.Title, l.Model.Reason, l.Model.Dataset, l.Table, l.Rows, l.Model.Fields))
		}
	}
	supervision := b.idsWhere(func(d *indicator.Definition) bool {
		return d.Dimension == "效果" && !strings.Contains(d.Line, "群众反馈")
	})
	view := tablesView{
		Title: "监督线索", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "线索由模型比对得出，仅供研判，须经人工核查"},
		Blocks: append([]Block{
			{ID: "models", Title: "监督模型", Table: &summary, Empty: emptyIf(len(b.Leads) == 0, "还没有监督模型。")},
			b.indicatorBlock("indicators", "监督效果", "数量与采纳、整改情况一并看。", page, supervision),
		}, blocks...),
	}
	b.add(&Page{Path: page, Title: "监督线索", Template: "tables", Section: page, View: view, Type: "监督线索"}, "")
}

// idsWhere lists the indicators that a condition holds for.
func (b *builder) idsWhere(want func(*indicator.Definition) bool) []string {
	var ids []string
	for _, d := range b.Cube.Definitions {
		if want(d) {
			ids = append(ids, d.ID)
		}
	}
	return ids
}
