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
	codes  []uint32 // the codes at hand
	counts []uint32 // how often each code occurs; all 0 between uses
	seen   []uint32 // the round in which each code was last seen
	round  uint32
}

// gather puts the codes of a spot on the desk.
func (d *desk) gather(c *Cube, t *term, at spot) []uint32 {
	d.codes = d.codes[:0]
	one, two, four := t.runs.codes.Packed()
	for lo, hi := range c.pieces(t, at) {
		switch {
		case one != nil:
			d.codes = widen(d.codes, one[lo:hi])
		case two != nil:
			d.codes = widen(d.codes, two[lo:hi])
		default:
			d.codes = append(d.codes, four[lo:hi]...)
		}
	}
	return d.codes
}

func widen[C uint8 | uint16](all []uint32, codes []C) []uint32 {
	all = slices.Grow(all, len(codes))
	for _, code := range codes {
		all = append(all, uint32(code))
	}
	return all
}

// distinct counts different values.
func (d *desk) distinct(c *Cube, t *term, at spot) (n int64) {
	if need := int(t.runs.most) + 1; len(d.seen) < need {
		d.seen = append(d.seen, make([]uint32, need-len(d.seen))...)
	}
	d.round++
	for _, code := range d.gather(c, t, at) {
		if d.seen[code] != d.round {
			d.seen[code] = d.round
			n++
		}
	}
	return n
}

// median returns the middle value, or the mean of the two middle ones: one more decimal place
// holds it exactly.
func (d *desk) median(c *Cube, t *term, at spot) (m Amount, rows int, ok bool) {
	codes := d.gather(c, t, at)
	if len(codes) == 0 {
		return Amount{}, 0, false
	}
	low, high := d.middle(codes, t.runs.most)
	return Amount{(t.runs.value(low) + t.runs.value(high)) * 5, t.scale() + 1}, len(codes), true
}

// middle returns the two middle codes, which are one and the same when their number is odd.
func (d *desk) middle(codes []uint32, most uint32) (low, high uint32) {
	if len(codes) < 1<<5 || int(most) > 4*len(codes) {
		slices.Sort(codes)
		return codes[(len(codes)-1)/2], codes[len(codes)/2]
	}
	if need := int(most) + 1; len(d.counts) < need {
		d.counts = make([]uint32, need)
	}
	counts := d.counts[:most+1]
	for _, code := range codes {
		counts[code]++
	}
	before := uint32((len(codes) - 1) / 2) // codes before the low one
	for before >= counts[low] {
		before -= counts[low]
		low++
	}
	high = low
	if len(codes)%2 == 0 && before+1 == counts[low] { // the low one is the last of its kind
		for high++; counts[high] == 0; {
			high++
		}
	}
	clear(counts)
	return low, high
}
