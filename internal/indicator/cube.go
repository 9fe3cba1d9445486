package indicator

import (
	"sync"

	"anjian/internal/period"
)

// A Cube holds every indicator by month, procuratorate and department.
// It does not change after Compute and is safe for concurrent use.
type Cube struct {
	Definitions  []*Definition // in the order given to Compute
	Organisation Organisation  // with the departments that rows name
	Calendar     period.Calendar
	Cutoff       period.Date

	time       *timeline
	begin      int // month of the timeline from which there are data
	byID       map[string]*compiled
	unitOf     map[string]int // number of a procuratorate or area by id, 0 for all
	divisionOf map[string]int // number of a department by name, 0 for all
	below      [][]int        // per unit: the units whose rows it takes in
	desks      sync.Pool
	figures    map[Key]Figure // entered by hand
	conceal    concealments
	listed     func(dataset string, row int) bool // whether a row may be shown by itself; nil: all may
}

// Definition returns the indicator of that id, or nil.
func (c *Cube) Definition(id string) *Definition {
	if x := c.byID[id]; x != nil {
		return x.def
	}
	return nil
}

// Named returns the indicator with that title, alias or id, or nil.
func (c *Cube) Named(name string) *Definition {
	for _, d := range c.Definitions {
		if d.Title == name || d.ID == name {
			return d
		}
		for _, a := range d.Aliases {
			if a == name {
				return d
			}
		}
	}
	return nil
}

// First returns the first month that the data cover. Single rows dated earlier, such as cases
// carried over, do not count as data of their month.
func (c *Cube) First() period.Period { return c.time.first.Add(c.begin) }

// monthsBefore returns the first of so many months up to one, or the first that the data cover.
func (c *Cube) monthsBefore(last period.Period, n int) period.Period {
	if from := last.Add(1 - n); from.Compare(c.First()) > 0 {
		return from
	}
	return c.First()
}

// Latest returns the last period of a kind that is complete at the cut-off.
func (c *Cube) Latest(kind period.Kind) period.Period {
	p := c.Calendar.MonthOf(c.Cutoff).Within(kind)
	if kind == period.ToDate {
		return c.Latest(period.Monthly).Within(kind)
	}
	for !c.Calendar.Complete(p, c.Cutoff) {
		p = p.Prev()
	}
	return p
}

// Series returns the results of successive periods of a kind, both ends included.
func (c *Cube) Series(indicator, procuratorate, department string, kind period.Kind, from, to period.Period) []Result {
	var all []Result
	month, last := from.First(), to.Last()
	if kind == period.ToDate || kind == period.Rolling {
		month = from.Last()
	}
	for month.Compare(last) <= 0 {
		p := month.Within(kind)
		all = append(all, c.Result(Key{indicator, p, procuratorate, department}))
		month = p.Last().Add(1)
	}
	return all
}

// Result returns one number with all that it needs to be understood.
func (c *Cube) Result(k Key) Result {
	x := c.byID[k.Indicator]
	if x == nil {
		return Result{Key: k}.not(Unknown, NoSuchIndicator)
	}
	r := c.unveiled(x, k)
	if why := c.hidden(x, r); why != "" {
		return r.Hide(why)
	}
	return r
}

// unveiled returns a number whether or not it may be seen.
func (c *Cube) unveiled(x *compiled, k Key) Result {
	r, at, ok := c.ground(x, k)
	if x.def.Manual && !k.Period.IsZero() {
		return c.entered(r)
	}
	if !ok {
		return r
	}
	switch {
	case x.def.Fraction():
		r.Numerator = c.amount(x.numerator, at)
		r.Denominator = c.amount(x.denominator, at)
	case !r.Single:
		r.Numerator = c.amount(x.value, at)
		r.Denominator = Amount{N: x.value[0].total(x.value[0].rows, at)}
		r.Rows = int(r.Denominator.N)
	case x.def.Value[0].Aggregate == Median:
		var ok bool
		if r.Numerator, r.Rows, ok = c.median(x.value[0].term, at); !ok {
			return r.not(NotApplicable, NoRows)
		}
	default:
		r.Numerator = c.amount(x.value, at)
	}
	return r.judged()
}

// ground returns all of a result but its amounts, and where they are; ok is false where it has
// none, and then State and Reason say why.
func (c *Cube) ground(x *compiled, k Key) (r Result, at spot, ok bool) {
	r = Result{Key: k}
	r.Single = x.def.Single()
	if k.Period.IsZero() {
		return r.not(Unknown, NoRows), at, false
	}
	end := c.Calendar.End(k.Period)
	r.Version = x.def.VersionAt(min(end, c.Cutoff))
	r.Provisional = end > c.Cutoff
	if x.def.Manual {
		return r, at, false
	}
	at, state, reason := c.spot(x, k)
	if state != Known {
		return r.not(state, reason), at, false
	}
	if v, broken := c.breakInside(x.def, k.Period); broken {
		return r.not(NotApplicable, redefined(v)), at, false
	}
	if why := c.absence(x.def, k, end); why != "" {
		return r.not(NotApplicable, why), at, false
	}
	if x.def.Fraction() {
		r.Factor = c.factor(x.def, k.Period)
	}
	return r, at, true
}

// judged tells whether the amounts of a result make a number.
func (r Result) judged() Result {
	if !r.Single && r.Denominator.N <= 0 {
		// The counts stay: 0/0 and 3/0 tell different stories.
		r.State, r.Reason = NotApplicable, ZeroBase
		if r.Denominator.N < 0 {
			r.Reason = NegativeBase
		}
	}
	return r
}

func (r Result) not(state State, reason string) Result {
	r.State, r.Reason = state, reason
	return r
}

// A spot is a stretch of months and a place in the cube.
type spot struct {
	from, to       int // months, both included
	unit, division int // 0 for all
	cell           int // of a slice
	width          int
}

// spot finds the place of a key, or why there is none.
func (c *Cube) spot(x *compiled, k Key) (spot, State, string) {
	unit, okU := c.unitOf[k.Procuratorate]
	division, okD := c.divisionOf[k.Department]
	if !okU || !okD {
		return spot{}, Unknown, NoSuchPlace
	}
	if x.missing != "" {
		return spot{}, Unknown, x.missing
	}
	from, to := c.time.index(k.Period.First()), c.time.index(k.Period.Last())
	if from >= c.time.n {
		return spot{}, Unknown, NotYet
	}
	for _, t := range x.all {
		switch {
		case to < t.set.first, k.Period.Kind() == period.Rolling && from < t.set.first && t.measure.At == During:
			return spot{}, Unknown, BeforeData // eleven months are not twelve
		case unit > 0 && !t.set.placed:
			return spot{}, NotApplicable, NoProcuratorate
		case division > 0 && !t.set.divided:
			return spot{}, NotApplicable, NoDepartment
		}
	}
	return spot{
		from: max(from, 0), to: min(to, c.time.n-1), unit: unit, division: division,
		cell: unit*(len(c.Organisation.Departments)+1) + division, width: c.width(),
	}, Known, ""
}

// amount adds the terms at a spot.
func (c *Cube) amount(terms []signed, at spot) Amount {
	var sum Amount
	for _, t := range terms {
		var a Amount
		if t.additive() {
			a = Amount{t.total(t.sums, at), t.scale()}
		} else {
			a = Amount{N: c.distinct(t.term, at)}
		}
		a.N *= t.sign
		sum = sum.Plus(a)
	}
	return sum
}

// total reads additive cells.
func (t *term) total(of cells, at spot) int64 {
	switch t.measure.At {
	case End:
		return of.at((at.to+1)*at.width + at.cell)
	case Start:
		return of.at(at.from*at.width + at.cell)
	}
	return of.at((at.to+1)*at.width+at.cell) - of.at(at.from*at.width+at.cell)
}

func (c *Cube) distinct(t *term, at spot) int64 {
	d, _ := c.desks.Get().(*desk)
	if d == nil {
		d = new(desk)
	}
	defer c.desks.Put(d)
	return d.distinct(c, t, at)
}

func (c *Cube) median(t *term, at spot) (m Amount, rows int, ok bool) {
	d, _ := c.desks.Get().(*desk)
	if d == nil {
		d = new(desk)
	}
	defer c.desks.Put(d)
	return d.median(c, t, at)
}
