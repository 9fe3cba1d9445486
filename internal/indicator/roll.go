package indicator

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// A Roll (名册) is one measure of an indicator with every row that it ever counts, by time and
// place: enough to show the rows behind any number of the indicator.
//
// Time is cut into slices. Of a measure that counts during a period, slice i is month i of the
// cube (Cube.Month) and a number takes all slices of its months. Of one that looks at the end or
// beginning of a period (At), slice i is what is pending at the end of month i-1, and a number
// takes one slice.
type Roll struct {
	Part    Part
	Measure Measure
	Table   *table.Table
	Scale   int       // of the values
	Counted []Counted // by slice, then in the order of the table
	Passed  []Passed  // by slice, unit, division, reason
}

// Counted is one row in one slice. Value is what it adds, in units of 10^-Scale; of a distinct
// count it tells equal values from different ones and means nothing else.
type Counted struct {
	Slice, Row int32
	Value      int64
}

// Passed counts rows that the condition selects, for the ledger: all of them where Reason is "",
// those that no period counts where it is one of Reasons.
type Passed struct {
	Slice          int // Always where the condition does not depend on the period
	Unit, Division int
	Reason         string
	Rows           int
}

// Always marks what holds for every slice.
const Always = -1

// Reasons lists why rows that a measure means are left out of every period.
func Reasons() []string { return slices.Clone(reasons) }

// Month returns the month that slices are counted from, and how many months the cube has.
func (c *Cube) Month() (first period.Period, n int) { return c.time.first, c.time.n }

// Rolls returns the measures of an indicator with their rows, in the order of Accounts; nil when
// nothing can be known of it.
func (c *Cube) Rolls(id string) []Roll {
	x := c.byID[id]
	if x == nil || x.missing != "" {
		return nil
	}
	var all []Roll
	for _, p := range x.parts() {
		for _, t := range p.terms {
			r := Roll{Part: p.part, Measure: t.measure, Table: t.set.table, Scale: t.scale()}
			r.Measure.Sign = t.sign
			c.roll(&r, t.term)
			all = append(all, r)
		}
	}
	return all
}

func (c *Cube) roll(r *Roll, t *term) {
	eval := t.set.evaluator(c.env(During, 0)) // what does not depend on the period is shared
	if t.measure.At == During {
		read := t.readBy(eval)
		r.pass(c, t, read, Always)
		r.count(c, t, read, 0, c.time.n-1)
		return
	}
	if !t.daily() {
		read := t.readBy(eval)
		r.pass(c, t, read, Always)
		r.count(c, t, read, 0, c.time.n)
		return
	}
	for i := range c.slices() {
		read := t.readBy(eval.In(c.env(t.measure.At, i)))
		r.pass(c, t, read, i)
		r.count(c, t, read, i, i)
	}
}

// count adds the rows of the slices from one to another, by slice and in the order of the table.
func (r *Roll) count(c *Cube, t *term, read *reading, from, to int) {
	type stay struct {
		row, first, last int
		value            int64
	}
	var stays []stay
	next := make([]int, to-from+2) // where the rows of each slice go
	for row := range read.where.Rows() {
		if t.leftOut(c, read, row) != "" {
			continue
		}
		first, last := t.stay(c.time, row)
		if first, last = max(first, from), min(last, to); first > last {
			continue
		}
		v, _ := read.value(row)
		stays = append(stays, stay{row, first, last, v})
		for i := first; i <= last; i++ {
			next[i-from+1]++
		}
	}
	next[0] = len(r.Counted)
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	r.Counted = append(r.Counted, make([]Counted, next[len(next)-1]-len(r.Counted))...)
	for _, s := range stays {
		for i := s.first; i <= s.last; i++ {
			r.Counted[next[i-from]] = Counted{int32(i), int32(s.row), s.value}
			next[i-from]++
		}
	}
}

// stay returns the first and last slice in which a row that is not left out counts; first > last
// for none.
func (t *term) stay(time *timeline, row int) (first, last int) {
	start := int(time.place(t.date.days.At(row)))
	if t.measure.At == During {
		return start, start
	}
	if first = start + 1; start < 0 { // it began before the first month
		first = 0
	}
	switch end := time.place(t.until.days.At(row)); end {
	case noDay, tooLate:
		return first, time.n
	case tooEarly:
		return 1, 0
	default:
		return first, int(end) // at the end of the month before it was pending
	}
}

// pass counts what the condition selects at one slice.
func (r *Roll) pass(c *Cube, t *term, read *reading, slice int) {
	divisions, kinds := len(c.Organisation.Departments)+1, len(reasons)+1 // kind 0: selected
	rows := make([]int, (len(c.Organisation.Procuratorates)+1)*divisions*kinds)
	for row := range read.where.Rows() {
		at := (int(t.set.unit.at(row))*divisions + int(t.set.division.at(row))) * kinds
		rows[at]++
		if reason := t.leftOut(c, read, row); reason != "" {
			rows[at+1+slices.Index(reasons, reason)]++
		}
	}
	for at, n := range rows {
		if n == 0 {
			continue
		}
		one := Passed{Slice: slice, Unit: at / kinds / divisions, Division: at / kinds % divisions, Rows: n}
		if kind := at % kinds; kind > 0 {
			one.Reason = reasons[kind-1]
		}
		r.Passed = append(r.Passed, one)
	}
}

// Units lists the procuratorates that a place takes in, by their place in the organisation, from
// 1: itself, of an area all its members; nil for none and for all together.
func (c *Cube) Units(place string) []int {
	unit := c.unitOf[place]
	if unit == 0 {
		return nil
	}
	return c.below[unit]
}

// A Seat is where a row of a dataset belongs: its procuratorate and department by their place in
// the organisation, from 1, and the month in which it begins; 0 and the zero month for none.
type Seat struct {
	Unit, Division int
	Month          period.Period
}

// Seats returns the seat of every row of a dataset that an indicator counts, nil for others.
func (c *Cube) Seats(dataset string) []Seat {
	s := c.setOf(dataset)
	if s == nil {
		return nil
	}
	seats := make([]Seat, s.table.Rows)
	days := c.daysOf(s, startRole)
	for row := range seats {
		seats[row] = Seat{Unit: int(s.unit.at(row)), Division: int(s.division.at(row))}
		if days != nil && days[row] != table.NoNum {
			seats[row].Month = c.Calendar.MonthOf(period.Date(days[row]))
		}
	}
	return seats
}

func (c *Cube) setOf(dataset string) *set {
	for _, d := range c.Definitions {
		for _, t := range c.byID[d.ID].all {
			if t.set.roles.id == dataset {
				return t.set
			}
		}
	}
	return nil
}
