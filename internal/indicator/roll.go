package indicator

import (
	"cmp"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
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
		for row := range read.where.Rows() {
			if t.leftOut(c, read, row) == "" {
				r.count(read, int(c.time.place(t.date.days.At(row))), row)
			}
		}
		slices.SortStableFunc(r.Counted, func(a, b Counted) int { return cmp.Compare(a.Slice, b.Slice) })
		return
	}
	var read *reading
	for i := range c.slices() {
		if t.daily() || i == 0 {
			read = t.readBy(eval.In(c.env(t.measure.At, i)))
			at := Always
			if t.daily() {
				at = i
			}
			r.pass(c, t, read, at)
		}
		for row := range read.where.Rows() {
			if t.leftOut(c, read, row) == "" && t.pending(row, c.time.end(i)) {
				r.count(read, i, row)
			}
		}
	}
}

func (r *Roll) count(read *reading, slice, row int) {
	v, _ := read.value(row)
	r.Counted = append(r.Counted, Counted{int32(slice), int32(row), v})
}

// pass counts what the condition selects at one slice.
func (r *Roll) pass(c *Cube, t *term, read *reading, slice int) {
	type spot struct {
		unit, division int
		reason         string
	}
	rows := map[spot]int{}
	for row := range read.where.Rows() {
		at := spot{unit: int(t.set.unit.at(row)), division: int(t.set.division.at(row))}
		rows[at]++
		if at.reason = t.leftOut(c, read, row); at.reason != "" {
			rows[at]++
		}
	}
	from := len(r.Passed)
	for at, n := range rows {
		r.Passed = append(r.Passed, Passed{slice, at.unit, at.division, at.reason, n})
	}
	slices.SortFunc(r.Passed[from:], func(a, b Passed) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Division, b.Division), cmp.Compare(a.Reason, b.Reason))
	})
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
	days := c.startDays(s)
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

// startDays returns the day on which each row begins, its own or its parent's; nil when the
// dataset has none.
func (c *Cube) startDays(s *set) []int64 {
	name := s.roles.column(startRole)
	if name == "" {
		return nil
	}
	e := formula.Parse(name, source.Pos{}, new(source.List))
	if e == nil || !e.Check(s.roles.schema, formula.Any, new(source.List)) || len(e.Lacks(s.table)) > 0 {
		return nil
	}
	days := s.evaluator(c.env(During, 0)).Numbers(e).N
	if e.Kind() != formula.Instant {
		return days
	}
	const day, china = 86_400_000, 8 * 3_600_000
	own := make([]int64, len(days))
	for row, at := range days {
		own[row] = at
		if at != table.NoNum {
			own[row] = (at + china) / day
		}
	}
	return own
}
