package site

import (
	"strconv"
)

// reviewPage shows the must-review classes, what is still open, and the review's own indicators.
func reviewPage(b *builder) {
	const page = "reviews.html"
	summary := Table{Caption: "必评类别，全部已办结案件", Header: head("类别", "应评", "已评", "未评", "应评尽评率")}
	var blocks []Block
	for _, p := range b.Reviews {
		if len(p.Lacks) > 0 {
			why := lacksWords("未核查", p.Lacks)
			summary.Rows = append(summary.Rows, Row{Cells: []Cell{
				{Text: p.Class.Title + "（" + why + "）", Href: to(page, pageOf(p.Class.Doc))},
				{Text: "未知"},
				{Text: "未知"},
				{Text: "未知"},
				{Text: "未知"},
			}})
			continue
		}
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
