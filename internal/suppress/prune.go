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
		primary := func(c int) bool { return w.Cells[c].Hidden }
		if hidden && w.group[i][0] == i && !slices.ContainsFunc(w.group[i], primary) {
			added = append(added, i)
		}
	}
	slices.SortStableFunc(added, func(a, b int) int { return cmp.Compare(w.price(b), w.price(a)) })
	for _, cell := range added {
		w.tryShowing(cell)
	}
}

// tryShowing shows a cell with its group if all cells whose proof moves it are safe without.
func (w *work) tryShowing(cell int) {
	w.show(w.group[cell])
	w.trial, w.undo = true, w.undo[:0]
	known := len(w.proofs)
	if !w.provedWithout(w.group[cell]) {
		for _, one := range w.group[cell] {
			w.hidden[one] = true
		}
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

// provedWithout takes back the proofs that take cells, now shown, beyond what is printed of them,
// and tells whether there are others.
func (w *work) provedWithout(cells []int) bool {
	var open []int
	for _, cell := range cells {
		for _, at := range w.moves[cell] {
			if w.takesBeyond(w.proofs[at], cell) {
				open = append(open, w.withdraw(at)...)
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

// withdraw takes a proof back and returns the cells that rested on it.
func (w *work) withdraw(at int) []int {
	var open []int
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
	return open
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
