package main

import (
	"bytes"
	"fmt"
	"html"
	"regexp"

	"anjian/internal/searchtest"
	"anjian/internal/site"
)

var (
	heading = regexp.MustCompile(`(?s)<h1[^>]*>(.*?)</h1>`)
	tag     = regexp.MustCompile(`<[^>]*>`)
)

// pageOf reads a page as readers take it: its heading, and the main part without controls and what
// repeats what other pages say (data-unsearched).
func pageOf(name string, data []byte) (searchtest.Page, error) {
	_, main, begun := bytes.Cut(data, []byte("<main"))
	end := bytes.LastIndex(main, []byte("</main>"))
	open := bytes.IndexByte(main, '>')
	if !begun || end < open || open < 0 {
		return searchtest.Page{}, fmt.Errorf("%s: no main part", name)
	}
	main = main[open+1 : end]
	p := searchtest.Page{ID: name}
	if m := heading.FindSubmatch(main); m != nil {
		p.Title = html.UnescapeString(tag.ReplaceAllString(string(m[1]), ""))
	}
	p.Body, _ = site.MainText(main)
	return p, nil
}
