package formula

import (
	"iter"
	"math/bits"
)

// Bits holds one truth value per row, 64 rows to a word. Bits beyond the last row are 0.
type Bits []uint64

func newBits(rows int) Bits { return make(Bits, (rows+63)/64) }

// Get tells whether the row is set.
func (b Bits) Get(row int) bool { return b[row>>6]>>(row&63)&1 == 1 }

func (b Bits) set(row int) { b[row>>6] |= 1 << (row & 63) }

// Count returns how many rows are set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// Rows yields the rows that are set, in order.
func (b Bits) Rows() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range b {
			for w != 0 {
				if !yield(i<<6 + bits.TrailingZeros64(w)) {
					return
				}
				w &= w - 1
			}
		}
	}
}

// AllRows returns Bits with every one of n rows set.
func AllRows(n int) Bits {
	b := newBits(n)
	for i := range b {
		b[i] = ^uint64(0)
	}
	b.trim(n)
	return b
}

func (b Bits) trim(rows int) {
	if rows%64 != 0 {
		b[len(b)-1] &= 1<<(rows%64) - 1
	}
}
