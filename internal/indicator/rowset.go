package indicator

import (
	"iter"
	"slices"
)

// chosen yields the rows that a median or distinct count takes at a spot.
func (t *term) chosen(at spot) iter.Seq[listed] {
	from, to := at.from, at.to+1
	switch t.measure.At {
	case End:
		from, to = at.to+1, at.to+2
	case Start:
		to = at.from + 1
	}
	return func(yield func(listed) bool) {
		for _, one := range t.list[t.first[from]:t.first[to]] {
			if t.within(int(one.row), at) && !yield(one) {
				return
			}
		}
	}
}

// within tells whether a row belongs to the place of a spot.
func (t *term) within(row int, at spot) bool {
	return (at.unit == 0 || int(t.set.unit[row]) == at.unit) &&
		(at.division == 0 || int(t.set.division[row]) == at.division)
}

// distinct counts different values.
func (t *term) distinct(at spot) int64 {
	seen := map[int64]struct{}{}
	for one := range t.chosen(at) {
		seen[one.value] = struct{}{}
	}
	return int64(len(seen))
}

// median returns the middle value, or the mean of the two middle ones: one more decimal place
// holds it exactly.
func (t *term) median(at spot) (m Amount, rows int, ok bool) {
	var all []int64
	for one := range t.chosen(at) {
		all = append(all, one.value)
	}
	if len(all) == 0 {
		return Amount{}, 0, false
	}
	slices.Sort(all)
	low, high := all[(len(all)-1)/2], all[len(all)/2]
	return Amount{(low + high) * 5, t.scale + 1}, len(all), true
}
