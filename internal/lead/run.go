package lead

import (
	"cmp"
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Lead is a row, or a group of rows, that a model points at.
type Lead struct {
	Rows  []int       // in the order of their days, then of the table
	Size  int         // rows, or different words of what the group counts
	Day   period.Date // puts the lead into a month: of a group, the day on which it had enough rows
	First period.Date // days of the first and the last row
	Last  period.Date
}

// Leads are what one model found.
type Leads struct {
	Model *Model
	Table *table.Table
	Lacks []table.Lack // what the model needs and no export has: nothing is known then
	List  []Lead       // of a group the earliest first, else in the order of rows
	// Unlisted counts rows that meet the condition and may not be listed.
	Unlisted int
}

// Rows counts the different rows of all leads.
func (l *Leads) Rows() int {
	if l.Model.Group == nil {
		return len(l.List)
	}
	seen := map[int]bool{}
	for _, one := range l.List {
		for _, row := range one.Rows {
			seen[row] = true
		}
	}
	return len(seen)
}

// Run finds the leads of every model. Formulas over one table share what they have in common.
func Run(models []*Model, data *dataset.Data, cutoff period.Date) []Leads {
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff}
	evaluators := map[string]*formula.Evaluator{}
	var all []Leads
	for _, m := range models {
		t := data.Tables[m.Dataset]
		if t == nil {
			continue
		}
		l := Leads{Model: m, Table: t, Lacks: m.lacks(t)}
		if len(l.Lacks) == 0 {
			if evaluators[m.Dataset] == nil {
				evaluators[m.Dataset] = formula.NewEvaluator(t, env)
			}
			l.find(evaluators[m.Dataset], near(data, t))
		}
		all = append(all, l)
	}
	return all
}

// lacks lists what the formulas of a model need and no export has, each once.
func (m *Model) lacks(t *table.Table) []table.Lack {
	needed := []*formula.Expr{m.Where, m.Date}
	if m.Group != nil {
		needed = append(needed, m.Group.By...)
		if m.Group.Distinct != nil {
			needed = append(needed, m.Group.Distinct)
		}
	}
	var all []table.Lack
	for _, e := range needed {
		for _, lack := range e.Lacks(t) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

// near tells whether a row may be a lead: neither the row, nor the rows that it leads to, nor any child
// row of these is one that only counts. What is listed of a case, its persons or its property must not
// point at a juvenile among suspects or victims: not even where a register could not be judged, which
// by itself keeps no case from being listed.
func near(data *dataset.Data, t *table.Table) func(row int) bool {
	return func(row int) bool {
		if !whole(data, t, row) {
			return false
		}
		for _, l := range t.Links {
			if p := l.Row[row]; p >= 0 && !whole(data, l.To, int(p)) {
				return false
			}
		}
		return true
	}
}

// whole tells whether a row and all its child rows may be listed.
func whole(data *dataset.Data, t *table.Table, row int) bool {
	if !data.Listed(t.Name, row) {
		return false
	}
	for _, c := range t.Children {
		for _, child := range c.At(row) {
			if !data.Listed(c.Of.Name, int(child)) {
				return false
			}
		}
	}
	return true
}

// find looks for the leads; listed tells which rows may be shown.
func (l *Leads) find(e *formula.Evaluator, listed func(row int) bool) {
	var rows []int
	for row := range e.Bools(l.Model.Where).Rows() {
		if listed(row) {
			rows = append(rows, row)
		} else {
			l.Unlisted++
		}
	}
	if len(rows) == 0 {
		return
	}
	days := e.Packed(l.Model.Date)
	day := func(row int) period.Date {
		if n := days.At(row); n != table.NoNum {
			return period.Date(n)
		}
		return period.NoDate
	}
	if l.Model.Group != nil {
		l.List = l.Model.Group.leads(e, rows, day)
		return
	}
	for _, row := range rows {
		d := day(row)
		l.List = append(l.List, Lead{Rows: []int{row}, Size: 1, Day: d, First: d, Last: d})
	}
}

// Newest returns the leads, the latest first, those without a day last.
func (l *Leads) Newest() []Lead {
	list := slices.Clone(l.List)
	slices.SortStableFunc(list, func(a, b Lead) int { return cmp.Compare(b.Day, a.Day) })
	return list
}
