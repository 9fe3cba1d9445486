package site

import (
	"slices"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/source"
)

// ofAPlace are the kinds of documents that tell of one procuratorate: they belong to its readers and to those
// who may see all. Whatever else is written (definitions, rules of the office, the manual) tells of none and is
// for everybody.
var ofAPlace = []string{
	"brands", "cases", "events", "guiding", "handouts", "papers", "procuratorates", "reports", "reverse", "selections", "suggestions", "talks", "works",
}

// Elsewhere tells whether a document lies outside an edition's scope. One that names no procuratorate is of
// the office that writes the site, and outside every scope; an event or a guiding case that names none concerns everybody.
func Elsewhere(d *document.Document, e edition.Edition) bool {
	if e.Scope == nil || !slices.Contains(ofAPlace, d.Kind) {
		return false
	}
	if d.Kind == "procuratorates" {
		return !e.Covers(d.ID)
	}
	var front struct {
		Procuratorate  string   `toml:"procuratorate"`
		Procuratorates []string `toml:"procuratorates"`
	}
	d.Decode(&front, new(source.List)) // its own kind tells what is wrong with it
	if front.Procuratorate == "" && (d.Kind == "events" || d.Kind == "guiding") {
		return slices.ContainsFunc(front.Procuratorates, func(id string) bool { return !e.Covers(id) })
	}
	return !e.Covers(front.Procuratorate)
}
