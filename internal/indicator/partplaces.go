package indicator

// dates are the columns that say when rows count, and the datasets whose words are told apart.
type dates struct {
	from, until *dayColumn
	words       string
}

// partPlaces say in which cell each row of a dataset counts, departments together:
// (slice*units+unit)*words+word. Rows that count nowhere have the cell behind the last one.
type partPlaces struct {
	from, until []uint32 // until is nil for rows that are dated within a period
	none        uint32
	width       uint32 // cells of a slice
}

// place finds the cells of the rows for the dates of a term, once for all terms that share them.
func (l *Breakdowns) place(t *term, names string, numberOf []int32, words int) *partPlaces {
	key := dates{t.date, t.until, names}
	p := l.places[key]
	if p != nil {
		return p
	}
	c, codes := l.cube, l.set(t.set).codes
	whole := c.place(t, 1)
	p = &partPlaces{width: uint32(c.units() * words)}
	p.none = uint32(c.slices()) * p.width
	departments := uint32(len(c.Organisation.Departments) + 1)
	parted := func(cells []uint32) []uint32 {
		for row, cell := range cells {
			switch {
			case cell == whole.none, l.without != nil && l.without(t.set.roles.id, row):
				cells[row] = p.none
			default: // a unit's departments lie side by side
				cells[row] = cell/departments*uint32(words) + uint32(numberOf[codes.At(row)])
			}
		}
		return cells
	}
	if p.from = parted(whole.from); whole.until != nil {
		p.until = parted(whole.until)
	}
	l.places[key] = p
	return p
}

// pendingAt writes the cells of the rows that are pending at a slice.
func (p *partPlaces) pendingAt(slice int, cells []uint32) {
	this := uint32(slice) * p.width
	for row, from := range p.from {
		cells[row] = p.none
		if from < this+p.width && p.until[row] >= this+p.width {
			cells[row] = this + from%p.width
		}
	}
}
