package build

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"anjian/internal/handout"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/suppress"
)

// A knowing reader has all copies, knows what each number counts and how the office is made up, and solves
// what follows. What is true is kept beside for two ends only: to see that nothing printed is wrong, and as a
// point for suppress.Attack to begin at.
type knowing struct {
	suppress.System
	names []string // by cell
	text  []string // by cell, as printed; empty where it is not
	rates []rateKnown

	s        *site
	periods  map[string]period.Period // by title
	counts   []*tally
	printed  []printed
	listings []listing
	rated    map[ratedIn]string
	specks   map[speck]int
	sums     map[string]int // cells, by the specks that they are made of
	where    map[ratedIn]int
	causes   *indicator.Breakdowns
}

// A tally is one thing that is counted. Two indicators that count alike have one.
type tally struct {
	def   *indicator.Definition
	part  indicator.Part
	rows  map[countedRow]bool // that it counts in 2025
	words map[string]bool     // causes that have a line somewhere
}

// A countedRow is a row of an export, with what is counted of it and by which of its days.
type countedRow struct {
	what string
	row  int32
}

// A printed number, or what stands in its place.
type printed struct {
	tally    int
	from, to int // months
	places   []string
	words    []string // of a table by cause: those of the line, or for the line of others all that have a line
	by       way
	text     string
	name     string
	what     string
	at       figure
	rate     figure // of numerator and denominator: where their rate stands
	copied   string
}

type way int

const (
	byPlace way = iota
	byCause
	byOthers
)

// A listing is the choice of lines of a table by cause, which tells something of each cause.
type listing struct {
	tally   int
	periods [][2]int
	words   map[string]bool
}

// A ratedIn is where a rate stands.
type ratedIn struct {
	copied string
	figure
}

// A rateKnown binds two counts by a rate that says more than the counts beside it: it is half a unit of its
// last digit around what is printed, least/of to most/of.
type rateKnown struct {
	numerator, denominator int
	least, most, of        int64
}

func newKnowing(s *site) *knowing {
	k := &knowing{s: s, periods: map[string]period.Period{}, rated: map[ratedIn]string{}, where: map[ratedIn]int{}, specks: map[speck]int{}, sums: map[string]int{}}
	k.causes = s.cube.Breakdowns(indicator.By{Role: indicator.Cause}).Without(func(d string, row int) bool { return !s.data.Listed(d, row) })
	var words []string
	for m := 1; m <= 12; m++ {
		words = append(words, fmt.Sprintf("2025-%02d", m))
		for to := m + 1; to <= 12; to++ {
			words = append(words, fmt.Sprintf("2025-%02d..%02d", m, to))
		}
	}
	for _, word := range append(words, "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2025H1", "2025H2", "2025") {
		if p, err := period.Parse(word); err == nil {
			k.periods[s.cube.Calendar.Title(p)] = p
		}
	}
	return k
}

// take reads the figures of a copy.
func (k *knowing) take(t *testing.T, copied string, f printout) {
	t.Helper()
	type group struct{ table, indicator, what string }
	groups := map[group][]figure{}
	for key := range f {
		g := group{key.table, key.indicator, key.what}
		groups[g] = append(groups[g], key)
	}
	for _, g := range slices.SortedFunc(maps.Keys(groups), func(a, b group) int {
		return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.indicator, b.indicator), cmp.Compare(a.what, b.what))
	}) {
		def, part := k.meaning(t, g.indicator, g.what)
		if def == nil {
			for _, key := range groups[g] {
				k.rated[ratedIn{copied, key}] = f[key]
			}
			continue
		}
		list := groups[g]
		slices.SortFunc(list, func(a, b figure) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.period, b.period)) })
		l := listing{tally: k.tally(def, part), words: map[string]bool{}}
		first := len(k.printed)
		for _, key := range list {
			p, known := k.periods[key.period]
			if !known {
				t.Fatalf("nobody knows when %q is", key.period)
			}
			one := printed{
				tally: l.tally, from: monthOf(p.First()), to: monthOf(p.Last()), text: f[key],
				name: strings.Join([]string{copied, g.table, g.what, key.line, key.period}, " "), copied: copied, what: g.what, at: key, rate: key,
			}
			one.rate.what = g.indicator
			if one.places = k.placesOf(key.line); one.places == nil {
				one.places, one.by = k.placesOf("合计"), byCause
				if key.line == "其他案由" {
					one.by = byOthers
				} else {
					one.words = []string{key.line}
					l.words[key.line], k.counts[l.tally].words[key.line] = true, true
				}
			}
			if span := [2]int{one.from, one.to}; one.by != byPlace && !slices.Contains(l.periods, span) {
				l.periods = append(l.periods, span)
			}
			if one.text != handout.None {
				k.printed = append(k.printed, one)
			}
		}
		for i := range k.printed[first:] {
			if one := &k.printed[first+i]; one.by == byOthers {
				one.words = slices.Sorted(maps.Keys(l.words))
			}
		}
		if len(l.periods) > 0 {
			k.listings = append(k.listings, l)
		}
	}
}

func monthOf(p period.Period) int { return p.YearNumber()*12 + p.MonthNumber() - 1 }

// meaning finds what an indicator counts under a heading; nil where it is a rate.
func (k *knowing) meaning(t *testing.T, title, what string) (*indicator.Definition, indicator.Part) {
	t.Helper()
	for _, d := range k.s.cube.Definitions {
		switch {
		case d.Title != title:
		case !d.Fraction():
			return d, indicator.OfValue
		case what == d.NumeratorLabel:
			return d, indicator.OfNumerator
		case what == d.DenominatorLabel:
			return d, indicator.OfDenominator
		case what == title:
			return nil, ""
		}
	}
	t.Fatalf("nobody knows what %q counts of %q", what, title)
	return nil, ""
}

// placesOf are the procuratorates of a line, sorted; nil where it is no place.
func (k *knowing) placesOf(line string) []string {
	var ids []string
	for _, p := range k.s.cube.Organisation.Procuratorates {
		if line == "合计" || line == p.Short {
			ids = append(ids, p.ID)
		}
	}
	for _, a := range k.s.cube.Organisation.Areas() {
		if line == a.Title() {
			ids = slices.Clone(a.Members)
		}
	}
	slices.Sort(ids)
	return ids
}

// tally finds or makes that of a part of an indicator.
func (k *knowing) tally(d *indicator.Definition, part indicator.Part) int {
	measures := map[indicator.Part][]indicator.Measure{indicator.OfValue: d.Value, indicator.OfNumerator: d.Numerator, indicator.OfDenominator: d.Denominator}[part]
	c := &tally{def: d, part: part, rows: map[countedRow]bool{}, words: map[string]bool{}}
	for i, a := range k.s.cube.Accounts(indicator.Key{Indicator: d.ID, Period: period.Year(2025)}, part) {
		m := measures[i]
		what := strings.Join([]string{m.Dataset, string(m.Aggregate), m.When()}, " ")
		if m.Of != nil {
			what += " " + m.Of.Text()
		}
		for _, row := range a.Rows {
			c.rows[countedRow{what, row}] = true
		}
	}
	for i, other := range k.counts {
		if c.within(other) && other.within(c) {
			return i
		}
	}
	k.counts = append(k.counts, c)
	return len(k.counts) - 1
}

// within tells whether all that one counts is counted by another, in the same way.
func (c *tally) within(other *tally) bool {
	for row := range c.rows {
		if !other.rows[row] {
			return false
		}
	}
	return true
}

// makeUp tells whether two that have no row in common are all of a third.
func (c *tally) makeUp(other, whole *tally) bool {
	for row := range other.rows {
		if c.rows[row] {
			return false
		}
	}
	return len(c.rows)+len(other.rows) == len(whole.rows)
}
