package search

import (
	"strings"

	"github.com/blevesearch/bleve/v2/search/query"
)

// say puts a tree in Bleve's words. The client knows exactly these shapes
// (search-rank.js): term, phrase, unscored prefix, disjunction, conjunction, exclusion.
func (x *Index) say(n *node) query.Query {
	switch n.kind {
	case wordNode:
		return n.word()
	case anyOf:
		return query.NewDisjunctionQuery(x.all(n.children))
	case facetNode:
		return anyValue(n.facet, x.valuesOf(n))
	}
	// A conjunction of its own even for one child: Bleve takes an exclusion from everything
	// if what must match is known to match nothing.
	must := query.NewConjunctionQuery(append(x.all(n.children), everything()))
	if len(n.without) == 0 {
		return must
	}
	q := query.NewBooleanQuery(nil, nil, x.all(n.without))
	q.Must = must
	return q
}

func (x *Index) all(nodes []*node) []query.Query {
	list := make([]query.Query, len(nodes))
	for i, n := range nodes {
		list[i] = x.say(n)
	}
	return list
}

// everything matches every entry and scores nothing.
func everything() query.Query {
	q := query.NewMatchAllQuery()
	q.SetBoost(0)
	return q
}

// anyValue matches the entries that have one of some values of a filter, without a share in
// the score.
func anyValue(facet string, values []string) query.Query {
	if len(values) == 0 {
		return query.NewDisjunctionQuery([]query.Query{noValue(facet)})
	}
	list := make([]query.Query, len(values))
	for i, v := range values {
		list[i] = oneValue(facet, v)
	}
	return query.NewDisjunctionQuery(list)
}

func oneValue(facet, value string) query.Query {
	q := query.NewTermQuery(value)
	q.SetField(facet)
	q.SetBoost(0)
	return q
}

// noValue matches nothing: no value holds a line feed.
func noValue(facet string) query.Query { return oneValue(facet, "\n") }

// word looks for a phrase in every field, or in the one that is asked for.
func (n *node) word() query.Query {
	var list []query.Query
	for f := range fieldCount {
		if n.searches(field(f)) {
			list = append(list, n.phrase.query(fields[f].name, fields[f].boost*n.boost))
		}
	}
	return query.NewDisjunctionQuery(list)
}

// searches reports whether a word is looked for in a field.
func (n *node) searches(f field) bool {
	switch n.field {
	case "title":
		return f == titleField
	case "code":
		return f == codeField
	}
	return true
}

// query returns the phrase as Bleve sees it in one field.
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

// valuesOf returns the values that a filter word of a query means: those equal to it or, if
// there is none, those that hold it.
func (x *Index) valuesOf(n *node) []string {
	var equal, holding []string
	for f, name := range facetNames {
		if name != n.facet {
			continue
		}
		for _, v := range x.stats.Values[f] {
			switch folded := foldText(v); {
			case v == "":
			case folded == n.value:
				equal = append(equal, v)
			case strings.Contains(folded, n.value):
				holding = append(holding, v)
			}
		}
	}
	if len(equal) > 0 {
		return equal
	}
	return holding
}
