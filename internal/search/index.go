package search

import (
	"context"
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
)

// formatVersion stands for the analysis, the ranking and the layout of shards.
// Raise it with any change to one of them: it names the shard folder, and an index
// built under another version is not opened.
const formatVersion = 3

// An Index is a Bleve store opened for reading. Its methods may be called from
// several goroutines.
type Index struct {
	bleve     bleve.Index // nil if there are no pages
	stats     statistics
	number    map[string]int // of each entry by its ID
	synonyms  *Synonyms
	suggester *suggester
}

// Build indexes a site into the new folder dir and opens it.
func Build(dir string, site Site) (*Index, error) { return Update(dir, "", site) }

// Update makes the index of a site in the new folder dir as Build does, from an older one in
// the folder before as far as that serves: what did not change is linked, not made again. The
// older index stays as it is and may be read meanwhile. "" stands for none.
func Update(dir, before string, site Site) (*Index, error) {
	s, entries, err := newStatistics(site)
	if err == nil {
		err = s.makeStore(context.Background(), dir, before, entries)
	}
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	return Open(dir)
}

// Open opens what Build made, for reading only; several may be open at once.
func Open(dir string) (*Index, error) {
	bound()
	stats, err := readStatistics(dir)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	x := &Index{stats: *stats, synonyms: NewSynonyms(stats.Synonyms)}
	if x.suggester, err = newSuggester([]byte(stats.Suggestions)); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	x.number = make(map[string]int, len(x.stats.IDs))
	for i, id := range x.stats.IDs {
		x.number[id] = i
	}
	if len(x.stats.IDs) == 0 {
		return x, nil
	}
	if x.bleve, err = openStore(dir, map[string]any{"read_only": true}, len(x.stats.IDs)); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	return x, nil
}

// Close releases the store.
func (x *Index) Close() error {
	if x.bleve == nil {
		return nil
	}
	return x.bleve.Close()
}

// bm25 returns the statistics that Bleve's ranking is to use. Filter fields score
// nothing but must be listed.
func (x *Index) bm25() map[string]any {
	n := len(x.stats.IDs)
	stats := &search.BM25Stats{DocCount: float64(n), FieldCardinality: map[string]int{}}
	for f, field := range fields {
		stats.FieldCardinality[field.name] = max(x.stats.Tokens[f], 1)
	}
	for _, name := range facetNames {
		stats.FieldCardinality[name] = n
	}
	return map[string]any{search.BM25PreSearchDataKey: stats}
}
