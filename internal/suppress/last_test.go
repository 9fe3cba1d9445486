package suppress

import (
	"errors"
	"slices"
	"testing"
)

// halves is a system in which one cell moves two at once the other way: the first is in a sum with
// each of the next two, and these are in one with the last, which readers know to be from 4 to 9. So
// the first three are told between their value and two more, though two and a half agree with all
// that is printed: counts are whole.
func halves() System {
	printed := func(n int64) Cell { return Cell{Value: n, Least: n, Most: n, Fixed: true} }
	open := func(n int64) Cell { return Cell{Value: n, Hidden: true, Most: Unbounded} }
	return System{
		Cells: []Cell{
			open(20), open(30), open(40),
			{Value: 4, Hidden: true, Least: 4, Most: 9},
			printed(50), printed(60), printed(74),
		},
		Sums: []Sum{{4, []int{0, 1}}, {5, []int{0, 2}}, {6, []int{1, 2, 3}}},
	}
}

// A table of halves proves no more than the whole numbers within it.
func TestHalvesAreNoProof(t *testing.T) {
	s := halves()
	hidden := []bool{true, true, true, true, false, false, false}
	want := []Interval{{0, 20, 22}, {1, 28, 30}, {2, 38, 40}, {3, 4, 9}}
	if got := Attack(s, hidden); !slices.Equal(got, want) {
		t.Errorf("a reader learns %v; want %v", got, want)
	}
	_, err := Solve(s, 3)
	u, ok := errors.AsType[*Unprotected](err)
	if !ok || !slices.Equal(u.Cells, []int{0, 1, 2}) {
		t.Errorf("Solve returns %v; three cells can be told more closely than 3", err)
	}
	if got, err := Solve(s, 2); err != nil || !slices.Equal(got, hidden) {
		t.Errorf("Solve(2) = %v, %v", got, err)
	}
}
