package build

import (
	"path"
	"slices"
	"strings"

	"anjian/internal/document"
	pages "anjian/internal/site"
)

// newlySigned says of a page that was not there before who answers for its document; "" where nobody has to.
func (s *site) newlySigned(name string) string {
	d := s.documentAt(name)
	if d == nil || d.Status != pages.Approved {
		return ""
	}
	return "新签发：" + d.Reviewer + "，" + d.Reviewed.String()
}

// gone says of a page that would go what became of its document.
func (s *site) gone(name string, data []byte) PageRef {
	ref := PageRef{Path: name, Title: readHTML(data).title}
	kind, file := path.Split(name)
	kind = strings.TrimSuffix(kind, "/")
	doc := path.Join("content", kind, strings.TrimSuffix(file, ".html")+".md")
	switch d := s.documentAt(doc); {
	case d != nil && !pages.Published(d):
		ref.Document, ref.Note = doc, "已撤回：现在是“"+pages.StateOf(d)+"”"
	case d != nil:
		ref.Document = doc
	case pages.NeedsApproval(kind) && file != "index.html":
		ref.Note = "文稿已删去"
	}
	return ref
}

// documentAt finds a document of the site, drafts too; nil where there is none.
func (s *site) documentAt(name string) *document.Document {
	for _, list := range [][]*document.Document{s.documents, s.unready} {
		if i := slices.IndexFunc(list, func(d *document.Document) bool { return d.Path == name }); i >= 0 {
			return list[i]
		}
	}
	return nil
}
