package site

import (
	"strconv"
	"strings"

	"anjian/internal/dataset"
)

// profilePath is the page of one dataset's profile.
func profilePath(id string) string { return "profiles/" + id + ".html" }

// profilePages show, per dataset, what its columns hold: types, gaps, ranges, the most frequent
// words. Of columns that this edition may not see only name, type and how many cells are filled.
func profilePages(b *builder) {
	for _, r := range b.Data.Reports {
		b.add(&Page{
			Path: profilePath(r.Definition.ID), Title: r.Definition.Title + "的数据概况", Template: "tables", Section: dataPath,
			View: func() any { return b.profileView(r) }, Type: "数据情况",
			Places: func() []Place { return b.columnPlaces(r.Definition) },
		}, "")
	}
}

func (b *builder) profileView(r *dataset.Report) tablesView {
	page := profilePath(r.Definition.ID)
	rows := rowCount(r)
	if rows != "" {
		rows += " 行"
	}
	return tablesView{
		Breadcrumb: crumbs(page, Link{"数据情况", dataPath}, Link{Text: r.Definition.Title}),
		Title:      r.Definition.Title + "的数据概况",
		Facts:      nonEmpty("截至 "+b.Cube.Cutoff.Chinese(), rows, datasetNote(r)),
		Blocks: []Block{
			{ID: "columns", Title: "各列", Note: b.profileNote(r), Table: b.profileTable(r), Empty: emptyIf(r.Rows == 0, "还没有数据。")},
			derivedBlock(r.Definition),
			{ID: "dictionary", Title: "数据字典", List: []Item{{Link: Link{"看每一列的含义和读取办法", to(page, pageOf(r.Definition.Doc))}}}},
		},
	}
}

// profileNote says what the values told rest on.
func (b *builder) profileNote(r *dataset.Report) string {
	unlisted := 0
	for row := range r.Rows {
		if !b.Data.Listed(r.Definition.ID, row) {
			unlisted++
		}
	}
	note := "不可见的列只列名称、类型和填写比例。"
	if unlisted > 0 {
		note += "另有 " + number(int64(unlisted)) + " 行只计入汇总，不在取值之内。"
	}
	return note
}

func (b *builder) profileTable(r *dataset.Report) *Table {
	t := &Table{Caption: r.Definition.Title + "各列", Quiet: true, Header: []Head{{"列", ""}, {"类型", "text"}, {"填写", ""}, {"不同值", ""}, {"范围", "text"}, {"常见的值", "words"}, {"谁可见", "text"}}}
	id := r.Definition.ID
	profiles := dataset.Profiles(b.Data.Tables[id], r.Definition, b.Edition.Allows, func(row int) bool { return b.Data.Listed(id, row) })
	for i, p := range profiles {
		different := "—"
		if p.Visible && p.Filled > 0 {
			different = number(int64(p.Distinct))
		}
		t.Rows = append(t.Rows, Row{ID: columnAnchor(p.Name), Cells: []Cell{
			{Text: p.Name},
			{Text: p.Type.String(), Class: "text"},
			{Text: filledShare(p), Counts: strconv.Itoa(p.Filled) + "/" + strconv.Itoa(p.Rows) + " 行"},
			{Text: different},
			{Text: rangeWords(p), Class: "text"},
			{Text: topWords(p), Class: "words"},
			{Text: firstOf(strings.Join(r.Definition.Columns[i].Audiences(), "、"), "不出站"), Class: "text"},
		}})
	}
	return t
}

// derivedBlock lists what is computed of the rows of a dataset besides what the export holds.
func derivedBlock(d *dataset.Definition) Block {
	block := Block{ID: "derived", Title: "推算列", Empty: "没有期限文档对应这个数据集，没有推算列。"}
	if len(d.Derived.Columns) == 0 {
		return block
	}
	t := &Table{Caption: d.Title + "的推算列", Quiet: true, Header: []Head{{"所属", "text"}, {"列", ""}, {"类型", "text"}, {"含义", "words"}}}
	list := func(of string, columns []dataset.Column) {
		for _, c := range columns {
			t.Rows = append(t.Rows, Row{Cells: []Cell{{Text: of, Class: "text"}, {Text: c.Name}, {Text: c.Type.String(), Class: "text"}, {Text: firstOf(c.Note, strings.Join(c.Values, "、")), Class: "words"}}})
		}
	}
	list("本表", d.Derived.Columns)
	for _, child := range d.Derived.Tables {
		list("子表“"+child.Title+"”", child.Columns)
	}
	return Block{ID: "derived", Title: "推算列", Note: "导出里没有，按期限文档逐行推算，公式可以直接引用；子表写作 any(超期区间, 起 <= 期末 and (空(止) or 止 > 期末))。", Table: t}
}

func filledShare(p dataset.Profile) string {
	switch {
	case p.Absent:
		return "导出没有这一列"
	case p.Rows == 0:
		return "—"
	}
	return strconv.FormatFloat(float64(p.Filled*1000/p.Rows)/10, 'f', 1, 64) + "%"
}

func rangeWords(p dataset.Profile) string {
	switch {
	case p.Lowest == "":
		return "—"
	case p.Lowest == p.Highest:
		return p.Lowest
	}
	return p.Lowest + " 至 " + p.Highest
}

func topWords(p dataset.Profile) string {
	var words []string
	for _, v := range p.Top {
		words = append(words, v.Value+" "+number(int64(v.Rows)))
	}
	if len(p.Top) > 0 && p.Distinct > len(p.Top) {
		words = append(words, "等 "+strconv.Itoa(p.Distinct)+" 种")
	}
	return firstOf(strings.Join(words, "，"), "—")
}

// profileIndex lists the datasets with their size and gaps, each leading to its profile.
func (b *builder) profileIndex() Block {
	t := &Table{Caption: "各数据集", Quiet: true, Header: []Head{{"数据集", ""}, {"行", ""}, {"列", ""}, {"导出没有的列", "words"}, {"说明", "words"}}}
	for _, r := range b.Data.Reports {
		var absent []string
		for _, c := range r.Columns {
			if c.Absent {
				absent = append(absent, c.Name)
			}
		}
		t.Rows = append(t.Rows, Row{Cells: []Cell{
			{Text: r.Definition.Title, Href: to(dataPath, profilePath(r.Definition.ID))},
			{Text: firstOf(rowCount(r), "—")},
			{Text: strconv.Itoa(len(r.Columns))},
			{Text: firstOf(strings.Join(absent, "、"), "—"), Class: "words"},
			{Text: firstOf(datasetNote(r), "—"), Class: "words"},
		}})
	}
	return Block{ID: "profiles", Title: "各数据集概况", Note: "点数据集看每一列的类型、填写、范围和常见的值。", Table: t}
}

// rowCount says how many rows a dataset has; "" before its first export, when nobody knows.
func rowCount(r *dataset.Report) string {
	if len(r.Definition.Files) == 0 {
		return ""
	}
	return number(int64(r.Rows))
}

// datasetNote says what is odd about the rows of a dataset, if anything.
func datasetNote(r *dataset.Report) string {
	var notes []string
	if len(r.Definition.Files) == 0 {
		notes = append(notes, "尚未导出")
	}
	if r.Collapsed > 0 {
		notes = append(notes, "按“"+strings.Join(r.Definition.OneRowPer, "、")+"”合并了 "+number(int64(r.Collapsed))+" 行")
	}
	for _, o := range r.Orphans {
		if o.Rows > 0 {
			notes = append(notes, "关联“"+o.Link+"”有 "+number(int64(o.Rows))+" 行找不到对应的记录")
		}
	}
	return strings.Join(notes, "；")
}
