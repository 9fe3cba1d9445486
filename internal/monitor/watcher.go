package monitor

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A watcher applies the limits of one table to rows; each goroutine has its own.
type watcher struct {
	account *account
	limits  []boundLimit
	part    part
	plain   [1]Stage // of a row without events, used again
}

// A boundLimit is a limit with the columns that it reads.
type boundLimit struct {
	*Limit
	number         int32
	clock          Clock
	where, custody formula.Bits // nil where the limit has no condition
	start, end     dayColumn
	due            dayColumn // as exported; empty where it is not
	events         *eventReader
	known          [2][]period.Date // last days of rows without events by start, at large and in custody
	first          period.Date      // the start that known begins with
}

// unknown stands in known for what was not counted yet.
const unknown = period.NoDate + 1

func newWatcher(a *account) *watcher {
	x := &watcher{account: a}
	for i, w := range a.bound {
		l := boundLimit{Limit: w.Limit, number: int32(i), clock: w.Limit.Clock, where: a.where[i], custody: a.inside[i]}
		l.clock.Workdays = a.workdays
		l.start, l.end, l.due = daysOf(a.table, l.Start), daysOf(a.table, l.End), daysOf(a.table, l.Due)
		if l.Events != nil {
			l.events = newEventReader(a.table, l.Events)
		}
		l.first = a.first[i]
		x.limits = append(x.limits, l)
	}
	return x
}

// rows looks at the rows from lo up to hi.
func (x *watcher) rows(lo, hi int) part {
	x.part = part{watches: make([]Watch, len(x.limits)), late: x.part.late[:0], near: x.part.near[:0]}
	a := x.account
	for row := lo; row < hi; row++ {
		a.due[row], a.days[row] = period.NoDate, -1
		applied, open := false, false
		for i := range x.limits {
			l := &x.limits[i]
			start := l.start.at(row)
			if start == period.NoDate || start > a.day || l.where != nil && !l.where.Get(row) || !l.InForce(start) {
				continue
			}
			if l.Exported && (applied || l.due.at(row) == period.NoDate) {
				continue // a limit says more than the export does
			}
			applied = true
			due, pending := x.row(l, row, start)
			// Of several limits the one that runs out first is told, what is over only if nothing is pending.
			if pending && !open {
				a.due[row], open = period.NoDate, true
			}
			if due != period.NoDate && pending == open && (a.due[row] == period.NoDate || pending == (due < a.due[row])) {
				a.due[row] = due
			}
		}
	}
	p := x.part // without the room that the lists grew into, which serves the next part
	p.late, p.near = slices.Clone(p.late), slices.Clone(p.near)
	return p
}

// row looks at one row that a limit applies to: its last day, and whether it is pending.
func (x *watcher) row(l *boundLimit, row int, start period.Date) (due period.Date, pending bool) {
	w, day := &x.part.watches[l.number], x.account.day
	end := l.end.at(row)
	if end > day {
		end = period.NoDate
	}
	custody := l.custody != nil && l.custody.Get(row)
	away := period.NoDate
	stages := x.plain[:]
	if events := l.events.of(row, day); len(events) > 0 {
		course := l.clock.Run(start, end, custody, events)
		due, away = course.Due(), course.Away
		for _, p := range course.Problems {
			x.part.improper = append(x.part.improper, improper{int32(row), l.number, p})
		}
		stages = l.clock.Stages(start, end, custody, events)
	} else {
		due = l.without(row, start, custody, day)
		x.plain[0] = Stage{start, due, period.NoDate}
	}
	x.stretches(l, row, stages, end, custody)
	if end != period.NoDate {
		w.Concluded++
		if due != period.NoDate && end > due {
			w.Overran++
		}
		return due, false
	}
	s := Standing{Row: row, Due: due, Away: away, Since: period.NoDate, Custody: custody}
	if due == period.NoDate {
		s.Since = stages[len(stages)-1].From
	} else {
		s.Left = int(due - day)
		if v := l.due.at(row); v != period.NoDate && v != due {
			w.Differing = append(w.Differing, Differing{row, v, due})
		}
	}
	w.Open = append(w.Open, s)
	return due, true
}

// without is the last day of a row without events: most rows have none, and share few days.
func (l *boundLimit) without(row int, start period.Date, custody bool, day period.Date) period.Date {
	if l.Exported {
		return l.due.at(row)
	}
	known := &l.known[0]
	if custody {
		known = &l.known[1]
	}
	if *known == nil {
		*known = make([]period.Date, day-l.first+1)
		for i := range *known {
			(*known)[i] = unknown
		}
	}
	at := start - l.first
	if (*known)[at] == unknown {
		(*known)[at] = l.clock.Run(start, period.NoDate, custody, nil).Due()
	}
	return (*known)[at]
}

// stretches notes when a row was near its last day and past it, and for how many days.
func (x *watcher) stretches(l *boundLimit, row int, stages []Stage, end period.Date, custody bool) {
	day, lead := x.account.day, period.Date(l.lead(custody))
	before := len(x.part.late)
	for i, s := range stages {
		if s.Due == period.NoDate {
			continue
		}
		next := end
		if i+1 < len(stages) {
			next = stages[i+1].From
		}
		late := stretch{int32(row), l.number, max(s.From, s.Due+1), next}
		if late.from <= day && (next == period.NoDate || next >= late.from) {
			x.part.late = joined(x.part.late, late)
		}
		near := stretch{int32(row), l.number, max(s.From, s.Due-lead), s.Due + 1}
		switch {
		case late.to != period.NoDate && late.to < near.to:
			near.to = late.to
		case near.to > day:
			near.to = period.NoDate
		}
		if near.from <= day && (near.to == period.NoDate || near.to > near.from) {
			x.part.near = joined(x.part.near, near)
		}
	}
	total := &x.account.days[row]
	*total = max(0, *total)
	for _, s := range x.part.late[before:] {
		if s.to == period.NoDate {
			s.to = day
		}
		*total += int32(s.to - s.from + 1) // the day on which it ceased was too late as well
	}
}

// joined adds a stretch, which may go on from the last one.
func joined(list []stretch, s stretch) []stretch {
	if n := len(list); n > 0 && list[n-1].row == s.row && list[n-1].limit == s.limit && list[n-1].to == s.from {
		list[n-1].to = s.to
		return list
	}
	return append(list, s)
}

// A dayColumn reads the days of a date column, of times those in China. The zero value has none.
type dayColumn struct {
	nums    table.Nums
	instant bool
}

func daysOf(t *table.Table, name string) dayColumn {
	c := t.Column(name)
	if c == nil || c.Worded() || len(t.Lacks(name)) > 0 {
		return dayColumn{}
	}
	return dayColumn{c.Nums, c.Type == table.Time}
}

func (d *dayColumn) at(row int) period.Date {
	if d.nums.Len() == 0 {
		return period.NoDate
	}
	v := d.nums.At(row)
	switch {
	case v == table.NoNum:
		return period.NoDate
	case d.instant:
		return period.DayOf(v)
	}
	return period.Date(v)
}
