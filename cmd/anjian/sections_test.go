package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/site"
)

// What opens a section of a page for a reader is a heading, wherever it stands; search leads there. Found
// here in the parsed page, without the code that reads its text.

func TestEveryHeadingCanBeLinkedTo(t *testing.T) { eachEdition(t, headingsAreSections) }

func headingsAreSections(t *testing.T, dir string) {
	for _, page := range pages(t, dir) {
		if page == "search.html" || page == "404.html" {
			continue
		}
		main := mainOf(t, dir, page)
		body, sections := site.MainText(main)
		doc := parse(t, dir, page)
		var want, got []string
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && slices.Contains([]string{"h2", "h3", "h4"}, n.Data) && isRead(n) && attr(n.Parent, "class") != "figure-cell" {
				if anchorOf(n) == "" {
					t.Errorf("%s: nothing leads to the heading %q", page, text(n))
				}
				want = append(want, anchorOf(n)+" "+squeezed(text(n)))
			}
		}
		anchors := map[string]bool{}
		for _, s := range sections {
			if anchors[s.Anchor] {
				t.Errorf("%s: two sections at %q", page, s.Anchor)
			}
			if anchors[s.Anchor] = true; elementOf(t, doc, s.Anchor) == nil {
				t.Errorf("%s: nothing is called %q", page, s.Anchor)
			}
			if !strings.HasPrefix(strings.ReplaceAll(body[s.At:], "｜", " "), s.Title) || s.Title == "" {
				t.Errorf("%s: the section %q does not begin at its title", page, s.Title)
			}
			if s.Kind == site.HeadingSection || s.Kind == site.FigureSection {
				got = append(got, s.Anchor+" "+squeezed(s.Title))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: sections\n%q\nwant\n%q", page, got, want)
		}
	}
}

// mainOf is what a page shows between its header and its footer.
func mainOf(t *testing.T, dir, page string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := bytes.Cut(data, []byte(`<main id="main"><div class="wrap">`))
	main, _, ok := bytes.Cut(rest, []byte("</div></main>"))
	if !ok {
		t.Fatalf("%s has no main part", page)
	}
	return main
}

// isRead tells whether search reads an element: it lies in the main part and is content.
func isRead(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		switch {
		case n.Data == "main":
			return true
		case n.Data == "nav", has(n, "data-unsearched"), attr(n, "aria-hidden") == "true":
			return false
		}
	}
	return false
}

// anchorOf is where a reader gets to a heading: it, or what it is the first heading of.
func anchorOf(heading *html.Node) string {
	if id := attr(heading, "id"); id != "" {
		return id
	}
	for n := heading.Parent; n != nil && n.Data != "main"; n = n.Parent {
		for c := range n.Descendants() {
			if slices.Contains([]string{"h2", "h3", "h4"}, c.Data) && c.Type == html.ElementNode && isRead(c) {
				if c != heading {
					return ""
				}
				break
			}
		}
		if id := attr(n, "id"); id != "" {
			return id
		}
	}
	return ""
}

// squeezed writes a text without blanks, wherever its markup has some.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
