package indicator

import (
	"fmt"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// BenchmarkCompute stands for the sample office: 12,000 cases and 55 indicators.
func BenchmarkCompute(b *testing.B) {
	tab := tableOf(someCases(12000, 1))
	var defs []*Definition
	for i := range 55 {
		n := naives[i%len(naives)]
		d := must(b, n.id, n.front)
		d.ID = fmt.Sprint(n.id, i)
		defs = append(defs, d)
	}
	for b.Loop() {
		var errs source.List
		compute(2, defs, caseRoles(), map[string]*table.Table{"cases": tab}, office(), period.Calendar{}, period.DateOf(2025, 12, 31), &errs)
	}
}

func BenchmarkResults(b *testing.B) {
	var defs []*Definition
	for _, n := range naives {
		defs = append(defs, must(b, n.id, n.front))
	}
	c := cubeOf(b, someCases(12000, 1), period.Calendar{}, "2025-12-31", defs...)
	for b.Loop() {
		for _, d := range defs {
			for _, p := range []string{"", "east", "west", "south"} {
				c.Series(d.ID, p, "", period.Monthly, period.Month(2023, 1), period.Month(2025, 12))
			}
		}
	}
}

// BenchmarkBreakdown parts the indicators of 100,000 cases by a column of 40 words.
func BenchmarkBreakdown(b *testing.B) {
	rows := someCases(100_000, 1)
	for i := range rows {
		rows[i].outcome += fmt.Sprint(i % 40)
	}
	roles := caseRoles()
	s := roles["cases"].schema.(schema)
	s["审查结论"] = s["承办单位"] // an open list
	roles["cases"].cause = "审查结论"
	var defs []*Definition
	for i := range 20 {
		defs = append(defs, must(b, fmt.Sprint("count", i), fmt.Sprintf("value = { count = true, where = '人数 > %d' }", i%4)))
	}
	var errs source.List
	c := compute(2, defs, roles, map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, period.DateOf(2025, 6, 30), &errs)
	for b.Loop() {
		list := c.Breakdowns(By{Role: Cause})
		for _, d := range defs {
			list.Of(d.ID)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	d := &Definition{Unit: "人", Style: Percent, Decimals: 1, Minimum: 10, Denominator: make([]Measure, 1)}
	r := Result{Numerator: Amount{N: 141}, Denominator: Amount{N: 601}}
	for b.Loop() {
		Format(d, r)
	}
}
