package suppress

import (
	"errors"
	"math/rand/v2"
	"testing"
)

// What was given out before stays known: the first quarter is handed out, then the half year. No
// hidden cell of either is recovered, or the error says which and the attacker agrees.
func TestWhatWasGivenOutBefore(t *testing.T) {
	solved, refused, fixed := 0, 0, 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		value := skewed(r)
		axes := []axis{months(6), areas(4)}
		s := world(axes, func() int64 { return 2 * value() }).by([]rule{tenFive, tenExact}[seed%2])
		early := func(cell int) bool { node := cell % axes[0].nodes; return node < 3 || node == 6 || node == 7 }
		before := s
		before.Sums = nil
		for _, sum := range s.Sums {
			within := early(sum.Total)
			for _, p := range sum.Parts {
				within = within && early(p)
			}
			if within {
				before.Sums = append(before.Sums, sum)
			}
		}
		hidden, err := Solve(before, 3)
		if err != nil {
			t.Fatal(err)
		}
		for i := range s.Cells {
			switch c := &s.Cells[i]; {
			case !early(i):
			case !hidden[i]:
				c.Fixed = true
				fixed++
			case !c.Hidden:
				c.Hidden, c.Least, c.Most = true, 0, Unbounded
			}
		}
		hidden, err = Solve(s, 3)
		var u *Unprotected
		if errors.As(err, &u) {
			if refused++; len(u.Cells) == 0 {
				t.Errorf("table %d: refused without a cell", seed)
			}
			toldAnyway(t, s, u, 3)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		solved++
		a := newAttacker(s, hidden)
		for i := range s.Cells {
			if hidden[i] && s.Cells[i].Fixed {
				t.Errorf("table %d: hides cell %d, which is known", seed, i)
			}
			if least, most := a.interval(i); hidden[i] && most-least < 3 {
				t.Errorf("table %d: cell %d is told as %d to %d", seed, i, least, most)
			}
		}
	}
	if solved < 100 || fixed < 1000 {
		t.Errorf("%d tables solved, %d cells fixed: little was tested", solved, fixed)
	}
	t.Logf("%d tables solved, %d refused, %d cells known before", solved, refused, fixed)
}

// Printing one more cell never makes a reader less certain, and printing one that was hidden beside
// others mostly makes him certain enough: the attack can succeed.
func TestPrintingMoreTellsMore(t *testing.T) {
	planted, recovered := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 10))
		s := world(shapes[seed%4], skewed(r)).by([]rule{tenExact, fewHidden}[seed/4%2])
		if s.Cells[0].Floor > 0 {
			s = s.tellLess()
		}
		hidden, err := Solve(s, 3)
		if err != nil {
			t.Fatal(err)
		}
		width := map[int]Interval{}
		for _, i := range Attack(s, hidden) {
			width[i.Cell] = i
		}
		for i := range s.Cells {
			if !hidden[i] || s.Cells[i].Hidden || planted > 400 {
				continue
			}
			hidden[i] = false
			planted++
			narrow := false
			for _, now := range Attack(s, hidden) {
				was := width[now.Cell]
				if now.Least < was.Least || now.Most > was.Most {
					t.Errorf("table %d: printing cell %d widens %v to %v", seed, i, was, now)
				}
				narrow = narrow || now.Width() < 3
			}
			if narrow {
				recovered++
			}
			hidden[i] = true
		}
	}
	if planted < 100 || recovered*3 < planted*2 {
		t.Errorf("printing one of %d cells tells something %d times", planted, recovered)
	}
	t.Logf("%d cells printed again, %d told something", planted, recovered)
}
