package handout

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// A reader looks counts up, hidden ones too, and remembers them.
type reader struct {
	cube   *indicator.Cube
	listed func(dataset string, row int) bool

	parts  *indicator.Breakdowns
	counts map[countKey]count
	values map[partKey][]int64
}

type countKey struct {
	of  string
	key indicator.Key
}

type partKey struct {
	of    string
	month int
	place string
}

// A count is a number that may be known or not, and seen or not.
type count struct {
	n      int64
	known  bool
	veiled bool   // the site hides it from everybody
	state  string // why there is none
}

func newReader(cube *indicator.Cube, listed func(string, int) bool) *reader {
	x := &reader{cube: cube, listed: listed, counts: map[countKey]count{}, values: map[partKey][]int64{}}
	x.parts = cube.Breakdowns(indicator.By{Role: indicator.Cause}).Without(func(dataset string, row int) bool { return !listed(dataset, row) })
	return x
}

// count is what the cube counts in a period and place.
func (x *reader) count(q *quantity, p period.Period, place string) count {
	key := countKey{q.id, indicator.Key{Indicator: q.def.ID, Period: p, Procuratorate: place}}
	if c, known := x.counts[key]; known {
		return c
	}
	c := count{known: true}
	r := x.cube.Result(key.key)
	switch {
	case r.State == indicator.Hidden:
		c.veiled = true
		for _, a := range x.cube.Accounts(key.key, q.part) {
			c.n += a.Amount.N
		}
	case r.State == indicator.Known, r.Reason == indicator.ZeroBase, r.Reason == indicator.NegativeBase:
		if c.n = r.Numerator.N; q.part == indicator.OfDenominator {
			c.n = r.Denominator.N
		}
	default:
		c.known, c.state = false, r.State.String()
	}
	x.counts[key] = c
	return c
}

// value adds up what is counted in a box, month by month and place by place.
func (x *reader) value(b box) int64 {
	var sum int64
	for month := b.from; month <= b.to; month++ {
		if b.words != nil {
			for _, place := range b.places {
				sum += x.worded(b, month, place)
			}
			continue
		}
		if len(b.places) == len(x.cube.Organisation.Procuratorates) {
			sum += x.count(b.of, monthAt(month), "").n
			continue
		}
		for _, place := range b.places {
			sum += x.count(b.of, monthAt(month), place).n
		}
	}
	return sum
}

// worded counts the rows of a month and place that have one of the words.
func (x *reader) worded(b box, month int, place string) int64 {
	parts := x.parts.Of(b.of.def.ID)
	key := partKey{b.of.id, month, place}
	values, known := x.values[key]
	if !known {
		results, _ := parts.Parts(indicator.Key{Period: monthAt(month), Procuratorate: place})
		for _, r := range results {
			n := r.Numerator.N
			if b.of.part == indicator.OfDenominator {
				n = r.Denominator.N
			}
			values = append(values, n)
		}
		x.values[key] = values
	}
	var sum int64
	for i, n := range values {
		if _, has := slices.BinarySearch(b.words, parts.Words[i]); has {
			sum += n
		}
	}
	return sum
}
