package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// siteOf makes an export of that many rows and the site folder of it.
func siteOf(tb testing.TB, rows, units int) string {
	tb.Helper()
	dir := tb.TempDir()
	export := filepath.Join(dir, "cases.csv")
	if err := writeFile(export, func(w writer) error { return writeCases(w, rows, units, 1) }); err != nil {
		tb.Fatal(err)
	}
	if err := makeSite(filepath.Join(dir, "site"), export, "", false); err != nil {
		tb.Fatal(err)
	}
	return filepath.Join(dir, "site")
}

const million = 1_000_000

// BenchmarkFromCache does the same with the columns of the last run.
func BenchmarkFromCache(b *testing.B) {
	wholeRuns(b, b.TempDir())
}

// BenchmarkWhole goes from the export of 1,000,000 rows, 200 procuratorates and 60 months to the 46
// indicators at all 24 levels.
func BenchmarkWhole(b *testing.B) {
	wholeRuns(b, "")
}

func wholeRuns(b *testing.B, cache string) {
	dir := siteOf(b, million, 200)
	one := func() {
		o, err := loadOffice(os.DirFS(dir), 2, cache)
		if err != nil {
			b.Fatal(err)
		}
		cube, err := o.compute()
		if err != nil {
			b.Fatal(err)
		}
		readLevels(cube, 2)
	}
	if cache != "" {
		one()
	}
	for b.Loop() {
		one()
	}
	b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
}

// BenchmarkCompute counts the 58 quantities of 1,000,000 rows that are in memory.
func BenchmarkCompute(b *testing.B) {
	o, err := loadOffice(os.DirFS(siteOf(b, million, 200)), 2, "")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := o.compute(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
}

// BenchmarkLevels reads all 24 levels.
func BenchmarkLevels(b *testing.B) {
	o, err := loadOffice(os.DirFS(siteOf(b, million, 200)), 2, "")
	if err != nil {
		b.Fatal(err)
	}
	cube, err := o.compute()
	if err != nil {
		b.Fatal(err)
	}
	var t total
	for b.Loop() {
		t = readLevels(cube, 2)
	}
	b.ReportMetric(float64(t.groups), "groups")
	b.ReportMetric(float64(t.values), "values")
}

// The same export gives the same numbers, and its rows in another order too.
func TestDumpsOfShuffledRowsAreEqual(t *testing.T) {
	dir := siteOf(t, 3000, 30)
	var dumps []string
	cache := t.TempDir()
	for i := range 3 { // the last one from the cache
		o, err := loadOffice(os.DirFS(dir), 1+i%2, cache)
		if err != nil {
			t.Fatal(err)
		}
		cube, err := o.compute()
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(t.TempDir(), "dump.csv")
		if err := writeFile(name, func(w writer) error { return dumpLevels(w, cube) }); err != nil {
			t.Fatal(err)
		}
		dumps = append(dumps, name)
		if i == 0 {
			shuffle(t, filepath.Join(dir, "content/data/cases.csv"))
		}
	}
	for _, dump := range dumps[1:] {
		if err := compare(dumps[0], dump); err != nil {
			t.Error(err)
		}
	}
	a, _ := os.ReadFile(dumps[0])
	if n := bytes.Count(a, []byte("\n")); n < 2000 || bytes.Count(a[:bytes.IndexByte(a, '\n')], []byte(",I")) != 46 {
		t.Errorf("the dump has %d lines", n)
	}
	if kept, _ := filepath.Glob(filepath.Join(cache, "*")); len(kept) != 2 {
		t.Errorf("the cache keeps %d tables; want one for each order of rows", len(kept))
	}
	changed := bytes.Replace(a, []byte(",1,"), []byte(",2,"), 1)
	if err := os.WriteFile(dumps[1], changed, 0o644); err != nil {
		t.Fatal(err)
	}
	if compare(dumps[0], dumps[1]) == nil {
		t.Error("a changed number is not noticed")
	}
}

func shuffle(t *testing.T, name string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(text)))
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(lines)-1, func(i, j int) { lines[i+1], lines[j+1] = lines[j+1], lines[i+1] })
	if err := os.WriteFile(name, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
}
