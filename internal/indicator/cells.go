package indicator

import (
	"math/bits"

	"anjian/internal/formula"
	"anjian/internal/table"
)

// cells are the numbers of one term that add up, one slice of Cube.width() numbers per month, and
// one cell behind the last slice for what belongs nowhere. For rows dated within the period, slice
// i+1 holds everything up to month i, so that any stretch of months is one difference; for pending
// rows, slice i holds what is pending at the end of month i-1.
//
// Counts of rows fit four bytes: a table has no more rows. On the way they may wrap round, which
// the last addition undoes.
type cells struct {
	small []uint32 // either small, for counts,
	large []int64  // or large, for sums
}

func countCells(n int) cells { return cells{small: make([]uint32, n+1)} }
func sumCells(n int) cells   { return cells{large: make([]int64, n+1)} }

// at returns the number of a cell.
func (c cells) at(i int) int64 {
	if c.large != nil {
		return c.large[i]
	}
	return int64(c.small[i])
}

// count adds times to the cell of every selected row.
func (c cells) count(where formula.Bits, cellOf []uint32, times int) {
	cells, step := c.small, uint32(times)
	for i, w := range where {
		of := cellOf[i<<6:]
		for ; w != 0; w &= w - 1 {
			cells[of[bits.TrailingZeros64(w)]] += step
		}
	}
}

// sum adds the values of a batch of rows, times +1 or -1; where holds the same rows.
func (c cells) sum(where formula.Bits, cellOf []uint32, values []int64, times int64) {
	for i, w := range where {
		for ; w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			if v := values[row]; v != table.NoNum {
				c.large[cellOf[row]] += v * times
			}
		}
	}
}

// countFilled adds times for every selected row that has a value.
func (c cells) countFilled(where formula.Bits, cellOf []uint32, values []int64, times int) {
	for i, w := range where {
		for ; w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			if values[row] != table.NoNum {
				c.small[cellOf[row]] += uint32(times)
			}
		}
	}
}

// finish adds departments and procuratorates up; where cells hold changes from month to month, it
// turns them into totals so far.
func (c *Cube) finish(of cells, placed, changes bool) {
	if of.small != nil {
		finish(c, of.small, placed, changes)
	} else {
		finish(c, of.large, placed, changes)
	}
}

func finish[N uint32 | int64](c *Cube, cells []N, placed, changes bool) {
	width, departments := c.width(), len(c.Organisation.Departments)+1
	cells = cells[:len(cells)-1]
	for lo := 0; lo < len(cells); lo += width {
		slice := cells[lo : lo+width]
		for p := 0; p < len(slice); p += departments {
			of := slice[p : p+departments]
			for _, n := range of[1:] {
				of[0] += n
			}
		}
		if placed {
			for unit := range c.units() {
				for _, part := range c.below[unit] {
					if part != unit {
						addTo(slice[unit*departments:(unit+1)*departments], slice[part*departments:])
					}
				}
			}
		}
		if changes && lo > 0 {
			addTo(slice, cells[lo-width:])
		}
	}
}

func addTo[N uint32 | int64](sum, part []N) {
	for i, n := range part[:len(sum)] {
		sum[i] += n
	}
}
