package search

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// exportedWith returns what a site exports with a cache.
func exportedWith(t *testing.T, pages []Page, c *Cache) map[string]string {
	t.Helper()
	files := map[string]string{}
	folder, err := Export(Site{Pages: pages, Cache: c}, nil, func(name string, data []byte) error {
		files[name] = string(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	files["folder"] = folder
	return files
}

func TestExportIsTheSameWhateverTheCacheHolds(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "search", "analyses")
	pages := generatedPages(40, 11)
	stale := slices.Clone(pages[3:])
	stale[0].Body, stale[1].Title, stale[2].Codes = "新写入的话。", "改过的标题", []string{"甲12"}
	type made struct {
		pages []Page
		files map[string]string
		index *Index
	}
	makeBoth := func(pages []Page, c *Cache) made {
		t.Helper()
		index, err := Build(filepath.Join(t.TempDir(), "store"), Site{Pages: pages, Cache: c})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { index.Close() })
		return made{pages, exportedWith(t, pages, c), index}
	}
	first, second := makeBoth(pages, nil), makeBoth(stale, nil) // without any cache
	withCache := func(name, program string, want made) {
		t.Helper()
		c := OpenCache(path, program)
		defer c.Close()
		got := makeBoth(want.pages, c)
		if !maps.Equal(got.files, want.files) {
			t.Errorf("%s cache: the export differs", name)
		}
		compareAnswers(t, name, got.index, want.index)
		c.Save()
	}
	withCache("no", "1", first)
	withCache("warm", "1", first)
	withCache("partly stale", "1", second)
	if got := cacheKeys(path, "1"); len(got) != len(stale) {
		t.Errorf("%d analyses are kept of %d pages", len(got), len(stale))
	}
	withCache("another program's", "2", second)
	if len(cacheKeys(path, "1")) != 0 {
		t.Error("one program believes what another wrote")
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	spoil := func(name string, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		withCache(name, "2", second)
	}
	record := slices.Clone(whole)
	for i := 100; i < len(record)/2; i += 1000 {
		record[i] ^= 4
	}
	spoil("damaged", record)
	index := slices.Clone(whole)
	index[len(index)-footBytes-20] ^= 4
	spoil("damaged index", index)
	spoil("cut off", whole[:len(whole)/3])
	spoil("empty", nil)
	spoil("strange", []byte("这不是缓存，写在这里只为占满一些地方，好让读它的人看见"))
	left, err := filepath.Glob(path + ".*")
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
}

func cacheKeys(path, program string) []entryKey {
	c := OpenCache(path, program)
	defer c.Close()
	return slices.Collect(maps.Keys(c.places))
}

func TestAWarmCacheIsNotWrittenAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "analyses")
	pages := generatedPages(10, 12)
	run := func() {
		c := OpenCache(path, "1")
		defer c.Close()
		exportedWith(t, pages, c)
		c.Save()
	}
	run()
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	run()
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("the file was written again (%v)", err)
	}
	pages = pages[1:]
	run()
	if got := len(cacheKeys(path, "1")); got != 9 {
		t.Errorf("%d analyses are kept after a page went; want 9", got)
	}
}

func TestACacheThatCannotBeWrittenIsDoneWithout(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(folder, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	pages := generatedPages(5, 12)
	c := OpenCache(filepath.Join(folder, "analyses"), "1") // below a file
	defer c.Close()
	if !maps.Equal(exportedWith(t, pages, c), exportedWith(t, pages, nil)) {
		t.Error("the export differs")
	}
	c.Save()
}

func FuzzReadAnalysis(f *testing.F) {
	for _, p := range generatedPages(3, 13) {
		p.Body = p.Body[:300]
		f.Add(string(appendAnalysis(nil, analyse(&p))))
	}
	f.Add("")
	f.Fuzz(func(t *testing.T, record string) {
		a := readAnalysis(record)
		if a == nil {
			return
		}
		if again := readAnalysis(string(appendAnalysis(nil, a))); !reflect.DeepEqual(again, a) {
			t.Errorf("%q is read in two ways", record)
		}
	})
}

func TestAnalysesAreReadAsWritten(t *testing.T) {
	for _, p := range generatedPages(20, 14) {
		a := analyse(&p)
		if got := readAnalysis(string(appendAnalysis(nil, a))); !reflect.DeepEqual(got, a) {
			t.Fatalf("%s is read as %+v", p.ID, got)
		}
	}
}
