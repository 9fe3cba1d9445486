package handout

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A box is where something is counted: a stretch of months, a set of procuratorates, a set of words of
// the column that a table is parted by. Two boxes that are equal are one cell, whatever they are called:
// a year is twelve months, and an area that takes in all procuratorates is all of them.
type box struct {
	of       *quantity
	from, to int      // months, both included; equal for what is looked at on one day
	places   []string // ids, sorted
	words    []string // sorted; nil: whatever the words
}

// key tells boxes apart.
func (b box) key() string {
	words := "*"
	if b.words != nil {
		words = strings.Join(b.words, "\x1f")
	}
	return b.where() + "|" + words
}

// where is the key without the words and without what is counted.
func (b box) where() string {
	return b.of.id + "|" + strconv.Itoa(b.from) + "-" + strconv.Itoa(b.to) + "|" + strings.Join(b.places, ",")
}

func monthNumber(month period.Period) int { return month.YearNumber()*12 + month.MonthNumber() - 1 }

func monthAt(n int) period.Period { return period.Month(n/12, n%12+1) }

// boxOf is the box of a number that a table asks for.
func (x *reader) boxOf(q *quantity, p period.Period, place string, words []string) box {
	b := box{of: q, from: monthNumber(p.First()), to: monthNumber(p.Last()), places: x.members(place), words: words}
	switch q.at {
	case indicator.End:
		b.from = b.to
	case indicator.Start:
		b.to = b.from
	}
	if b.words != nil {
		b.words = slices.Clone(words)
		slices.Sort(b.words)
	}
	return b
}

// members lists the procuratorates that a place takes in.
func (x *reader) members(place string) []string {
	var ids []string
	switch {
	case place == "":
		for _, p := range x.cube.Organisation.Procuratorates {
			ids = append(ids, p.ID)
		}
	case strings.HasSuffix(place, indicator.AreaMark):
		for _, a := range x.cube.Organisation.Areas() {
			if a.ID == place {
				ids = slices.Clone(a.Members)
			}
		}
	default:
		ids = []string{place}
	}
	slices.Sort(ids)
	return ids
}
