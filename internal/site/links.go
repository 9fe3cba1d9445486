package site

import "anjian/internal/document"

// pageless are kinds of documents that have no page of their own.
var pageless = map[string]bool{"events": true, "lines": true, "holidays": true}

// pageOf returns where a document is published, "" if nowhere.
func pageOf(d *document.Document) string {
	if pageless[d.Kind] {
		return ""
	}
	return d.Kind + "/" + d.ID + ".html"
}
