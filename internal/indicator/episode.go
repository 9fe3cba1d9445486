package indicator

import (
	"slices"

	"anjian/internal/period"
)

// A Course says what became of an 异常提示.
type Course string

const (
	Ongoing    Course = "持续中"
	Recovered  Course = "已恢复常态"
	Superseded Course = "另有提示" // the same series now raises the other direction
	Renewed    Course = "重设基线" // limits were set anew, the level may be what it was
	Unjudged   Course = "数据不足" // no number since that could be judged
	Withdrawn  Course = "不再成立" // closed months raised it, the data no longer do
)

// An Episode is one 异常提示 over the months in which it stood: one indicator, one procuratorate,
// one direction. A single month far out and the lasting change that it turns into are one episode.
type Episode struct {
	Indicator     string
	Procuratorate string
	Direction     int     // +1 above or rising, -1 below or falling
	Raises        []Raise // by month; at least one
	Course        Course
	Until         period.Period // the month in which it was over; zero where Course does not tell
}

// First is the month in which readers saw it first. A closed month that did not raise it counts
// only where no other did.
func (e *Episode) First() period.Period {
	for i := range e.Raises {
		if e.Raises[i].told() {
			return e.Raises[i].Month
		}
	}
	return e.Raises[0].Month
}

// Last is the month in which it stood last.
func (e *Episode) Last() period.Period { return e.Raises[len(e.Raises)-1].Month }

// Months counts the months from the first to the last.
func (e *Episode) Months() int { return MonthsBetween(e.First(), e.Last()) + 1 }

// Since is the earliest month from which the change reckons.
func (e *Episode) Since() period.Period {
	first := e.Raises[0].since()
	for i := range e.Raises {
		if s := e.Raises[i].since(); s.Compare(first) < 0 {
			first = s
		}
	}
	return first
}

// Latest is how the data show it in the last month that they do; nil when they never do.
func (e *Episode) Latest() *Anomaly { return e.At(e.Last()) }

// At is how the data show it in the last month up to the given one; nil when they do not.
func (e *Episode) At(month period.Period) *Anomaly {
	for _, r := range slices.Backward(e.Raises) {
		if r.Now != nil && r.Month.Compare(month) <= 0 {
			return r.Now
		}
	}
	return nil
}

// Stood tells whether it stood in one of the months of a period.
func (e *Episode) Stood(in period.Period) bool {
	return slices.ContainsFunc(e.Raises, func(r Raise) bool {
		return r.Month.Compare(in.First()) >= 0 && r.Month.Compare(in.Last()) <= 0
	})
}

// Reaches tells whether a period shares a month with the change, from the month that it reckons
// from to the last in which it stood.
func (e *Episode) Reaches(p period.Period) bool {
	return p.Last().Compare(e.Since()) >= 0 && p.First().Compare(e.Last()) <= 0
}

// Withdrawn lists the raises of closed months that the data no longer show.
func (e *Episode) Withdrawn() []*Raise { return e.raises(func(r *Raise) bool { return r.Now == nil }) }

// Late lists the raises of closed months that were not seen then.
func (e *Episode) Late() []*Raise {
	return e.raises(func(r *Raise) bool { return r.Closed && r.Then == nil })
}

func (e *Episode) raises(want func(*Raise) bool) []*Raise {
	var list []*Raise
	for i := range e.Raises {
		if want(&e.Raises[i]) {
			list = append(list, &e.Raises[i])
		}
	}
	return list
}

// MonthsBetween counts the months from one month to another, negative to an earlier one.
func MonthsBetween(from, to period.Period) int {
	return 12*(to.YearNumber()-from.YearNumber()) + to.MonthNumber() - from.MonthNumber()
}
