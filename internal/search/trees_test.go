package search

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"anjian/internal/searchtest"
)

// checkKinds fails if trees are less varied than they should be.
func checkKinds(t *testing.T, s *site, list []searchtest.Question) {
	t.Helper()
	kinds := map[string]int{}
	for _, q := range list {
		p := parseQuery(q.Text, false, s.Synonyms)
		text := tree(p.root)
		_, depth := measure(p.root)
		for name, holds := range map[string]bool{
			"or": strings.Contains(text, "any("), "not": strings.Contains(text, " -"), "synonym": len(p.also) > 0,
			"field": strings.Contains(text, "title'"), "filter word": strings.Contains(text, "='"),
			"filter": q.Type+q.Procuratorate+q.BusinessLine+q.Year != "",
			"depth":  depth > 2, "no scored word": p.root != nil && !p.root.scored(),
		} {
			if holds {
				kinds[name]++
			}
		}
	}
	t.Logf("%d trees: %v", len(list), kinds)
	for _, name := range []string{"or", "not", "synonym", "field", "filter word", "filter", "depth", "no scored word"} {
		if kinds[name] < len(list)/20 {
			t.Errorf("%d of %d trees have: %s", kinds[name], len(list), name)
		}
	}
}

// unshown answers without drawing results, which no tree compares.
type unshown struct{ bleveSide }

func (s unshown) Answer(q searchtest.Question) ([]byte, error) {
	query := askedOf(q)
	query.Size = 10
	a, err := s.ask(context.Background(), query, parseQuery(q.Text, false, s.synonyms).root)
	if err != nil {
		return nil, err
	}
	return json.Marshal(Results{Total: a.total, All: a.all, Facets: s.counted(a), Hits: a.hits})
}

// runTrees asks so many trees of a site, a hundred at most under -short.
func runTrees(t *testing.T, s *site, n int) {
	t.Helper()
	t.Parallel()
	scripts := clientScripts(t)
	pages := seen(s.Pages)
	if testing.Short() {
		n = min(n, 100)
	}
	// Which mark stands inside a word is not kept, so truths with one are too narrow (最高人民法院、最高人民检察院).
	list := slices.DeleteFunc(searchtest.Trees(1, n+n/10, pages, s.Synonyms.Groups()), func(q searchtest.Question) bool {
		return strings.Contains(q.Truth, "、")
	})
	if len(list) < n {
		t.Fatalf("%d trees; want %d", len(list), n)
	}
	list = list[:n]
	checkKinds(t, s, list)
	searchtest.CheckTrees(t, searchtest.NewLibrary(pages), list, unshown{bleveSide{s.index}}, func() (*searchtest.Client, error) {
		return searchtest.NewClient(s.read, scripts...)
	}, s.index.stats.IDs)
}

// The sample's own words and those of the laws are asked for in a thousand trees.
func TestClientRanksTreesAsBleveDoes(t *testing.T) { runTrees(t, newSite(t, inventedSite(180)), 300) }
