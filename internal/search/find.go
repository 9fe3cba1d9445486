package search

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// A Query is what a reader asks for.
type Query struct {
	Text string // words; all must occur, each as an exact phrase; "…" may hold spaces
	Type string // only pages of this type; "" for all
	From int    // hits to skip
	Size int    // hits to return, 10 if 0
}

// Results are the answer to a Query.
type Results struct {
	Words []string    `json:"words"` // what was searched for, after folding
	Total int         `json:"total"` // pages found, of the type asked for
	All   int         `json:"all"`   // pages found, of any type
	Types []TypeCount `json:"types"` // pages found by type, whatever type is asked for
	Hits  []Hit       `json:"hits"`
}

// A TypeCount says how many pages of a type were found.
type TypeCount struct {
	Type  string `json:"type"`
	Count int    `json:"count"`
}

// A Hit is one page found.
type Hit struct {
	ID            string  `json:"id"`
	Score         float64 `json:"score"`
	Title         []Piece `json:"title"`
	Snippet       []Piece `json:"snippet"`
	Type          string  `json:"type"`
	Procuratorate string  `json:"procuratorate"`
	Line          string  `json:"line"`
	Year          string  `json:"year"`
}

// Weights of the two text fields.
const (
	titleBoost = 3
	bodyBoost  = 1
)

// Search answers q. Order: score, then id; for queries of single characters only,
// see searchSingles.
func (x *Index) Search(q Query) (Results, error) {
	if q.Size <= 0 {
		q.Size = 10
	}
	q.From = max(q.From, 0)
	phrases := wordsOf(q.Text)
	res := Results{Types: []TypeCount{}, Hits: []Hit{}, Words: []string{}}
	scored := 0
	for _, p := range phrases {
		res.Words = append(res.Words, p.text)
		if p.single == 0 {
			scored++
		}
	}
	if len(phrases) == 0 || len(x.stats.IDs) == 0 {
		return res, nil
	}
	find := x.searchPhrases
	if scored == 0 {
		find = x.searchSingles
	}
	if err := find(q, phrases, &res); err != nil {
		return Results{}, fmt.Errorf("search: %w", err)
	}
	slices.SortFunc(res.Types, func(a, b TypeCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Type, b.Type))
	})
	for i := range res.Hits {
		if err := x.show(&res.Hits[i], phrases); err != nil {
			return Results{}, fmt.Errorf("search: %w", err)
		}
	}
	return res, nil
}

func (x *Index) searchPhrases(q Query, phrases []phrase, res *Results) error {
	words := make([]query.Query, len(phrases))
	for i, p := range phrases {
		words[i] = query.NewDisjunctionQuery([]query.Query{
			p.query("Title", titleBoost), p.query("Body", bodyBoost),
		})
	}
	all := words[0]
	if len(words) > 1 {
		all = query.NewConjunctionQuery(words)
	}
	req := bleve.NewSearchRequestOptions(all, q.Size, q.From, false)
	req.SortBy([]string{"-_score", "_id"})
	req.PreSearchData = x.bm25()
	req.AddFacet("type", bleve.NewFacetRequest("Type", len(x.stats.IDs)))
	if q.Type != "" {
		req.Size, req.From = 0, 0
	}
	found, err := x.bleve.Search(req)
	if err != nil {
		return err
	}
	res.All, res.Total = int(found.Total), int(found.Total)
	for _, t := range found.Facets["type"].Terms.Terms() {
		res.Types = append(res.Types, TypeCount{t.Term, t.Count})
	}
	if q.Type != "" {
		only := query.NewTermQuery(q.Type)
		only.SetField("Type")
		only.SetBoost(0) // filters without a share in the score
		req := bleve.NewSearchRequestOptions(query.NewConjunctionQuery(append(words, only)), q.Size, q.From, false)
		req.SortBy([]string{"-_score", "_id"})
		req.PreSearchData = x.bm25()
		if found, err = x.bleve.Search(req); err != nil {
			return err
		}
		res.Total = int(found.Total)
	}
	for _, h := range found.Hits {
		res.Hits = append(res.Hits, Hit{ID: h.ID, Score: h.Score})
	}
	return nil
}

// query returns the phrase as Bleve sees it in one field. The client knows these
// shapes only: term, phrase, conjunction of disjunctions of them, unscored filter.
func (p phrase) query(field string, boost float64) query.Query {
	switch {
	case p.single != 0:
		// Every occurrence of a character begins a pair or is a tail.
		q := query.NewPrefixQuery(string(p.single))
		q.SetField(field)
		q.SetBoost(0)
		return q
	case len(p.terms) == 1:
		q := query.NewTermQuery(p.terms[0])
		q.SetField(field)
		q.SetBoost(boost)
		return q
	}
	slots := make([][]string, p.at[len(p.at)-1]+1)
	for i, term := range p.terms {
		slots[p.at[i]] = []string{term}
	}
	q := query.NewMultiPhraseQuery(slots, field)
	q.SetBoost(boost)
	return q
}
