package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

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

// index brings the Bleve store in the cache folder up to the pages of an edition.
func (s *site) index(ctx context.Context, made *rendered) error {
	_, err := indexIn(ctx, s.options.searchFolder(made.edition.Name), made.search) // beside the writing of files, whose progress is shown
	return err
}

// indexIn makes the store of a site in a folder and returns where. Stores are named by what
// they hold, so an unchanged site costs nothing; older ones are removed.
func indexIn(ctx context.Context, folder string, site search.Site) (string, error) {
	name := siteHash(site)
	store := filepath.Join(folder, name)
	if _, err := os.Stat(store); err == nil {
		return store, nil
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("make search folder: %w", err)
	}
	making := store + ".making"
	if err := os.RemoveAll(making); err != nil {
		return "", fmt.Errorf("clear search folder: %w", err)
	}
	x, err := search.Build(making, site, nil)
	if err != nil {
		return "", fmt.Errorf("build search index: %w", err)
	}
	if err := x.Close(); err != nil {
		return "", fmt.Errorf("close search index: %w", err)
	}
	if err := os.Rename(making, store); err != nil {
		return "", fmt.Errorf("place search index: %w", err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", fmt.Errorf("list search indexes: %w", err)
	}
	for _, e := range entries {
		if e.Name() != name {
			_ = os.RemoveAll(filepath.Join(folder, e.Name())) // the next run tries again
		}
	}
	return store, nil
}

func siteHash(site search.Site) string {
	h := sha256.New()
	_ = json.NewEncoder(h).Encode([]any{site.Pages, site.Places, site.Procuratorates, site.Lines}) // plain data, into memory
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// ErrNoIndex means that nothing has been built yet.
var ErrNoIndex = errors.New("no search index")

// OpenSearch opens the index of the last build of an edition, 内部 where none is named.
func OpenSearch(o Options) (*search.Index, error) {
	store := o.store(o.Edition)
	if store == "" {
		return nil, ErrNoIndex
	}
	return search.Open(filepath.Join(o.searchFolder(o.Edition), store))
}

// store is the name of an edition's index in the search folder, "" where there is none.
func (o Options) store(e string) string {
	entries, err := os.ReadDir(o.searchFolder(e))
	if err != nil {
		return ""
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".making") {
			return entry.Name()
		}
	}
	return ""
}

// Explain tells how a number came about, down to at most so many rows.
func Explain(ctx context.Context, o Options, id string, rows int) (*trace.Explanation, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, err
	}
	return trace.Explain(s.cube, id, rows)
}
