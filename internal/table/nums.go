package table

import "math"

// Nums holds one whole number per row, or nothing, in as few bytes as the numbers need: counts of
// persons fit one byte, days two. An empty cell is the smallest number of the width and reads as
// NoNum. The zero value has no rows.
type Nums struct {
	one   []int8 // exactly one of the four is in use
	two   []int16
	four  []int32
	eight []int64
}

// MakeNums returns rows numbers of 0, wide enough for every number from low to high.
func MakeNums(rows int, low, high int64) Nums {
	switch {
	case low > math.MinInt8 && high <= math.MaxInt8:
		return Nums{one: make([]int8, rows)}
	case low > math.MinInt16 && high <= math.MaxInt16:
		return Nums{two: make([]int16, rows)}
	case low > math.MinInt32 && high <= math.MaxInt32:
		return Nums{four: make([]int32, rows)}
	}
	return Nums{eight: make([]int64, rows)}
}

// NumsOf packs a list; NoNum is empty.
func NumsOf(list ...int64) Nums {
	var low, high int64
	for _, v := range list {
		if v != NoNum {
			low, high = min(low, v), max(high, v)
		}
	}
	n := MakeNums(len(list), low, high)
	for row, v := range list {
		n.Set(row, v)
	}
	return n
}

// Len returns the number of rows.
func (n Nums) Len() int { return len(n.one) + len(n.two) + len(n.four) + len(n.eight) }

// At returns the number of a row, NoNum when its cell is empty.
func (n Nums) At(row int) int64 {
	switch {
	case n.two != nil:
		return widen(n.two[row])
	case n.one != nil:
		return widen(n.one[row])
	case n.four != nil:
		return widen(n.four[row])
	}
	return n.eight[row]
}

// Set changes the number of a row; it must be NoNum or fit the width.
func (n Nums) Set(row int, v int64) {
	switch {
	case n.one != nil:
		n.one[row] = narrow[int8](v, math.MinInt8)
	case n.two != nil:
		n.two[row] = narrow[int16](v, math.MinInt16)
	case n.four != nil:
		n.four[row] = narrow[int32](v, math.MinInt32)
	default:
		n.eight[row] = v
	}
}

// Append adds a row at the end, widening all rows when the number needs it.
func (n *Nums) Append(v int64) {
	switch {
	case n.eight != nil:
		n.eight = append(n.eight, v)
	case n.four != nil && fits(v, math.MinInt32, math.MaxInt32):
		n.four = append(n.four, narrow[int32](v, math.MinInt32))
	case n.two != nil && fits(v, math.MinInt16, math.MaxInt16):
		n.two = append(n.two, narrow[int16](v, math.MinInt16))
	case n.two == nil && n.four == nil && fits(v, math.MinInt8, math.MaxInt8):
		n.one = append(n.one, narrow[int8](v, math.MinInt8))
	default:
		wider := MakeNums(n.Len()+1, min(v, 0), max(v, math.MaxInt8+1, n.largest()))
		for row := range n.Len() {
			wider.Set(row, n.At(row))
		}
		wider.Set(n.Len(), v)
		*n = wider
	}
}

// largest is the largest number that the present width holds.
func (n *Nums) largest() int64 {
	switch {
	case n.four != nil:
		return math.MaxInt32
	case n.two != nil:
		return math.MaxInt16
	}
	return 0
}

// Fill widens the rows from lo on into out.
func (n Nums) Fill(lo int, out []int64) {
	switch {
	case n.one != nil:
		fill(n.one[lo:], out)
	case n.two != nil:
		fill(n.two[lo:], out)
	case n.four != nil:
		fill(n.four[lo:], out)
	default:
		copy(out, n.eight[lo:])
	}
}

// Pick returns the numbers of the given rows, in their order.
func (n Nums) Pick(rows []int) Nums {
	return Nums{pick(n.one, rows), pick(n.two, rows), pick(n.four, rows), pick(n.eight, rows)}
}

// Packed returns the rows as they lie in memory, for kernels: one of the four is not nil unless
// there are no rows. Do not write to it.
func (n Nums) Packed() ([]int8, []int16, []int32, []int64) { return n.one, n.two, n.four, n.eight }

// PackedNums is the way back of Packed.
func PackedNums(one []int8, two []int16, four []int32, eight []int64) Nums {
	return Nums{one, two, four, eight}
}

type small interface{ ~int8 | ~int16 | ~int32 }

// fits tells whether a number lies above the mark of an empty cell and not over the largest.
func fits(v, empty, largest int64) bool { return v == NoNum || v > empty && v <= largest }

func narrow[T small](v int64, empty T) T {
	if v == NoNum {
		return empty
	}
	return T(v)
}

// widen is the way back of narrow. The smallest number of a two's complement width is the only
// one that is its own negative beside 0.
func widen[T small](v T) int64 {
	if v == -v && v != 0 {
		return NoNum
	}
	return int64(v)
}

func fill[T small](cells []T, out []int64) {
	for i, v := range cells[:len(out)] {
		out[i] = widen(v)
	}
}
