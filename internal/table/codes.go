package table

import "math"

// Codes holds one dictionary code per row, in as few bytes as the largest code needs: most columns
// of a case table know a handful of words. The zero value has no rows.
type Codes struct {
	one  []uint8 // exactly one of the three is in use
	two  []uint16
	four []uint32
}

// MakeCodes returns rows codes of 0, wide enough for the largest code to come.
func MakeCodes(rows int, largest uint32) Codes {
	switch {
	case largest <= math.MaxUint8:
		return Codes{one: make([]uint8, rows)}
	case largest <= math.MaxUint16:
		return Codes{two: make([]uint16, rows)}
	}
	return Codes{four: make([]uint32, rows)}
}

// CodesOf packs a list.
func CodesOf(list ...uint32) Codes {
	var largest uint32
	for _, code := range list {
		largest = max(largest, code)
	}
	c := MakeCodes(len(list), largest)
	for row, code := range list {
		c.Set(row, code)
	}
	return c
}

// Len returns the number of rows.
func (c Codes) Len() int { return len(c.one) + len(c.two) + len(c.four) }

// At returns the code of a row.
func (c Codes) At(row int) uint32 {
	switch {
	case c.one != nil:
		return uint32(c.one[row])
	case c.two != nil:
		return uint32(c.two[row])
	}
	return c.four[row]
}

// Set changes the code of a row; it must fit the width.
func (c Codes) Set(row int, code uint32) {
	switch {
	case c.one != nil:
		c.one[row] = uint8(code)
	case c.two != nil:
		c.two[row] = uint16(code)
	default:
		c.four[row] = code
	}
}

// Append adds a row at the end, widening all rows when the code needs it.
func (c *Codes) Append(code uint32) {
	switch {
	case c.four != nil:
		c.four = append(c.four, code)
	case c.two != nil && code <= math.MaxUint16:
		c.two = append(c.two, uint16(code))
	case c.two == nil && code <= math.MaxUint8:
		c.one = append(c.one, uint8(code))
	default:
		wider := MakeCodes(c.Len()+1, max(code, math.MaxUint8+1))
		for row := range c.Len() {
			wider.Set(row, c.At(row))
		}
		wider.Set(c.Len(), code)
		*c = wider
	}
}

// Count counts the rows of every code; there are codes of them, 0 included.
func (c Codes) Count(codes int) []int {
	counts := make([]int, codes)
	for _, code := range c.one {
		counts[code]++
	}
	for _, code := range c.two {
		counts[code]++
	}
	for _, code := range c.four {
		counts[code]++
	}
	return counts
}

// Pick returns the codes of the given rows, in their order.
func (c Codes) Pick(rows []int) Codes {
	return Codes{pick(c.one, rows), pick(c.two, rows), pick(c.four, rows)}
}

// Packed returns the rows as they lie in memory, for kernels: one of the three is not nil unless
// there are no rows. Do not write to it.
func (c Codes) Packed() ([]uint8, []uint16, []uint32) { return c.one, c.two, c.four }

// PackedCodes is the way back of Packed.
func PackedCodes(one []uint8, two []uint16, four []uint32) Codes { return Codes{one, two, four} }

func pick[T any](cells []T, rows []int) []T {
	if cells == nil {
		return nil
	}
	kept := make([]T, len(rows))
	for i, row := range rows {
		kept[i] = cells[row]
	}
	return kept
}
