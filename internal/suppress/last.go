package suppress

import "math/big"

// lastResort hides all that can be hidden and solves the system exactly. That tells for certain
// whether a cell can be protected at all, and if so gives moves that do it; they hide more than is
// needed, which prune shows again.
func (w *work) lastResort(cell int) ([]move, bool) {
	p := w.allHidden(cell)
	if p == nil {
		return nil, false
	}
	v, value := p.varOf[cell], w.Cells[cell].Value
	// No further than is needed: otherwise a cell that nothing bounds has no end to go to.
	least, most := p.lo[v], p.hi[v]
	p.lo[v] = big.NewRat(value-min(w.need(cell), w.room(cell, false, true)), 1)
	p.hi[v] = big.NewRat(value+min(w.need(cell), w.room(cell, true, true)), 1)
	defer func() { p.lo[v], p.hi[v] = least, most }()
	var moves []move
	reached := int64(0)
	for _, sign := range []int64{1, -1} {
		if _, ok := p.extreme(v, sign); !ok || p.failed {
			return nil, false
		}
		m := p.move(cell)
		if by := m.of(cell) * sign; by > 0 {
			moves, reached = append(moves, m), reached+by
		}
		if reached >= w.need(cell) {
			return moves, true
		}
	}
	return nil, false
}

// allHidden is the part of the system around a cell with all hidden that can be, standing at the true
// table. What is hidden now makes no difference to it, so it is made once.
func (w *work) allHidden(cell int) *program {
	if w.parts == nil {
		w.all = make([]bool, len(w.hidden))
		for i := range w.Cells {
			w.all[i] = w.hidden[i] || w.price(i) < dear
		}
		w.parts, w.programs = w.connected(w.all), map[int]*program{}
	}
	part := w.parts[cell]
	if part < 0 {
		return nil
	}
	p := w.programs[part]
	if p == nil {
		p = newProgram(w.System, w.all, w.parts, part)
		w.programs[part] = p
	}
	for v, cell := range p.cells {
		p.x[v].SetInt64(p.value[cell])
	}
	return p
}

// move is how the table where the program stands differs from the true one. Where that is no table
// of counts, steps are rounded away from nought: what such a step needs hidden, the true one does,
// for whole numbers bound it. That of the target is rounded towards it: no more is claimed.
func (p *program) move(target int) move {
	var m move
	for v, cell := range p.cells {
		by := new(big.Rat).Sub(p.x[v], big.NewRat(p.value[cell], 1))
		away := floor(new(big.Rat).Abs(by))
		if !by.IsInt() && cell != target {
			away++
		}
		if away > 0 {
			m = append(m, step{cell, signed(away, by.Sign() > 0)})
		}
	}
	return m
}

// addsUp tells whether a move is one between tables of counts.
func (w *work) addsUp(m move) bool {
	moved := map[int]int64{}
	for _, s := range m {
		moved[s.cell] = s.by
	}
	for _, sum := range w.Sums {
		left := moved[sum.Total]
		for _, p := range sum.Parts {
			left -= moved[p]
		}
		if left != 0 {
			return false
		}
	}
	return true
}

func (m move) of(cell int) int64 {
	for _, s := range m {
		if s.cell == cell {
			return s.by
		}
	}
	return 0
}
