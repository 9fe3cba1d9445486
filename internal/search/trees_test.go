package search

import (
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

// runTrees asks a thousand trees of a site, a hundred under -short.
func runTrees(t *testing.T, of Site) {
	t.Helper()
	t.Parallel()
	s := newSite(t, of)
	scripts := clientScripts(t)
	pages := seen(s.Pages)
	n := 1000
	if testing.Short() {
		n = 100
	}
	list := searchtest.Trees(1, n, pages, s.Synonyms.Groups())
	checkKinds(t, s, list)
	searchtest.CheckTrees(t, searchtest.NewLibrary(pages), list, bleveSide{s.index}, func() (*searchtest.Client, error) {
		return searchtest.NewClient(s.read, scripts...)
	}, s.index.stats.IDs)
}

func TestClientRanksTreesAsBleveDoes(t *testing.T) { runTrees(t, inventedSite(180)) }

func TestClientRanksTreesOfLawsAsBleveDoes(t *testing.T) {
	synonyms := NewSynonyms([][]string{{"刑诉法", "刑事诉讼法"}, {"监委", "监察委", "监察委员会"}, {"社矫", "社区矫正"}, {"不捕", "不批准逮捕"}})
	runTrees(t, Site{Pages: shelved(lawPages(t)), Synonyms: synonyms})
}
