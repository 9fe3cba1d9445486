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
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// signedFile is what these tests read of a signed document, by keys alone.
type signedFile struct {
	Document string `toml:"document"`
	Printed  []struct {
		Number string `toml:"number"`
		Text   string `toml:"text"`
		Table  struct {
			Rows []struct {
				Cells []struct {
					ID   string `toml:"id"`
					Text string `toml:"text"`
				} `toml:"cell"`
			} `toml:"row"`
		} `toml:"table"`
	} `toml:"printed"`
}

// The signed bulletins of the sample print what was signed, whatever the data say now; where they say
// something else, a mark leads to the note. Their files are read back to the byte.
func TestSignedBulletinsPrintWhatWasSigned(t *testing.T) {
	dir := sampleSite(t)
	files, err := filepath.Glob("../../content/closed/*/signed/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 2 {
		t.Fatalf("the sample has %d signed bulletins", len(files))
	}
	revised := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var errs source.List
		if s := site.ParseSigned(name, data, &errs); s == nil || !bytes.Equal(s.Text(), data) {
			t.Errorf("%s is not read back: %v", name, errs.Err())
			continue
		}
		var f signedFile
		tomlfile.DecodeOurs(name, data, &f, new(source.List)) // keys that the test does not ask for are unknown to it
		words := map[string][]string{}
		for _, p := range f.Printed {
			words[p.Number] = append(words[p.Number], p.Text)
			for _, row := range p.Table.Rows {
				for _, c := range row.Cells {
					words[c.ID] = append(words[c.ID], c.Text)
				}
			}
		}
		page := strings.TrimSuffix(strings.TrimPrefix(f.Document, "content/"), ".md") + ".html"
		compared := 0
		for n := range parse(t, dir, page).Descendants() {
			id := attr(n, "data-number")
			if n.Type != html.ElementNode || id == "" || standsIn(n, "figure", "") || standsIn(n, "section", "revisions") {
				continue
			}
			compared++
			if !slices.Contains(words[id], text(n)) {
				t.Errorf("%s prints %q as %s; signed was %q", page, text(n), id, words[id])
			}
			if attr(n, "data-state") != "revised" {
				continue
			}
			revised++
			if mark := n.NextSibling; mark == nil || attr(mark, "class") != "revised" || !strings.HasPrefix(attr(mark.FirstChild, "href"), "#revised-") {
				t.Errorf("%s: %s changed and has no mark", page, id)
			}
		}
		if compared < 100 {
			t.Errorf("%s: only %d numbers", page, compared)
		}
	}
	if revised == 0 {
		t.Error("no number of the sample changed after it was signed: the note is not shown")
	}
}

// standsIn tells whether a node stands in an element of a kind, with a class where one is given.
func standsIn(n *html.Node, kind, class string) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == kind && (class == "" || attr(n, "class") == class) {
			return true
		}
	}
	return false
}
