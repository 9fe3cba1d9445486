package correction

import (
	"fmt"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

// BenchmarkMake compares 30,000 findings with two closed months.
func BenchmarkMake(b *testing.B) {
	var rows []string
	for i := range 30_000 {
		rows = append(rows, fmt.Sprintf("甲%d%s", i, backwards))
	}
	w, errs := newWorld(b), new(source.List)
	s := w.sources(12, export(rows...), nil)
	for _, m := range []int{10, 11} {
		past := s
		past.Month, past.Closed = period.Month(2025, m), w.closed
		w.closed = append(w.closed, Make(past, errs).Frozen())
	}
	s.Closed = w.closed
	b.ReportAllocs()
	for b.Loop() {
		if l := Make(s, errs); l.Of(Open) != 30_000 {
			b.Fatal(l.Of(Open))
		}
	}
}
