package site

import (
	"bytes"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"testing"

	"anjian/templates"
)

// Views that a page may have when there is nothing to show yet.
var emptyViews = map[string]any{
	"overview":            overviewView{},
	"review":              reviewView{Parts: []qualityPart{{}}},
	"indicator":           &indicatorView{},
	"procuratorate":       &portraitView{},
	"trends":              trendsView{},
	"matrix":              matrixView{},
	"balance":             tablesView{},
	"department":          &departmentView{},
	"department-index":    departmentIndexView{},
	"decision":            decisionView{Deciders: []wholeView{{}}},
	"structure":           structureView{Wholes: []wholeView{{}}},
	"brand":               brandView{},
	"article":             &articleView{},
	"reconciliation":      &reconciliationView{},
	"anomalies":           &anomaliesView{Groups: []anomalyGroup{{}}},
	"bulletin":            bulletinView{},
	"report-index":        reportIndexView{},
	"tables":              tablesView{},
	"search":              nil,
	"not-found":           struct{ Links []Item }{},
	"indicator-index":     indicatorIndexView{},
	"limit-index":         limitIndexView{},
	"procuratorate-index": procuratorateIndexView{},
	"brand-index":         brandIndexView{Matrix: &brandMatrix{Rows: []brandMatrixRow{{}}}},
	"brand-comparison":    brandComparisonView{Parts: []comparisonPart{{}}},
	"feedback":            feedbackView{Charts: []Figure{{}}, Places: []Block{{}}, Said: []Block{{}}},
	"shelf":               shelfPage{},
	"selection":           selectionView{Rounds: []selectionRound{{Columns: []selectionColumn{{}}}}},
	"statutes":            statutesView{},
	"week":                &weekView{},
	"handout-front":       handoutFrontView{Contents: []Block{{}}},
	"handout-table":       handoutTableView{Parts: []Group{{}}},
	"handout-text":        handoutTextView{},
	"handout-terms":       handoutTermsView{Terms: []handoutTerm{{}}},
	"handout-search":      handoutFrontView{Contents: []Block{{}}},
}

func TestTemplatesTakeAnEmptyView(t *testing.T) {
	shared := template.Must(template.ParseFS(templates.Files, "base.html", "partials/*.html"))
	pages, err := fs.Glob(templates.Files, "pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		name := strings.TrimSuffix(path.Base(page), ".html")
		view, ok := emptyViews[name]
		if !ok {
			t.Errorf("template %s has no view in this test", name)
			continue
		}
		set := template.Must(template.Must(shared.Clone()).ParseFS(templates.Files, page))
		var out bytes.Buffer
		if err := set.ExecuteTemplate(&out, "main", view); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(out.String(), "<no value>") {
			t.Errorf("%s prints a missing value", name)
		}
	}
}

func TestAssetsCarryTheirHash(t *testing.T) {
	a, err := LoadAssets(templates.Files, "#123456", "")
	if err != nil {
		t.Fatal(err)
	}
	css := string(a.Files[a.Path("site.css")])
	if !strings.Contains(css, "--brand: #123456") {
		t.Error("the brand colour of the configuration is not in the style sheet")
	}
	if strings.Index(css, "@media print") < strings.Index(css, ":root") {
		t.Error("style sheets are out of order")
	}
	other, err := LoadAssets(templates.Files, "", "")
	if err != nil {
		t.Fatal(err)
	}
	if a.Path("site.css") == other.Path("site.css") {
		t.Error("another content has the same name")
	}
	for name := range a.Files {
		if strings.HasSuffix(name, "README.md") {
			t.Errorf("%s is published", name)
		}
	}
}
