package search

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// The pages of a large site: some 13 MB of text.
const benchPages = 2000

func BenchmarkStore(b *testing.B) {
	site := Site{Pages: generatedPages(benchPages, 1)}
	b.SetBytes(int64(size(site.Pages)))
	for b.Loop() {
		x, err := Build(filepath.Join(b.TempDir(), "store"), site)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkStoreOneChanged(b *testing.B) {
	site := Site{Pages: generatedPages(benchPages, 1)}
	dir := b.TempDir()
	before := filepath.Join(dir, "before")
	x, err := Build(before, site)
	if err != nil {
		b.Fatal(err)
	}
	x.Close()
	n := 0
	for b.Loop() {
		n++
		site.Pages[n].Body += "新写入的话。"
		after := filepath.Join(dir, time.Now().Format("150405.000000000"))
		x, err := Update(after, before, site)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
		if err := os.RemoveAll(before); err != nil {
			b.Fatal(err)
		}
		before = after
	}
}

func BenchmarkOpenStore(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "store")
	x, err := Build(dir, Site{Pages: generatedPages(benchPages, 1)})
	if err != nil {
		b.Fatal(err)
	}
	x.Close()
	for b.Loop() {
		x, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkExport(b *testing.B) {
	site := Site{Pages: generatedPages(benchPages, 1)}
	b.SetBytes(int64(size(site.Pages)))
	for b.Loop() {
		_, err := Export(site, nil, func(string, []byte) error { return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQueries(b *testing.B) {
	x, err := Build(filepath.Join(b.TempDir(), "store"), Site{Pages: generatedPages(benchPages, 1)})
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	for b.Loop() {
		for _, q := range storeQueries {
			if _, err := x.Search(q); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(storeQueries)), "ms/query")
}
