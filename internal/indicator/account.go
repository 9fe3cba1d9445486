package indicator

import (
	"anjian/internal/table"
)

// A Part is one of the quantities that make up a result.
type Part string

const (
	OfValue       Part = "value"
	OfNumerator   Part = "numerator"
	OfDenominator Part = "denominator"
)

// An Account shows one measure of a result down to its rows.
type Account struct {
	Part    Part
	Measure Measure
	Table   *table.Table
	Amount  Amount  // signed; of a mean the sum, of a median the number of rows
	Rows    []int32 // rows counted, in the order of the table

	// The ledger: with the rows counted and LeftOut these are all rows of the table, each once.
	Unmet     int // rows that the condition does not select
	Elsewhere int // rows that it selects and that belong to another procuratorate or department
	OtherTime int // rows that it selects at that place and that belong to another period
	LeftOut   []LeftOut
}

// Loaded returns how many rows the ledger accounts for: all rows of the table.
func (a Account) Loaded() int {
	n := len(a.Rows) + a.Unmet + a.Elsewhere + a.OtherTime
	for _, l := range a.LeftOut {
		n += l.Rows
	}
	return n
}

// LeftOut counts rows that the condition selects at that place and that no period counts.
type LeftOut struct {
	Reason string
	Rows   int
}

// Accounts lists the measures behind a result with their rows; nil when it has no place in the
// cube. part restricts it to one quantity, "" gives all.
func (c *Cube) Accounts(k Key, part Part) []Account {
	x := c.byID[k.Indicator]
	if x == nil || k.Period.IsZero() {
		return nil
	}
	at, state, _ := c.spot(x, k)
	if state != Known {
		return nil
	}
	var all []Account
	for _, p := range x.parts() {
		if part != "" && part != p.part {
			continue
		}
		for _, t := range p.terms {
			all = append(all, c.account(p.part, t, at))
		}
	}
	return all
}

// A side is one quantity of an indicator with its terms.
type side struct {
	part  Part
	terms []signed
}

func (x *compiled) parts() []side {
	return []side{{OfValue, x.value}, {OfNumerator, x.numerator}, {OfDenominator, x.denominator}}
}

var reasons = []string{EmptyDate, AfterCutoff, TooOld, WithoutPlace, EmptyValue}

func (c *Cube) account(part Part, t signed, at spot) Account {
	a := Account{Part: part, Measure: t.measure, Table: t.set.table}
	a.Measure.Sign = t.sign
	slice := at.to + 1
	if t.measure.At == Start {
		slice = at.from
	}
	read := c.reading(t.term, slice)
	a.Unmet = t.set.table.Rows - read.where.Count()
	left := map[string]int{}
	var sum int64
	different := map[int64]bool{}
	a.Elsewhere = t.set.table.Rows - a.Unmet
	for row := range c.rowsAt(t.set, at, read.where) {
		a.Elsewhere--
		if reason := t.leftOut(c, read, row); reason != "" {
			left[reason]++
			continue
		}
		if !c.counted(t.term, row, at, c.time.end(slice)) {
			a.OtherTime++
			continue
		}
		a.Rows = append(a.Rows, int32(row))
		v, _ := read.value(row)
		if t.additive() {
			sum += v
		} else {
			different[v] = true
		}
	}
	switch t.measure.Aggregate {
	case Distinct:
		sum = int64(len(different))
	case Median:
		sum = int64(len(a.Rows))
	}
	a.Amount = Amount{N: sum * t.sign}
	if t.additive() {
		a.Amount.Scale = t.scale()
	}
	for _, reason := range reasons {
		if left[reason] > 0 {
			a.LeftOut = append(a.LeftOut, LeftOut{reason, left[reason]})
		}
	}
	return a
}

// counted tells whether a row belongs to the stretch of a spot; day is the day that pending rows
// are looked at.
func (c *Cube) counted(t *term, row int, at spot, day int64) bool {
	if t.measure.At != During {
		return t.pending(row, day)
	}
	m := int(c.time.place(t.date.days.At(row)))
	return at.from <= m && m <= at.to
}
