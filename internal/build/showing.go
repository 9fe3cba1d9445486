package build

import (
	"context"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"anjian/internal/edition"
	"anjian/internal/search"
	"anjian/internal/source"
)

// On a desk the server answers queries (deskMeta says so to the search client); what suggestions are made of is
// the one file beside. Its name does not wait for its content.
const (
	deskMeta        = "search/m.js"
	deskFolder      = "preview"
	deskSuggestions = "search/" + deskFolder + "/q.js"
)

// A showing is one state of the site on a desk. What it is made of never changes; its pages are made when
// they are opened, once. It is the file system that a preview serves.
type showing struct {
	*making
	site  *site
	pages map[string]func() ([]byte, error) // by path

	searched func() (search.Site, error) // what search needs to know of all pages; makes them
	titles   func() ([]byte, error)      // for suggestions
	index    func() (string, error)      // the folder of the store, in the cache folder
}

// show lists the pages of a state and makes those of the documents that changed. A *source.List is its
// error when they are at fault. before is what was shown of the same data; nil where the data are others.
func (s *site) show(changed []string, before *showing) (*showing, error) {
	var m *making
	var err error
	if before != nil {
		m = before.again(s)
	} else if m, err = s.begin(edition.Internal()); err != nil {
		return nil, err
	}
	v := &showing{making: m, site: s, pages: map[string]func() ([]byte, error){}}
	var stale []string
	for _, p := range m.plan.Pages() {
		v.pages[p.Path] = sync.OnceValues(func() ([]byte, error) { return m.renderer.Render(p) })
		if p.Document != "" && slices.Contains(changed, p.Document) {
			stale = append(stale, p.Path)
		}
	}
	v.searched = sync.OnceValues(v.readAll)
	v.titles = sync.OnceValues(v.suggestions)
	v.index = sync.OnceValues(v.buildIndex)
	for _, path := range stale {
		if _, err := v.pages[path](); err != nil {
			return nil, err
		}
	}
	if m.errs.Faults() > 0 {
		found := new(source.List)
		v.tell(found)
		return nil, found
	}
	return v, nil
}

// tell adds what is known to be wrong with the inputs of this state.
func (v *showing) tell(found *source.List) {
	found.Merge(v.site.errs)
	found.Merge(v.errs)
}

// makeAll makes every page by so many goroutines, until ctx ends.
func (v *showing) makeAll(ctx context.Context, workers int) error {
	list := v.plan.Pages()
	failed := make([]error, len(list))
	eachBy(workers, len(list), func(i int) {
		if failed[i] = ctx.Err(); failed[i] == nil {
			_, failed[i] = v.pages[list[i].Path]()
		}
	})
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return v.plan.Failed()
}

// everything is the tree without the files of the search.
func (v *showing) everything(ctx context.Context, workers int) (tree, error) {
	if err := v.makeAll(ctx, workers); err != nil {
		return nil, err
	}
	rows, err := v.rows()
	if err != nil {
		return nil, err
	}
	t := tree{}
	maps.Copy(t, rows)
	maps.Copy(t, v.assets.Files)
	maps.Copy(t, v.plan.Media())
	for _, p := range v.plan.Pages() {
		t[p.Path], _ = v.pages[p.Path]() // which did not fail above
	}
	return t, ctx.Err()
}

// readAll makes all pages and reads from them what search needs.
func (v *showing) readAll() (search.Site, error) {
	if err := v.makeAll(context.Background(), runtime.GOMAXPROCS(0)); err != nil {
		return search.Site{}, err
	}
	return v.site.searchSite(v.plan), nil
}

func (v *showing) suggestions() ([]byte, error) {
	site, err := v.searched()
	if err != nil {
		return nil, err
	}
	return search.Suggestions(site), nil
}

func (v *showing) buildIndex() (string, error) {
	site, err := v.searched()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(v.site.options.cache(), "search-preview")
	site.Cache = search.OpenCache("", programID(v.site.options.Version)) // the store is all that is kept
	name, err := search.Prepare(context.Background(), folder, site)
	if err == nil {
		err = search.MakeCurrent(folder, name)
	}
	return filepath.Join(folder, name), err
}

// leave lets go of what the next state does not share; nil stands for no state, before and after.
func (v *showing) leave(next *showing) {
	if v != nil && (next == nil || next.site.root != v.site.root) {
		v.site.close()
	}
}
