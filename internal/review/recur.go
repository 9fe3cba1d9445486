package review

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A kind of problem comes back (反复出现) when it was found in so many quarters in a row, in each of
// them more than once: a single case may be a slip.
const (
	Recurring   = 3
	AtLeastEach = 2
)

// A Recurrence is a kind of problem that one department of one procuratorate had in every one of
// the last quarters.
type Recurrence struct {
	Place, Department, Word string
	Counts                  []int // of the last Recurring quarters, the oldest first
	Quarters                int   // in a row, up to the latest
}

// Recurrences finds the kinds of problems that came back quarter after quarter up to the given one, in
// all registers together. Registers may write one procuratorate in several ways: place says which is
// meant. Cases that are not listed are left out: of one department they are too few.
func Recurrences(surveys []*Survey, latest period.Period, place func(word string) string) []Recurrence {
	type where struct{ place, department, word string }
	counts := map[where]map[period.Period]int{}
	for _, s := range surveys {
		for _, t := range s.Problems {
			if t.Unlisted {
				continue
			}
			at := where{place(t.Place), t.Department, t.Word}
			if counts[at] == nil {
				counts[at] = map[period.Period]int{}
			}
			counts[at][t.Quarter] += t.Count
		}
	}
	var list []Recurrence
	for at, quarters := range counts {
		one := Recurrence{Place: at.place, Department: at.department, Word: at.word}
		for q := latest; quarters[q] >= AtLeastEach; q = q.Prev() {
			one.Quarters++
			if len(one.Counts) < Recurring {
				one.Counts = append(one.Counts, quarters[q])
			}
		}
		if one.Quarters >= Recurring {
			slices.Reverse(one.Counts)
			list = append(list, one)
		}
	}
	slices.SortFunc(list, func(a, b Recurrence) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Department, b.Department), cmp.Compare(a.Word, b.Word))
	})
	return list
}
