package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// released tells by the sample's own documents which typical cases leaders may read.
func released(t *testing.T) (shown, withheld []string) {
	t.Helper()
	files, err := filepath.Glob("../../content/cases/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(data), "\nreleased = ")
		list, _, _ := strings.Cut(rest, "\n")
		id := strings.TrimSuffix(filepath.Base(f), ".md")
		if strings.Contains(list, "领导") {
			shown = append(shown, id)
		} else {
			withheld = append(withheld, id)
		}
	}
	return shown, withheld
}

// A typical case that is not released to leaders is nowhere in their tree: no page, no title in a list,
// no word in the search.
func TestWithheldCasesAreNotInTheLeadersTree(t *testing.T) {
	inside := sampleSite(t)
	leaders := sample.report.Others[0].Out
	shown, withheld := released(t)
	if len(shown) == 0 || len(withheld) == 0 {
		t.Fatalf("%d cases shown to leaders, %d withheld: nothing to compare", len(shown), len(withheld))
	}
	for _, id := range append(shown, withheld...) {
		if _, err := os.Stat(filepath.Join(inside, "cases", id+".html")); err != nil {
			t.Errorf("the internal edition lacks %s", id)
		}
	}
	for _, id := range shown {
		if _, err := os.Stat(filepath.Join(leaders, "cases", id+".html")); err != nil {
			t.Errorf("the leaders' edition lacks %s", id)
		}
	}
	var words [][]byte
	for _, id := range withheld {
		title := text(firstOf(parse(t, inside, "cases/"+id+".html"), "h1"))
		words = append(words, []byte("cases/"+id), []byte(title))
	}
	err := fs.WalkDir(os.DirFS(leaders), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "manifest.json" { // which lists the inputs of the build
			return err
		}
		data, err := os.ReadFile(filepath.Join(leaders, name))
		for _, w := range words {
			if bytes.Contains(data, w) {
				t.Errorf("%s holds %q", name, w)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every page of an edition says which one it is, in its head and in its footer, and no page of one
// says the other.
func TestPagesSayTheirEdition(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		name := filepath.Base(t.Name()) + "版"
		for _, page := range pages(t, dir) {
			doc := parse(t, dir, page)
			head, foot := text(firstOf(doc, "aside")), text(firstOf(doc, "footer"))
			for _, e := range []string{"内部版", "领导版"} {
				if strings.Contains(head, e) != (e == name) || strings.Contains(foot, e) != (e == name) {
					t.Errorf("%s of %s says %q and %q", page, name, head, foot)
				}
			}
		}
	})
}

// firstOf returns the first element of that name, an empty one where there is none.
func firstOf(doc *html.Node, name string) *html.Node {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return &html.Node{}
}
