package dataset

import (
	"slices"

	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Header is one heading of a file and what became of it.
type Header struct {
	Text   string // as the file has it
	Column string // of the definition; "" when no column takes it
	Place  source.Pos
	Looks  table.Type // what its first cells look like

	sample []string // different words of the first cells, for Share only: they may name a person
}

// readHeaders describes the headings of a sheet by the rows below them that are known already.
func readHeaders(s *grid.Sheet, head []grid.Row, at int, columns []int, d *Definition) []Header {
	var list []Header
	for col, text := range head[at].Cells {
		if text = trim(text); text == "" {
			continue
		}
		h := Header{Text: text, Place: s.At(head[at].Line, col)}
		if i := slices.Index(columns, col); i >= 0 {
			h.Column = d.Columns[i].Name
		}
		for _, row := range head[at+1:] {
			if col >= len(row.Cells) {
				continue
			}
			if word := trim(row.Cells[col]); word != "" && !slices.Contains(h.sample, word) {
				h.sample = append(h.sample, word)
			}
		}
		h.Looks = looks(h.sample)
		list = append(list, h)
	}
	return list
}

// looks tells the narrowest type that all words can be read as; Text when there are none.
func looks(words []string) table.Type {
	if len(words) == 0 {
		return table.Text
	}
	order := []table.Type{table.YesNo, table.Int, table.Date, table.Decimal}
	if !slices.ContainsFunc(words, func(w string) bool { return len(w) < len("20250301") }) {
		order[1], order[2] = table.Date, table.Int // a short number is no day, though a serial one may be
	}
	for _, t := range order {
		c := Column{Type: t, Scale: 6}
		if t == table.Int {
			c.Scale = 0
		}
		if !slices.ContainsFunc(words, func(w string) bool {
			v, _ := c.read(w)
			return v.fault != 0 || empties[w] && t != table.YesNo
		}) {
			return t
		}
	}
	return table.Text
}

// Share tells how many of the different words in the first cells of a heading are among the given
// ones, and how many there are.
func (h Header) Share(words []string, replaced map[string]string) (among, all int) {
	for _, word := range h.sample {
		if to, ok := replaced[word]; ok {
			word = to
		}
		if slices.Contains(words, word) {
			among++
		}
	}
	return among, len(h.sample)
}
