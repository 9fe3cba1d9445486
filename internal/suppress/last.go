package suppress

// lastResort hides all that can be hidden and solves the system exactly. That tells for certain
// whether a cell can be protected at all, and if so gives moves that do it; they hide more than is
// needed, which prune shows again.
func (w *work) lastResort(cell int) ([]table, bool) {
	p := w.allHidden(cell)
	if p == nil {
		return nil, false
	}
	var tables []table
	p.between(cell, w.need(cell), func(v int) {
		reached := int64(0)
		for _, sign := range []int64{1, -1} {
			if _, ok := p.extreme(v, sign); !ok || p.failed {
				break
			}
			t := p.table(cell)
			if by := t.of(cell) * sign; by > 0 {
				tables, reached = append(tables, t), reached+by
			}
			if reached >= w.need(cell) {
				return
			}
		}
		tables = nil
	})
	return tables, len(tables) > 0
}

// allHidden is the part of the system around a cell with all hidden that can be. What is hidden now
// makes no difference to it, so it is made once.
func (w *work) allHidden(cell int) *program {
	if w.most == nil {
		all := make([]bool, len(w.hidden))
		for i := range w.Cells {
			all[i] = w.hidden[i] || w.price(i) < dear
		}
		w.most = w.parted(all)
	}
	return w.most.program(cell)
}

// A table is a move that a program found. Where it leads to no table of counts, steps are rounded away
// from nought: what such a step needs hidden, the true one does, for whole numbers bound it. That of
// the target is rounded towards it: no more is claimed.
type table struct {
	move
	counts bool
}

// table is where the program stands.
func (p *program) table(target int) table {
	t := table{counts: true}
	for v, cell := range p.cells {
		x := p.x[v]
		if x.d == 1 && x.n == p.value[v] {
			continue
		}
		by := p.exact(x.plus(whole(-p.value[v])))
		away := ratio{abs(by.n), by.d}.floor()
		if by.d > 1 {
			if t.counts = false; cell != target {
				away++
			}
		}
		if away > 0 {
			t.move = append(t.move, step{cell, signed(away, by.n > 0)})
		}
	}
	return t
}

// acceptTable notes what a program found for a cell. What is rounded says nothing of other cells.
func (w *work) acceptTable(t table, cell int) {
	if t.counts {
		w.accept(t.move)
	} else {
		w.note(t.move, cell)
	}
}

func (m move) of(cell int) int64 {
	for _, s := range m {
		if s.cell == cell {
			return s.by
		}
	}
	return 0
}
