package suppress

import (
	"cmp"
	"slices"
)

// searcher looks for the cheapest move of a cell: it moves the cell, which leaves the sums that the
// cell is in open, and closes one open sum after the other by moving one of its cells, keeping only
// the most promising of all beginnings. What it finds is a proof; that it finds nothing is none.
type searcher struct {
	w *work
}

const (
	breadth = 24 // beginnings kept
	length  = 60 // steps of a move at most
)

// A beginning of a move.
type beginning struct {
	steps move
	open  []step // sums that do not add up, and by how much
	cost  int64  // of what it hides
	guess int64  // what closing the open sums may cost besides
}

func (s *searcher) init(w *work) { s.w = w }

// cheapest returns a move of a cell that costs no more than most.
func (s *searcher) cheapest(cell int, by, most int64) (move, bool) {
	first := beginning{steps: move{{cell, by}}}
	for _, sum := range s.w.in[cell] {
		first.open = append(first.open, step{sum.at, sum.sign * by})
	}
	if len(first.open) == 0 {
		return first.steps, true
	}
	var best *beginning
	now := []beginning{first}
	for range length {
		var next []beginning
		for i := range now {
			next = s.extend(next, &now[i], most)
		}
		if len(next) == 0 {
			break
		}
		slices.SortStableFunc(next, order)
		now = now[:0]
		for i := range next {
			b := &next[i]
			switch {
			case len(b.open) == 0:
				if best == nil || b.cost < best.cost {
					best = b
				}
			case best != nil && b.cost >= best.cost:
			case len(now) < breadth && !same(now, b):
				now = append(now, *b)
			}
		}
		if best != nil && (best.cost == 0 || len(now) == 0) {
			break
		}
	}
	if best == nil {
		return nil, false
	}
	return best.steps, true
}

func order(a, b beginning) int {
	return cmp.Or(cmp.Compare(a.cost+a.guess, b.cost+b.guess), cmp.Compare(len(a.open), len(b.open)), cmp.Compare(len(a.steps), len(b.steps)))
}

// same tells whether a beginning of equal standing moves the same cells.
func same(all []beginning, b *beginning) bool {
	for i := len(all) - 1; i >= 0 && order(all[i], *b) == 0; i-- {
		if slices.Equal(sorted(all[i].steps), sorted(b.steps)) {
			return true
		}
	}
	return false
}

func sorted(m move) move {
	m = slices.Clone(m)
	slices.SortFunc(m, func(a, b step) int { return cmp.Compare(a.cell, b.cell) })
	return m
}

// extend closes one open sum in every way.
func (s *searcher) extend(next []beginning, b *beginning, most int64) []beginning {
	sum := b.open[0]
	for _, o := range b.open { // the sum with the fewest cells leaves the fewest ways
		if len(s.w.members[o.cell]) < len(s.w.members[sum.cell]) {
			sum = o
		}
	}
	for _, m := range s.w.members[sum.cell] {
		moved := false
		for _, one := range b.steps {
			moved = moved || one.cell == m.at
		}
		if moved {
			continue
		}
		by := -sum.by * m.sign
		up, far := by > 0, max(by, -by)
		cost := int64(0)
		room := s.w.room(m.at, up, s.w.hidden[m.at])
		if room < far {
			if cost = s.w.cost(m.at); cost > 0 {
				if b.cost+cost <= most && s.w.room(m.at, up, true) > room {
					next = append(next, s.moved(b, m.at, signed(min(far, s.w.room(m.at, up, true)), up), cost))
				}
				cost = 0
			}
		}
		if room > 0 {
			next = append(next, s.moved(b, m.at, signed(min(far, room), up), cost))
		}
	}
	return next
}

// moved is a beginning with one more step.
func (s *searcher) moved(b *beginning, cell int, by, cost int64) beginning {
	one := beginning{steps: append(slices.Clip(b.steps), step{cell, by}), cost: b.cost + cost}
	one.open = append(make([]step, 0, len(b.open)+len(s.w.in[cell])), b.open...)
	for _, sum := range s.w.in[cell] {
		at := slices.IndexFunc(one.open, func(o step) bool { return o.cell == sum.at })
		if at < 0 {
			one.open = append(one.open, step{sum.at, sum.sign * by})
		} else if one.open[at].by += sum.sign * by; one.open[at].by == 0 {
			one.open = slices.Delete(one.open, at, at+1)
		}
	}
	for _, o := range one.open {
		one.guess += s.w.cheap[o.cell]
	}
	return one
}
