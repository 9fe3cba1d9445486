package site

import (
	"path"
	"strings"

	"anjian/internal/document"
)

// pageless are kinds of documents that have no page of their own.
var pageless = map[string]bool{"events": true, "lines": true}

// links knows where documents are published.
type links struct {
	byPath map[string]*document.Document
	byName map[string][]*document.Document // by file name
}

func newLinks(o *Office) *links {
	l := &links{byPath: map[string]*document.Document{}, byName: map[string][]*document.Document{}}
	for _, d := range o.Documents {
		l.byPath[d.Path] = d
		l.byName[path.Base(d.Path)] = append(l.byName[path.Base(d.Path)], d)
	}
	return l
}

// pageOf returns where a document is published, "" if nowhere.
func pageOf(d *document.Document) string {
	if pageless[d.Kind] {
		return ""
	}
	return d.Kind + "/" + d.ID + ".html"
}

// find resolves what an editor wrote: a path relative to the document or to content/, or a bare
// file name that only one document has. The anchor, if any, must be a heading there.
func (l *links) find(from *document.Document, target string) (page string, ok bool) {
	file, anchor, _ := strings.Cut(target, "#")
	var d *document.Document
	switch {
	case file == "":
		d = from
	case l.byPath[path.Join(path.Dir(from.Path), file)] != nil:
		d = l.byPath[path.Join(path.Dir(from.Path), file)]
	case l.byPath["content/"+file] != nil:
		d = l.byPath["content/"+file]
	case len(l.byName[file]) == 1:
		d = l.byName[file][0]
	default:
		return "", false
	}
	page = pageOf(d)
	if page == "" || anchor == "" {
		return page, page != ""
	}
	id := document.Slug(anchor)
	return page + "#" + id, d.HasAnchor(id)
}
