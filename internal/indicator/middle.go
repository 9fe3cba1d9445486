package indicator

import (
	"iter"
	"slices"
)

// pieces yields the codes of a place over a stretch of months, as pieces [lo, hi) of r.codes.
func (c *Cube) pieces(t *term, at spot) iter.Seq2[uint32, uint32] {
	from, to := at.from+1, at.to+2
	switch t.measure.At {
	case End:
		from = at.to + 1
	case Start:
		from, to = at.from, at.from+1
	}
	departments := len(c.Organisation.Departments) + 1
	return func(yield func(lo, hi uint32) bool) {
		for _, unit := range c.under(at.unit) {
			first, last := unit*departments, (unit+1)*departments
			if at.division > 0 {
				first, last = first+at.division, first+at.division+1
			}
			for place := first; place < last; place++ {
				lo, hi := t.runs.first[place*t.runs.slices+from], t.runs.first[place*t.runs.slices+to]
				if lo < hi && !yield(lo, hi) {
					return
				}
			}
		}
	}
}

// under lists the units whose rows a unit takes in.
func (c *Cube) under(unit int) []int { return c.below[unit] }

// A desk is what one goroutine needs to find middles and count differences.
type desk struct {
	few    []uint32 // codes to be sorted
	counts []uint32 // how often each code occurs; all 0 between uses
	seen   []uint32 // the round in which each code was last seen
	round  uint32
}

// distinct counts different values.
func (d *desk) distinct(c *Cube, t *term, at spot) (n int64) {
	if need := int(t.runs.most) + 1; len(d.seen) < need {
		d.seen = append(d.seen, make([]uint32, need-len(d.seen))...)
	}
	d.round++
	one, two, four := t.runs.codes.Packed()
	for lo, hi := range c.pieces(t, at) {
		switch {
		case one != nil:
			n += unseen(one[lo:hi], d.seen, d.round)
		case two != nil:
			n += unseen(two[lo:hi], d.seen, d.round)
		default:
			n += unseen(four[lo:hi], d.seen, d.round)
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
	for lo, hi := range c.pieces(t, at) {
		rows += int(hi - lo)
	}
	if rows == 0 {
		return Amount{}, 0, false
	}
	count := !sortable(rows, t.runs.most)
	d.begin(count, t.runs.most)
	one, two, four := t.runs.codes.Packed()
	for lo, hi := range c.pieces(t, at) {
		switch {
		case one != nil:
			take(d, one[lo:hi], count)
		case two != nil:
			take(d, two[lo:hi], count)
		default:
			take(d, four[lo:hi], count)
		}
	}
	low, high := d.middle(rows, count)
	return Amount{(t.runs.value(low) + t.runs.value(high)) * 5, t.scale() + 1}, rows, true
}

// sortable tells whether sorting so many codes is quicker than counting each code up to most.
func sortable(rows int, most uint32) bool { return rows < 1<<5 || int(most) > 4*rows }

// begin clears the desk for codes up to most.
func (d *desk) begin(count bool, most uint32) {
	d.few = d.few[:0]
	if need := int(most) + 1; count && len(d.counts) < need {
		d.counts = make([]uint32, need)
	}
}

// take puts codes on the desk, counted or one by one.
func take[C uint8 | uint16 | uint32](d *desk, codes []C, count bool) {
	if count {
		counts := d.counts
		for _, code := range codes {
			counts[code]++
		}
		return
	}
	for _, code := range codes {
		d.few = append(d.few, uint32(code))
	}
}

// middle returns the two middle codes of those taken, which are one and the same when their number
// is odd.
func (d *desk) middle(rows int, count bool) (low, high uint32) {
	if !count {
		slices.Sort(d.few)
		return d.few[(rows-1)/2], d.few[rows/2]
	}
	before := uint32((rows - 1) / 2) // codes before the low one
	for before >= d.counts[low] {
		before -= d.counts[low]
		low++
	}
	high = low
	if rows%2 == 0 && before+1 == d.counts[low] { // the low one is the last of its kind
		for high++; d.counts[high] == 0; {
			high++
		}
	}
	clear(d.counts)
	return low, high
}
