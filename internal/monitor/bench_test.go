package monitor

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
)

// BenchmarkWatchMillion looks at a million cases, one in six of them with events, through 35 limits
// that all apply to every case.
func BenchmarkWatchMillion(b *testing.B) {
	limits, tables := million()
	for b.Loop() {
		if all := WatchAll(limits, tables, new(period.Workdays), period.DateOf(2025, 12, 31)); len(all[0].Open) == 0 {
			b.Fatal("nothing is pending")
		}
	}
}

// BenchmarkDeriveMillion also derives columns and child tables of what was found.
func BenchmarkDeriveMillion(b *testing.B) {
	for _, n := range []int{2, 35} {
		b.Run(strconv.Itoa(n)+"limits", func(b *testing.B) {
			limits, tables := million()
			cases := tables["cases"]
			children := cases.Children
			for b.Loop() {
				cases.Derived, cases.Children = nil, slices.Clone(children)
				Derive(WatchAll(limits[:n], tables, new(period.Workdays), period.DateOf(2025, 12, 31)))
			}
			b.ReportMetric(float64(cases.Child(OverdueTable).Of.Rows), "overdue")
			b.ReportMetric(float64(cases.Child(NearTable).Of.Rows), "near")
		})
	}
}

func million() ([]*Limit, map[string]*table.Table) {
	const rows = 1_000_000
	dice := rand.New(rand.NewPCG(7, 7))
	first := int(period.DateOf(2021, 1, 1))
	column := func(name string, of func(row int) int64) *table.Column {
		c := &table.Column{Name: name, Type: table.Date}
		c.Nums.Reserve(rows)
		for row := range rows {
			c.Nums.Append(of(row))
		}
		return c
	}
	starts := make([]int64, rows)
	for row := range starts {
		starts[row] = int64(first + dice.IntN(1800))
	}
	cases := &table.Table{Name: "cases", Rows: rows, Columns: []*table.Column{
		column("受理日期", func(row int) int64 { return starts[row] }),
		column("审结日期", func(row int) int64 {
			if dice.IntN(50) == 0 {
				return table.NoNum
			}
			return starts[row] + int64(dice.IntN(60))
		}),
	}}
	nodes := &table.Table{Name: "nodes", Rows: rows / 6}
	kind := &table.Column{Name: "事项", Type: table.Text, Dict: []string{"", "延长", "退补", "中止"}}
	day, back := &table.Column{Name: "日期", Type: table.Date}, &table.Column{Name: "重报日期", Type: table.Date}
	parents := make([]int32, nodes.Rows)
	for n := range nodes.Rows {
		kind.Codes.Append(uint32(1 + dice.IntN(3)))
		day.Nums.Append(starts[6*n] + int64(dice.IntN(30)))
		back.Nums.Append(starts[6*n] + 30 + int64(dice.IntN(30)))
		parents[n] = int32(6 * n)
	}
	nodes.Columns = []*table.Column{kind, day, back}
	table.Attach(nodes, parents, cases, "程序")
	var limits []*Limit
	for n := range 35 {
		l := &Limit{
			From: period.NoDate, To: period.NoDate, Lead: 5, Dataset: "cases", Start: "受理日期", End: "审结日期",
			Clock: Clock{Length: Length{Days: 5 + n}, Extension: Length{Days: 15}, MostExtensions: 1, MostReturns: 2},
		}
		if n%5 == 0 {
			l.Events = &EventColumns{"程序", "事项", "日期", "重报日期", map[string]Step{"延长": Extended, "退补": Returned, "中止": Paused}}
		}
		limits = append(limits, l)
	}
	return limits, map[string]*table.Table{"cases": cases}
}
