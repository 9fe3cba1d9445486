package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
)

const dataPath = "data/index.html"

// dataPage says what was loaded, from where, with which gaps.
func dataPage(b *builder) {
	b.add(&Page{Path: dataPath, Title: "数据情况", Template: "tables", View: func() any { return b.dataView() }, Type: "数据情况"}, "")
}

func (b *builder) dataView() tablesView {
	files := Table{Caption: "读入的文件", Quiet: true, Header: []Head{{"文件", ""}, {"数据集", "words"}, {"编码", "words"}, {"读入行", ""}, {"采用行", ""}, {"舍去", "words"}, {"未采用的列", "words"}, {"校验值", "words"}}}
	rows := 0
	for _, r := range b.Data.Reports {
		rows += r.Rows
		for _, f := range r.Files {
			files.Rows = append(files.Rows, Row{Cells: []Cell{
				{Text: strings.TrimPrefix(f.Path, "content/data/") + sheetOf(f)},
				{Text: r.Definition.Title, Href: to(dataPath, pageOf(r.Definition.Doc)), Class: "words"},
				{Text: f.Encoding, Class: "words"},
				{Text: number(int64(f.Read))},
				{Text: number(int64(f.Kept))},
				{Text: firstOf(fate(f), "—"), Class: "words"},
				{Text: firstOf(strings.Join(f.Ignored, "、"), "—"), Class: "words"},
				{Text: firstOf(f.SHA256[:min(12, len(f.SHA256))], "—"), Class: "words", Counts: f.SHA256},
			}})
		}
	}
	view := tablesView{
		Title: "数据情况",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), strconv.Itoa(len(b.Data.Reports)) + " 个数据集", number(int64(rows)) + " 行", "统计自 " + b.title(b.Cube.First()) + "起"},
		Blocks: slices.Concat(
			[]Block{{ID: "files", Title: "读入的文件", Note: "读入行等于采用行加舍去行；未采用的列不出现在本站任何地方。", Table: &files}},
			[]Block{b.profileIndex()}, b.seriesBlock(), []Block{b.driftBlock()}),
	}
	view.Blocks = slices.Insert(view.Blocks, 1, append(b.stockBlock(), b.reconciliationBlock(dataPath)...)...)
	view.Blocks = append(append(view.Blocks, b.upkeepLink()), b.registerLink()...)
	view.Blocks = slices.Insert(view.Blocks, 0, Block{ID: "feasible", Title: "指标可算情况", List: []Item{{Link: Link{indicator.SumUp(b.Feasible), to(dataPath, feasiblePath)}}}})
	return view
}

func sheetOf(f *dataset.FileReport) string {
	if f.Sheet == "" {
		return ""
	}
	return "［" + f.Sheet + "］"
}

// fate says what became of the rows of a file that are not in the table.
func fate(f *dataset.FileReport) string {
	if f.SameAs != "" {
		return "与 " + strings.TrimPrefix(f.SameAs, "content/data/") + " 完全相同，没有再读"
	}
	var words []string
	if f.Hidden > 0 {
		words = append(words, "采用行中有隐藏行 "+strconv.Itoa(f.Hidden)+" 行")
	}
	for _, d := range f.Dropped {
		words = append(words, d.Reason+" "+strconv.Itoa(d.Rows)+" 行")
	}
	return strings.Join(words, "、")
}

func (b *builder) datasetFacts(id string) []Fact {
	for _, r := range b.Data.Reports {
		if r.Definition.ID == id {
			return facts("行数", number(int64(r.Rows))+" "+r.Definition.Unit, "文件", strings.Join(r.Definition.Files, "、"),
				"主键", strings.Join(r.Definition.Key, "、"), "承办单位", r.Definition.Procuratorate, "到期日期", r.Definition.Due)
		}
	}
	return nil
}
