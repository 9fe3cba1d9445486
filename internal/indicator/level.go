package indicator

import (
	"iter"
	"math"

	"anjian/internal/period"
)

// A Grade says how far procuratorates are taken together.
type Grade uint8

const (
	Each     Grade = iota // every procuratorate by itself
	Areas                 // every area (本地区合计)
	Together              // all as one
)

// A Level is one way of adding up: periods of a kind, places of a grade, departments apart or together.
type Level struct {
	Kind        period.Kind
	Grade       Grade
	Departments bool
}

// Levels lists the levels of the given kinds of periods, the finest first.
func Levels(kinds ...period.Kind) []Level {
	var all []Level
	for _, kind := range kinds {
		for _, grade := range []Grade{Each, Areas, Together} {
			all = append(all, Level{kind, grade, true}, Level{kind, grade, false})
		}
	}
	return all
}

// A Slice is all numbers of one period at a level: the same as Cube.Result gives for each key, had
// in bulk.
type Slice struct {
	Period  period.Period
	Places  []Spot
	Figures []Figures // in the order of Cube.Definitions
}

// A Spot is a place of a slice: a procuratorate or area, "" for all together, and a department, ""
// for all.
type Spot struct{ Procuratorate, Department string }

// Figures are the numbers of one indicator at all places of a slice.
type Figures struct {
	Definition             *Definition
	State                  State // of all places alike; where it is Known, see Value
	Reason                 string
	Numerator, Denominator Amounts // of a median, Denominator counts the rows behind it
	Factor                 int64
	single, median         bool
	over, power            float64 // of a single number: what it is divided by; else what the quotient is multiplied by
	kept                   []bool  // by place: hidden, or its place was not there; nil for none
}

// Amounts are exact numbers of one scale, by place.
type Amounts struct {
	N     []int64
	Scale int
}

// Value returns the number at a place; ok is false where Cube.Result has no value.
func (f *Figures) Value(place int) (value float64, ok bool) {
	if f.State != Known || f.kept != nil && f.kept[place] {
		return 0, false
	}
	value = float64(f.Numerator.N[place])
	if f.single {
		return value / f.over, !f.median || f.Denominator.N[place] > 0
	}
	d := f.Denominator.N[place]
	if d <= 0 {
		return 0, false
	}
	value = value / float64(d) * f.power
	if f.Factor > 1 {
		value *= float64(f.Factor)
	}
	return value, true
}

// scale settles how Value makes one number of two.
func (f *Figures) scale() {
	f.single = f.Definition.Single()
	f.median = f.single && !f.Definition.Manual && f.Definition.Value[0].Aggregate == Median
	f.over = math.Pow10(f.Numerator.Scale)
	f.power = math.Pow10(f.Denominator.Scale - f.Numerator.Scale)
}

// Level yields the periods of a level in order, from the first month of data to the cut-off. A
// slice is lent until the next one. Levels may be read by several goroutines.
func (c *Cube) Level(l Level) iter.Seq[*Slice] {
	return func(yield func(*Slice) bool) {
		r := c.newReader(l)
		for month, last := c.First(), c.Calendar.MonthOf(c.Cutoff); month.Compare(last) <= 0; {
			p := month.Within(l.Kind)
			r.read(p)
			if !yield(&r.slice) {
				return
			}
			month = p.Last().Add(1)
		}
	}
}
