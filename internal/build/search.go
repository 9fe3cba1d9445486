package build

import (
	"context"
	"errors"
	"path/filepath"

	"anjian/internal/edition"
	"anjian/internal/search"
	"anjian/internal/trace"
)

// searchFolder is where the stores of an edition lie in the cache folder.
func (o Options) searchFolder(e string) string {
	name := "search"
	if e == edition.Leadership {
		name = "search-leader"
	}
	return filepath.Join(o.cache(), name)
}

// analyses is what is kept of the pages of an edition between runs, in a file of its own.
func (o Options) analyses(e string) *search.Cache {
	program := programID(o.Version)
	if program == "" {
		return nil
	}
	return search.OpenCache(filepath.Join(o.searchFolder(e), "analyses"), program)
}

// index prepares the Bleve store of an edition in the cache folder, beside the writing of files, and returns
// its name: what did not change since the last run is taken over. It is placed when the edition is published.
func (s *site) index(ctx context.Context, made *rendered) (string, error) {
	return search.Prepare(ctx, s.options.searchFolder(made.edition.Name), made.search)
}

// ErrNoIndex means that nothing has been built yet.
var ErrNoIndex = errors.New("no search index")

// OpenSearch opens the index of the last build of an edition, 内部 where none is named. A build may put another
// in its place and remove it just when it is opened: then there is a newer one.
func OpenSearch(o Options) (*search.Index, error) {
	for {
		store := o.store(o.Edition)
		if store == "" {
			return nil, ErrNoIndex
		}
		x, err := search.Open(filepath.Join(o.searchFolder(o.Edition), store))
		if err == nil || o.store(o.Edition) == store {
			return x, err
		}
	}
}

// store is the name of an edition's index in the search folder, "" where there is none.
func (o Options) store(e string) string { return search.Current(o.searchFolder(e)) }

// Explain tells how a number came about, down to at most so many rows.
func Explain(ctx context.Context, o Options, id string, rows int) (*trace.Explanation, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	return trace.Explain(s.cube, id, rows)
}
