package table

import (
	"math"
	"slices"
)

// Reserve makes room for that many rows in the present width, so that appending does not copy.
func (c *Codes) Reserve(rows int) {
	switch more := rows - c.Len(); {
	case more <= 0:
	case c.four != nil:
		c.four = slices.Grow(c.four, more)
	case c.two != nil:
		c.two = slices.Grow(c.two, more)
	default:
		c.one = slices.Grow(c.one, more)
	}
}

// AppendAll adds rows at the end, widening all rows once when one of the codes needs it.
func (c *Codes) AppendAll(codes []uint32) {
	if len(codes) == 0 {
		return
	}
	largest := slices.Max(codes)
	if c.four == nil && largest > math.MaxUint16 || c.four == nil && c.two == nil && largest > math.MaxUint8 {
		c.widen(largest)
	}
	switch {
	case c.four != nil:
		c.four = append(c.four, codes...)
	case c.two != nil:
		c.two = convert(c.two, codes)
	default:
		c.one = convert(c.one, codes)
	}
}

// widen copies the rows to the width of the largest code, with the room they had.
func (c *Codes) widen(largest uint32) {
	room := max(cap(c.one), cap(c.two))
	wider := MakeCodes(room, largest)
	rows := c.Len()
	for row := range rows {
		wider.Set(row, c.At(row))
	}
	wider.two, wider.four = cut(wider.two, rows), cut(wider.four, rows)
	*c = wider
}

// Reserve makes room for that many rows in the present width, so that appending does not copy.
func (n *Nums) Reserve(rows int) {
	switch more := rows - n.Len(); {
	case more <= 0:
	case n.eight != nil:
		n.eight = slices.Grow(n.eight, more)
	case n.four != nil:
		n.four = slices.Grow(n.four, more)
	case n.two != nil:
		n.two = slices.Grow(n.two, more)
	default:
		n.one = slices.Grow(n.one, more)
	}
}

// AppendAll adds rows at the end, widening all rows once when one of the numbers needs it.
func (n *Nums) AppendAll(nums []int64) {
	if len(nums) == 0 {
		return
	}
	var low, high int64
	for _, v := range nums {
		if v != NoNum {
			low, high = min(low, v), max(high, v)
		}
	}
	n.widen(low, high)
	switch {
	case n.eight != nil:
		n.eight = append(n.eight, nums...)
	case n.four != nil:
		n.four = pack(n.four, nums, math.MinInt32)
	case n.two != nil:
		n.two = pack(n.two, nums, math.MinInt16)
	default:
		n.one = pack(n.one, nums, math.MinInt8)
	}
}

// widen copies the rows to a width that holds low and high as well, with the room they had.
func (n *Nums) widen(low, high int64) {
	least, most := int64(math.MinInt8), int64(math.MaxInt8)
	switch {
	case n.eight != nil:
		return
	case n.four != nil:
		least, most = math.MinInt32, math.MaxInt32
	case n.two != nil:
		least, most = math.MinInt16, math.MaxInt16
	}
	if low > least && high <= most {
		return
	}
	room := max(cap(n.one), cap(n.two), cap(n.four))
	wider := MakeNums(room, min(low, least+1), max(high, most))
	rows := n.Len()
	for row := range rows {
		wider.Set(row, n.At(row))
	}
	wider.two, wider.four, wider.eight = cut(wider.two, rows), cut(wider.four, rows), cut(wider.eight, rows)
	*n = wider
}

func cut[T any](cells []T, rows int) []T {
	if cells == nil {
		return nil
	}
	return cells[:rows]
}

func convert[T uint8 | uint16](cells []T, codes []uint32) []T {
	at := len(cells)
	cells = append(cells, make([]T, len(codes))...)
	for i, code := range codes {
		cells[at+i] = T(code)
	}
	return cells
}

func pack[T small](cells []T, nums []int64, empty T) []T {
	at := len(cells)
	cells = append(cells, make([]T, len(nums))...)
	for i, v := range nums {
		cells[at+i] = narrow(v, empty)
	}
	return cells
}

// Compact drops the words of a Text column that no row holds, and keeps the order of the others.
func (c *Column) Compact() {
	counts := c.Codes.Count(len(c.Dict))
	if len(c.Dict) == 0 {
		return
	}
	codes, words := make([]uint32, len(c.Dict)), []string{""}
	for code := 1; code < len(c.Dict); code++ {
		if counts[code] > 0 {
			codes[code] = uint32(len(words))
			words = append(words, c.Dict[code])
		}
	}
	packed := MakeCodes(c.Codes.Len(), uint32(len(words)))
	for row := range c.Codes.Len() {
		packed.Set(row, codes[c.Codes.At(row)])
	}
	c.Codes, c.Dict = packed, words
}
