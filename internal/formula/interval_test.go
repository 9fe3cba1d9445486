package formula

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// A day counts once however the intervals are written down: in any order, twice, cut in two.
func TestCoveredDaysDoNotDependOnHowIntervalsAreWritten(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 5))
	for range 2000 {
		list := make([]stretch, r.IntN(8))
		days := map[int64]bool{}
		for i := range list {
			list[i].first = r.Int64N(60)
			list[i].last = list[i].first + r.Int64N(20) - 3 // some end before they begin
			for d := list[i].first + 1; d <= list[i].last; d++ {
				days[d] = true
			}
		}
		want := int64(len(days)) // counted day by day
		again := append(slices.Clone(list), list...)
		var cut []stretch
		for _, s := range list {
			middle := (s.first + s.last) / 2
			if s.last <= s.first {
				middle = s.first
			}
			cut = append(cut, stretch{s.first, middle}, stretch{middle, s.last})
		}
		for name, written := range map[string][]stretch{"as they are": list, "twice": again, "in two parts": cut} {
			r.Shuffle(len(written), func(i, j int) { written[i], written[j] = written[j], written[i] })
			if got := covered(slices.Clone(written)); got != want {
				t.Fatalf("%s %v: %d days; want %d", name, written, got, want)
			}
		}
	}
}
