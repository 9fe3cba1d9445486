package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Every page kind of the issue is there.
func TestSampleHasEveryPageKind(t *testing.T) { eachEdition(t, hasEveryPageKind) }

func hasEveryPageKind(t *testing.T, dir string) {
	for _, page := range pageKinds {
		if _, err := os.Stat(filepath.Join(dir, page)); err != nil {
			t.Errorf("no %s", page)
		}
	}
}

// pageKinds names one page of each kind.
var pageKinds = []string{
	"index.html", "indicators/index.html", "indicators/non-arrest-rate.html", "indicators/average-prosecution-days.html",
	"indicators/pending-cases.html", "procuratorates/index.html", "procuratorates/gaoxin.html", "procuratorates/gaoxin-trends.html", "balance/index.html", "balance/civil.html", "structure.html",
	"brands/index.html", "brands/zhushang.html", "brands/plan.html", "brands/comparison.html", "reports/index.html", "anomalies.html",
	"cases/index.html", "cases/keywords.html", "library/index.html", "library/years.html", "statutes/index.html", "selections/index.html", "suggestions/index.html", "regulations/index.html",
	"data/index.html", "profiles/persons.html", "deadlines.html", "limits/index.html", "card-check.html", "reviews.html", "leads.html",
	"offences.html", "departments/index.html", "decisions/power-list-2024.html",
	"reverse.html", "anomalies/non-arrest-rate-gaoxin.html", "hints/burst.html", "reverse/yunlu-notices.html", "oversight.html",
	"manual/index.html", "search.html", "404.html",
}

func TestEveryPageIsWellFormedForReaders(t *testing.T) { eachEdition(t, wellFormed) }

func wellFormed(t *testing.T, dir string) {
	for _, page := range pages(t, dir) {
		doc := parse(t, dir, page)
		h1, csp, lang := 0, "", ""
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "html":
				lang = attr(n, "lang")
			case "h1":
				h1++
			case "meta":
				if strings.EqualFold(attr(n, "http-equiv"), "Content-Security-Policy") {
					csp = attr(n, "content")
				}
			case "table":
				if !hasChild(n, "caption") {
					t.Errorf("%s: a table without caption: %.60s", page, text(n))
				}
				if widths := rowWidths(n); len(widths) > 1 {
					t.Errorf("%s: rows of %v cells in one table: %.60s", page, widths, text(n))
				}
			case "th":
				if attr(n, "scope") == "" {
					t.Errorf("%s: th %q without scope", page, text(n))
				}
			case "script":
				if attr(n, "src") == "" && attr(n, "type") != "application/json" {
					t.Errorf("%s: inline script", page)
				}
			case "style":
				t.Errorf("%s: style element", page)
			case "img":
				if attr(n, "alt") == "" {
					t.Errorf("%s: image without alt", page)
				}
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", page, n.Data, a.Key, a.Val)
				}
				if addressed[a.Key] && leavesSite(a.Val) && !(n.Data == "img" && strings.HasPrefix(a.Val, "data:image/")) {
					t.Errorf("%s: <%s %s=%q> leaves the site", page, n.Data, a.Key, a.Val)
				}
			}
		}
		if h1 != 1 {
			t.Errorf("%s: %d h1", page, h1)
		}
		if lang != "zh-CN" || !strings.HasPrefix(csp, "default-src 'none'") {
			t.Errorf("%s: lang %q, policy %q", page, lang, csp)
		}
	}
}

// addressed are the attributes that hold an address.
var addressed = map[string]bool{"href": true, "src": true, "srcset": true, "action": true, "formaction": true, "poster": true, "cite": true, "background": true, "data": true, "ping": true}

// leavesSite tells whether a browser would go outside the site for an address, or run it: it leaves out
// blanks and control characters, and reads \ as /.
func leavesSite(address string) bool {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ReplaceAll(address, `\`, "/"))
	head, _, colon := strings.Cut(address, ":")
	return strings.HasPrefix(address, "/") || colon && !strings.ContainsAny(head, "/#?")
}

// rowWidths are the different numbers of columns that the rows of a table fill; nil where a cell spans rows.
func rowWidths(table *html.Node) (widths []int) {
	for row := range table.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		width := 0
		for c := range row.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			if attr(c, "rowspan") != "" {
				return nil
			}
			span, _ := strconv.Atoi(attr(c, "colspan"))
			width += max(span, 1)
		}
		if !slices.Contains(widths, width) {
			widths = append(widths, width)
		}
	}
	return widths
}

func hasChild(n *html.Node, name string) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == name {
			return true
		}
	}
	return false
}

// Slips of formatting do not occur; words that rank are looked for in ranking_test.go.
func TestNoSlipsOfFormatting(t *testing.T) { eachEdition(t, noSlipsOfFormatting) }

func noSlipsOfFormatting(t *testing.T, dir string) {
	for _, page := range pages(t, dir) {
		if strings.HasPrefix(page, "manual/") {
			continue // which may quote formats
		}
		body := text(parse(t, dir, page))
		for _, word := range []string{"NaN", "%!", "<nil>"} {
			if i := strings.Index(body, word); i >= 0 {
				t.Errorf("%s says %q: …%s…", page, word, body[max(0, i-30):min(len(body), i+30)])
			}
		}
	}
}

// Each chart carries its table, its sentence and a static picture.
func TestEveryChartReadsWithoutScript(t *testing.T) { eachEdition(t, chartsReadWithoutScript) }

func chartsReadWithoutScript(t *testing.T, dir string) {
	charts := 0
	for _, page := range pages(t, dir) {
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode || n.Data != "figure" {
				continue
			}
			charts++
			var svg, rows, sentence, data bool
			for d := range n.Descendants() {
				if d.Type != html.ElementNode {
					continue
				}
				switch {
				case d.Data == "svg" && attr(d, "role") == "img" && attr(d, "aria-label") != "":
					svg = true
				case d.Data == "tbody" && hasChild(d, "tr"):
					rows = true
				case d.Data == "p" && attr(d, "class") == "figure-note" && text(d) != "":
					sentence = true
				case d.Data == "script", attr(d, "data-part") == "node": // a relation is a picture only
					data = true
				}
			}
			if !svg || !rows || !sentence || !data {
				t.Errorf("%s#%s: picture %v, rows %v, sentence %v, data %v", page, attr(n, "id"), svg, rows, sentence, data)
			}
		}
	}
	if charts < 50 {
		t.Errorf("only %d charts on the sample site", charts)
	}
}
