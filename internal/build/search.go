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
func (o Options) searchFolder(e edition.Edition) string {
	name := "search"
	if e.Key() != edition.Internal().Key() {
		name += "-" + e.Key()
	}
	return filepath.Join(o.cache(), name)
}

// analyses is what is kept of the pages of an edition between runs, in a file of its own.
func (o Options) analyses(e edition.Edition) *search.Cache {
	program := programID(o.Version)
	if program == "" {
		return nil
	}
	return search.OpenCache(filepath.Join(o.searchFolder(e), "analyses"), program)
}

// index prepares the Bleve store of an edition in the cache folder, beside the writing of files, and returns
// its name: what did not change since the last run is taken over. It is placed when the edition is published.
func (s *site) index(ctx context.Context, made *rendered) (string, error) {
	return search.Prepare(ctx, s.options.searchFolder(made.edition), made.search)
}

// ErrNoIndex means that nothing has been built yet.
var ErrNoIndex = errors.New("no search index")

// OpenSearch opens the index of the last build of the edition that o names, 内部 where it names none. A build may put another
// in its place and remove it just when it is opened: then there is a newer one.
func OpenSearch(o Options) (*search.Index, error) {
	e, ok := edition.Labelled(o.Edition)
	if !ok {
		return nil, ErrNoIndex
	}
	for {
		store := o.store(e)
		if store == "" {
			return nil, ErrNoIndex
		}
		x, err := search.Open(filepath.Join(o.searchFolder(e), store))
		if err == nil || o.store(e) == store {
			return x, err
		}
	}
}

// store is the name of an edition's index in the search folder, "" where there is none.
func (o Options) store(e edition.Edition) string { return search.Current(o.searchFolder(e)) }

// Explain tells how a number came about, down to at most so many rows.
func Explain(ctx context.Context, o Options, id string, rows int) (*trace.Explanation, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	return trace.Explain(s.cube, id, rows)
}
