package suppress

import "math/big"

// lastResort hides all that can be hidden and solves the system exactly. That tells for certain
// whether a cell can be protected at all, and if so gives moves that do it; they hide more than is
// needed, which prune shows again.
func (w *work) lastResort(cell int) ([]move, bool) {
	all := make([]bool, len(w.hidden))
	for i, c := range w.Cells {
		all[i] = w.hidden[i] || !c.Fixed && c.Value > 0
	}
	part := w.connected(all)
	if part[cell] < 0 {
		return nil, false
	}
	p := newProgram(w.System, all, part, part[cell])
	v, value := p.varOf[cell], w.Cells[cell].Value
	// No further than is needed: otherwise a cell that nothing bounds has no end to go to.
	p.lo[v].SetInt64(value - min(w.need(cell), w.room(cell, false, true)))
	p.hi[v] = big.NewRat(value+min(w.need(cell), w.room(cell, true, true)), 1)
	var moves []move
	reached := int64(0)
	for _, sign := range []int64{1, -1} {
		if _, ok := p.extreme(v, sign); !ok || p.failed {
			return nil, false
		}
		m := p.move()
		if by := m.of(cell) * sign; by > 0 {
			moves, reached = append(moves, m), reached+by
		}
		if reached >= w.need(cell) {
			return moves, true
		}
	}
	return nil, false
}

// move is how the table where the program stands differs from the true one. Where that is no table
// of counts, steps are rounded away from nought: what such a step needs hidden, the true one does,
// for whole numbers bound it.
func (p *program) move() move {
	var m move
	for v, cell := range p.cells {
		by := new(big.Rat).Sub(p.x[v], big.NewRat(p.value[cell], 1))
		away := floor(new(big.Rat).Abs(by))
		if !by.IsInt() {
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
