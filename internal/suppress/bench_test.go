package suppress

import (
	"math/rand/v2"
	"testing"
)

// threeYears is 36 months with their quarters, halves, years and years to date, of 12 places in two
// areas and the departments: the published system of an indicator.
func threeYears(departments int) []axis {
	a := axis{nodes: 36, leaf: 36}
	of := func(parts ...int) int {
		a.sums = append(a.sums, Sum{a.nodes, parts})
		a.nodes++
		return a.nodes - 1
	}
	for year := range 3 {
		m := year * 12
		q := []int{of(m, m+1, m+2), of(m+3, m+4, m+5), of(m+6, m+7, m+8), of(m+9, m+10, m+11)}
		half := of(q[0], q[1])
		second := of(q[2], q[3])
		before := of(m, m+1)
		for i, is := range []int{q[0], -1, -1, half, -1, -1, -1, -1, -1, -1} { // from March on
			month := m + 2 + i
			if is < 0 {
				is = of(before, month)
			} else {
				a.sums = append(a.sums, Sum{is, []int{before, month}})
			}
			before = is
		}
		a.sums = append(a.sums, Sum{before, []int{half, second}})
	}
	return []axis{a, areas(12), flat(departments)}
}

func BenchmarkSolve(b *testing.B) {
	for _, bench := range []struct {
		name  string
		rule  rule
		scale float64
	}{{"few", fewHidden, 6}, {"few-large", fewHidden, 30}, {"rounded", tenFive, 20}, {"exact", tenExact, 20}} {
		b.Run(bench.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 8))
			s := world(threeYears(7), func() int64 { return int64(r.ExpFloat64() * bench.scale) }).by(bench.rule)
			if bench.name[:3] == "few" {
				s = s.tellLess()
			}
			primary := 0
			for _, c := range s.Cells {
				if c.Hidden {
					primary++
				}
			}
			for b.Loop() {
				hidden, err := Solve(s, 3)
				if err != nil {
					b.Log(err)
				}
				b.ReportMetric(float64(len(where(hidden))-primary), "beside")
			}
			b.ReportMetric(float64(len(s.Cells)), "cells")
			b.ReportMetric(float64(primary), "primary")
		})
	}
}
