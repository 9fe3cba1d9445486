package site

import (
	"strconv"
	"strings"

	"anjian/internal/cardcheck"
	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/table"
)

// byPlace counts findings by the id of the procuratorate whose card it is.
func (b *builder) byPlace(found []cardcheck.Finding) map[string]int {
	counts := map[string]int{}
	for _, f := range found {
		counts[b.placeID(f.Rule.Dataset, f.Table, f.Row)]++
	}
	return counts
}

// placeID is the procuratorate of a row, "" when it names none.
func (b *builder) placeID(id string, t *table.Table, row int) string {
	d := b.dataset(id)
	if d == nil || d.Procuratorate == "" {
		return ""
	}
	c := t.Column(d.Procuratorate)
	p, _ := b.Cube.Organisation.Named(c.Word(row))
	return p.ID
}

// indicatorBlock is a card with the city's figures of some indicators.
func (b *builder) indicatorBlock(id, title, note, page string, ids []string) Block {
	t := b.compareTable(title)
	for _, one := range ids {
		if d := b.Cube.Definition(one); d != nil {
			t.Rows = append(t.Rows, b.compareRow(d, "", page))
		}
	}
	if len(t.Rows) == 0 {
		return Block{ID: id, Title: title, Empty: "还没有这方面的指标。"}
	}
	return Block{ID: id, Title: title, Note: note, Table: &t}
}

// idsOfLine lists the indicators whose line starts so.
func (b *builder) idsOfLine(line string, want func(*indicator.Definition) bool) []string {
	var ids []string
	for _, d := range b.Cube.Definitions {
		if topLine(d.Line) == line && (want == nil || want(d)) {
			ids = append(ids, d.ID)
		}
	}
	return ids
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
		block.Note = joinNonEmpty("　", block.Note, "另有"+b.unlistedCount(datasetID, unlisted)+"，不在此列出。")
	}
	return block
}

// keyOf prints what tells a row apart.
func (b *builder) keyOf(d *dataset.Definition, t *table.Table, row int) string {
	if len(d.Key) == 0 {
		return "—"
	}
	return b.visible(d, t, d.Key[0], row)
}

// placeWord shortens the name that an export gives a procuratorate.
func (b *builder) placeWord(name string) string {
	if p, ok := b.Cube.Organisation.Named(name); ok {
		return p.Short
	}
	return name
}

// visible prints a cell if the edition may see its column, else —.
func (b *builder) visible(d *dataset.Definition, t *table.Table, name string, row int) string {
	def, c := d.Column(name), t.Column(name)
	if def == nil || c == nil || !b.Edition.Allows(def.Editions) || c.Empty(row) {
		return "—"
	}
	return dataset.Print(c, row)
}

// dataset returns a definition by id, or nil.
func (b *builder) dataset(id string) *dataset.Definition {
	for _, r := range b.Data.Reports {
		if r.Definition.ID == id {
			return r.Definition
		}
	}
	return nil
}

// unlistedCount words how many rows are not listed, and whose they are.
func (b *builder) unlistedCount(id string, n int) string {
	if !b.Data.Judged(id) {
		return "不能判断是否未成年人案件的 " + strconv.Itoa(n) + " 件"
	}
	return "未成年人案件 " + strconv.Itoa(n) + " 件"
}

// lacksWords says why something was not looked for: 未核查：缺字段“不捕类型”.
func lacksWords(what string, lacks []table.Lack) string {
	words := make([]string, len(lacks))
	for i, lack := range lacks {
		words[i] = lack.String()
	}
	return what + "：" + strings.Join(words, "、")
}
