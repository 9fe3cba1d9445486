package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/table"
)

const dataPath = "data/index.html"

// dataPage says what was loaded, from where, with which gaps.
func dataPage(b *builder) {
	files := Table{Caption: "读入的文件", Quiet: true, Header: []Head{{"文件", ""}, {"数据集", "words"}, {"编码", "words"}, {"读入行", ""}, {"采用行", ""}, {"舍去", "words"}, {"未采用的列", "words"}, {"校验值", "words"}}}
	var blocks []Block
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
				{Text: f.SHA256[:12], Class: "words", Counts: f.SHA256},
			}})
		}
		blocks = append(blocks, b.datasetBlock(r))
	}
	view := tablesView{
		Title: "数据情况",
		Facts: []string{"截至 " + b.Cube.Cutoff.Chinese(), strconv.Itoa(len(b.Data.Reports)) + " 个数据集", number(int64(rows)) + " 行", "统计从 " + b.title(b.Cube.First()) + " 起"},
		Blocks: slices.Concat(
			[]Block{{ID: "files", Title: "读入的文件", Note: "读入行等于采用行加舍去行；未采用的列不出现在本站任何地方。", Table: &files}},
			b.seriesBlock(), []Block{b.driftBlock()}, blocks),
	}
	view.Blocks = slices.Insert(view.Blocks, 1, append(b.stockBlock(), b.reconciliationBlock(dataPath)...)...)
	view.Blocks = slices.Insert(view.Blocks, 0, Block{ID: "feasible", Title: "指标可算情况", List: []Item{{Link: Link{indicator.SumUp(b.Feasible), to(dataPath, feasiblePath)}}}})
	b.add(&Page{Path: dataPath, Title: "数据情况", Template: "tables", View: view, Type: "数据情况"}, "")
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

// datasetBlock shows the columns of a dataset with their gaps. Codes of columns that this edition
// may not see are not listed.
func (b *builder) datasetBlock(r *dataset.Report) Block {
	t := &Table{Caption: r.Definition.Title, Quiet: true, Header: []Head{{"列", ""}, {"类型", "words"}, {"空值", ""}, {"空值比例", ""}, {"范围或代码", "words"}, {"谁可见", "words"}}}
	for i, c := range r.Columns {
		def := r.Definition.Columns[i]
		share, empty := "—", number(int64(c.Empty))
		if c.Absent {
			empty = "导出没有这一列"
		} else if r.Rows > 0 {
			share = strconv.FormatFloat(float64(c.Empty*1000/r.Rows)/10, 'f', 1, 64) + "%"
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: c.Name},
			{Text: c.Type.String(), Class: "words"},
			{Text: empty},
			{Text: share, Counts: strconv.Itoa(c.Empty) + "/" + strconv.Itoa(r.Rows)},
			{Text: firstOf(b.columnRange(c, def), "—"), Class: "words"},
			{Text: firstOf(strings.Join(def.Editions, "、"), "不出站"), Class: "words"},
		}})
	}
	note := number(int64(r.Rows)) + " 行"
	if len(r.Definition.Files) == 0 {
		note = "尚未导出"
	}
	if r.Collapsed > 0 {
		note += "；按“" + strings.Join(r.Definition.OneRowPer, "、") + "”合并了 " + number(int64(r.Collapsed)) + " 行"
	}
	for _, o := range r.Orphans {
		if o.Rows > 0 {
			note += "；关联“" + o.Link + "”有 " + number(int64(o.Rows)) + " 行找不到对应的记录"
		}
	}
	return Block{ID: r.Definition.ID, Title: r.Definition.Title, Note: note, Table: t}
}

func (b *builder) columnRange(c dataset.ColumnReport, def dataset.Column) string {
	if !b.Edition.Allows(def.Editions) && c.Type != table.Date && c.Type != table.YesNo && len(def.Values) == 0 {
		return ""
	}
	if set(c.First) {
		return c.First.String() + " 至 " + c.Last.String()
	}
	var words []string
	for i, v := range c.Values {
		if i == 8 {
			words = append(words, "等 "+strconv.Itoa(len(c.Values))+" 种")
			break
		}
		words = append(words, v.Value+" "+number(int64(v.Rows)))
	}
	return strings.Join(words, "，")
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
