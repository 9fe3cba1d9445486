package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A Balance (收结存) is how many cases were pending before a month, came in, were concluded, and
// were pending at its end. In and Out count by date; Begin and End count what lies open on a day:
// two ways that agree when the dates of the rows do.
type Balance struct {
	Month                period.Period
	Procuratorate        string // id; "" for all together
	Begin, In, Out, Open int
}

// Gap is how many cases more are open than the flows leave; zero when the balance holds.
func (b Balance) Gap() int { return b.Open - (b.Begin + b.In - b.Out) }

// A Gap is a balance that does not hold, with the rows at fault.
type Gap struct {
	Balance
	Rows []Slip
}

// A Slip is a row whose dates contradict each other.
type Slip struct {
	Row    int
	Reason string
}

// Why a row upsets the balance.
const (
	EndsBeforeStart = "结束日期早于开始日期"
	EndsUnstarted   = "有结束日期，没有开始日期"
)

// A Stock is the balance of one dataset, or of one business line (条线) of it, month by month.
type Stock struct {
	Dataset  *dataset.Definition
	Table    *table.Table
	Line     string    // "" for the whole dataset
	Balances []Balance // of all together, from the first month to the last, which may be unfinished
	Checked  int       // balances of procuratorates looked at
	Gaps     []Gap     // of procuratorates, by month and administrative order
	Slips    int       // rows with contradicting dates, also those that cancel within a month
	Unplaced int       // rows that name no procuratorate: they are in all together only
	Lacks    []table.Lack
}

// Title names what is balanced.
func (s *Stock) Title() string {
	if s.Line != "" {
		return s.Dataset.Title + "（" + s.Line + "）"
	}
	return s.Dataset.Title
}

// A Window is the months that are looked at, up to the cut-off.
type Window struct {
	Calendar period.Calendar
	First    period.Period
	Cutoff   period.Date
}

func (w Window) months() []period.Period {
	var all []period.Period
	for m := w.First; m.Compare(w.Calendar.MonthOf(w.Cutoff)) <= 0; m = m.Add(1) {
		all = append(all, m)
	}
	return all
}

// Stocks checks every dataset that declares a stock.
func Stocks(sets []*dataset.Definition, tables map[string]*table.Table, org indicator.Organisation, w Window) []*Stock {
	var all []*Stock
	for _, d := range sets {
		t := tables[d.ID]
		if !d.Stock || t == nil {
			continue
		}
		if lacks := lacksOf(t, d.Start, d.End, d.Procuratorate, d.BusinessLine); t.Absent || len(lacks) > 0 {
			all = append(all, &Stock{Dataset: d, Table: t, Lacks: lacks})
			continue
		}
		for _, line := range linesOf(d, t) {
			s := &Stock{Dataset: d, Table: t, Line: line}
			s.fill(org, w)
			all = append(all, s)
		}
	}
	return all
}

func lacksOf(t *table.Table, columns ...string) []table.Lack {
	var all []table.Lack
	for _, name := range columns {
		if name == "" {
			continue
		}
		for _, lack := range t.Lacks(name) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

// linesOf lists the business lines of a dataset, in the order of its code list.
func linesOf(d *dataset.Definition, t *table.Table) []string {
	if d.BusinessLine == "" {
		return []string{""}
	}
	def, c := d.Column(d.BusinessLine), t.Column(d.BusinessLine)
	used := make([]bool, len(c.Dict))
	for row := range t.Rows {
		used[c.Codes.At(row)] = true
	}
	var lines []string
	for code, word := range c.Dict {
		if code > 0 && used[code] {
			lines = append(lines, word)
		}
	}
	slices.SortFunc(lines, func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(def.Values, a), slices.Index(def.Values, b)), strings.Compare(a, b))
	})
	return lines
}
