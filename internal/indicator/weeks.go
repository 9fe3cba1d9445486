package indicator

import "anjian/internal/period"

// Why an indicator is not counted by weeks.
const (
	WeeksHidden    = "小数依规隐藏，不按周列"
	WeeksUncounted = "不是一段时间里发生的件数、人数，不按周列"
)

// Weeks are counts of successive weeks (周). They lie beside lists of rows, so that rows that count in totals
// only (juveniles) are left out: a week less its listed rows would tell them. Where a month less its weeks
// would still tell fewer of them than may be seen, no week that touches the month is told.
type Weeks struct {
	Counts []int64
	Told   []bool
	Apart  bool // some rows were left out
}

// Weeks counts, week by week, what stands behind one quantity of an indicator: cases or persons, never a
// rate, for a week holds too few. Of a mean or median it counts the rows. first is the first day of the first
// week; all n weeks must be over at the cut-off. why says why there are no counts, "" when there are. The
// key's period does not matter.
func (c *Cube) Weeks(k Key, part Part, first period.Date, n int) (w Weeks, why string) {
	x := c.byID[k.Indicator]
	if x == nil {
		return Weeks{}, NoSuchIndicator
	}
	if x.def.HideBelow > 0 {
		return Weeks{}, WeeksHidden
	}
	if x.def.Manual || first+period.Date(7*n)-1 > c.Cutoff {
		return Weeks{}, WeeksUncounted
	}
	k.Period = c.Calendar.MonthOf(first)
	at, state, why := c.spot(x, k)
	if state != Known {
		return Weeks{}, why
	}
	w = Weeks{make([]int64, n), make([]bool, n), false}
	apart := map[period.Period]int64{}
	for _, p := range x.parts() {
		if p.part != part {
			continue
		}
		for _, t := range p.terms {
			if !t.weekly() {
				return Weeks{}, WeeksUncounted
			}
			c.addWeeks(&w, t, at, first, apart)
		}
	}
	least := int64(0)
	for _, d := range c.Definitions {
		least = max(least, d.HideBelow)
	}
	for i := range w.Told {
		from := first + period.Date(7*i)
		begin, end := apart[c.Calendar.MonthOf(from)], apart[c.Calendar.MonthOf(from+6)]
		w.Told[i] = !(begin > 0 && begin < least) && !(end > 0 && end < least)
	}
	return w, ""
}

// weekly tells whether a term counts what happens on a day, whatever the period.
func (t *term) weekly() bool {
	return t.measure.At == During && t.measure.Aggregate != Distinct && !t.daily() && (t.measure.Aggregate != Sum || t.scale() == 0)
}

// addWeeks adds the rows of a term, and to apart, month by month, those that may not be listed.
func (c *Cube) addWeeks(w *Weeks, t signed, at spot, first period.Date, apart map[period.Period]int64) {
	read := c.reading(t.term, at.to+1)
	end := first + period.Date(7*len(w.Counts))
	from, to := int64(c.Calendar.Start(c.Calendar.MonthOf(first))), int64(c.Calendar.End(c.Calendar.MonthOf(end-1)))
	for row := range c.rowsAt(t.set, at, read.where) {
		day := t.date.days.At(row)
		if day < from || day > to || t.leftOut(c, read, row) != "" {
			continue
		}
		v := int64(1)
		if t.measure.Aggregate == Sum {
			v, _ = read.value(row)
		}
		switch {
		case c.listed != nil && !c.listed(t.measure.Dataset, row):
			w.Apart = true
			apart[c.Calendar.MonthOf(period.Date(day))] += v
		case day >= int64(first) && day < int64(end):
			w.Counts[(day-int64(first))/7] += v * t.sign
		}
	}
}
