package build

import (
	"context"
	"path/filepath"
	"testing"
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
