package suppress

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
)

// No reader recovers a hidden cell: over random tables of two and three axes, with hierarchies,
// quarters and years to date, printed exactly and rounded, the attacker finds every hidden cell no
// closer than the width, and Attack says the same as he does.
func TestNoHiddenCellIsRecovered(t *testing.T) {
	t.Parallel()
	rules := []rule{fewHidden, tenFive, tenExact}
	tables, told, cells, beside, printed := 0, 0, 0, 0, 0
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 8))
		shape := shapes[seed%uint64(len(shapes))]
		s := world(shape, skewed(r)).by(rules[seed/uint64(len(shapes))%3])
		if s.Cells[0].Floor > 0 {
			s = s.tellLess()
		}
		hidden, err := Solve(s, 3)
		var u *Unprotected
		if errors.As(err, &u) {
			toldAnyway(t, s, u, 3)
			told++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		tables++
		a := newAttacker(s, hidden)
		for _, i := range Attack(s, hidden) {
			c := s.Cells[i.Cell]
			least, most := a.interval(i.Cell)
			if least != i.Least || most != i.Most {
				t.Fatalf("table %d: Attack tells %v; the attacker %d to %d", seed, i, least, most)
			}
			if i.Least > c.Value || i.Most < c.Value || i.Width() < 3 {
				t.Errorf("table %d: cell %d is %d, told as %d to %d", seed, i.Cell, c.Value, i.Least, i.Most)
			}
			if cells++; !c.Hidden {
				beside++
			}
		}
		printed += len(s.Cells)
	}
	if tables < 950 || beside < 10000 {
		t.Errorf("only %d tables were solved, with %d cells beside others", tables, beside)
	}
	t.Logf("%d tables, %d cannot be protected, %d hidden cells of %d, %d of them beside others", tables, told, cells, printed, beside)
}

// toldAnyway sees to it that what is called unprotected is told even where all is hidden that may be.
func toldAnyway(t *testing.T, s System, u *Unprotected, width int64) {
	t.Helper()
	may := make([]bool, len(s.Cells))
	for i, c := range s.Cells {
		may[i] = !c.Fixed && c.Value > 0
	}
	for _, group := range s.Together {
		all := !slices.ContainsFunc(group, func(c int) bool { return !may[c] })
		some := slices.ContainsFunc(group, func(c int) bool { return s.Cells[c].Hidden })
		for _, c := range group {
			may[c] = all || some
		}
	}
	for i, c := range s.Cells {
		may[i] = may[i] || c.Hidden
	}
	a := newAttacker(s, may)
	for _, i := range u.Cells {
		if least, most := a.interval(i); most-least >= width {
			t.Errorf("cell %d can be protected: %d to %d", i, least, most)
		}
	}
}
