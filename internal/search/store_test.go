package search

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// storeQueries are of every shape that the ranking knows.
var storeQueries = []Query{
	{Text: "盗窃"},
	{Text: "案"},
	{Text: "检察建议"},
	{Text: "认罪认罚从宽制度适用情况", Size: 50},
	{Text: "整改 -毒品"},
	{Text: "盗窃 OR 抢劫", Size: 30},
	{Text: "标题:诈骗"},
	{Text: "望检刑诉12号"},
	{Text: "编号:甲12"},
	{Text: "年:2024 听证"},
	{Text: "听证", Type: "通报"},
	{Text: "听证", Year: "2023", Line: "民事检察"},
	{Text: "某 村"},
	{Text: "12"},
	{Text: "无此一说"},
	{Text: "数据说明之1", Size: 40, From: 5},
	{Text: "新写入的话"},
	{Text: "类型:品牌"},
}

// answersOf returns what an index answers to all of storeQueries.
func answersOf(t *testing.T, x *Index) []string {
	t.Helper()
	var list []string
	for _, q := range storeQueries {
		res, err := x.Search(q)
		if err != nil {
			t.Fatalf("Search(%+v): %v", q, err)
		}
		text, err := json.Marshal(res)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(text))
	}
	return list
}

func compareAnswers(t *testing.T, what string, got, want *Index) {
	t.Helper()
	g, w := answersOf(t, got), answersOf(t, want)
	for i := range g {
		if g[i] != w[i] {
			t.Fatalf("%s: %+v answers\n%s\nwant\n%s", what, storeQueries[i], g[i], w[i])
		}
	}
	if got.stats.Tokens != want.stats.Tokens || !reflect.DeepEqual(got.stats.Values, want.stats.Values) {
		t.Fatalf("%s: %v %v; want %v %v", what, got.stats.Tokens, got.stats.Values, want.stats.Tokens, want.stats.Values)
	}
}

// edit changes a page as people do: a word, everything, the filters, the title; or it adds or
// removes one.
func edit(r *rand.Rand, pages []Page) []Page {
	i := r.IntN(len(pages))
	p := &pages[i]
	switch r.IntN(7) {
	case 0:
		p.Body += "新写入的话。\n"
	case 1:
		p.Title += "（修订）"
	case 2:
		p.Type, p.Year = pick(r, generatedTypes), "2031"
	case 3:
		p.Codes = []string{fmt.Sprintf("甲%d", r.IntN(20))}
	case 4:
		id := p.ID
		*p = generatedPage(r, i)
		p.ID = id
	case 5:
		return slices.Delete(pages, i, i+1)
	default:
		return slices.Insert(pages, i, generatedPage(r, 10_000+r.IntN(1e6)))
	}
	return pages
}

func TestUpdatedStoreAnswersAsOneMadeAnew(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 8))
	pages := generatedPages(100, 3)
	folder := t.TempDir()
	before := filepath.Join(folder, "0")
	first, err := Build(before, Site{Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	first.Close()
	for step := 1; step <= 30; step++ {
		for range 1 + r.IntN(3) {
			pages = edit(r, pages)
		}
		dir := filepath.Join(folder, fmt.Sprint(step))
		got, err := Update(dir, before, Site{Pages: pages})
		if err != nil {
			t.Fatal(err)
		}
		if shared(t, before, dir) == 0 {
			t.Errorf("step %d: nothing was taken over", step)
		}
		if n, most := len(got.stats.Sizes), 1+size(pages)/batchSize(pages)+moreBatches; n > most {
			t.Errorf("step %d: %d batches; want %d at most", step, n, most)
		}
		if step%5 != 0 {
			got.Close()
			before = dir
			continue
		}
		want, err := Build(filepath.Join(folder, fmt.Sprint("new", step)), Site{Pages: pages})
		if err != nil {
			t.Fatal(err)
		}
		compareAnswers(t, fmt.Sprint("step ", step), got, want)
		got.Close()
		want.Close()
		before = dir
	}
}

// shared counts the segments that two stores have in common on disk.
func shared(t *testing.T, a, b string) int {
	t.Helper()
	n := 0
	list, err := filepath.Glob(filepath.Join(a, storeName, "store", "*"+segmentEnding))
	if err != nil || len(list) == 0 {
		t.Fatalf("segments of %s: %v %v", a, list, err)
	}
	for _, name := range list {
		one, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if other, err := os.Stat(filepath.Join(b, storeName, "store", filepath.Base(name))); err == nil && os.SameFile(one, other) {
			n++
		}
	}
	return n
}

func TestUpdateLeavesReadersOfTheOldStoreAlone(t *testing.T) {
	pages := generatedPages(60, 4)
	folder := t.TempDir()
	before, after := filepath.Join(folder, "a"), filepath.Join(folder, "b")
	old, err := Build(before, Site{Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	want, bytes := answersOf(t, old), bytesOf(t, before)
	pages[7].Body, pages[8].Title = "新写入的话。", "盗窃"
	x, err := Update(after, before, Site{Pages: pages[1:]})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := answersOf(t, old); !slices.Equal(got, want) {
		t.Error("the old store answers otherwise while it is open")
	}
	if !reflect.DeepEqual(bytesOf(t, before), bytes) {
		t.Error("files of the old store changed")
	}
	if slices.Equal(answersOf(t, x), want) {
		t.Error("the new store answers as the old one")
	}
}

func bytesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestUpdateMakesAnewWhatItCannotTrust(t *testing.T) {
	t.Parallel()
	pages := generatedPages(60, 6)
	changed := slices.Clone(pages)
	changed[3].Body = "新写入的话。"
	want, err := Build(filepath.Join(t.TempDir(), "store"), Site{Pages: changed})
	if err != nil {
		t.Fatal(err)
	}
	defer want.Close()
	segment := func(t *testing.T, dir string) string {
		list, err := filepath.Glob(filepath.Join(dir, storeName, "store", "*"+segmentEnding))
		if err != nil || len(list) == 0 {
			t.Fatalf("segments: %v %v", list, err)
		}
		return list[0]
	}
	flip := func(t *testing.T, name string, at int) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data[at] ^= 0x40
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	whole := filepath.Join(t.TempDir(), "store")
	x, err := Build(whole, Site{Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	x.Close()
	for _, tt := range []struct {
		name  string
		spoil func(t *testing.T, dir string)
	}{
		{"no statistics", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, statisticsName)) }},
		{"a bit of the statistics", func(t *testing.T, dir string) { flip(t, filepath.Join(dir, statisticsName), 200) }},
		{"a bit of a segment", func(t *testing.T, dir string) { flip(t, segment(t, dir), 5000) }},
		{"no segment", func(t *testing.T, dir string) { remove(t, segment(t, dir)) }},
		{"half a segment", func(t *testing.T, dir string) {
			if err := os.Truncate(segment(t, dir), 9000); err != nil {
				t.Fatal(err)
			}
		}},
		{"a bit of the root", func(t *testing.T, dir string) { flip(t, filepath.Join(dir, storeName, "store", "root.bolt"), 4097) }},
		{"nothing there", func(t *testing.T, dir string) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			before := filepath.Join(folder, "before")
			if err := os.CopyFS(before, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			tt.spoil(t, before)
			got, err := Update(filepath.Join(folder, "after"), before, Site{Pages: changed})
			if err != nil {
				t.Fatal(err)
			}
			defer got.Close()
			compareAnswers(t, tt.name, got, want)
		})
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
}

func TestEntryKeyHoldsEveryField(t *testing.T) {
	e := Page{
		ID: "a", Title: "b", Body: "c", Type: "d", Procuratorate: "e", Line: "f", Year: "g",
		Sections: []Section{{"h", "i", 1}}, Codes: []string{"j"},
	}
	seen := map[entryKey]string{keyOf(&e): "unchanged"}
	note := func(what string, p Page) {
		k := keyOf(&p)
		if other, ok := seen[k]; ok {
			t.Errorf("%s and %s have one key", what, other)
		}
		seen[k] = what
	}
	v := reflect.ValueOf(e)
	for i := range v.NumField() {
		changed := e
		name := v.Type().Field(i).Name
		switch f := reflect.ValueOf(&changed).Elem().Field(i); f.Kind() {
		case reflect.String:
			f.SetString(f.String() + "x")
		case reflect.Slice:
			f.SetZero()
		default:
			t.Fatalf("%s: the test knows no %s", name, f.Kind())
		}
		note(name, changed)
	}
	for i := range reflect.TypeFor[Section]().NumField() {
		changed := e
		changed.Sections = slices.Clone(e.Sections)
		switch f := reflect.ValueOf(&changed.Sections[0]).Elem().Field(i); f.Kind() {
		case reflect.Int:
			f.SetInt(2)
		default:
			f.SetString("x")
		}
		note("section "+reflect.TypeFor[Section]().Field(i).Name, changed)
	}
	shifted := e
	shifted.Title, shifted.Body = "bc", ""
	note("text moved to the next field", shifted)
	codes := e
	codes.Codes = strings.Split("j ", " ")
	note("an empty code", codes)
}
