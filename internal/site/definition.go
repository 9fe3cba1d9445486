package site

import (
	"strings"

	"anjian/internal/document"
)

// A definitionKind is one of them; of is the type that readers filter by, where that is wider than its name.
type definitionKind struct{ kind, name, section, sectionTitle, of string }

// definitionKinds are documents whose front matter computes: their pages show the text, the
// lower rooms have read the rest.
var definitionKinds = []definitionKind{
	{"datasets", "数据字典", "data/index.html", "数据情况", ""},
	{"hints", "凑数提示", "leads.html", "监督线索", "反向审视"},
	{"models", "监督模型", "leads.html", "监督线索", ""},
	{"credits", "正向激励", "leads.html", "监督线索", ""},
	{"limits", "办案期限", deadlinePath, "办案期限", ""},
	{"reviews", "必评类别", reviewPath, "质量检查评查", "质量评查"},
	{"inspections", "检查范围", reviewPath, "质量检查评查", "质量评查"},
	{"registers", "登记怎样读", reviewPath, "质量检查评查", "质量评查"},
}

func definitionPages(b *builder) {
	for _, k := range definitionKinds {
		for _, d := range b.Documents {
			if d.Kind != k.kind {
				continue
			}
			b.add(&Page{
				Path: pageOf(d), Title: d.Title, Template: "article", Section: k.section, Type: firstOf(k.of, k.name), Line: b.definitionLine(d),
				View: func() any { return b.definitionView(k, d) },
			}, d.Path)
		}
	}
}

// definitionLine is the line of work that a limit or a model belongs to.
func (b *builder) definitionLine(d *document.Document) string {
	if d.Kind == "limits" {
		if l := b.limit(d.ID); l != nil {
			return topLine(l.BusinessLine)
		}
	}
	if d.Kind == "models" {
		for _, l := range b.Leads {
			if l.Model.Doc.Path == d.Path {
				return topLine(l.Model.Line)
			}
		}
	}
	return ""
}

func (b *builder) definitionView(k definitionKind, d *document.Document) *articleView {
	page := pageOf(d)
	view := &articleView{
		Breadcrumb: crumbs(page, append(trail(k.kind, Link{k.sectionTitle, k.section}), Link{Text: d.Title})...),
		Title:      d.Title, Facts: []string{k.name},
		Body: b.body(d), Contents: contents(d), Profile: b.definitionFacts(d), Linked: b.linkItems(d, page),
	}
	if k.kind == "hints" {
		view.Summary, view.Blocks = b.hintSummary(d.ID), b.hintBlocks(d.ID)
	}
	switch k.kind {
	case "models":
		view.Blocks = b.modelBlocks(d.ID)
	case "credits":
		view.Blocks = b.creditExamples(d.ID)
	case "reviews", "inspections":
		view.Blocks = b.classBlocks(k.kind, d.ID)
	}
	if k.kind == "limits" {
		if l := b.limit(d.ID); l != nil {
			view.Facts, view.Summary = []string{strings.ReplaceAll(l.BusinessLine, "/", "，")}, l.Summary
			view.Blocks = b.limitBlocks(page, l)
		}
	}
	return view
}

// trail leads to a definition: limits are many, and have a list of their own below their tab.
func trail(kind string, section Link) []Link {
	if kind == "limits" {
		return []Link{section, {"期限一览", limitIndex}}
	}
	if kind == "hints" {
		return []Link{section, {"反向审视", reversePath}}
	}
	if kind == "credits" {
		return []Link{section, {"正向激励", creditPath}}
	}
	return []Link{section}
}

// definitionFacts says in the side rail what the front matter of a dataset or limit computes.
func (b *builder) definitionFacts(d *document.Document) []Fact {
	switch d.Kind {
	case "limits":
		return b.limitFacts(d.ID)
	case "datasets":
		return b.datasetFacts(d.ID)
	case "models":
		return b.modelFacts(d.ID)
	case "credits":
		return b.creditFacts(d.ID)
	case "hints":
		return b.hintFacts(d.ID)
	case "reviews", "inspections":
		return b.classFacts(d.Kind, d.ID)
	case "registers":
		return b.registerFacts(d.ID)
	}
	return nil
}
