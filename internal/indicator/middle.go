package indicator

import "slices"

// A piece is codes [lo, hi) of one run or of several that lie side by side.
type piece struct{ lo, hi uint32 }

// take lists the codes of a place over a stretch of months; single tells that they are one run.
func (d *desk) take(c *Cube, t *term, at spot) (list []piece, rows int, single bool) {
	from, to := at.from+1, at.to+1
	switch t.measure.At {
	case End:
		from = to
	case Start:
		from, to = at.from, at.from
	}
	d.pieces = d.pieces[:0]
	runs, departments := 0, len(c.Organisation.Departments)+1
	for slice := from; slice <= to; slice++ {
		for _, unit := range c.below[at.unit] {
			cell := slice*at.width + unit*departments
			first, last := cell, cell+departments
			if at.division > 0 {
				first, last = cell+at.division, cell+at.division+1
			}
			for cell := first; cell < last; cell++ {
				lo, hi := t.runs.first[cell], t.runs.first[cell+1]
				if lo == hi {
					continue
				}
				runs, rows = runs+1, rows+int(hi-lo)
				if n := len(d.pieces); n > 0 && d.pieces[n-1].hi == lo {
					d.pieces[n-1].hi = hi
				} else {
					d.pieces = append(d.pieces, piece{lo, hi})
				}
			}
		}
	}
	return d.pieces, rows, runs == 1
}

// A desk is what one goroutine needs to find middles and count differences.
type desk struct {
	pieces []piece
	counts []uint32 // how often each code occurs; all 0 between uses
	seen   []uint32 // the round in which each code was last seen
	round  uint32
}

// distinct counts different values.
func (d *desk) distinct(c *Cube, t *term, at spot) (n int64) {
	pieces, rows, single := d.take(c, t, at)
	if single {
		return int64(rows) // a run has each code once
	}
	if need := int(t.runs.most) + 1; len(d.seen) < need {
		d.seen = append(d.seen, make([]uint32, need-len(d.seen))...)
	}
	d.round++
	one, two, four := t.runs.codes.Packed()
	for _, p := range pieces {
		switch {
		case one != nil:
			n += unseen(one[p.lo:p.hi], d.seen, d.round)
		case two != nil:
			n += unseen(two[p.lo:p.hi], d.seen, d.round)
		default:
			n += unseen(four[p.lo:p.hi], d.seen, d.round)
		}
	}
	return n
}

func unseen[C uint8 | uint16 | uint32](codes []C, seen []uint32, round uint32) (n int64) {
	for _, code := range codes {
		if seen[code] != round {
			seen[code] = round
			n++
		}
	}
	return n
}

// median returns the middle value, or the mean of the two middle ones: one more decimal place
// holds it exactly.
func (d *desk) median(c *Cube, t *term, at spot) (m Amount, rows int, ok bool) {
	pieces, rows, single := d.take(c, t, at)
	if rows == 0 {
		return Amount{}, 0, false
	}
	var low, high uint32
	switch one, two, four := t.runs.codes.Packed(); {
	case single:
		first := int(pieces[0].lo)
		low, high = t.runs.codes.At(first+(rows-1)/2), t.runs.codes.At(first+rows/2)
	case int(t.runs.most) > 8*rows+1000: // few rows of very many values: sorting is quicker than counting
		few := make([]uint32, 0, rows)
		for _, p := range pieces {
			for at := p.lo; at < p.hi; at++ {
				few = append(few, t.runs.codes.At(int(at)))
			}
		}
		slices.Sort(few)
		low, high = few[(rows-1)/2], few[rows/2]
	case one != nil:
		low, high = d.middle(rows, t.runs.most, func(counts []uint32) { count(one, pieces, counts) })
	case two != nil:
		low, high = d.middle(rows, t.runs.most, func(counts []uint32) { count(two, pieces, counts) })
	default:
		low, high = d.middle(rows, t.runs.most, func(counts []uint32) { count(four, pieces, counts) })
	}
	return Amount{(t.runs.value(low) + t.runs.value(high)) * 5, t.scale() + 1}, rows, true
}

func count[C uint8 | uint16 | uint32](codes []C, pieces []piece, counts []uint32) {
	for _, p := range pieces {
		for _, code := range codes[p.lo:p.hi] {
			counts[code]++
		}
	}
}

// middle finds the two middle codes by how often each code occurs; they are one and the same when
// the number of rows is odd.
func (d *desk) middle(rows int, most uint32, fill func(counts []uint32)) (low, high uint32) {
	if need := int(most) + 1; len(d.counts) < need {
		d.counts = make([]uint32, need)
	}
	counts := d.counts[:most+1]
	fill(counts)
	before := uint32((rows - 1) / 2) // codes before the low one
	for before >= counts[low] {
		before -= counts[low]
		low++
	}
	high = low
	if rows%2 == 0 && before+1 == counts[low] { // the low one is the last of its kind
		for high++; counts[high] == 0; {
			high++
		}
	}
	clear(counts)
	return low, high
}
