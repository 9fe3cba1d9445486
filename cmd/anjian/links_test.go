package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"golang.org/x/net/html"
)

// named are the keys of front matter that name other documents.
type named struct {
	Indicators []string `toml:"indicators"`
	Brands     []string `toml:"brands"`
	Cases      []string `toml:"cases"`
	Related    []string `toml:"related"`
	Parent     string   `toml:"parent"`
	Feedback   string   `toml:"feedback"`
	Replaces   []string `toml:"replaces"`
}

// pages lists the addresses of what is named.
func (n named) pages() []string {
	var list []string
	add := func(folder string, ids ...string) {
		for _, id := range ids {
			if id != "" {
				list = append(list, path.Join(folder, id)+".html")
			}
		}
	}
	add("indicators", n.Indicators...)
	add("brands", n.Brands...)
	add("cases", n.Cases...)
	add("", n.Related...)
	add("brands", n.Parent)
	add("indicators", n.Feedback)
	add("regulations", n.Replaces...)
	return list
}

// linkedFolders hold the documents between which links show on both pages.
var linkedFolders = []string{"brands", "cases", "guiding", "selections", "papers", "reports", "works", "suggestions", "regulations", "reverse", "talks"}

var bodyLink = regexp.MustCompile(`\]\(\.\./([a-z]+/[a-z0-9-]+)\.md`)

// What a text of the sample names in its front matter or links to shows on both pages, and only where
// both are in the edition.
func TestLinksShowOnBothPages(t *testing.T) { eachEdition(t, linksShowOnBothPages) }

func linksShowOnBothPages(t *testing.T, dir string) {
	links := map[string]map[string]bool{}
	for _, page := range pages(t, dir) {
		links[page] = linksOf(page, parse(t, dir, page))
	}
	checked := 0
	for _, folder := range linkedFolders {
		files, err := filepath.Glob(filepath.Join("../../content", folder, "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			own := folder + "/" + strings.TrimSuffix(filepath.Base(file), ".md") + ".html"
			for _, other := range mentionsIn(t, file) {
				if links[own] == nil || links[other] == nil {
					continue // one of them is not in this edition
				}
				checked++
				if !links[own][other] {
					t.Errorf("%s names %s and does not link to it", own, other)
				}
				if !links[other][own] {
					t.Errorf("%s is named by %s and does not link to it", other, own)
				}
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d references were looked at", checked)
	}
}

// mentionsIn lists the pages that a document names, in front matter and body.
func mentionsIn(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	front, body, _ := strings.Cut(strings.TrimPrefix(string(data), "+++\n"), "\n+++\n")
	var n named
	if _, err := toml.Decode(front, &n); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	list := n.pages()
	for _, m := range bodyLink.FindAllStringSubmatch(body, -1) {
		if !strings.HasPrefix(m[1], "manual/") {
			list = append(list, m[1]+".html")
		}
	}
	return list
}

// linksOf are the pages of the site that the main part of a page links to.
func linksOf(page string, doc *html.Node) map[string]bool {
	found := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "main" {
			continue
		}
		for a := range n.Descendants() {
			if href := attr(a, "href"); a.Type == html.ElementNode && a.Data == "a" && href != "" {
				target, _, _ := strings.Cut(href, "#")
				found[path.Join(path.Dir(page), target)] = true
			}
		}
	}
	return found
}
