package search

import (
	"path/filepath"
	"testing"

	"github.com/blevesearch/bleve/v2/search/searcher"
)

// What Bleve leaves unlimited has a limit as soon as an index is open, and no character of the index comes near it.
func TestQueriesAreBounded(t *testing.T) {
	x, err := Build(filepath.Join(t.TempDir(), "store"), Site{Pages: []Page{{ID: "a.html", Title: "甲", Body: "甲乙丙丁"}}})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if n := searcher.DisjunctionMaxClauseCount; n != maxClauses {
		t.Errorf("one word may stand for %d terms; want at most %d", n, maxClauses)
	}
	if r, err := x.Search(Query{Text: "甲"}); err != nil || r.Total != 1 {
		t.Errorf("a character finds %d pages (%v)", r.Total, err)
	}
}
