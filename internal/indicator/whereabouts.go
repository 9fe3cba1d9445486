package indicator

import (
	"iter"
	"slices"
	"sync"

	"anjian/internal/formula"
)

// whereabouts lists the rows of each procuratorate, so that those behind one number are found
// without walking the whole dataset. It is made when rows are first asked for.
type whereabouts struct {
	once  sync.Once
	first []int32 // rows of procuratorate u are rows[first[u]:first[u+1]], 0 being none
	rows  []int32
}

func (s *set) whereabouts(units int) *whereabouts {
	w := &s.rows
	w.once.Do(func() {
		w.first, w.rows = make([]int32, units+2), make([]int32, s.table.Rows)
		for row := range w.rows {
			w.first[s.unit.at(row)+1]++
		}
		for u := range units + 1 {
			w.first[u+1] += w.first[u]
		}
		next := slices.Clone(w.first)
		for row := range w.rows {
			u := s.unit.at(row)
			w.rows[next[u]] = int32(row)
			next[u]++
		}
	})
	return w
}

// rowsAt yields the selected rows of a place, in the order of the table.
func (c *Cube) rowsAt(s *set, at spot, where formula.Bits) iter.Seq[int] {
	return func(yield func(int) bool) {
		here := func(row int) bool { return at.division == 0 || int(s.division.at(row)) == at.division }
		if at.unit == 0 {
			for row := range where.Rows() {
				if here(row) && !yield(row) {
					return
				}
			}
			return
		}
		w := s.whereabouts(len(c.Organisation.Procuratorates))
		var rows []int32
		for _, unit := range c.below[at.unit] {
			rows = append(rows, w.rows[w.first[unit]:w.first[unit+1]]...)
		}
		if len(c.below[at.unit]) > 1 {
			slices.Sort(rows)
		}
		for _, row := range rows {
			if where.Get(int(row)) && here(int(row)) && !yield(int(row)) {
				return
			}
		}
	}
}
