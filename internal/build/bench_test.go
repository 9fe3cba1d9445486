package build

import (
	"context"
	"path/filepath"
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// BenchmarkSampleSite builds and publishes the repository's sample from nothing: read, compute,
// render, index, verify, gate, publish.
func BenchmarkSampleSite(b *testing.B) {
	for range b.N {
		dir := b.TempDir()
		o := Options{Dir: "../..", Out: filepath.Join(dir, "public"), Cache: filepath.Join(dir, "cache")}
		if _, err := Run(context.Background(), o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkUnchangedSite builds it again with nothing changed.
func BenchmarkUnchangedSite(b *testing.B) {
	dir := b.TempDir()
	o := Options{Dir: "../..", Out: filepath.Join(dir, "public"), Cache: filepath.Join(dir, "cache")}
	for range b.N + 1 {
		if _, err := Run(context.Background(), o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHide finds out which numbers of the sample are hidden, all of them one system.
func BenchmarkHide(b *testing.B) {
	s, err := begin(b.Context(), Options{Dir: "../..", Cache: b.TempDir()}, false,
		(*site).readConfig, (*site).readDocuments, (*site).readSearchWords, (*site).readWaivers, (*site).readData)
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	for range b.N {
		b.StopTimer()
		calendar := period.Calendar{MonthEndsOn: s.config.Calendar.MonthEndsOn}
		cube := indicator.Compute(s.defined.indicators, s.data, s.defined.organisation, calendar, s.cutoff(), s.errs)
		cube.Enter(s.figures())
		b.StartTimer()
		cube.Hide()
	}
}
