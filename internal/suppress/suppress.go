// Package suppress hides numbers so that hidden ones cannot be worked out (小数隐藏与连带隐藏).
//
// What is published is one system: cells that add up to others, over months and years, places and
// departments, tables, charts and downloads alike. A reader knows every printed cell, that cells
// are counts, and how they add up; so a hidden cell lies in an interval. Solve hides more cells
// beside those that must be hidden until each interval is wide. That no sum holds a lone hidden
// cell is not enough: two sums may tell together what neither tells alone; nor is it that a hidden
// cell is undetermined, for it may lie between 3 and 4.
//
// Solve takes a hidden cell for safe when it has found two whole tables of counts, both agreeing
// with all that is printed, in which the cell differs by the width asked for. That is a proof, and
// stays one when more is hidden. Attack computes the interval itself, exactly, the way a reader
// would.
//
// The package knows nothing of indicators, reads no file and has no clock: equal systems are
// answered equally.
package suppress

import (
	"fmt"
	"math"
	"slices"
)

// A Cell is a count. The zero Cell is a nought that is printed.
type Cell struct {
	Value  int64 // the true count, printed or not
	Hidden bool  // must be hidden; Solve adds others
	// What readers know of the cell beforehand. Of one that must be hidden the rule tells, as 0 and 9;
	// of a printed one it is Value twice, or the numbers that are rounded to what is printed.
	Least, Most int64
	// Floor is what readers know of a printed cell at least if Solve hides it: where pages tell apart
	// why a cell is hidden, one that is not small is not below the rule. 0 where they do not.
	Floor  int64
	Fixed  bool  // readers have it already: it cannot be hidden any more
	Weight int64 // what hiding it costs readers; 0: as much as its value
}

// A Sum says that the cells Parts add up to the cell Total.
type Sum struct {
	Total int
	Parts []int
}

// A System is all that is published together.
type System struct {
	Cells []Cell
	Sums  []Sum
	// Together lists cells that can only be hidden together, as the two counts of a rate; a cell is in
	// one list at most.
	Together [][]int
	// Keep lists cells that are printed wherever that can be, whatever else is hidden for it; the first
	// is the dearest.
	Keep []int
}

// Unbounded is the upper end of an interval that nothing bounds.
const Unbounded = math.MaxInt64

// An Interval is what a reader can tell of a hidden cell: no less than Least and no more than Most.
type Interval struct {
	Cell        int
	Least, Most int64
}

// Width is how much the cell may vary for all that a reader knows; 0 is a cell that is known.
func (i Interval) Width() int64 {
	if i.Most == Unbounded {
		return Unbounded
	}
	return i.Most - i.Least
}

// An Unprotected error tells that hiding all that may be hidden leaves cells that readers can tell.
type Unprotected struct {
	Cells []int // that must be hidden, in order
	Fixed []int // the cells known already that tell them, in order
}

func (u *Unprotected) Error() string {
	return fmt.Sprintf("suppress: cells %v are told by cells %v, which are known already", u.Cells, u.Fixed)
}

// Solve returns which cells to hide: those that must be hidden, and others beside them, cheapest
// first and none that is not needed, until a reader can tell no hidden cell more closely than
// width. A cell that readers know more closely beforehand keeps what doubt there was. Noughts are
// not hidden beside others: what cannot occur protects nothing.
func Solve(s System, width int64) ([]bool, error) {
	keep := s.Keep
	for {
		w, err := newWork(s, width)
		if err != nil {
			return nil, err
		}
		w.keep(keep)
		w.protectAll()
		if len(w.told) == 0 {
			w.prune()
			return w.hidden, nil
		}
		if len(w.kept) == 0 {
			return nil, w.unprotected()
		}
		telling := w.tellingOf()
		keep = slices.DeleteFunc(slices.Clone(w.kept), func(c int) bool { return slices.Contains(telling, c) })
	}
}

// check finds what no caller may hand over.
func (s System) check() error {
	for i, c := range s.Cells {
		if c.Value < c.Least || c.Value > c.Most || c.Value < 0 || c.Weight < 0 {
			return fmt.Errorf("suppress: cell %d is %d, not a count between %d and %d", i, c.Value, c.Least, c.Most)
		}
		if c.Value > math.MaxInt32 {
			return fmt.Errorf("suppress: cell %d is %d, more than can be counted", i, c.Value)
		}
	}
	grouped := make([]bool, len(s.Cells))
	for i, group := range s.Together {
		for _, c := range group {
			if grouped[c] {
				return fmt.Errorf("suppress: cell %d of group %d is in another group", c, i)
			}
			grouped[c] = true
		}
	}
	for i, sum := range s.Sums {
		total := int64(0)
		seen := append([]int{sum.Total}, sum.Parts...)
		slices.Sort(seen)
		if len(slices.Compact(seen)) != len(sum.Parts)+1 {
			return fmt.Errorf("suppress: sum %d names a cell twice", i)
		}
		for _, p := range sum.Parts {
			total += s.Cells[p].Value
		}
		if total != s.Cells[sum.Total].Value {
			return fmt.Errorf("suppress: the parts of sum %d add up to %d, not %d", i, total, s.Cells[sum.Total].Value)
		}
	}
	return nil
}

// bounds returns what readers know of a cell by itself.
func (c Cell) bounds(hidden bool) (least, most int64) {
	if hidden && !c.Hidden {
		return min(c.Floor, c.Least), Unbounded
	}
	return max(0, c.Least), c.Most
}
