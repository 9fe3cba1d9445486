package search

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// batchBytes is how much text is handed to Bleve at a time. Memory grows with it, by some two
// hundred times as much for each worker; each batch stays a segment of its own, and searching
// takes longer the more there are: a very large site has madeBatches of them, larger ones.
const (
	batchBytes  = 1 << 18
	madeBatches = 64
)

func batchSize(entries []Page) int { return max(batchBytes, size(entries)/madeBatches) }

// writing tells Bleve to put each batch on disk as it is and to merge none: merging costs as much as
// writing anew what a batch replaces, and updates see to it that batches stay few.
func writing() map[string]any {
	return map[string]any{
		"scorchPersisterOptions": map[string]any{"MemoryPressurePauseThreshold": 0},
		"scorchMergePlanOptions": map[string]any{"MaxSegmentsPerTier": 1 << 20, "FloorSegmentSize": 1},
	}
}

// openStore opens the Bleve store in dir, which must hold so many entries.
func openStore(dir string, config map[string]any, entries int) (bleve.Index, error) {
	x, err := bleve.OpenUsing(filepath.Join(dir, storeName), config)
	if err != nil {
		return nil, err
	}
	n, err := x.DocCount()
	if err == nil && n != uint64(entries) {
		err = fmt.Errorf("%d entries in the store instead of %d", n, entries)
	}
	if err != nil {
		return nil, errors.Join(err, x.Close())
	}
	return x, nil
}

// makeStore fills the new folder dir, from the store in the folder before as far as it serves.
func (s *statistics) makeStore(ctx context.Context, dir, before string, entries []Page) error {
	if list, err := os.ReadDir(dir); err == nil && len(list) > 0 {
		return fmt.Errorf("%s is not empty", dir)
	}
	if before == "" || s.update(ctx, dir, before, entries) != nil { // then nothing of it serves
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		if err := s.fill(ctx, dir, entries); err != nil {
			return err
		}
	}
	for _, n := range s.Lengths {
		for f := range n {
			s.Tokens[f] += n[f]
		}
	}
	return s.write(dir)
}

// newStatistics is what is known of a site before its entries are taken apart.
func newStatistics(site Site) (*statistics, []Page, error) {
	entries, err := prepare(site.Pages)
	if err != nil {
		return nil, nil, err
	}
	s := &statistics{
		Format: formatVersion, Program: site.Cache.whose(), cache: site.Cache,
		Synonyms: site.Synonyms.Groups(), Suggestions: string(Suggestions(site)), IDs: make([]string, len(entries)),
		Keys: make([]entryKey, len(entries)), Lengths: make([][fieldCount]int, len(entries)), Batches: make([]int, len(entries)),
	}
	for i := range entries {
		s.IDs[i], s.Keys[i] = entries[i].ID, keyOf(&entries[i])
	}
	for f, facet := range facets(site, entries) {
		s.Values[f] = facet.values
	}
	return s, entries, nil
}

// fill writes all entries into a new store, batches side by side.
func (s *statistics) fill(ctx context.Context, dir string, entries []Page) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if len(entries) == 0 { // which Bleve would not open again
		return nil
	}
	x, err := bleve.NewUsing(filepath.Join(dir, storeName), newMapping(), scorch.Name, scorch.Name, writing())
	if err != nil {
		return err
	}
	batches := s.cut(entries)
	failed := make([]error, len(batches))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) { // more would need more memory than a small machine has
		workers.Go(func() {
			for i := range next {
				failed[i] = s.put(ctx, x, entries, batches[i], nil)
			}
		})
	}
	for i := range batches {
		next <- i
	}
	close(next)
	workers.Wait()
	if err := errors.Join(append(failed, x.Close())...); err != nil {
		return err
	}
	s.Files, err = files(dir, nil)
	return err
}

// cut divides entries into batches.
func (s *statistics) cut(entries []Page) [][]int {
	var batches [][]int
	s.Sizes = nil
	room, most := 0, batchSize(entries)
	for i := range entries {
		if room <= 0 {
			batches, room = append(batches, nil), most
		}
		last := len(batches) - 1
		batches[last] = append(batches[last], i)
		room -= len(entries[i].Body)
		s.Batches[i] = last
	}
	for _, b := range batches {
		s.Sizes = append(s.Sizes, len(b))
	}
	return batches
}

// put writes some entries, and removes others, in one batch.
func (s *statistics) put(ctx context.Context, x bleve.Index, entries []Page, list []int, gone []string) error {
	b := x.NewBatch()
	at := new(locations)
	for _, i := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		a := s.cache.analysis(&entries[i])
		s.Lengths[i] = a.lengths
		d, err := newDocument(&entries[i], a, at)
		if err != nil {
			return err
		}
		if err := b.IndexAdvanced(d); err != nil {
			return err
		}
	}
	for _, id := range gone {
		b.Delete(id)
	}
	return x.Batch(b)
}
