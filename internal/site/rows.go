package site

import (
	"strconv"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/table"
)

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
