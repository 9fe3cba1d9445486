package site

import (
	"html/template"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

// CheckDocuments looks for what documents get wrong by themselves: front matter, links, syntax of
// live figures and blocks. It is for runs in which data or definitions are at fault, so that one
// run still tells everything; what figures stand for is not asked.
func CheckDocuments(documents []*document.Document, errs *source.List) {
	o := &Office{Documents: documents}
	readNarratives(o, errs)
	r := &referenceChecker{library: document.NewLibrary(documents), titles: map[string]bool{}}
	for _, d := range documents {
		r.titles[d.Title] = r.titles[d.Title] || d.Kind == "indicators"
	}
	for _, d := range documents {
		if pageOf(d) != "" {
			d.Render(r, errs)
		}
	}
}

// A referenceChecker resolves links and takes figures on trust.
type referenceChecker struct {
	library *document.Library
	titles  map[string]bool // of indicators
}

func (r *referenceChecker) Link(from *document.Document, target string) (string, bool) {
	d, _, ok := r.library.Find(from, target)
	return target, ok && pageOf(d) != ""
}

func (r *referenceChecker) Hint(from *document.Document, target string) string {
	return r.library.Hint(from, target)
}

// Image is not looked for: only a build knows the folder.
func (r *referenceChecker) Image(_ *document.Document, target string) (string, bool) {
	return target, true
}

func (r *referenceChecker) Figure(_ *document.Document, text string, at source.Pos) (template.HTML, *source.Error) {
	_, wrong := document.ParseFigure(text, at, period.Year(2000), r)
	return "", wrong
}

// departmentEnds are what names of departments end with, and those of procuratorates do not.
var departmentEnds = []string{"部", "室", "局", "办", "科", "处"}

// Has takes any word for a name: of a department if it ends like one.
func (r *referenceChecker) Has(kind document.NameKind, name string) bool {
	department := slices.ContainsFunc(departmentEnds, func(end string) bool { return strings.HasSuffix(name, end) })
	switch kind {
	case document.IndicatorName:
		return r.titles[name] || !strings.Contains(name, " ")
	case document.DepartmentName:
		return department
	}
	return !department
}

// List knows no names to suggest.
func (r *referenceChecker) List(document.NameKind) []string { return nil }

func (r *referenceChecker) Block(_ *document.Document, lang string, toml []byte, at source.Pos) (template.HTML, *source.Error) {
	if kind, ok := blockKinds[lang]; ok {
		_, wrong := document.DecodeBlock(toml, at, kind.keys())
		return "", wrong
	}
	_, wrong := document.ParseBlock(lang, toml, at, period.Year(2000))
	return "", wrong
}
