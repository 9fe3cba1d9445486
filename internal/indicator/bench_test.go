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

func BenchmarkFormat(b *testing.B) {
	d := &Definition{Unit: "人", Style: Percent, Decimals: 1, Minimum: 10, Denominator: make([]Measure, 1)}
	r := Result{Numerator: Amount{N: 141}, Denominator: Amount{N: 601}}
	for b.Loop() {
		Format(d, r)
	}
}
