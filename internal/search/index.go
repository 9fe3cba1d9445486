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
const formatVersion = 1

// An Index is a Bleve store opened for reading. Its methods may be called from
// several goroutines.
type Index struct {
	bleve bleve.Index // nil if there are no pages
	stats statistics
}

// statistics is the file that lies beside the Bleve store. Bleve's own average
// field length counts distinct terms per segment; the true totals are needed for
// scores that do not depend on how the store was built.
type statistics struct {
	Format      int
	TitleTokens int
	BodyTokens  int
	IDs, Types  []string // of every entry, in order
}

const (
	storeName      = "store.bleve"
	statisticsName = "statistics.json"
)

// Build indexes pages into the new folder dir and opens it. progress, if not nil,
// is told how many of how many entries are in.
func Build(dir string, pages []Page, progress func(done, total int)) (*Index, error) {
	if err := register(); err != nil {
		return nil, err
	}
	entries, err := prepare(pages)
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
	stats := statistics{Format: formatVersion}
	for _, e := range entries {
		stats.TitleTokens += count(e.Title)
		stats.BodyTokens += count(e.Body)
		stats.IDs, stats.Types = append(stats.IDs, e.ID), append(stats.Types, e.Type)
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
	for i, e := range entries {
		r := record{e.Title, e.Body, e.Type, e.Procuratorate, e.Line, e.Year}
		if err := b.Index(e.ID, r); err != nil {
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
	return map[string]any{search.BM25PreSearchDataKey: &search.BM25Stats{
		DocCount: float64(n),
		FieldCardinality: map[string]int{
			"Title": max(x.stats.TitleTokens, 1), "Body": max(x.stats.BodyTokens, 1), "Type": n,
		},
	}}
}
