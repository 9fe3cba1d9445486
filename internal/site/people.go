package site

import (
	"bytes"
	"strconv"
	"sync"

	"anjian/internal/dataset"
	"anjian/internal/edition"
	"anjian/internal/table"
)

// People are the cells of names that pages may show masked. How one is written depends on all names of its page
// (张某, or 张某甲 where there are two), so a view holds its number in their place until the page is whole. They
// are safe for concurrent use.
type people struct {
	mu    sync.Mutex
	cells []string
	at    map[string]int
}

// Signs around the number of a cell: no characters of any text.
const (
	cellBegins = "\uFDD0"
	cellEnds   = "\uFDD1"
)

// stand returns what stands for a cell until the page is whole.
func (p *people) stand(cell string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, known := p.at[cell]
	if !known {
		n = len(p.cells)
		p.cells = append(p.cells, cell)
		if p.at == nil {
			p.at = map[string]int{}
		}
		p.at[cell] = n
	}
	return cellBegins + strconv.Itoa(n) + cellEnds
}

// mask writes the names of a whole page.
func (p *people) mask(page []byte) []byte {
	if p == nil || !bytes.Contains(page, []byte(cellBegins)) {
		return page
	}
	parts := bytes.Split(page, []byte(cellBegins))
	cells := make([]string, len(parts))
	p.mu.Lock()
	for i, part := range parts[1:] {
		number, _, _ := bytes.Cut(part, []byte(cellEnds))
		if n, err := strconv.Atoi(string(number)); err == nil && 0 <= n && n < len(p.cells) {
			cells[i+1] = p.cells[n]
		}
	}
	p.mu.Unlock()
	masker := edition.NewMasker(cells)
	out := bytes.Clone(parts[0])
	for i, part := range parts[1:] {
		_, rest, closed := bytes.Cut(part, []byte(cellEnds))
		if !closed { // a sign that some text holds
			out = append(out, part...)
			continue
		}
		out = append(append(out, masker.Cell(cells[i+1])...), rest...)
	}
	return out
}

// shown prints a cell as far as the edition may see it, a name masked as its page wants it. Names of rows that
// are never listed (juveniles') are not even shown so.
func (b *builder) shown(d *dataset.Definition, t *table.Table, name string, row int) string {
	def, c := d.Column(name), t.Column(name)
	if def == nil || c == nil || !def.MaskedFor(b.Edition) || c.Empty(row) || !b.Data.Listed(d.ID, row) {
		return b.visible(d, t, name, row)
	}
	return b.people.stand(c.Word(row))
}
