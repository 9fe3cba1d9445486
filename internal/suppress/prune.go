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
		if hidden && w.group[i][0] == i && !w.mustHide(w.group[i]) {
			added = append(added, i)
		}
	}
	slices.SortStableFunc(added, func(a, b int) int { return cmp.Compare(w.price(b), w.price(a)) })
	l := newLedger(w)
	w.failures = make([]int, len(w.Cells))
	for _, cell := range added {
		if w.hidden[cell] {
			w.tryShowing(cell, l)
		}
	}
}

const (
	besides    = 24   // so many groups are shown at once
	lastingFor = 4000 // coefficients for each cell of the system, until exact proofs have taken long enough
)

// tryShowing shows a cell with its group if all cells whose proof moves it are safe without. Cells
// beside it that it tells are shown with it where they need not be hidden.
func (w *work) tryShowing(cell int, l *ledger) {
	w.trial, w.undo = true, w.undo[:0]
	l.learned = l.learned[:0]
	if shown, ok := w.showing(cell, l); !ok {
		l.forget()
		for _, one := range shown {
			w.hidden[one] = true
		}
		w.restore()
	}
	w.trial = false
}

// restore takes back what a trial withdrew. What it found holds as well where more is hidden, and
// rests on less.
func (w *work) restore() {
	for _, was := range slices.Backward(w.undo) {
		if w.safe(was.cell) {
			continue
		}
		r := w.reach[was.cell]
		if was.reach.down > r.down {
			r.down, r.downBy = was.reach.down, was.reach.downBy
		}
		if was.reach.up > r.up {
			r.up, r.upBy = was.reach.up, was.reach.upBy
		}
		w.use(was.cell, r)
	}
}

// showing shows a cell and all that must be shown with it, and tells whether all other cells are safe.
// What follows from single sums is looked for first, for that is soon done.
func (w *work) showing(cell int, l *ledger) (shown []int, ok bool) {
	next, resting := []int{cell}, []int{}
	for groups := 0; len(next) > 0 || len(resting) > 0; {
		if len(next) == 0 {
			at := w.mostDoubtful(resting)
			if one := resting[at]; w.matters(one) && !w.safe(one) && !w.prove(one, false) && !w.proveExactly(one) {
				w.failures[one]++
				next = append(next, one)
			}
			resting = slices.Delete(resting, at, at+1)
			continue
		}
		group := w.group[next[0]]
		next = next[1:]
		if !w.hidden[group[0]] {
			continue
		}
		if groups++; groups > besides || w.mustHide(group) {
			return shown, false
		}
		w.show(group)
		shown = append(shown, group...)
		for _, one := range group {
			next = append(next, slices.DeleteFunc(l.learn(one), func(c int) bool { return !w.matters(c) })...)
		}
		resting = append(resting, w.restingOn(group)...)
	}
	return shown, true
}

// mostDoubtful finds the cell that could not be proved most often before: a trial that fails does so soon.
func (w *work) mostDoubtful(cells []int) int {
	at := 0
	for i, one := range cells {
		if w.failures[one] > w.failures[cells[at]] {
			at = i
		}
	}
	return at
}

// matters tells whether a cell must be safe: what is hidden, but while it is looked for what can be kept,
// that alone which must be hidden.
func (w *work) matters(cell int) bool {
	return w.hidden[cell] && (!w.keeping || w.mustHide(w.group[cell]))
}

// mustHide tells whether a cell of a group must be hidden for itself.
func (w *work) mustHide(group []int) bool {
	return slices.ContainsFunc(group, func(c int) bool { return w.Cells[c].Hidden })
}

// restingOn takes back the proofs that take cells, now shown, beyond what is printed of them, and
// returns the cells that rested on them.
func (w *work) restingOn(cells []int) []int {
	var open []int
	for _, cell := range cells {
		for _, at := range w.moves[cell] {
			if w.uses[at] > 0 && w.takesBeyond(w.proofs[at], cell) {
				open = append(open, w.withdraw(at)...)
			}
		}
	}
	return open
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
