package suppress

import (
	"cmp"
	"slices"
)

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
	w.trial, w.undo = true, w.undo[:0]
	known := len(w.proofs)
	if !w.provedWithout(cell) {
		w.hidden[cell] = true
		for _, was := range slices.Backward(w.undo) {
			w.reach[was.cell] = was.reach
		}
		for _, m := range w.proofs[known:] {
			for _, s := range m {
				w.moves[s.cell] = w.moves[s.cell][:len(w.moves[s.cell])-1]
			}
		}
		w.proofs = w.proofs[:known]
	}
	w.trial = false
}

// provedWithout takes back the proofs that take a cell, now shown, beyond what is printed of it, and
// tells whether there are others.
func (w *work) provedWithout(cell int) bool {
	var open []int
	for _, at := range w.moves[cell] {
		if !w.takesBeyond(w.proofs[at], cell) {
			continue
		}
		for _, s := range w.proofs[at] {
			r := w.reach[s.cell]
			if r.upBy == at {
				r.up, r.upBy = 0, -1
			}
			if r.downBy == at {
				r.down, r.downBy = 0, -1
			}
			if r != w.reach[s.cell] {
				w.set(s.cell, r)
				open = append(open, s.cell)
			}
		}
	}
	for _, one := range open {
		if w.hidden[one] && !w.safe(one) && !w.prove(one, false) {
			return false
		}
	}
	return true
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
