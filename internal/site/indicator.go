package site

import (
	"html/template"
	"slices"

	"anjian/internal/indicator"
)

// An indicatorView states the finding first, then shows it, takes the change apart, and says how
// the number is made.
type indicatorView struct {
	Breadcrumb     []Link
	Title          string
	Facts          []Phrase
	Finding        string
	Missing        string  // why nothing is known of it
	Lead, Second   *Figure // Second stands beside the definition
	Reading        Reading
	Formula        fraction
	Definition     []Fact
	Change         *decompositionView
	Parts          []Block // of Change, beside Places
	Places         *Figure // what the procuratorates add to the change, or their bars
	BeforeAfter    *Table
	Balanced       *Table
	Strip          Strip // the same with their last twelve months
	Reviews        []Item
	ReviewsApart   bool // they have a card of their own, else they stand beside Places
	Procuratorates Table
	Departments    *Table // where the change is not parted by department
	Periods        Table
	Sections       []sectionView
	Linked         []Item // what is written about it
}

// A Reading says how to read the first chart, and what its verdicts are worth.
type Reading struct {
	Text  string
	Notes []Phrase
}

type sectionView struct {
	ID, Title string
	Body      template.HTML
}

func indicatorPages(b *builder) {
	for _, d := range b.Cube.Definitions {
		page := "indicators/" + d.ID + ".html"
		b.add(&Page{
			Path: page, Title: joinNonEmpty(" ", numbers(d), d.Title), Template: "indicator", Section: indicatorIndex,
			View: func() any { return b.indicatorView(d, page) },
			Type: "指标", Line: topLine(d.Line), Codes: slices.Concat([]string{d.Number}, d.Formerly, d.Aliases),
			Places: func() []Place { return b.questionedTrends("", d.ID) },
		}, d.Doc.Path)
	}
	indicatorIndexPage(b)
}

func (b *builder) indicatorView(d *indicator.Definition, page string) *indicatorView {
	view := &indicatorView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{topLine(d.Line), indicatorIndex + "#" + anchorOf(topLine(d.Line))}, Link{Text: d.Title}),
		Title:      d.Title,
		Facts:      b.indicatorFacts(d),
		Formula:    formulaOf(d),
		Definition: b.indicatorDefinition(d, page),
		Reviews:    b.anomalyItems(d.ID, "", page),
		Sections:   b.sections(d, page),
		Linked:     b.linkItems(d.Doc, page),
	}
	view.Missing = b.Cube.Missing(d.ID)
	b.indicatorCharts(d, view)
	view.Finding = b.finding(d, view)
	var picture *Figure
	if view.Change, view.Parts, picture = b.decomposition(d); picture != nil {
		view.Places = picture
	}
	view.ReviewsApart = view.Places == nil || len(view.Parts) > 0
	view.BeforeAfter = b.beforeAndAfter(d)
	view.Balanced, view.Strip = b.balancedTable(d, page), b.balancedStrip(d, page)
	view.Procuratorates = b.procuratorateTable(d)
	if !slices.ContainsFunc(view.Parts, func(p Block) bool { return p.Title == byDepartment }) {
		view.Departments = b.departmentTable(d)
	}
	view.Periods = b.periodTable(d)
	return view
}

// finding states what charts show in one sentence; "" where there is nothing to show.
func (b *builder) finding(d *indicator.Definition, view *indicatorView) string {
	if view.Lead == nil {
		return ""
	}
	return finding(d.Title, b.placeTitle(""), b.spread(d), b.Cube.Control(d, "", b.watching()))
}

func (b *builder) anomalyItems(id, procuratorate, page string) []Item {
	list := b.anomaliesOf(id, procuratorate)
	if procuratorate == "" {
		return b.gathered(list, page)
	}
	var items []Item
	for _, a := range list {
		items = append(items, b.anomalyItem(a, page))
	}
	return items
}

func (b *builder) sections(d *indicator.Definition, page string) []sectionView {
	var list []sectionView
	doc := b.library.Now(d.Doc)
	r := &resolver{b: b, page: page, doc: doc}
	for _, s := range doc.Sections() {
		if body, ok := doc.RenderSection(s.Title, r, b.errs); ok {
			list = append(list, sectionView{s.ID, s.Title, body})
		}
	}
	return list
}
