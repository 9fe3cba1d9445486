package search

import (
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
	Title, Body, Type, Procuratorate, Line, Year string
}

func newMapping() mapping.IndexMapping {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultAnalyzer = hanAnalyzer
	d := mapping.NewDocumentMapping()
	d.Dynamic = false
	for _, name := range []string{"Title", "Body"} {
		f := mapping.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = hanAnalyzer, true, false, false, true
		d.AddFieldMappingsAt(name, f)
	}
	for _, name := range []string{"Type", "Procuratorate", "Line", "Year"} {
		f := mapping.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.DocValues, f.IncludeTermVectors = wholeAnalyzer, true, false, true, false
		d.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = d
	return m
}
