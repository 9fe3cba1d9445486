package suppress

// proveExactly looks for tables that show a cell to be safe by solving the part of the system that it
// is in, as things are hidden now. What it does not find, there is not, or it has taken too long.
func (w *work) proveExactly(cell int) bool {
	if w.least == nil {
		w.least = w.parted(w.hidden)
	}
	for _, sign := range []int64{1, -1} {
		left := lastingFor*len(w.Cells) - w.least.effort
		if left <= 0 {
			return false
		}
		p := w.least.program(cell)
		if p == nil {
			return false
		}
		before := p.effort
		p.until = before + left
		p.between(cell, w.need(cell), func(v int) {
			if _, ok := p.extreme(v, sign); ok {
				if t := p.table(cell); !p.failed {
					w.acceptTable(t, cell)
				}
			}
		})
		if w.least.effort += p.effort - before; w.safe(cell) {
			return true
		}
	}
	return false
}

// between bounds a cell to what is needed of it while something is done with its variable: a cell
// that nothing bounds has no end to go to.
func (p *program) between(cell int, need int64, do func(v int)) {
	v := p.varOf[cell]
	least, most := p.lo[v], p.hi[v]
	p.lo[v], p.hi[v] = max(least, p.value[v]-need), min(most, p.value[v]+need)
	do(v)
	p.lo[v], p.hi[v] = least, most
}
