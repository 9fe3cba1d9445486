package indicator

import "anjian/internal/formula"

// A placing says in which cell each row of a dataset counts, by the dates of a group of terms.
// Rows that count nowhere have the cell behind the last slice.
type placing struct {
	from  []uint32
	until []uint32 // of pending rows: the cell from which on they no longer count; nil for others
	none  uint32
}

// place finds the cells of all rows for the dates of a term.
func (c *Cube) place(t *term, workers int) *placing {
	rows := t.set.table.Rows
	p := &placing{from: make([]uint32, rows), none: uint32(c.slices() * c.width())}
	if t.until != nil {
		p.until = make([]uint32, rows)
	}
	const some = 1 << 16
	inParallel(workers, (rows+some-1)/some, func(i int) {
		for row := i * some; row < min(rows, (i+1)*some); row++ {
			p.place(c, t, row)
		}
	})
	return p
}

func (p *placing) place(c *Cube, t *term, row int) {
	p.from[row] = p.none
	if p.until != nil {
		p.until[row] = p.none
	}
	cell, ok := c.home(t.set, row)
	if !ok {
		return
	}
	width := uint32(c.width())
	first := c.time.place(t.date.days.At(row))
	if p.until == nil {
		if first >= 0 {
			p.from[row] = cell + uint32(first+1)*width
		}
		return
	}
	switch first {
	case noDay, tooLate:
		return
	case tooEarly:
		first = 0
	default:
		first++
	}
	switch last := c.time.place(t.until.days.At(row)); {
	case last == tooEarly || last >= 0 && last < first: // ended before any month's end saw it
		return
	case last >= 0: // its end lies in month last, so at the end of the month before it was pending
		p.until[row] = cell + uint32(last+1)*width
	}
	p.from[row] = cell + uint32(first)*width
}

// home returns the cell of a row within a slice.
func (c *Cube) home(s *set, row int) (cell uint32, ok bool) {
	if s.placed {
		unit := s.unit.at(row)
		if unit == 0 {
			return 0, false
		}
		cell = unit * uint32(len(c.Organisation.Departments)+1)
	}
	return cell + s.division.at(row), true
}

// pending tells whether a row is pending at a slice, which ends before the cell next. The cell of
// rows that belong nowhere lies behind all others: they never begin.
func (p *placing) pending(row int, next uint32) bool {
	return p.from[row] < next && p.until[row] >= next
}

// pendingAt writes the cells of the rows that are pending at a slice and meet the condition there.
func (p *placing) pendingAt(c *Cube, slice int, where formula.Bits, cells []uint32) {
	width := uint32(c.width())
	this := uint32(slice) * width
	for row := range cells {
		cells[row] = p.none
	}
	for row := range where.Rows() {
		if p.pending(row, this+width) {
			cells[row] = p.from[row]%width + this
		}
	}
}
