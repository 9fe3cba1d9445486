package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Comparison is an official table beside our figures.
type Comparison struct {
	Definition *Definition
	Table      *table.Table // the official figures
	Absent     bool         // the table was not exported yet
	Items      []*Compared
	Strange    []string // procuratorates of the table that the site does not know
	Imbalances []dataset.Imbalance
}

// A Compared item has one check for each figure of the table.
type Compared struct {
	*Item
	Checks []Check // by period, then in administrative order, all together first
}

// A Check is one official figure (统计报表数) beside ours (案卡测算数).
type Check struct {
	Period        period.Period
	Procuratorate string // id, "" for all together
	Cell          string // where the official figure stands, e.g. D18
	At            source.Pos
	Theirs        indicator.Amount
	Blank         bool // the table leaves the figure out, or writes a dash
	Ours          indicator.Amount
	State         indicator.State
	Reason        string // why there is none of ours
	Cases         []Case // of a difference
	Sources       []Source
	tolerance     int64
}

// Comparable tells whether our figure is there; a blank of the table stands for nought.
func (c Check) Comparable() bool { return c.State == indicator.Known }

// Gap is how much more we count than the table says.
func (c Check) Gap() indicator.Amount {
	return c.Ours.Plus(indicator.Amount{N: -c.Theirs.N, Scale: c.Theirs.Scale})
}

// Differs tells whether both sides are further apart than allowed.
func (c Check) Differs() bool {
	gap := c.Gap()
	if !c.Comparable() || gap.N == 0 {
		return false
	}
	allowed := c.tolerance
	for range gap.Scale {
		allowed *= 10
	}
	return max(gap.N, -gap.N) > allowed
}

// Differing lists the checks that differ. What differs for all together only because it differs
// for procuratorates is left out.
func (c *Compared) Differing() []Check {
	gaps, some := map[period.Period]indicator.Amount{}, map[period.Period]bool{}
	for _, one := range c.Checks {
		if one.Procuratorate != "" && one.Comparable() {
			gaps[one.Period] = gaps[one.Period].Plus(one.Gap())
			some[one.Period] = some[one.Period] || one.Differs()
		}
	}
	return slices.DeleteFunc(slices.Clone(c.Checks), func(one Check) bool {
		rest := gaps[one.Period]
		rest.N = -rest.N
		follows := one.Procuratorate == "" && some[one.Period] && one.Gap().Plus(rest).IsZero()
		return !one.Differs() || follows
	})
}

// Counted returns how many figures were compared, and how many of them differ as Differing says.
func (c *Comparison) Counted() (compared, differing int) {
	for _, item := range c.Items {
		for _, one := range item.Checks {
			if one.Comparable() {
				compared++
			}
		}
		differing += len(item.Differing())
	}
	return compared, differing
}

// Compare lays the figures side by side. What differs is followed down to the cases.
func Compare(defs []*Definition, data *dataset.Data, cube *indicator.Cube) []*Comparison {
	w := Window{Calendar: cube.Calendar, First: cube.First(), Cutoff: cube.Cutoff}
	var all []*Comparison
	for _, d := range defs {
		c := &Comparison{Definition: d, Table: data.Tables[d.Official.ID]}
		c.Absent = c.Table.Absent || c.Table.Rows == 0
		for _, r := range data.Reports {
			if r.Definition == d.Official {
				for _, f := range r.Files {
					c.Imbalances = append(c.Imbalances, f.Imbalances...)
				}
			}
		}
		for _, item := range d.Items {
			compared := &Compared{Item: item}
			if !c.Absent {
				var ours counter = indicatorCounter{cube, item}
				if item.Own != nil {
					ours = newRowCounter(item.Own, data, cube.Organisation, w)
				}
				c.compare(compared, ours, data, cube, w)
			}
			c.Items = append(c.Items, compared)
		}
		all = append(all, c)
	}
	return all
}

// mostFollowed bounds the differences of one item that are followed down to the cases: where more
// differ, the definitions do, not single cases.
const mostFollowed = 100

// compare fills the checks of one item.
func (c *Comparison) compare(item *Compared, ours counter, data *dataset.Data, cube *indicator.Cube, w Window) {
	d, t := c.Definition, c.Table
	text := func(column string, row int) string {
		if col := t.Column(column); col != nil && col.Worded() {
			return col.Word(row)
		}
		return ""
	}
	rowPath, columnPath := dataset.PlainPath(item.Row), dataset.PlainPath(item.Column)
	values := t.Column(dataset.FigureColumn)
	follow := &matcher{item: item.Item, data: data, org: cube.Organisation, window: w}
	followed := 0
	for row := range t.Rows {
		if rowPath != "" && text(dataset.RowHeading, row) != rowPath || columnPath != "" && text(dataset.ColumnHeading, row) != columnPath {
			continue
		}
		p, err := period.Parse(text(dataset.PeriodColumn, row))
		if err != nil || !d.From.IsZero() && p.Compare(d.From) < 0 {
			continue
		}
		one := Check{Period: p, Cell: text(dataset.CellColumn, row), At: t.Origin(row), tolerance: d.Tolerance}
		if one.At.Sheet != "" {
			one.At.Cell = one.Cell
		}
		if name := text(d.Official.Procuratorate, row); name != "" && name != d.All {
			place, known := cube.Organisation.Named(name)
			if !known {
				if !slices.Contains(c.Strange, name) {
					c.Strange = append(c.Strange, name)
				}
				continue
			}
			one.Procuratorate = place.ID
		}
		if one.Blank = values.Empty(row); !one.Blank {
			one.Theirs = indicator.Amount{N: values.Nums.At(row), Scale: values.Scale}
		}
		if !w.Calendar.Complete(p, w.Cutoff) {
			one.State, one.Reason = indicator.Unknown, indicator.Unfinished
		} else {
			f := ours.figure(p, one.Procuratorate)
			one.Ours, one.State, one.Reason = f.amount, f.state, f.reason
		}
		if one.Differs() && followed < mostFollowed {
			followed++
			one.Sources = ours.sources(p, one.Procuratorate)
			one.Cases = follow.cases(one)
		}
		item.Checks = append(item.Checks, one)
	}
	order := map[string]int{}
	for i, p := range cube.Organisation.Procuratorates {
		order[p.ID] = i + 1
	}
	slices.SortStableFunc(item.Checks, func(a, b Check) int {
		return cmp.Or(a.Period.Compare(b.Period), cmp.Compare(order[a.Procuratorate], order[b.Procuratorate]))
	})
	slices.SortFunc(c.Strange, strings.Compare)
}
