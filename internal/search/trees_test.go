package search

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"anjian/internal/searchtest"
)

// rankScript gives everything that is found, without loading what would be shown of it.
const rankScript = `function ranked(q) {
	return AJ.index.ready().then(function (meta) {
		var p = AJ.query.parse(q.text, false, meta.synonyms);
		if (!p.root) return null;
		return AJ.rank(p.root, q).then(function (a) {
			return {
				total: a.total, all: a.all, facets: a.facets, entries: a.hits.map(function (h) { return h[0]; }),
				scores: a.hits.slice(0, 10).map(function (h) { return h[1]; })
			};
		});
	});
}`

// A ranking is what ranked gives.
type ranking struct {
	Total, All int
	Facets     Facets
	Entries    []int
	Scores     []float64
}

func (c *client) rank(t testing.TB, q Query) ranking {
	t.Helper()
	in, err := json.Marshal(map[string]any{
		"text": q.Text, "type": q.Type, "procuratorate": q.Procuratorate, "line": q.Line, "year": q.Year,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.vm.Set("input", string(in)); err != nil {
		t.Fatal(err)
	}
	c.run(t, `var output = "", failure = "";
	ranked(JSON.parse(input)).then(function (r) { output = JSON.stringify(r); }, function (e) { failure = String(e); });`)
	if f := c.vm.Get("failure").String(); f != "" {
		t.Fatalf("client: %q: %s", q.Text, f)
	}
	var r ranking
	if err := json.Unmarshal([]byte(c.vm.Get("output").String()), &r); err != nil {
		t.Fatalf("client: %q: %v", q.Text, err)
	}
	return r
}

// pagesSeen are the pages of a site as somebody sees them who does not know search.
func pagesSeen(of Site) []searchtest.Page {
	var list []searchtest.Page
	for _, p := range of.Pages {
		list = append(list, searchtest.Page{
			ID: p.ID, Title: p.Title, Body: p.Body, Codes: p.Codes,
			Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
		})
	}
	return list
}

// compareTrees holds Bleve against the client, and both against the truth.
func compareTrees(t *testing.T, s *site, list []searchtest.Question) {
	t.Helper()
	c := newClient(t, s)
	c.run(t, rankScript)
	library := searchtest.NewLibrary(pagesSeen(s.Site))
	empty := 0
	for _, q := range list {
		query := Query{Text: q.Text, Type: q.Type, Procuratorate: q.Procuratorate, Line: q.BusinessLine, Year: q.Year}
		want, err := s.index.Search(query)
		if err != nil {
			t.Fatalf("%+v: %v", query, err)
		}
		got := c.rank(t, query)
		if got.Total != want.Total || got.All != want.All {
			t.Errorf("%+v: client finds %d of %d, Bleve %d of %d", query, got.Total, got.All, want.Total, want.All)
		}
		if g, w := fmt.Sprint(got.Facets), fmt.Sprint(want.Facets); g != w {
			t.Errorf("%+v: client counts %s, Bleve %s", query, g, w)
		}
		if len(got.Scores) != len(want.Hits) {
			t.Errorf("%+v: client shows %d, Bleve %d", query, len(got.Scores), len(want.Hits))
			continue
		}
		for i, h := range want.Hits {
			if id := s.index.stats.IDs[got.Entries[i]]; id != h.ID || math.IsNaN(h.Score) || math.Abs(got.Scores[i]-h.Score) > 1e-9 {
				t.Errorf("%+v: hit %d is %s %v in the client, %s %v in Bleve", query, i, id, got.Scores[i], h.ID, h.Score)
				break
			}
		}
		meant, err := library.Holding(q, false)
		if err != nil {
			t.Fatalf("%s: %v", q.Text, err)
		}
		var found, hold []string
		for _, e := range got.Entries {
			found = append(found, s.index.stats.IDs[e])
		}
		for id := range meant {
			hold = append(hold, id)
		}
		slices.Sort(found)
		slices.Sort(hold)
		if !slices.Equal(found, hold) {
			t.Errorf("%q: found %d pages; %d are meant by %s", q.Text, len(found), len(hold), q.Truth)
		}
		if len(found) == 0 {
			empty++
		}
	}
	if empty > len(list)/3 {
		t.Errorf("%d of %d trees find nothing and tell little", empty, len(list))
	}
}

// checkKinds fails if trees are less varied than they should be.
func checkKinds(t *testing.T, s *site, list []searchtest.Question) {
	t.Helper()
	kinds := map[string]int{}
	for _, q := range list {
		p := parseQuery(q.Text, false, s.Synonyms)
		text := tree(p.root)
		_, depth := measure(p.root)
		for name, holds := range map[string]bool{
			"or": strings.Contains(text, "any("), "not": strings.Contains(text, "-"), "synonym": len(p.also) > 0,
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

// runTrees asks a thousand of them over a site.
func runTrees(t *testing.T, s *site) {
	t.Helper()
	list := searchtest.Trees(1, 1000, pagesSeen(s.Site), s.Synonyms.Groups())
	checkKinds(t, s, list)
	// Two at a time: a client takes one processor.
	for i := range 2 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			compareTrees(t, s, list[i*len(list)/2:(i+1)*len(list)/2])
		})
	}
}

func TestClientRanksTreesAsBleveDoes(t *testing.T) { runTrees(t, newSite(t, inventedSite(180))) }

func TestClientRanksTreesOfLawsAsBleveDoes(t *testing.T) {
	synonyms := NewSynonyms([][]string{{"刑诉法", "刑事诉讼法"}, {"监委", "监察委", "监察委员会"}, {"社矫", "社区矫正"}, {"不捕", "不批准逮捕"}})
	runTrees(t, newSite(t, Site{Pages: lawPages(t), Synonyms: synonyms}))
}
