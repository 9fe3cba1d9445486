package suppress

import (
	"cmp"
	"slices"
)

// protectAll goes through all hidden cells, those that it hides itself among them.
func (w *work) protectAll() {
	var queue []int
	for i, hidden := range w.hidden {
		switch {
		case hidden && w.Cells[i].Fixed:
			w.told = append(w.told, i)
		case hidden:
			queue = append(queue, i)
		}
	}
	for n := 0; n < len(queue); n++ {
		cell := queue[n]
		if w.prove(cell) {
			continue
		}
		more, ok := w.protect(cell)
		if !ok {
			w.told = append(w.told, cell)
		}
		queue = append(queue, more...)
	}
}

// prove looks for tables that show a cell to be safe as things are hidden.
func (w *work) prove(cell int) bool {
	for _, up := range []bool{true, false} {
		for by := w.lacking(cell, up); by > 0 && !w.safe(cell); by-- {
			if by <= w.reached(cell, up) {
				break
			}
			if m, ok := w.search.cheapest(cell, signed(by, up), 0); ok {
				w.accept(m)
			}
		}
	}
	return w.safe(cell)
}

// lacking returns how far a cell must still be moved in a direction, as far as its room goes.
func (w *work) lacking(cell int, up bool) int64 {
	return min(w.need(cell)-w.reached(cell, !up), w.room(cell, up, true))
}

func (w *work) reached(cell int, up bool) int64 {
	if up {
		return w.reach[cell].up
	}
	return w.reach[cell].down
}

func signed(by int64, up bool) int64 {
	if up {
		return by
	}
	return -by
}

// protect hides the cheapest cells that make a cell safe, and returns them. Up or down first may
// differ in what must be hidden, so both are tried.
func (w *work) protect(cell int) ([]int, bool) {
	type way struct {
		cost  int64
		moves []move
	}
	var ways []way
	for _, first := range []bool{true, false} {
		for by := w.lacking(cell, first); by >= 0; by-- {
			kept := w.reach[cell]
			var hid []int
			one, ok := way{}, true
			for _, up := range []bool{first, !first} {
				far := by
				if up != first {
					far = w.need(cell) - max(by, w.reached(cell, first))
				}
				if far <= w.reached(cell, up) {
					continue
				}
				m, found := w.search.cheapest(cell, signed(far, up), dear-1)
				if !found {
					ok = false
					break
				}
				for _, c := range w.hideNew(m, &hid) {
					one.cost += w.price(c)
				}
				one.moves = append(one.moves, m)
			}
			w.show(hid)
			w.reach[cell] = kept
			if ok {
				ways = append(ways, one)
				break // farther first: hardly dearer, and often all that is needed
			}
		}
	}
	if len(ways) == 0 {
		return nil, false
	}
	best := slices.MinFunc(ways, func(a, b way) int { return cmp.Compare(a.cost, b.cost) })
	var more []int
	for _, m := range best.moves {
		more = append(more, w.hide(m)...)
	}
	for _, m := range best.moves {
		w.accept(m)
	}
	return more, true
}

func (w *work) hideNew(m move, hid *[]int) []int {
	more := w.hide(m)
	*hid = append(*hid, more...)
	return more
}

// price is the weight of a cell, hidden or not.
func (w *work) price(cell int) int64 {
	if c := w.Cells[cell]; c.Weight > 0 {
		return c.Weight
	}
	return w.Cells[cell].Value
}

// prune shows again what turned out not to be needed, dearest first: what was hidden for one cell
// may be covered by what was hidden for a later one.
func (w *work) prune() {
	var added []int
	for i, hidden := range w.hidden {
		if hidden && !w.Cells[i].Hidden {
			added = append(added, i)
		}
	}
	slices.SortStableFunc(added, func(a, b int) int { return cmp.Compare(w.price(b), w.price(a)) })
	for _, cell := range added {
		w.tryShowing(cell)
	}
}

// tryShowing shows a cell if all cells whose proof moves it are safe without.
func (w *work) tryShowing(cell int) {
	w.show([]int{cell})
	spoilt := map[int]bool{}
	for i, m := range w.proofs {
		spoilt[i] = w.takesBeyond(m, cell)
	}
	kept := slices.Clone(w.reach)
	proofs := len(w.proofs)
	w.reach[cell] = reach{downBy: -1, upBy: -1}
	var open []int
	for i := range w.reach {
		r := &w.reach[i]
		if !w.hidden[i] {
			continue
		}
		if r.upBy >= 0 && spoilt[r.upBy] {
			r.up, r.upBy = 0, -1
		}
		if r.downBy >= 0 && spoilt[r.downBy] {
			r.down, r.downBy = 0, -1
		}
		if !w.safe(i) {
			open = append(open, i)
		}
	}
	for _, i := range open {
		if !w.prove(i) {
			w.hidden[cell] = true
			for _, sum := range w.in[cell] {
				w.cheap[sum.at] = 0
			}
			w.reach, w.proofs = kept, w.proofs[:proofs]
			return
		}
	}
}

// takesBeyond tells whether a move takes a printed cell beyond what is printed of it.
func (w *work) takesBeyond(m move, cell int) bool {
	for _, s := range m {
		if s.cell == cell {
			return w.room(cell, s.by > 0, w.hidden[cell]) < max(s.by, -s.by)
		}
	}
	return false
}
