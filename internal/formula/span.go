package formula

import (
	"math"
	"unsafe"
)

// A span is the numbers from lo to hi, both included; none when lo > hi. The empty cell is the
// smallest number of its width, so a span that begins above it leaves empty cells out.
type span struct{ lo, hi int64 }

// filled is every number.
var filled = span{NoNum + 1, math.MaxInt64}

// spanOf returns the numbers x for which x op k holds; op is not !=.
func spanOf(op string, k int64) span {
	switch op {
	case "<":
		if k == filled.lo { // also where k is no number at all
			return span{0, -1}
		}
		return span{filled.lo, k - 1}
	case "<=":
		return span{filled.lo, k}
	case ">":
		if k == math.MaxInt64 {
			return span{0, -1}
		}
		return span{k + 1, math.MaxInt64}
	case ">=":
		return span{k, math.MaxInt64}
	}
	return span{k, k}
}

// within tells for every row whether a number lies in a span. A column of the table itself is read
// as it lies in memory.
func (e *Evaluator) within(n num, s span) Bits {
	out := newBits(e.t.Rows)
	if column, ok := n.(numColumn); ok && len(column.path) == 0 {
		if c := e.t.Column(column.name); c != nil {
			one, two, four, eight := c.Nums.Packed()
			mark(one, s, out)
			mark(two, s, out)
			mark(four, s, out)
			mark(eight, s, out)
			return out
		}
	}
	for lo, values := range e.batches(n) {
		mark(values, s, out[lo>>6:])
	}
	return out
}

// among tells for every row whether a number is one of a list, or is none of it.
func (e *Evaluator) among(c *condIn) Bits {
	out := newBits(e.t.Rows)
	for _, k := range c.set {
		for i, w := range e.within(c.x, span{k, k}) {
			out[i] |= w
		}
	}
	if c.not {
		return without(e.within(c.x, filled), out)
	}
	return out
}

// without returns the rows of b that are not rows of c; b is written to.
func without(b, c Bits) Bits {
	for i := range b {
		b[i] &^= c[i]
	}
	return b
}

// mark sets the bits of the rows whose cell lies in the span. cells are all rows, or none when they
// lie in another width; their smallest number is the empty cell.
func mark[C int8 | int16 | int32 | int64](cells []C, s span, out Bits) {
	if len(cells) == 0 {
		return
	}
	least, most := limits[C]()
	switch {
	case s.lo == NoNum && s.hi == NoNum:
		s = span{least, least}
	case s.lo > most || s.hi <= least || s.lo > s.hi:
		return
	default:
		s = span{max(s.lo, least+1), min(s.hi, most)}
	}
	lo, width := C(s.lo), uint64(s.hi)-uint64(s.lo)
	mask := ^uint64(0) >> (64 - 8*unsafe.Sizeof(lo))
	for first := 0; first < len(cells); first += 64 {
		var w uint64
		for j, v := range cells[first:min(first+64, len(cells))] {
			var bit uint64
			if uint64(v-lo)&mask <= width { // one test for both ends: below lo it wraps round
				bit = 1
			}
			w |= bit << j
		}
		out[first>>6] = w
	}
}

func limits[C int8 | int16 | int32 | int64]() (least, most int64) {
	var c C
	bits := 8 * unsafe.Sizeof(c)
	most = int64(1)<<(bits-1) - 1
	return -most - 1, most
}
