package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
)

// formatVersion stands for the analysis, the ranking and the layout of shards.
// Raise it with any change to one of them: it names the shard folder, and an index
// built under another version is not opened.
const formatVersion = 2

// An Index is a Bleve store opened for reading. Its methods may be called from
// several goroutines.
type Index struct {
	bleve     bleve.Index // nil if there are no pages
	stats     statistics
	number    map[string]int // of each entry by its ID
	synonyms  *Synonyms
	suggester *suggester
}

// statistics is the file that lies beside the Bleve store. Bleve's own average
// field length counts distinct terms per segment; the true totals are needed for
// scores that do not depend on how the store was built.
type statistics struct {
	Format   int
	Tokens   [fieldCount]int
	IDs      []string             // of every entry, in order
	Values   [facetCount][]string // of the filters, in the order in which they are listed
	Synonyms [][]string
}

const (
	storeName      = "store.bleve"
	statisticsName = "statistics.json"
)

// Build indexes a site into the new folder dir and opens it. progress, if not nil,
// is told how many of how many entries are in.
func Build(dir string, site Site, progress func(done, total int)) (*Index, error) {
	if err := register(); err != nil {
		return nil, err
	}
	entries, err := prepare(site.Pages)
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return nil, fmt.Errorf("build index: %s is not empty", dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	if len(entries) > 0 { // Bleve's builder fails on nothing
		if err := fill(dir, entries, progress); err != nil {
			return nil, fmt.Errorf("build index: %w", err)
		}
	}
	stats := statistics{Format: formatVersion, Synonyms: site.Synonyms.Groups()}
	for i := range entries {
		for f, text := range texts(&entries[i]) {
			stats.Tokens[f] += count(text)
		}
		stats.IDs = append(stats.IDs, entries[i].ID)
	}
	for f, facet := range facets(site, entries) {
		stats.Values[f] = facet.values
	}
	data, err := json.Marshal(stats)
	if err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, statisticsName), data, 0o644); err != nil {
		return nil, fmt.Errorf("build index: %w", err)
	}
	return Open(dir)
}

func fill(dir string, entries []Page, progress func(done, total int)) (err error) {
	// Small batches: memory grows with the batch, the store does not shrink.
	b, err := bleve.NewBuilder(filepath.Join(dir, storeName), newMapping(),
		map[string]any{"batchSize": 100, "buildPathPrefix": dir})
	if err != nil {
		return err
	}
	defer func() {
		if cerr := b.Close(); err == nil {
			err = cerr
		}
	}()
	for i := range entries {
		r, err := recordOf(&entries[i])
		if err != nil {
			return err
		}
		if err := b.Index(entries[i].ID, r); err != nil {
			return err
		}
		if progress != nil {
			progress(i+1, len(entries))
		}
	}
	return nil
}

// Open opens what Build made, for reading only; several may be open at once.
func Open(dir string) (*Index, error) {
	if err := register(); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(dir, statisticsName))
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	x := &Index{}
	if err := json.Unmarshal(data, &x.stats); err != nil {
		return nil, fmt.Errorf("open index: %s: %w", statisticsName, err)
	}
	if x.stats.Format != formatVersion {
		return nil, fmt.Errorf("open index: format %d; this program reads %d", x.stats.Format, formatVersion)
	}
	x.synonyms, x.suggester = NewSynonyms(x.stats.Synonyms), &suggester{}
	x.number = make(map[string]int, len(x.stats.IDs))
	for i, id := range x.stats.IDs {
		x.number[id] = i
	}
	if len(x.stats.IDs) == 0 {
		return x, nil
	}
	x.bleve, err = bleve.OpenUsing(filepath.Join(dir, storeName), map[string]any{"read_only": true})
	if err != nil {
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
