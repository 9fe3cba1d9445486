package search

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
)

// moreBatches is how many batches a store may have besides those that one made anew would.
const moreBatches = 8

// errAnew says that a store is better made anew than updated.
var errAnew = errors.New("too much changed")

// update makes the store in dir from the one in the folder before: a new folder with the same
// segments, to which one batch is added. Nothing in the folder before is changed. On an error
// what is in dir is of no use, and s is as it was but for what it says of entries.
func (s *statistics) update(ctx context.Context, dir, before string, entries []Page) error {
	old, err := readStatistics(before)
	if err != nil {
		return err
	}
	list, gone, err := s.changes(old, entries)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, storeName, "store"), 0o755); err != nil {
		return err
	}
	known := map[string]storeFile{}
	for _, f := range old.Files {
		if err := link(before, dir, f); err != nil {
			return err
		}
		if filepath.Ext(f.Name) == segmentEnding {
			known[f.Name] = f
		}
	}
	if len(list)+len(gone) > 0 {
		x, err := openStore(dir, writing(), len(old.IDs))
		if err != nil {
			return err
		}
		if err := errors.Join(s.put(ctx, x, entries, list, gone), x.Close()); err != nil {
			return err
		}
	}
	s.Files, err = files(dir, known)
	return err
}

// changes tells which entries must be written to bring the store of old up to s, and which
// must be removed. It takes over what is known of the others.
func (s *statistics) changes(old *statistics, entries []Page) (list []int, gone []string, err error) {
	if len(entries) == 0 || len(old.IDs) == 0 || old.Program != s.Program {
		return nil, nil, errAnew
	}
	number := make(map[string]int, len(old.IDs))
	for j, id := range old.IDs {
		number[id] = j
	}
	live := make([][]int, len(old.Sizes)) // entries of each batch that stay
	for i, id := range s.IDs {
		j, known := number[id]
		delete(number, id)
		if !known || old.Keys[j] != s.Keys[i] {
			list = append(list, i)
			continue
		}
		b := old.Batches[j]
		if b < 0 || b >= len(live) {
			return nil, nil, errors.New("an entry of no batch")
		}
		live[b] = append(live[b], i)
		s.Lengths[i] = old.Lengths[j]
	}
	for id := range number {
		gone = append(gone, id)
	}
	slices.Sort(gone)
	list = s.gather(old, live, list, 1+size(entries)/batchSize(entries)+moreBatches)
	if 2*len(list) > len(entries) {
		return nil, nil, errAnew
	}
	return list, gone, nil
}

// gather adds to list what is better written again: the entries of batches that are mostly
// replaced, whose places Bleve keeps till the last is gone, and of the smallest batches when
// there are more than most. It numbers the batches that stay, and the new one.
func (s *statistics) gather(old *statistics, live [][]int, list []int, most int) []int {
	order := make([]int, 0, len(live))
	for b := range live {
		switch {
		case len(live[b]) == 0: // Bleve drops it
		case 2*len(live[b]) <= old.Sizes[b]:
			list = append(list, live[b]...)
		default:
			order = append(order, b)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(live[a]), len(live[b])) })
	for len(list) > 0 && len(order)+1 > most {
		list = append(list, live[order[0]]...)
		order = order[1:]
	}
	for _, b := range order {
		for _, i := range live[b] {
			s.Batches[i] = len(s.Sizes)
		}
		s.Sizes = append(s.Sizes, old.Sizes[b])
	}
	if len(list) > 0 {
		for _, i := range list {
			s.Batches[i] = len(s.Sizes)
		}
		s.Sizes = append(s.Sizes, len(list))
	}
	return list
}

func size(entries []Page) int {
	n := 0
	for i := range entries {
		n += len(entries[i].Body)
	}
	return n
}
