package monitor

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// An account is what all limits of one table make of its rows.
type account struct {
	table    *table.Table
	workdays *period.Workdays
	day      period.Date
	eval     *formula.Evaluator

	all    []*Watch // of all limits
	bound  []*Watch // of those for which nothing lacks
	where  []formula.Bits
	inside []formula.Bits // in custody
	first  []period.Date  // the earliest start, or the day
	parts  []part

	due  []period.Date // by row: 法定到期日
	days []int32       // by row: 超期天数; -1 where no limit applies
}

// A part is what a stretch of rows came to. Lists are in the order of rows, of one row in that of
// the limits.
type part struct {
	watches    []Watch // by bound limit: only what rows add to
	late, near []stretch
	improper   []improper
}

// A stretch is when something held for a row: from a day to the day on which it ceased.
type stretch struct {
	row      int32
	limit    int32       // of the account's
	from, to period.Date // to is NoDate while it lasts
}

type improper struct {
	row, limit int32
	Improper
}

// rowsOfPart is large enough for parts to be worth a goroutine, and small enough to keep all of them busy.
const rowsOfPart = 1 << 15

func newAccount(t *table.Table, w *period.Workdays, day period.Date) *account {
	return &account{
		table: t, workdays: w, day: day,
		eval: formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: day}),
	}
}

// add binds a limit to the table. It is nil for a last day of the export that limits stand in for: one
// that no export names, or that counts to another end than they do.
func (a *account) add(l *Limit) *Watch {
	w := &Watch{Limit: l, Table: a.table, Lacks: l.lacks(a.table), account: a}
	other := func(w *Watch) bool { return w.Limit.End != l.End }
	if l.Exported && len(a.all) > 0 && (len(w.Lacks) > 0 || slices.ContainsFunc(a.all, other)) {
		return nil
	}
	a.all = append(a.all, w)
	if len(w.Lacks) > 0 || a.table.Absent {
		return w
	}
	a.bound = append(a.bound, w)
	bits := func(x *formula.Expr) formula.Bits {
		if x == nil {
			return nil
		}
		return a.eval.Bools(x)
	}
	a.where, a.inside = append(a.where, bits(l.Where)), append(a.inside, bits(l.Custody))
	a.first = append(a.first, a.earliest(l.Start))
	return w
}

// earliest is the first day of a column, or the day that is looked at.
func (a *account) earliest(name string) period.Date {
	for i, w := range a.bound[:len(a.first)] {
		if w.Limit.Start == name {
			return a.first[i]
		}
	}
	first, column := a.day, daysOf(a.table, name)
	for row := range a.table.Rows {
		if day := column.at(row); day != period.NoDate {
			first = min(first, day)
		}
	}
	return first
}

// runAll counts all accounts, their rows part by part; results do not depend on how many goroutines there are.
func runAll(accounts []*account) {
	type job struct {
		of   *account
		part int
	}
	var jobs []job
	for _, a := range accounts {
		if len(a.bound) == 0 {
			continue
		}
		a.parts = make([]part, (a.table.Rows+rowsOfPart-1)/rowsOfPart)
		a.due, a.days = make([]period.Date, a.table.Rows), make([]int32, a.table.Rows)
		for i := range a.parts {
			jobs = append(jobs, job{a, i})
		}
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		wg.Go(func() {
			var x *watcher
			for i := int(next.Add(1)) - 1; i < len(jobs); i = int(next.Add(1)) - 1 {
				j := jobs[i]
				if x == nil || x.account != j.of {
					x = newWatcher(j.of)
				}
				lo := j.part * rowsOfPart
				j.of.parts[j.part] = x.rows(lo, min(lo+rowsOfPart, j.of.table.Rows))
			}
		})
	}
	wg.Wait()
	for _, a := range accounts {
		a.gather()
	}
}

// gather adds up the parts for each limit.
func (a *account) gather() {
	for _, p := range a.parts {
		for i := range p.watches {
			w, of := a.bound[i], &p.watches[i]
			w.Concluded += of.Concluded
			w.Overran += of.Overran
			w.Open = append(w.Open, of.Open...)
			w.Differing = append(w.Differing, of.Differing...)
		}
		for _, x := range p.improper {
			w := a.bound[x.limit]
			w.Improper = append(w.Improper, ImproperRow{int(x.row), x.Improper})
		}
	}
}
