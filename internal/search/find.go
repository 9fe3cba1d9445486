package search

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// Search answers q. Order: score, then id; without scored words see unscored.go.
func (x *Index) Search(q Query) (Results, error) { return x.SearchContext(context.Background(), q) }

// SearchContext answers q until ctx ends.
func (x *Index) SearchContext(ctx context.Context, q Query) (Results, error) {
	if q.Size <= 0 {
		q.Size = 10
	}
	q.From = max(q.From, 0)
	asked := parseQuery(q.Text, q.Plain, x.synonyms)
	res := Results{Words: []string{}, Also: []Expansion{}, Places: []Suggestion{}, Hits: []Hit{}}
	res.Words, res.Also = append(res.Words, asked.words...), append(res.Also, asked.also...)
	res.Places = append(res.Places, x.suggester.named(q.Text)...)
	if asked.root == nil || len(x.stats.IDs) == 0 {
		res.Facets = x.counted(&answer{})
		return res, nil
	}
	a, err := x.ask(ctx, q, asked.root)
	if err != nil {
		return Results{}, fmt.Errorf("search: %w", err)
	}
	res.Total, res.All, res.Hits = a.total, a.all, a.hits
	res.Facets = x.counted(a)
	for i := range res.Hits {
		if err := x.show(ctx, &res.Hits[i], asked.root); err != nil {
			return Results{}, fmt.Errorf("search: %w", err)
		}
	}
	return res, nil
}

// An answer is what a query found, not yet for display.
type answer struct {
	total, all int
	hits       []Hit
	facets     [facetCount]map[string]int
}

// ask puts a tree to Bleve with all filters; then, for each filter that is set, without this
// one, so that the counts of its other values stay; and without any.
func (x *Index) ask(ctx context.Context, q Query, root *node) (*answer, error) {
	a := &answer{hits: []Hit{}}
	filters := q.filters()
	scored := root.scored()
	req := x.request(x.filtered(root, filters), q.Size, q.From, scored)
	if !scored {
		req.Size, req.From = len(x.stats.IDs), 0 // put in order below
	}
	set := 0
	for f, v := range filters {
		if v == "" {
			req.AddFacet(facetNames[f], bleve.NewFacetRequest(facetNames[f], len(x.stats.IDs)))
		} else {
			set++
		}
	}
	found, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, err
	}
	a.total, a.all = int(found.Total), int(found.Total)
	a.take(found)
	for _, h := range found.Hits {
		a.hits = append(a.hits, Hit{ID: h.ID, Score: h.Score})
	}
	if !scored {
		if err := x.order(root, q, a); err != nil {
			return nil, err
		}
	}
	for f, v := range filters {
		if v == "" {
			continue
		}
		others := filters
		others[f] = ""
		req := x.request(x.filtered(root, others), 0, 0, false)
		req.AddFacet(facetNames[f], bleve.NewFacetRequest(facetNames[f], len(x.stats.IDs)))
		if found, err = x.bleve.SearchInContext(ctx, req); err != nil {
			return nil, err
		}
		a.take(found)
		if set == 1 {
			a.all = int(found.Total)
		}
	}
	if set > 1 {
		if found, err = x.bleve.SearchInContext(ctx, x.request(x.filtered(root, [facetCount]string{}), 0, 0, false)); err != nil {
			return nil, err
		}
		a.all = int(found.Total)
	}
	return a, nil
}

func (x *Index) request(q query.Query, size, from int, scored bool) *bleve.SearchRequest {
	req := bleve.NewSearchRequestOptions(q, size, from, false)
	if scored {
		req.PreSearchData = x.bm25()
		req.SortBy([]string{"-_score", "_id"})
	} else {
		req.Score = "none"
		req.SortBy([]string{"_id"})
	}
	return req
}

// filtered joins a tree with filters. It is a conjunction in any case: a lone word would be
// scored in another way.
func (x *Index) filtered(root *node, filters [facetCount]string) query.Query {
	list := []query.Query{x.say(root), everything()}
	for f, v := range filters {
		if v != "" {
			list = append(list, oneValue(facetNames[f], v))
		}
	}
	return query.NewConjunctionQuery(list)
}

// order puts the hits of an unscored tree in order and keeps those that are wanted.
func (x *Index) order(root *node, q Query, a *answer) error {
	scores, err := x.densities(root)
	if err != nil {
		return err
	}
	for i := range a.hits {
		a.hits[i].Score = scores[x.number[a.hits[i].ID]]
	}
	slices.SortStableFunc(a.hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	from := min(q.From, len(a.hits))
	a.hits = a.hits[from:min(from+q.Size, len(a.hits))]
	return nil
}

// take keeps the counts of the facets that were asked for.
func (a *answer) take(found *bleve.SearchResult) {
	for f, name := range facetNames {
		if result := found.Facets[name]; result != nil {
			a.facets[f] = map[string]int{}
			for _, t := range result.Terms.Terms() {
				a.facets[f][t.Term] = t.Count
			}
		}
	}
}

// counted puts the counts of an answer in the order in which they are listed.
func (x *Index) counted(a *answer) Facets {
	var lists [facetCount][]Count
	for f := range lists {
		lists[f] = []Count{}
		for _, v := range x.stats.Values[f] {
			if n := a.facets[f][v]; n > 0 && v != "" {
				lists[f] = append(lists[f], Count{v, n})
			}
		}
	}
	slices.SortStableFunc(lists[typeFacet], func(a, b Count) int { return cmp.Compare(b.Count, a.Count) })
	return Facets{lists[typeFacet], lists[procuratorateFacet], lists[lineFacet], lists[yearFacet]}
}
