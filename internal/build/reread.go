package build

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"anjian/internal/document"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

// reread is the state of a site after texts changed that nothing is computed from: documents that only
// pages read, bodies of definitions, images. It shares data and numbers with the state before; nil where
// these may differ.
func (s *site) reread(changed []string) *site {
	next := *s
	next.documents, next.parsed = slices.Clone(s.documents), maps.Clone(s.parsed)
	signed := false
	for _, name := range slices.Compact(slices.Sorted(slices.Values(changed))) {
		if isImage(name) {
			continue
		}
		if !isDocument(name) {
			return nil
		}
		before, after, known := s.reparse(&next, name)
		if !known || s.asked[kindOf(name)] && !sameDefinition(before, after) {
			return nil
		}
		signed = signed || slices.ContainsFunc(s.records, func(r *pages.Signed) bool { return r.Document == name })
	}
	next.errs = s.told(s.errs, changed, next.parsed, signed)
	next.written = s.told(s.written, changed, next.parsed, false)
	if signed && next.errs.Faults() == 0 {
		if err := next.readSigned(); err != nil && next.errs.Faults() == 0 {
			return nil // not an editor's fault: the long way tells it
		}
	}
	return &next
}

// recount is the state of a site after exports changed and nothing else: what documents say and define
// stays as it was read.
func (s *site) recount(ctx context.Context) (*site, error) {
	next := newSite(s.options, s.drafts)
	next.root, next.files, next.config, next.synonyms, next.readings = s.root, s.files, s.config, s.synonyms, s.readings
	next.documents, next.unready, next.parsed, next.asked, next.written = s.documents, s.unready, s.parsed, s.asked, s.written
	next.datasets, next.schemas, next.defined = s.datasets, s.schemas, s.defined
	next.rules, next.looks, next.hints, next.limits, next.workdays = s.rules, s.looks, s.hints, s.limits, s.workdays
	next.errs.Merge(s.written)
	again := func(s *site) error { return s.loadData(func() {}) }
	return next, next.take(ctx, again, (*site).compute, (*site).judge)
}

// isExport tells whether a path is where exports lie.
func isExport(name string) bool { return strings.HasPrefix(name, "content/data/") }

// reparse reads a document again into the next state; known is false where that cannot be done. Where it
// is at fault, the document before stands for it: the fault is told, and nothing is shown.
func (s *site) reparse(next *site, name string) (before, after *document.Document, known bool) {
	i, found := slices.BinarySearchFunc(next.documents, name, func(d *document.Document, name string) int { return strings.Compare(d.Path, name) })
	if found {
		before = next.documents[i]
	}
	delete(next.parsed, name)
	data, err := fs.ReadFile(s.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		if found {
			next.documents = slices.Delete(next.documents, i, i+1)
		}
		return before, nil, true
	}
	if err != nil {
		return nil, nil, false
	}
	list := new(source.List)
	after = document.Parse(name, data, list)
	if list.Faults()+list.Warnings() > 0 {
		next.parsed[name] = list
	}
	switch {
	case after == nil:
		return before, before, true
	case found:
		next.documents[i] = after
	default:
		next.documents = slices.Insert(next.documents, i, after)
	}
	return before, after, true
}

// told gathers what is known to be wrong: everything told before, but not by reading the documents that
// changed, nor of signed documents where these are looked at again, and what reading told now.
func (s *site) told(before *source.List, changed []string, parsed map[string]*source.List, signed bool) *source.List {
	var again []*source.List
	for _, name := range changed {
		if list := s.parsed[name]; list != nil {
			again = append(again, list)
		}
	}
	if signed {
		again = append(again, s.revised)
	}
	gone := map[source.Error]bool{}
	for _, list := range again {
		for _, e := range list.Sorted() {
			gone[*e] = true
		}
	}
	errs := new(source.List)
	for _, e := range before.Sorted() {
		if !gone[*e] {
			errs.Put(e)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(parsed)) {
		if slices.Contains(changed, name) {
			errs.Merge(parsed[name])
		}
	}
	return errs
}

// sameDefinition tells whether two states of a document define the same: its front matter computes, and
// which sections it has is checked with it.
func sameDefinition(before, after *document.Document) bool {
	if before == nil || after == nil {
		return before == after
	}
	outline := func(d *document.Document) []string {
		var list []string
		for _, s := range d.Sections() {
			list = append(list, strings.TrimSpace(s.Title))
			if s.Empty() {
				list = append(list, "")
			}
		}
		return list
	}
	return before.Title == after.Title && before.BodyLine == after.BodyLine && string(before.Front) == string(after.Front) &&
		slices.Equal(outline(before), outline(after))
}

// isDocument tells whether a path is where documents are read.
func isDocument(name string) bool {
	return strings.HasPrefix(name, "content/") && strings.HasSuffix(name, ".md") && strings.Count(name, "/") == 2
}

func kindOf(name string) string { return path.Base(path.Dir(name)) }

// isImage tells whether a path is a file beside documents that only pages show.
func isImage(name string) bool {
	return strings.HasPrefix(name, "content/") && path.Base(path.Dir(name)) == "images" && !strings.HasSuffix(name, ".md")
}
