package suppress

import "slices"

// keep finds out which of the cells that are best printed can be, the first first, and bars them from
// being hidden. It begins with all hidden that can be: what must be hidden and is safe then stays so as
// long as tables are found, and each cell is shown for which they are.
func (w *work) keep(cells []int) {
	if len(cells) == 0 {
		return
	}
	must := slices.Clone(w.hidden)
	for i := range w.hidden {
		w.hidden[i] = must[i] || w.prices[i] < dear
	}
	for i := range must {
		if must[i] && !w.Cells[i].Fixed && !w.prove(i, true) {
			w.proveExactly(i)
		}
	}
	w.keeping, w.failures = true, make([]int, len(w.Cells))
	l := newLedger(w)
	for _, cell := range cells {
		if w.prices[cell] < dear && !w.mustHide(w.group[cell]) {
			w.tryShowing(cell, l)
		}
	}
	w.keeping = false
	for _, cell := range cells {
		if w.hidden[cell] || must[cell] || w.prices[cell] == dear {
			continue
		}
		w.kept = append(w.kept, cell)
		for _, one := range w.group[cell] {
			w.prices[one] = dear
		}
	}
	w.hidden = must
	w.forgetProofs()
}

// forgetProofs begins anew, as less is hidden than there was.
func (w *work) forgetProofs() {
	w.proofs, w.uses, w.least = nil, nil, nil
	for i := range w.reach {
		w.reach[i], w.moves[i] = reach{downBy: -1, upBy: -1}, nil
	}
}

// tellingOf returns which of the kept cells stand in sums with cells that are told, all where none does.
func (w *work) tellingOf() []int {
	var telling []int
	for _, sum := range w.Sums {
		cells := append([]int{sum.Total}, sum.Parts...)
		if slices.ContainsFunc(cells, func(c int) bool { return slices.Contains(w.told, c) }) {
			for _, c := range cells {
				if slices.Contains(w.kept, c) {
					telling = append(telling, c)
				}
			}
		}
	}
	if telling == nil {
		return w.kept
	}
	return telling
}
