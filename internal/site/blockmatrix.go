package site

import (
	"strconv"

	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// matrixKeys are the keys of ```matrix: indicators of every procuratorate, each beside its own past.
//
//	```matrix
//	indicators = ["不捕率", "不诉率"]
//	```
type matrixKeys struct {
	Indicators []string `toml:"indicators"` // those that are watched when not given
	Period     string   `toml:"period"`     // the document's, or the latest month that is over
	Title      string   `toml:"title"`
}

// mostColumns is how many indicators a matrix in a text can hold.
const mostColumns = 20

func matrixBlock(r *resolver, toml []byte, at source.Pos) (*printed, *source.Error) {
	var keys matrixKeys
	places, wrong := document.DecodeBlock(toml, at, &keys)
	if wrong != nil {
		return nil, wrong
	}
	defs := r.b.watched()
	if len(keys.Indicators) > 0 {
		defs = nil
	}
	for i, name := range keys.Indicators {
		d, wrong := r.b.indicatorNamed(name, places.At("indicators", i))
		if wrong != nil {
			return nil, wrong
		}
		defs = append(defs, d)
	}
	p, wrong := r.when(keys.Period, r.now(), places.At("period"))
	switch {
	case wrong != nil:
		return nil, wrong
	case len(defs) == 0:
		return nil, &source.Error{Code: source.MissingKey, Pos: places.At(), Message: "没有写指标", Hint: `加一行 indicators = ["不捕率", "不诉率"]`}
	case len(defs) > mostColumns:
		return nil, &source.Error{Code: source.OutOfRange, Pos: places.At("indicators"), Message: "矩阵有 " + strconv.Itoa(len(defs)) + " 项指标", Hint: "最多 " + strconv.Itoa(mostColumns) + " 项，分成几个"}
	}
	return r.b.matrixOf(defs, p, keys.Title), nil
}

const (
	matrixReading = "按建制顺序排列，每格只与该院自身的过去比较，各院之间不比较。"
	matrixMarks   = "▲▼ 为超出常态波动范围，△▽ 为连续多月高于或低于原水平，高不等于好，低不等于差；没有标记的起伏不必解释。"
)

// matrixOf is a table of procuratorates in administrative order; of a month each number is marked where it
// is beyond the normal variation of its own series. Longer periods have no chart and no marks.
func (b *builder) matrixOf(defs []*indicator.Definition, p period.Period, title string) *printed {
	t := &Table{Caption: firstOf(title, "各院"+b.title(p)+"监测指标"), Header: head("院")}
	for _, d := range defs {
		t.Header = append(t.Header, Head{Text: d.Title})
	}
	row := func(name, place, state string) {
		r := Row{State: state, Cells: []Cell{{Text: name}}}
		for _, d := range defs {
			key := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place}
			c := b.cell(d, key)
			if x := b.Cube.Result(key); p.Kind() == period.Monthly && x.State == indicator.Known && !x.Provisional {
				s := b.standingAt(d, place, p)
				c.Counts = joinNonEmpty("；", c.Counts, s.Words)
				if s.raised() {
					c.Note = s.Sign + " " + s.short()
				}
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	for _, one := range b.Cube.Existing(p) {
		row(b.dated(one), one.ID, "")
	}
	for _, a := range b.Cube.Organisation.Areas() {
		row(a.Title(), a.ID, "total")
	}
	row(b.placeTitle(""), "", "total")
	words := matrixReading
	if p.Kind() == period.Monthly {
		words += matrixMarks
	}
	return &printed{Says: []saying{{Phrase{say(words)}}}, Table: t}
}
