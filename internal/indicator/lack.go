package indicator

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/table"
)

// formulas lists what a measure is made of.
func (m Measure) formulas() []*formula.Expr {
	return slices.DeleteFunc([]*formula.Expr{m.Of, m.Where, m.Date, m.Until}, func(e *formula.Expr) bool { return e == nil })
}

// Lacks lists, each once, what the measure needs and no export has. t is the table of its dataset.
func (m Measure) Lacks(t *table.Table) []table.Lack {
	if t.Absent {
		return []table.Lack{{Table: t}}
	}
	var all []table.Lack
	for _, e := range m.formulas() {
		for _, lack := range e.Lacks(t) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

// missing says why a measure without a term is not known.
func (b *builder) missing(m Measure) string {
	if t := b.sets[m.Dataset].table; t != nil {
		if lacks := m.Lacks(t); len(lacks) > 0 {
			return lacks[0].String()
		}
	}
	return NoDataset
}

// Missing says why nothing at all is known of an indicator: something it needs was not exported,
// or an export has no rows. It is "" when there is something to count.
func (c *Cube) Missing(id string) string {
	if x := c.byID[id]; x != nil {
		return x.missing
	}
	return NoSuchIndicator
}
