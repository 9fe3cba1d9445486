package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe-core is not fetched but lies here, unmodified and with its licences (MPL-2.0), so that the test runs on a new machine
// without a network or Node, and finds today what it finds tomorrow.
const (
	axeScript = "testdata/axe-core-4.14.1/axe.min.js"
	axeSum    = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
)

// axeRun lists what axe has against the page: its rule, and the first elements.
const axeRun = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], preload: false})
	.then(found => found.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary.replace(/\s+/g, ' ')).join(' | ')))`

// Axe finds nothing on the search page, whatever it shows, and on a page with the list of the header open.
func TestAxeFindsNothing(t *testing.T) {
	script, err := os.ReadFile(axeScript)
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(script)); sum != axeSum {
		t.Fatalf("%s has the sum %s; want %s", axeScript, sum, axeSum)
	}
	r := newReader(t, fileURL(sampleSite(t), "", "")+"/")
	states := []struct {
		name string
		show func()
	}{
		{"start", func() { r.open("search.html") }},
		{"results", func() { r.open("search.html", "q", "未检", "page", "2"); r.until("results", answered) }},
		{"filtered", func() {
			r.open("search.html", "q", "检察建议", "type", "指标")
			r.until("results", answered)
			see[bool](r, `document.querySelectorAll('details').forEach(d => { d.open = true; }), true`)
		}},
		{"empty", func() {
			r.open("search.html", "q", "检察建议 qqzzxx", "type", "指标")
			r.until("ways out", `document.querySelector('#search-empty .search-ways a')`)
		}},
		{"list on the search page", func() {
			r.open("search.html", "q", "检察")
			r.until("results", answered)
			r.do(chromedp.Focus(`#search-form input`))
			r.press("End")
			r.typed("建议")
			r.until("suggestions", listOpen)
			r.press("ArrowDown")
		}},
		{"list of the header", func() {
			r.open("index.html")
			r.press("/")
			r.until("the client", `document.activeElement.getAttribute('role') === 'combobox'`)
			r.typed("检察建议")
			r.until("suggestions", listOpen)
			r.press("ArrowDown")
		}},
		{"arrival", func() {
			r.open("indicators/non-arrest-rate.html", "hl", "不捕率")
			r.until("marks", `document.querySelector('.marks-bar')`)
		}},
	}
	for _, width := range []int64{1280, 390} {
		for _, theme := range []string{"light", "dark"} {
			if !*everyChart && (width == 390) != (theme == "dark") {
				continue // what depends on the width does not depend on the theme
			}
			r.look(width, theme)
			for _, s := range states {
				s.show()
				see[bool](r, string(script)+"\n;true")
				if found := see[[]string](r, axeRun); len(found) > 0 {
					t.Errorf("%s, %s, %d px: %d findings: %q", s.name, theme, width, len(found), found)
				}
				picture(t, r.ctx, fmt.Sprintf("search-%s-%s-%d.png", s.name, theme, width))
			}
		}
	}
	r.quiet()
}
