package indicator

import (
	"anjian/internal/formula"
	"anjian/internal/period"
)

// WeekCounts are counts of whole weeks (周), all procuratorates together, the oldest first. Weeks are no
// statistical periods: no rate, comparison or 异常提示 is made of them, and they have no number id.
type WeekCounts struct {
	Ends   []period.Date // Sundays
	Counts []int64
	Known  []bool   // false before the data, and where a number may not be told
	Closed []string // why a number may not be told
	Apart  bool     // rows that only count in totals are left out
}

// WeekCounts counts an indicator, or one part of it, in n weeks up to the one that ends on a day: rows dated
// within the week, or pending at its end. Only counts of rows can be asked; ok is false for others. Unlike
// Weeks it is made for a page of the whole office that is read beside the lists of rows:
//
// Rows that only count in totals (juveniles) are left out: a week less the rows of it that are listed would
// tell them. Where even so the total of a month less its weeks would tell fewer than least of them, the
// weeks that touch the month are not told; nor what is pending when a week ends with a month.
func (c *Cube) WeekCounts(id string, part Part, last period.Date, n int, least int64) (w WeekCounts, ok bool) {
	x := c.byID[id]
	if x == nil || x.missing != "" || x.def.Manual || x.def.HideBelow > 0 {
		return w, false
	}
	terms := x.value
	if part == OfNumerator {
		terms = x.numerator
	}
	w = WeekCounts{Ends: make([]period.Date, n), Counts: make([]int64, n), Known: make([]bool, n), Closed: make([]string, n)}
	for i := range n {
		w.Ends[i], w.Known[i] = last-period.Date(7*(n-1-i)), true
	}
	apart := map[period.Period]int64{} // rows only counted in totals, by month that weeks touch
	for _, t := range terms {
		if t.measure.Aggregate != Count || t.measure.At == Start || t.measure.At == During && t.daily() {
			return w, false
		}
		begin := c.Calendar.Start(c.time.first.Add(t.set.first))
		for i, end := range w.Ends {
			w.Known[i] = w.Known[i] && end-6 >= begin && end <= c.Cutoff
		}
		if t.measure.At == End {
			c.stocks(&w, t, least)
		} else {
			c.flows(&w, t, apart)
		}
	}
	for i, end := range w.Ends {
		for _, month := range []period.Period{c.Calendar.MonthOf(end - 6), c.Calendar.MonthOf(end)} {
			if n := apart[month]; n > 0 && n < least {
				w.Closed[i] = Derivable
			}
		}
		w.Known[i] = w.Known[i] && w.Closed[i] == ""
	}
	return w, len(terms) > 0
}

// flows adds the rows dated within each week.
func (c *Cube) flows(w *WeekCounts, t signed, apart map[period.Period]int64) {
	n := len(w.Ends)
	last, first := w.Ends[n-1], w.Ends[0]-6
	touched := c.Calendar.Start(c.Calendar.MonthOf(first))
	until := min(c.Calendar.End(c.Calendar.MonthOf(last)), c.Cutoff)
	for row := range c.reading(t.term, 0).where.Rows() {
		day := period.Date(t.date.days.At(row))
		if day < touched || day > until || t.set.placed && t.set.unit.at(row) == 0 {
			continue
		}
		switch {
		case c.onlyInTotals(t, row):
			w.Apart = true
			apart[c.Calendar.MonthOf(day)]++
		case day >= first && day <= last:
			w.Counts[n-1-int(last-day)/7] += t.sign
		}
	}
}

// stocks adds the rows pending at the end of each week.
func (c *Cube) stocks(w *WeekCounts, t signed, least int64) {
	for i, end := range w.Ends {
		if end > c.Cutoff {
			continue
		}
		var where formula.Bits
		if t.daily() {
			where = t.where(formula.NewEvaluator(t.set.table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: end, Cutoff: c.Cutoff}))
		} else {
			where = c.reading(t.term, 0).where
		}
		apart := int64(0)
		for row := range where.Rows() {
			switch {
			case !t.pending(row, int64(end)) || t.set.placed && t.set.unit.at(row) == 0:
			case c.onlyInTotals(t, row):
				apart++
			default:
				w.Counts[i] += t.sign
			}
		}
		w.Apart = w.Apart || apart > 0
		if told := end == c.Cutoff || end == c.Calendar.End(c.Calendar.MonthOf(end)); told && apart > 0 && apart < least {
			w.Closed[i] = Derivable
		}
	}
}

func (c *Cube) onlyInTotals(t signed, row int) bool {
	return c.listed != nil && !c.listed(t.measure.Dataset, row)
}
