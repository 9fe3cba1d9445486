package site

import (
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/table"
)

// reviewPage shows the must-review classes, what is still open, and the review's own indicators.
func reviewPage(b *builder) {
	const page = "reviews.html"
	summary := Table{Caption: "必评类别，全部已办结案件", Header: head("类别", "应评", "已评", "未评", "应评尽评率")}
	var blocks []Block
	for _, p := range b.Reviews {
		done := len(p.Must) - len(p.Open)
		rate := "—"
		if len(p.Must) > 0 {
			rate = strconv.FormatFloat(float64(done*1000/len(p.Must))/10, 'f', 1, 64) + "%"
		}
		summary.Rows = append(summary.Rows, Row{Cells: []Cell{
			{Text: p.Class.Title, Href: to(page, pageOf(p.Class.Doc))},
			{Text: number(int64(len(p.Must)))},
			{Text: number(int64(done))},
			{Text: number(int64(len(p.Open)))},
			{Text: rate, Counts: strconv.Itoa(done) + "/" + strconv.Itoa(len(p.Must)) + " 件"},
		}})
		if len(p.Open) > 0 {
			blocks = append(blocks, b.rowBlock(p.Class.ID, p.Class.Title+"：未评", p.Class.Basis, p.Class.Dataset, p.Table, p.Open, nil))
		}
	}
	view := tablesView{
		Title: "质量检查评查", Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), "评查对已办结案件进行，结果不作个人排名"},
		Blocks: append([]Block{
			{ID: "classes", Title: "必评案件", Table: &summary, Empty: emptyIf(len(b.Reviews) == 0, "还没有必评类别。")},
			b.indicatorBlock("indicators", "评查与数据质量指标", "", page, b.idsOfLine("案件管理", nil)),
		}, blocks...),
	}
	b.add(&Page{Path: page, Title: "质量检查评查", Template: "tables", Section: page, View: view, Type: "质量评查"}, "")
}

// rowBlock lists rows of a dataset by what this edition may see.
func (b *builder) rowBlock(id, title, note, datasetID string, t *table.Table, rows []int, fields []string) Block {
	d := b.dataset(datasetID)
	list := &Table{Caption: title, Quiet: true, Header: []Head{{"部门受案号", ""}, {"承办单位", "words"}, {"承办部门", "words"}, {"受理日期", ""}, {"办结日期", ""}}}
	for _, name := range fields {
		list.Header = append(list.Header, Head{name, "words"})
	}
	unlisted := 0
	for _, row := range rows {
		if !b.Data.Listed(datasetID, row) {
			unlisted++
			continue
		}
		if len(list.Rows) == mostListed {
			continue
		}
		key := "—"
		if len(d.Key) > 0 {
			key = b.visible(d, t, d.Key[0], row)
		}
		cells := []Cell{
			{Text: key},
			{Text: b.placeWord(b.visible(d, t, d.Procuratorate, row)), Class: "words"},
			{Text: b.visible(d, t, d.Department, row), Class: "words"},
			{Text: b.visible(d, t, d.Start, row)},
			{Text: b.visible(d, t, d.End, row)},
		}
		for _, name := range fields {
			cells = append(cells, Cell{Text: b.visible(d, t, name, row), Class: "words"})
		}
		list.Rows = append(list.Rows, Row{Cells: cells})
	}
	block := Block{ID: id, Title: title + "（" + number(int64(len(rows))) + " 件）", Note: note, Table: list}
	if len(rows) > mostListed {
		block.Note = joinNonEmpty("　", note, "列出前 "+strconv.Itoa(mostListed)+" 件。")
	}
	if unlisted > 0 {
		block.Note = joinNonEmpty("　", block.Note, "另有未成年人案件 "+strconv.Itoa(unlisted)+" 件，不在此列出。")
	}
	return block
}

// leadPage shows what supervision models point at, and the indicators of supervision.
func leadPage(b *builder) {
	const page = "leads.html"
	summary := Table{Caption: "监督模型，全部数据", Header: append(head("模型"), Head{Text: "线索"})}
	for _, p := range b.Cube.Organisation.Procuratorates {
		summary.Header = append(summary.Header, Head{Text: p.Short})
	}
	var blocks []Block
	for _, l := range b.Leads {
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
