package search

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"
	index "github.com/blevesearch/bleve_index_api"
)

// Names of our analyzers; Bleve writes them into the store.
const (
	hanAnalyzer   = "anjian_han"
	wholeAnalyzer = "anjian_whole" // the value is the one term
)

// register makes our analyzers known to Bleve, whose registry is global and takes
// each name once.
var register = sync.OnceValue(func() error {
	for name, a := range map[string]analysis.Analyzer{hanAnalyzer: hanAnalysis{}, wholeAnalyzer: wholeAnalysis{}} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return a, nil })
		if err != nil {
			return fmt.Errorf("register analyzer: %w", err)
		}
	}
	return nil
})

type hanAnalysis struct{}

func (hanAnalysis) Analyze(text []byte) analysis.TokenStream {
	tokens := make([]analysis.Token, 0, len(text)/3+1)
	terms := make([]byte, 0, 2*len(text)+8)
	scan(string(text), func(t token) {
		from := len(terms)
		terms = append(terms, t.term...)
		tokens = append(tokens, analysis.Token{
			Term: terms[from:len(terms):len(terms)], Position: t.pos, Start: t.start, End: t.end, Type: analysis.Ideographic,
		})
	})
	stream := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		stream[i] = &tokens[i]
	}
	return stream
}

type wholeAnalysis struct{}

func (wholeAnalysis) Analyze(text []byte) analysis.TokenStream {
	if len(text) == 0 {
		return nil
	}
	return analysis.TokenStream{{Term: text, Position: 1, End: len(text), Type: analysis.AlphaNumeric}}
}

// A record is an entry as Bleve stores it.
type record struct {
	Title, Heading, Body, Code string
	Sections                   string // JSON, kept for display only
	Type                       string `json:"type"`
	Procuratorate              string `json:"procuratorate"`
	Line                       string `json:"line"`
	Year                       string `json:"year"`
}

func recordOf(e *Page) (record, error) {
	sections, err := json.Marshal(e.Sections)
	if err != nil {
		return record{}, err
	}
	t := texts(e)
	return record{
		Title: t[titleField], Heading: t[headingField], Body: t[bodyField], Code: t[codeField], Sections: string(sections),
		Type: e.Type, Procuratorate: e.Procuratorate, Line: e.Line, Year: e.Year,
	}, nil
}

func newMapping() mapping.IndexMapping {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultAnalyzer = hanAnalyzer
	d := mapping.NewDocumentMapping()
	d.Dynamic = false
	for f, field := range fields {
		t := mapping.NewTextFieldMapping()
		t.Analyzer, t.IncludeInAll, t.DocValues, t.IncludeTermVectors = hanAnalyzer, false, false, true
		t.Store = f != int(headingField) // headings are shown from Sections
		d.AddFieldMappingsAt(field.name, t)
	}
	kept := mapping.NewTextFieldMapping()
	kept.Index, kept.IncludeInAll, kept.DocValues, kept.IncludeTermVectors = false, false, false, false
	d.AddFieldMappingsAt("Sections", kept)
	for _, name := range facetNames {
		t := mapping.NewTextFieldMapping()
		t.Analyzer, t.Store, t.IncludeInAll, t.DocValues, t.IncludeTermVectors = wholeAnalyzer, true, false, true, false
		d.AddFieldMappingsAt(name, t)
	}
	m.DefaultMapping = d
	return m
}
