package suppress

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
		if w.prove(cell, true) {
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
func (w *work) prove(cell int, patient bool) bool {
	for _, up := range []bool{true, false} {
		for by := w.lacking(cell, up); by > w.reached(cell, up) && !w.safe(cell); by-- {
			if m, ok := w.search.cheapest(cell, signed(by, up), 0, quick); ok {
				w.accept(m)
			} else if !patient {
				break
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
	up, upCost, found := w.plan(cell, true)
	down, downCost, also := w.plan(cell, false)
	if !found || also && downCost < upCost {
		up = down
	}
	if found || also {
		return w.apply(up), true
	}
	tables, ok := w.lastResort(cell)
	if !ok {
		return nil, false
	}
	var more []int
	for _, t := range tables {
		more = append(more, w.hide(t.move)...)
	}
	for _, t := range tables {
		w.acceptTable(t, cell)
	}
	return more, true
}

// apply hides what moves need and returns it.
func (w *work) apply(moves []move) []int {
	var more []int
	for _, m := range moves {
		more = append(more, w.hide(m)...)
	}
	for _, m := range moves {
		w.accept(m)
	}
	return more
}

// plan returns moves that make a cell safe, one in the direction first as far as may be and one in
// the other for the rest, and the weight of what they hide.
func (w *work) plan(cell int, first bool) ([]move, int64, bool) {
	least := max(0, w.need(cell)-max(w.room(cell, !first, true), w.reached(cell, !first)))
	for by := w.lacking(cell, first); by >= least; by-- {
		var hid []int
		var moves []move
		cost, ok := int64(0), true
		for _, up := range []bool{first, !first} {
			far := by
			if up != first {
				far = w.need(cell) - max(by, w.reached(cell, first))
			}
			if far <= w.reached(cell, up) {
				continue
			}
			var m move
			if m, ok = w.search.cheapest(cell, signed(far, up), dear-1, careful); !ok {
				break
			}
			for _, c := range w.hideNew(m, &hid) {
				cost += w.price(c) / int64(len(w.group[c]))
			}
			moves = append(moves, m)
		}
		w.show(hid)
		if ok {
			return moves, cost, true // farther first: hardly dearer, and often all that is needed
		}
	}
	return nil, 0, false
}

func (w *work) hideNew(m move, hid *[]int) []int {
	more := w.hide(m)
	*hid = append(*hid, more...)
	return more
}
