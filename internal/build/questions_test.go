package build

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/search"
	"anjian/internal/searchtest"
)

var sample struct {
	once sync.Once
	made map[string]*rendered
}

// sampleEditions makes both editions of the repository's sample in memory, once for all tests: none changes them.
func sampleEditions(t testing.TB) map[string]*rendered {
	t.Helper()
	sample.once.Do(func() { sample.made = editionsOf(t, "../..") })
	if sample.made == nil {
		t.Fatal("the sample could not be made")
	}
	return sample.made
}

// sampleEdition is 内部 of them.
func sampleEdition(t testing.TB) *rendered {
	t.Helper()
	return sampleEditions(t)[edition.Inside]
}

type index struct {
	*search.Index
	entries int
}

func (x index) search(q searchtest.Question, size int) (search.Results, error) {
	return x.Search(search.Query{
		Text: q.Text, Type: q.Type, Procuratorate: q.Procuratorate, Line: q.BusinessLine, Year: q.Year, Size: size,
	})
}

func (x index) Found(q searchtest.Question) ([]string, error) {
	res, err := x.search(q, x.entries)
	var ids []string
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids, err
}

func (x index) Answer(q searchtest.Question) ([]byte, error) {
	res, err := x.search(q, 10)
	if err != nil {
		return nil, err
	}
	return json.Marshal(res)
}

// publishedClient runs the script that pages of a tree load, and lets it read the tree.
func publishedClient(t testing.TB, files tree) *searchtest.Client {
	t.Helper()
	var scripts []string
	for name, data := range files {
		if strings.HasPrefix(name, "assets/search.") && strings.HasSuffix(name, ".js") {
			scripts = append(scripts, string(data))
		}
	}
	if len(scripts) != 1 {
		t.Fatalf("%d search clients are published", len(scripts))
	}
	c, err := searchtest.NewClient(func(name string) ([]byte, bool) {
		data, ok := files[name]
		return data, ok
	}, scripts...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// searchedSample is the sample's search: what Bleve indexed, the pages as a reader sees them, and
// the ids of the entries by number.
func searchedSample(t *testing.T, made *rendered) (x index, seen []searchtest.Page, ids []string) {
	t.Helper()
	bleve, err := search.Build(filepath.Join(t.TempDir(), "index"), made.search)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bleve.Close() })
	for _, p := range made.search.Pages {
		ids = append(ids, p.ID)
		seen = append(seen, searchtest.Page{
			ID: p.ID, Title: p.Title, Body: p.Body, Codes: p.Codes,
			Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
		})
	}
	slices.Sort(ids) // entries are numbered so
	return index{bleve, len(ids)}, seen, ids
}

// In the sample site Bleve and the published client find exactly the pages that hold what was
// asked for, and show them alike. So they do for a thousand trees out of the sample's own words and synonyms.
func TestSearchOfTheSampleByQuestions(t *testing.T) {
	made := sampleEdition(t)
	x, seen, ids := searchedSample(t, made)
	library := searchtest.NewLibrary(seen)
	t.Run("questions", func(t *testing.T) {
		data, err := os.ReadFile("../search/testdata/questions-sample.tsv")
		if err != nil {
			t.Fatal(err)
		}
		list, err := searchtest.ReadQuestions(string(data))
		if err != nil {
			t.Fatal(err)
		}
		searchtest.Check(t, library, list, x, publishedClient(t, made.tree), ids)
	})
	t.Run("trees", func(t *testing.T) {
		list := searchtest.Trees(1, 1000, seen, made.search.Synonyms.Groups())
		searchtest.CheckTrees(t, library, list, x,
			func() (*searchtest.Client, error) { return publishedClient(t, made.tree), nil }, ids)
	})
}
