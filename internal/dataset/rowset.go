package dataset

import (
	"math/bits"

	"anjian/internal/table"
)

// A rowSet finds rows that are equal in some columns.
type rowSet struct {
	columns []*table.Column
	slots   []int32 // open addressing: row + 1
}

func newRowSet(t *table.Table, names []string) *rowSet {
	s := &rowSet{slots: make([]int32, 1<<bits.Len(uint(max(32, 2*t.Rows))))}
	for _, name := range names {
		if c := t.Column(name); c != nil {
			s.columns = append(s.columns, c)
		}
	}
	return s
}

// first returns the row met first that is equal to this one; a row that is new is its own first.
func (s *rowSet) first(row int) int {
	mask := uint64(len(s.slots) - 1)
	hash := uint64(0)
	for _, c := range s.columns {
		hi, lo := bits.Mul64(hash^cellKey(c, row)^0x9e3779b97f4a7c15, 0xd6e8feb86659fd93)
		hash = hi ^ lo
	}
	for i := hash & mask; ; i = (i + 1) & mask {
		if s.slots[i] == 0 {
			s.slots[i] = int32(row + 1)
			return row
		}
		if other := int(s.slots[i] - 1); s.equal(row, other) {
			return other
		}
	}
}

func (s *rowSet) equal(row, other int) bool {
	for _, c := range s.columns {
		if cellKey(c, row) != cellKey(c, other) {
			return false
		}
	}
	return true
}

// cellKey is equal for equal cells of a column.
func cellKey(c *table.Column, row int) uint64 {
	if c.Worded() {
		return uint64(c.Codes.At(row))
	}
	return uint64(c.Nums.At(row))
}
