package build

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/period"
	pages "anjian/internal/site"
	"anjian/internal/source"
)

var (
	liveFigures = regexp.MustCompile(`\{\{[^}]*\}\}`)
	liveBlocks  = regexp.MustCompile("(?s)```.*?```")
	figures     = regexp.MustCompile(`[0-9０-９]`)
)

// The draft of every kind of period is a page without a single finding, tells what earlier sessions left
// open, and holds no figure that somebody typed.
func TestDraftsOfReportsAreDrawn(t *testing.T) {
	s, err := load(t.Context(), Options{Dir: "../..", Cache: t.TempDir()}, true)
	defer s.close()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.judge(); err != nil {
		t.Fatal(err)
	}
	documents := s.documents
	for _, tt := range []struct {
		period   string
		carries  []string // measures, by their names
		not      []string
		sections int
	}{
		{"2025-11", []string{"2025-q3-analysis#charge-match", "2025-q3-analysis#suggestion-visits"}, []string{"2025-12-analysis#"}, 10},
		{"2025Q4", []string{"2025-q3-analysis#outline-review", "2025-q3-analysis#charge-match"}, nil, 10},
		{"2025H1", nil, []string{"2025-q3-analysis#"}, 10},
		{"2024", nil, []string{"2025-q3-analysis#"}, 10},
		{"2023-01", nil, []string{"#"}, 10}, // the first month: nothing to compare with
	} {
		p, err := period.Parse(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		// What is in the sample already of that period does not get in the way.
		s.documents = slices.DeleteFunc(slices.Clone(documents), func(d *document.Document) bool {
			return d.Kind == "reports" && strings.Contains(string(d.Front), "form = \"analysis\"") && strings.Contains(string(d.Front), "period = \""+tt.period+"\"")
		})
		draft, err := pages.DraftReport(s.office(edition.Internal()), p)
		if err != nil {
			t.Fatalf("%s: %v", tt.period, err)
		}
		for _, ref := range tt.carries {
			if !strings.Contains(draft.Front, "measure = \""+ref+"\"") {
				t.Errorf("%s does not carry %s", tt.period, ref)
			}
		}
		for _, ref := range tt.not {
			if strings.Contains(draft.Front, "measure = \"") && strings.Contains(draft.Front, ref) {
				t.Errorf("%s carries %s", tt.period, ref)
			}
		}
		if n := strings.Count(draft.Body, "\n## "); n != tt.sections {
			t.Errorf("%s has %d sections, want %d", tt.period, n, tt.sections)
		}
		prose := liveBlocks.ReplaceAllString(liveFigures.ReplaceAllString(draft.Body, ""), "")
		if _, rest, found := strings.Cut(prose, "\n\n"); found { // without the note above, which counts what is left out
			prose = rest
		}
		for _, d := range s.cube.Definitions { // 7日内程序性回复率
			prose = strings.ReplaceAll(prose, d.Title, "")
		}
		prose = strings.ReplaceAll(strings.ReplaceAll(prose, p.Title(), ""), p.Within(period.ToDate).Title(), "")
		if typed := figures.FindString(prose); typed != "" {
			t.Errorf("%s: a figure was typed: …%s", tt.period, prose[strings.Index(prose, typed):][:60])
		}
		errs := new(source.List)
		text := "+++\ntitle = \"" + draft.Title + "\"\nsummary = \"x\"\ndate = 2026-01-16\nstatus = \"拟稿\"\ndepartment = \"案件管理办公室\"\n" + draft.Front + "+++\n" + draft.Body
		doc := document.Parse("content/reports/draft.md", []byte(text), errs)
		if doc == nil {
			t.Fatalf("%s: %v", tt.period, errs.Err())
		}
		s.documents = append(s.documents, doc)
		m, err := s.begin(edition.Internal())
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range m.plan.Pages() {
			if page.Path == "reports/draft.html" {
				html, err := m.renderer.Render(page)
				if err != nil {
					t.Fatal(err)
				}
				if n := strings.Count(string(html), "data-number="); n < 40 {
					t.Errorf("%s shows %d numbers", tt.period, n)
				}
			}
		}
		errs.Merge(m.errs)
		for _, e := range errs.Sorted() {
			if e.Pos.File == doc.Path {
				t.Errorf("%s: %v", tt.period, e)
			}
		}
	}
}
