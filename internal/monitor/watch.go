package monitor

import (
	"runtime"
	"sync"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Watch is how the rows of a dataset stand to one limit at the end of a day (流程监控).
type Watch struct {
	Limit *Limit
	Table *table.Table
	Lacks []table.Lack // what the limit needs and no export has: nothing is known then

	Concluded, Late int        // rows that it applied to, and those concluded after their last day
	Open            []Standing // pending, in the order of the table
	Improper        []Improper // events that the law does not allow, in the order of the table
	Differing       []Differing
}

// A Standing is one pending row.
type Standing struct {
	Row     int
	Due     period.Date // NoDate while the case is away or its clock is paused
	Left    int         // days until Due, negative when overdue
	Away    period.Date // since when it has been with somebody else; NoDate when it is here
	Custody bool
}

// Improper is an event of a row that the law does not allow.
type Improper struct {
	Row     int
	Problem Problem
}

// A Differing row is one for which the export gives another last day than the law.
type Differing struct {
	Row           int
	Export, Legal period.Date
}

// WatchAll applies limits to the tables of their datasets. Limits without a dataset are left out, and
// so are those whose dataset no office has defined.
func WatchAll(limits []*Limit, tables map[string]*table.Table, w *period.Workdays, day period.Date) []*Watch {
	evaluators := map[*table.Table]*formula.Evaluator{}
	var all []*Watch
	var work []*watcher
	for _, l := range limits {
		t := tables[l.Dataset]
		if t == nil {
			continue
		}
		watch := &Watch{Limit: l, Table: t, Lacks: l.lacks(t)}
		all = append(all, watch)
		if len(watch.Lacks) > 0 || t.Absent {
			continue
		}
		if evaluators[t] == nil {
			evaluators[t] = formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: day})
		}
		work = append(work, newWatcher(watch, evaluators[t], w, day))
	}
	// Each limit is one goroutine's: results do not depend on how many there are.
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for _, x := range work {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			x.all()
		})
	}
	wg.Wait()
	return all
}

// lacks lists what the limit needs and no export has.
func (l *Limit) lacks(t *table.Table) []table.Lack {
	var list []table.Lack
	for _, name := range []string{l.Start, l.End} {
		list = append(list, t.Lacks(name)...)
	}
	for _, x := range []*formula.Expr{l.Where, l.Custody} {
		if x != nil {
			list = append(list, x.Lacks(t)...)
		}
	}
	if e := l.Events; e != nil {
		for _, name := range []string{e.Kind, e.Day, e.Back} {
			if name != "" {
				list = append(list, t.Lacks(e.Children+"."+name)...)
			}
		}
	}
	return list
}

// A watcher applies one limit to one table.
type watcher struct {
	*Watch
	clock           Clock
	where, custody  formula.Bits // nil where the limit has no condition
	start, end, due table.Nums
	hasDue          bool
	events          *eventReader
	day             period.Date
	plain           [2][]period.Date // last days of rows without events by start, at large and in custody
	first           period.Date      // the start that plain begins with
}

// unknown stands in plain for what was not counted yet.
const unknown = period.NoDate + 1

func newWatcher(watch *Watch, e *formula.Evaluator, w *period.Workdays, day period.Date) *watcher {
	l, t := watch.Limit, watch.Table
	x := &watcher{Watch: watch, clock: l.Clock, day: day}
	x.clock.Workdays = w
	if l.Where != nil {
		x.where = e.Bools(l.Where)
	}
	if l.Custody != nil {
		x.custody = e.Bools(l.Custody)
	}
	x.start, x.end = t.Column(l.Start).Nums, t.Column(l.End).Nums
	if c := t.Column(l.Due); c != nil && len(t.Lacks(l.Due)) == 0 {
		x.due, x.hasDue = c.Nums, true
	}
	if l.Events != nil {
		x.events = newEventReader(t.Child(l.Events.Children), l.Events)
	}
	return x
}

func (x *watcher) all() {
	x.first = x.day
	for row := range x.Table.Rows {
		if v := x.start.At(row); v != table.NoNum {
			x.first = min(x.first, period.Date(v))
		}
	}
	for i := range x.plain {
		x.plain[i] = make([]period.Date, x.day-x.first+1)
		for j := range x.plain[i] {
			x.plain[i][j] = unknown
		}
	}
	for row := range x.Table.Rows {
		start := x.start.At(row)
		if start == table.NoNum || period.Date(start) > x.day || x.where != nil && !x.where.Get(row) || !x.Limit.InForce(period.Date(start)) {
			continue
		}
		x.row(row, period.Date(start))
	}
}

func (x *watcher) row(row int, start period.Date) {
	end := period.NoDate
	if v := x.end.At(row); v != table.NoNum && period.Date(v) <= x.day {
		end = period.Date(v)
	}
	custody := x.custody != nil && x.custody.Get(row)
	due, away := period.NoDate, period.NoDate
	if events := x.events.of(row, x.day); len(events) > 0 {
		course := x.clock.Run(start, end, custody, events)
		due, away = course.Due(), course.Away
		for _, p := range course.Problems {
			x.Improper = append(x.Improper, Improper{row, p})
		}
	} else {
		due = x.without(start, custody)
	}
	if end != period.NoDate {
		x.Concluded++
		if due != period.NoDate && end > due {
			x.Late++
		}
		return
	}
	s := Standing{Row: row, Due: due, Away: away, Custody: custody}
	if due != period.NoDate {
		s.Left = int(due - x.day)
	}
	x.Open = append(x.Open, s)
	if x.hasDue {
		if v := x.due.At(row); v != table.NoNum && due != period.NoDate && period.Date(v) != due {
			x.Differing = append(x.Differing, Differing{row, period.Date(v), due})
		}
	}
}

// without is the last day of a row without events: most rows have none, and share few days.
func (x *watcher) without(start period.Date, custody bool) period.Date {
	known := x.plain[0]
	if custody {
		known = x.plain[1]
	}
	due := known[start-x.first]
	if due == unknown {
		due = x.clock.Run(start, period.NoDate, custody, nil).Due()
		known[start-x.first] = due
	}
	return due
}

// An eventReader reads the events of a row from its children.
type eventReader struct {
	children  *table.Children
	step      []Step // by code of the kind
	told      []bool // codes that are events of the clock
	kind      table.Codes
	day, back table.Nums
	hasBack   bool
	events    []Event // of one row, used again
}

func newEventReader(children *table.Children, c *EventColumns) *eventReader {
	if children == nil {
		return nil
	}
	kind := children.Of.Column(c.Kind)
	r := &eventReader{children: children, kind: kind.Codes, day: children.Of.Column(c.Day).Nums}
	if back := children.Of.Column(c.Back); back != nil {
		r.back, r.hasBack = back.Nums, true
	}
	r.step, r.told = make([]Step, len(kind.Dict)), make([]bool, len(kind.Dict))
	for code, word := range kind.Dict {
		r.step[code], r.told[code] = c.Steps[word], false
		if _, ok := c.Steps[word]; ok {
			r.told[code] = true
		}
	}
	return r
}

// of returns what had happened to a row by a day; what was not known then has no end.
func (r *eventReader) of(row int, day period.Date) []Event {
	if r == nil {
		return nil
	}
	r.events = r.events[:0]
	for _, child := range r.children.At(row) {
		code, begun := r.kind.At(int(child)), r.day.At(int(child))
		if !r.told[code] || begun == table.NoNum || period.Date(begun) > day {
			continue
		}
		e := Event{Step: r.step[code], Day: period.Date(begun), Back: period.NoDate}
		if r.hasBack && (e.Step == Returned || e.Step == Paused) {
			if v := r.back.At(int(child)); v != table.NoNum && period.Date(v) <= day {
				e.Back = period.Date(v)
			}
		}
		r.events = append(r.events, e)
	}
	return r.events
}
