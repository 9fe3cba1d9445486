package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"anjian/internal/dispatch"
	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/indicator"
	"anjian/internal/publish"
	pages "anjian/internal/site"
	"anjian/internal/trace"
)

// A Diff is what publishing would change: what would be made now against what lies in the folders.
type Diff struct {
	Editions []EditionDiff `json:"editions"`
	Lists    *FileCounts   `json:"lists,omitempty"` // for case handlers: counted only, they name people
}

// An EditionDiff tells of one edition. Pages are in the order of their paths, those of which the wording changes
// first; numbers are in the order of their ids.
type EditionDiff struct {
	Edition string         `json:"edition"`
	Out     string         `json:"out"`
	First   bool           `json:"first"` // nothing is published there yet
	New     []PageRef      `json:"new"`
	Gone    []PageRef      `json:"gone"`
	Changed []PageChange   `json:"changed"`
	Framed  int            `json:"framed"` // pages that differ in what stands around their text only
	Numbers []NumberChange `json:"numbers"`
	Files   FileCounts     `json:"files"` // all but those of the search
	Search  SearchDiff     `json:"search"`
}

// A PageRef names a page, and says what is behind its coming or going.
type PageRef struct {
	Path     string `json:"path"`
	Title    string `json:"title"`
	Document string `json:"document,omitempty"`
	Note     string `json:"note,omitempty"` // 新签发 …, 已撤回 …
}

// A PageChange says what of a page changes.
type PageChange struct {
	PageRef
	Removed []string `json:"removed,omitempty"` // lines that people wrote
	Added   []string `json:"added,omitempty"`
	Less    int      `json:"less,omitempty"` // further lines, of tables and lists that data make
	More    int      `json:"more,omitempty"`
	Moved   bool     `json:"moved,omitempty"`   // the same lines in another order
	Numbers int      `json:"numbers,omitempty"` // that change on it
	Drawn   bool     `json:"drawn,omitempty"`   // pictures, links or the like, and nothing else
}

// A NumberChange is a number that readers see otherwise.
type NumberChange struct {
	ID    string   `json:"id"`
	Title string   `json:"title"` // 2025年12月望津区院不捕率
	From  string   `json:"from"`
	To    string   `json:"to"`
	Pages []string `json:"pages"`
}

// FileCounts sums up the files of a tree.
type FileCounts struct {
	New     int   `json:"new"`
	Gone    int   `json:"gone"`
	Changed int   `json:"changed"`
	Same    int   `json:"same"`
	Before  int64 `json:"bytes_before"`
	After   int64 `json:"bytes_after"`
}

// Empty tells whether nothing would change.
func (f FileCounts) Empty() bool { return f.New+f.Gone+f.Changed == 0 }

// Empty tells whether publishing would change nothing.
func (d *Diff) Empty() bool {
	for _, e := range d.Editions {
		if !e.Files.Empty() || e.Search.Changed {
			return false
		}
	}
	return d.Lists == nil || d.Lists.Empty()
}

// Compare makes the site in memory and says what publishing it would change. Nothing is written outside the
// cache folder. What is shown may be printed and handed on for approval, so the gate reads all that is made, as it
// does before publishing, and masks what only the published pages hold. The error is a *source.List when inputs
// are at fault, a *gate.Refusal when publishing would be refused.
func Compare(ctx context.Context, o Options) (*Diff, *Report, error) {
	s, err := load(ctx, o, false)
	defer s.close()
	if err != nil {
		return nil, s.report(), err
	}
	targets, err := s.targets()
	if err == nil {
		err = s.judge()
	}
	if err != nil {
		return nil, s.report(), err
	}
	d := new(Diff)
	var trees []Tree
	for _, t := range targets {
		cache := s.options.analyses(t.edition)
		defer cache.Close()
		seen, err := s.seenBy(ctx, t.edition)
		if err != nil {
			return nil, s.report(), err
		}
		made, err := seen.render(ctx, t.edition, cache)
		if err != nil {
			return nil, s.report(), err
		}
		if err := s.verify(made.tree.asFiles(), t.edition); err != nil {
			return nil, s.report(), err
		}
		one, err := seen.compare(made, t)
		if err != nil {
			return nil, s.report(), err
		}
		one.mask(s.rulesFor(t.edition).detector)
		d.Editions, trees = append(d.Editions, one), append(trees, Tree{Edition: t.edition, Pages: made.pages})
	}
	if out := s.listsFolder(); out != "" {
		lists, err := s.makeLists()
		if err != nil {
			return nil, s.report(), err
		}
		if err := s.verify(tree(lists).asFiles(), dispatch.Edition()); err != nil {
			return nil, s.report(), err
		}
		before, _, err := published(out)
		if err != nil {
			return nil, s.report(), err
		}
		counts, _ := countFiles(before, lists)
		d.Lists = &counts
	}
	return d, s.report(trees...), nil
}

// compare says what would change in the folder of an edition.
func (s *site) compare(made *rendered, t target) (EditionDiff, error) {
	d := EditionDiff{Edition: t.edition.Full(), Out: t.out}
	before, found, err := published(t.out)
	if err != nil {
		return d, err
	}
	d.First = !found
	var changed []string
	old, searchedBefore := partSearch(before)
	now, searched := partSearch(made.tree)
	d.Files, changed = countFiles(old, now)
	d.Search = compareSearch(searchedBefore, searched)
	refs := map[string]PageRef{}
	for _, p := range made.plan.Pages() {
		refs[p.Path] = PageRef{Path: p.Path, Title: p.Title, Document: p.Document}
	}
	for _, name := range made.tree.names() {
		if ref, page := refs[name]; page && before[name] == nil {
			ref.Note = s.newlySigned(ref.Document)
			d.New = append(d.New, ref)
		}
	}
	for _, name := range tree(before).names() {
		if made.tree[name] == nil && path.Ext(name) == ".html" {
			d.Gone = append(d.Gone, s.gone(name, before[name]))
		}
	}
	d.comparePages(changed, before, made.tree, refs, s.hides)
	describe := pages.Describe(s.office(t.edition))
	for i := range d.Numbers {
		d.Numbers[i].Title = describe(d.Numbers[i].ID)
	}
	return d, nil
}

// mask hides what of the published pages must not be shown: a text may be changed because a name stood in it.
func (d *EditionDiff) mask(by *edition.Detector) {
	hide := func(text *string) { *text = gate.Mask(by, *text) }
	for i := range d.Gone {
		hide(&d.Gone[i].Path)
		hide(&d.Gone[i].Title)
	}
	for i := range d.Changed {
		for k := range d.Changed[i].Removed {
			hide(&d.Changed[i].Removed[k])
		}
	}
}

// hides tells whether a number may not be told, by its id.
func (s *site) hides(id string) bool {
	x, ok := trace.Parse(id)
	return ok && s.cube.Result(x.Key).State == indicator.Hidden
}

// published reads the files of a folder that a run published to; found is false where there is nothing of ours.
func published(out string) (files map[string][]byte, found bool, err error) {
	root, err := os.OpenRoot(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("open published folder: %w", err)
	}
	defer root.Close()
	manifest, err := publish.ReadManifest(root.FS())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	data := make([][]byte, len(manifest.Outputs))
	failed := make([]error, len(data))
	each(len(data), func(i int) { data[i], failed[i] = root.ReadFile(manifest.Outputs[i].Name) })
	files = map[string][]byte{}
	for i, output := range manifest.Outputs {
		switch {
		case errors.Is(failed[i], fs.ErrNotExist): // somebody deleted it: publishing puts it back
		case failed[i] != nil:
			return nil, false, fmt.Errorf("read published file: %w", failed[i])
		default:
			files[output.Name] = append([]byte{}, data[i]...) // an empty file is there too
		}
	}
	return files, true, nil
}

// countFiles compares two trees file by file, and names the files that are in both and differ.
func countFiles(before, after map[string][]byte) (c FileCounts, changed []string) {
	for _, name := range tree(after).names() {
		data := after[name]
		c.After += int64(len(data))
		old, known := before[name]
		switch {
		case !known:
			c.New++
		case bytes.Equal(old, data):
			c.Same++
		default:
			c.Changed++
			changed = append(changed, name)
		}
	}
	for name, old := range before {
		c.Before += int64(len(old))
		if _, kept := after[name]; !kept {
			c.Gone++
		}
	}
	return c, changed
}
