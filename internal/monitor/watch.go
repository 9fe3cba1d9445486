package monitor

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Watch is how the rows of a dataset stand to one limit at the end of a day (流程监控).
type Watch struct {
	Limit *Limit
	Table *table.Table
	Lacks []table.Lack // what the limit needs and no export has: nothing is known then

	Concluded, Overran int           // rows that it applied to, and those concluded after their last day
	Open               []Standing    // pending, in the order of the table
	Improper           []ImproperRow // events that the law does not allow, in the order of the table
	Differing          []Differing

	account *account
}

// A Standing is one pending row.
type Standing struct {
	Row     int
	Due     period.Date // NoDate while the case is away or its clock is paused
	Left    int         // days until Due, negative when overdue
	Away    period.Date // since when it has been with somebody else; NoDate when it is here
	Since   period.Date // since when its clock stands still, away or paused; NoDate while it runs
	Custody bool
}

// An ImproperRow is an event of a row that the law does not allow.
type ImproperRow struct {
	Row int
	Improper
}

// A Differing row is one for which the export gives another last day than the law.
type Differing struct {
	Row           int
	Export, Legal period.Date
}

// WatchAll applies limits to the tables of their datasets. Limits without a dataset are left out, and
// so are those whose dataset no office has defined.
func WatchAll(limits []*Limit, tables map[string]*table.Table, w *period.Workdays, day period.Date) []*Watch {
	var all []*Watch
	var accounts []*account
	for _, l := range limits {
		t := tables[l.Dataset]
		if t == nil {
			continue
		}
		i := slices.IndexFunc(accounts, func(a *account) bool { return a.table == t })
		if i < 0 {
			i = len(accounts)
			accounts = append(accounts, newAccount(t, w, day))
		}
		if w := accounts[i].add(l); w != nil {
			all = append(all, w)
		}
	}
	runAll(accounts)
	return all
}

// lacks lists what the limit needs and no export has.
func (l *Limit) lacks(t *table.Table) []table.Lack {
	names := []string{l.Start, l.End}
	if l.Exported {
		names = append(names, l.Due)
	}
	if e := l.Events; e != nil {
		for _, name := range []string{e.Kind, e.Day, e.Back} {
			if name != "" {
				names = append(names, e.Children+"."+name)
			}
		}
	}
	var list []table.Lack
	for _, name := range names {
		list = append(list, t.Lacks(name)...)
	}
	for _, x := range []*formula.Expr{l.Where, l.Custody} {
		if x != nil {
			list = append(list, x.Lacks(t)...)
		}
	}
	return list
}
