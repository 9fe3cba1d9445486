package indicator

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
)

// Why an indicator is not counted by weeks.
const (
	WeeksHidden    = "小数依规隐藏，不按周列"
	WeeksUncounted = "不是逐件、逐人计的数，不按周列"
)

// Weeks are counts of successive whole weeks (周). Weeks are no statistical periods: no rate, comparison or
// 异常提示 is made of them, and they have no number id.
//
// They lie beside lists of rows, so that rows that count in totals only (juveniles) are left out: a week less
// its listed rows would tell them. Where even so the total of a month less its weeks would tell few of them,
// the weeks that touch the month are hidden; so is what is pending when a week ends with a month.
type Weeks struct {
	Ends    []period.Date // Sundays, the oldest first
	Counts  []int64
	States  []State // Known; Unknown before the data; Hidden where a difference would tell few
	Apart   bool    // some rows were left out
	Pending bool    // counted is what is pending when a week ends, not what happened in it
}

// AllHidden tells that no week may be told: a column of nothing tells nothing.
func (w Weeks) AllHidden() bool {
	return !slices.ContainsFunc(w.States, func(s State) bool { return s != Hidden })
}

// Weeks counts, week by week, what stands behind one quantity of an indicator: cases or persons, never a
// rate, for a week holds too few. Of a mean or median it counts the rows. The last of n weeks ends on a day
// that is over at the cut-off. why says why there are no counts, "" when there are. The key's period does
// not matter.
func (c *Cube) Weeks(k Key, part Part, last period.Date, n int) (w Weeks, why string) {
	x := c.byID[k.Indicator]
	switch {
	case x == nil:
		return Weeks{}, NoSuchIndicator
	case x.def.HideBelow > 0:
		return Weeks{}, WeeksHidden
	case x.def.Manual || last > c.Cutoff:
		return Weeks{}, WeeksUncounted
	}
	k.Period = c.Calendar.MonthOf(last)
	at, state, why := c.spot(x, k)
	if state != Known {
		return Weeks{}, why
	}
	var terms []signed
	for _, p := range x.parts() {
		if p.part == part {
			terms = p.terms
		}
	}
	if len(terms) == 0 || slices.ContainsFunc(terms, func(t signed) bool { return !t.weekly() }) {
		return Weeks{}, WeeksUncounted
	}
	w = Weeks{Ends: make([]period.Date, n), Counts: make([]int64, n), States: make([]State, n)}
	for i := range n {
		w.Ends[i], w.States[i] = last-period.Date(7*(n-1-i)), Known
	}
	flows, stocks := map[period.Period]int64{}, make([]int64, n) // what is left out, by month and by week
	for _, t := range terms {
		begin := c.Calendar.Start(c.time.first.Add(t.set.first))
		for i, end := range w.Ends {
			if end-6 < begin {
				w.States[i] = Unknown
			}
		}
		if t.measure.At == End {
			c.addStocks(&w, t, at, stocks)
		} else {
			c.addFlows(&w, t, at, flows)
		}
	}
	least := c.leastUnlisted()
	few := func(n int64) bool { return n > 0 && n < least }
	for i, end := range w.Ends {
		told := end == c.Cutoff || end == c.Calendar.End(c.Calendar.MonthOf(end)) // a number of the month says it too
		if few(flows[c.Calendar.MonthOf(end-6)]) || few(flows[c.Calendar.MonthOf(end)]) || told && few(stocks[i]) {
			w.States[i] = Hidden
		}
	}
	return w, ""
}

// leastUnlisted is below how many never-listed rows no difference may tell them.
func (c *Cube) leastUnlisted() int64 {
	least := int64(fewUnlisted)
	for _, d := range c.Definitions {
		least = max(least, d.HideBelow)
	}
	return least
}

// weekly tells whether a term counts rows or whole numbers, of a stretch of days or at its end.
func (t *term) weekly() bool {
	m := t.measure
	return m.At != Start && (m.At == End || !t.daily()) && m.Aggregate != Distinct && (m.Aggregate != Sum || t.scale() == 0)
}

// weighs is what a row adds to a week.
func (t *term) weighs(read *reading, row int) int64 {
	if t.measure.Aggregate != Sum {
		return 1
	}
	v, _ := read.value(row)
	return v
}

// addFlows adds the rows dated within each week, and to apart, month by month, those that may not be listed.
func (c *Cube) addFlows(w *Weeks, t signed, at spot, apart map[period.Period]int64) {
	read, n := c.reading(t.term, at.to+1), len(w.Ends)
	first, last := w.Ends[0]-6, w.Ends[n-1]
	from, to := int64(c.Calendar.Start(c.Calendar.MonthOf(first))), int64(c.Calendar.End(c.Calendar.MonthOf(last)))
	for row := range c.rowsAt(t.set, at, read.where) {
		day := t.date.days.At(row)
		if day < from || day > to || t.leftOut(c, read, row) != "" {
			continue
		}
		v := t.weighs(read, row)
		switch {
		case c.onlyInTotals(t.term, row):
			w.Apart = true
			apart[c.Calendar.MonthOf(period.Date(day))] += v
		case day >= int64(first) && day <= int64(last):
			w.Counts[(day-int64(first))/7] += v * t.sign
		}
	}
}

// addStocks adds the rows pending at the end of each week, and to apart those that may not be listed.
func (c *Cube) addStocks(w *Weeks, t signed, at spot, apart []int64) {
	w.Pending = true
	for i, end := range w.Ends {
		read := c.readingAt(t.term, end)
		for row := range c.rowsAt(t.set, at, read.where) {
			if !t.pending(row, int64(end)) || t.leftOut(c, read, row) != "" {
				continue
			}
			v := t.weighs(read, row)
			if c.onlyInTotals(t.term, row) {
				w.Apart = true
				apart[i] += v
			} else {
				w.Counts[i] += v * t.sign
			}
		}
	}
}

// readingAt evaluates the measure at the end of a day.
func (c *Cube) readingAt(t *term, end period.Date) *reading {
	if !t.daily() {
		return c.reading(t, 0)
	}
	return t.readBy(formula.NewEvaluator(t.set.table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: end, Cutoff: c.Cutoff}))
}

// onlyInTotals tells whether a row is never listed.
func (c *Cube) onlyInTotals(t *term, row int) bool {
	return c.listed != nil && !c.listed(t.measure.Dataset, row)
}
