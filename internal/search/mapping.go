package search

import (
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"
)

// newMapping says how Bleve ranks. What it is to index it is handed term by term
// (document.go), so the mapping has no fields and names no analyzer of ours.
func newMapping() mapping.IndexMapping {
	m := mapping.NewIndexMapping()
	m.ScoringModel = index.BM25Scoring
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	m.DefaultMapping = mapping.NewDocumentDisabledMapping()
	return m
}
