package indicator

import "math/bits"

// A piece is a run that is not empty: codes [lo, hi).
type piece struct{ lo, hi uint32 }

// take lists the runs of a place over a stretch of months.
func (d *desk) take(c *Cube, t *term, at spot) (list []piece, rows int) {
	from, to := at.from+1, at.to+2
	switch t.measure.At {
	case End:
		from = at.to + 1
	case Start:
		from, to = at.from, at.from+1
	}
	list = d.pieces[:0]
	departments := len(c.Organisation.Departments) + 1
	for _, unit := range c.under(at.unit) {
		first, last := unit*departments, (unit+1)*departments
		if at.division > 0 {
			first, last = first+at.division, first+at.division+1
		}
		for place := first; place < last; place++ {
			runs := t.runs.first[place*t.runs.slices+from : place*t.runs.slices+to+1]
			rows += int(runs[len(runs)-1] - runs[0])
			for i, lo := range runs[:len(runs)-1] {
				if lo < runs[i+1] {
					list = append(list, piece{lo, runs[i+1]})
				}
			}
		}
	}
	d.pieces = list
	return list, rows
}

// under lists the units whose rows a unit takes in.
func (c *Cube) under(unit int) []int { return c.below[unit] }

// A desk is what one goroutine needs to find middles and count differences.
type desk struct {
	pieces []piece
	counts []uint32 // how often each code occurs; all 0 between uses
	seen   []uint32 // the round in which each code was last seen
	round  uint32
}

// distinct counts different values.
func (d *desk) distinct(c *Cube, t *term, at spot) (n int64) {
	pieces, rows := d.take(c, t, at)
	if len(pieces) <= 1 {
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
	pieces, rows := d.take(c, t, at)
	if rows == 0 {
		return Amount{}, 0, false
	}
	var low, high uint32
	switch one, two, four := t.runs.codes.Packed(); {
	case one != nil:
		low, high = middle(d, one, pieces, rows, t.runs.most)
	case two != nil:
		low, high = middle(d, two, pieces, rows, t.runs.most)
	default:
		low, high = middle(d, four, pieces, rows, t.runs.most)
	}
	return Amount{(t.runs.value(low) + t.runs.value(high)) * 5, t.scale() + 1}, rows, true
}

// middle returns the two middle codes of some runs, which are one and the same when the number of
// rows is odd. Of long runs it halves the range of codes, short ones it counts.
func middle[C uint8 | uint16 | uint32](d *desk, codes []C, pieces []piece, rows int, most uint32) (low, high uint32) {
	if len(pieces) == 1 {
		run := codes[pieces[0].lo:pieces[0].hi]
		return uint32(run[(rows-1)/2]), uint32(run[rows/2])
	}
	steps := len(pieces) * bits.Len32(most) * bits.Len32(uint32(rows/len(pieces)))
	if steps < rows/2 {
		return halve(codes, pieces, rows, most)
	}
	return d.count(rows, most, func(counts []uint32) {
		for _, p := range pieces {
			for _, code := range codes[p.lo:p.hi] {
				counts[code]++
			}
		}
	})
}

// count finds the middle codes by how often each code occurs.
func (d *desk) count(rows int, most uint32, fill func(counts []uint32)) (low, high uint32) {
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

// halve finds the middle codes of sorted runs by halving the range of codes.
func halve[C uint8 | uint16 | uint32](codes []C, pieces []piece, rows int, most uint32) (low, high uint32) {
	before := (rows - 1) / 2
	upTo := func(code uint32) (n int) { // how many codes are no larger
		for _, p := range pieces {
			n += upper(codes[p.lo:p.hi], code)
		}
		return n
	}
	for from, to := uint32(0), most; ; { // the smallest code with more than before up to it
		if from == to {
			low = from
			break
		}
		if half := from + (to-from)/2; upTo(half) > before {
			to = half
		} else {
			from = half + 1
		}
	}
	high = low
	if rows%2 == 0 && upTo(low) == before+1 { // the next one above
		high = most
		for _, p := range pieces {
			if run := codes[p.lo:p.hi]; upper(run, low) < len(run) {
				high = min(high, uint32(run[upper(run, low)]))
			}
		}
	}
	return low, high
}

// upper returns how many of a sorted run are no larger than code.
func upper[C uint8 | uint16 | uint32](run []C, code uint32) int {
	lo, hi := 0, len(run)
	for lo < hi {
		if half := int(uint(lo+hi) >> 1); uint32(run[half]) <= code {
			lo = half + 1
		} else {
			hi = half
		}
	}
	return lo
}
