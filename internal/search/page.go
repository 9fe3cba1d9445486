package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Page is one published page as search sees it.
type Page struct {
	ID            string // path from the site's root, "brands/red-umbrella.html"
	Title         string
	Body          string // plain text; a line feed ends a paragraph, and no phrase crosses it
	Type          string // 典型案例, 指标, 通报 …: the filter of the search page
	Procuratorate string
	Line          string // business line (条线)
	Year          string
	Headings      []Heading
}

// A Heading is a place in Body that a link can lead to; only bodies that are too
// long for one entry use it.
type Heading struct {
	Anchor string // id of the element on the page
	At     int    // byte in Body
}

const (
	maxPages     = 20_000
	maxBodyRunes = 200_000
)

// prepare returns the entries of the index: pages sorted by ID, made valid UTF-8,
// and bodies longer than maxBodyRunes split into several entries. Build and Export
// both begin here, so an entry has the same number on both sides.
func prepare(pages []Page) ([]Page, error) {
	entries := make([]Page, 0, len(pages))
	for _, p := range pages {
		if p.ID == "" {
			return nil, fmt.Errorf("page %q has no id", p.Title)
		}
		for _, s := range []*string{&p.ID, &p.Title, &p.Type, &p.Procuratorate, &p.Line, &p.Year} {
			*s = strings.ToValidUTF8(*s, "\uFFFD")
		}
		if !utf8.ValidString(p.Body) {
			p.Body, p.Headings = strings.ToValidUTF8(p.Body, "\uFFFD"), nil
		}
		entries = append(entries, split(p, maxBodyRunes)...)
	}
	slices.SortFunc(entries, func(a, b Page) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(entries); i++ {
		if entries[i].ID == entries[i-1].ID {
			return nil, fmt.Errorf("two pages have the id %q", entries[i].ID)
		}
	}
	if len(entries) > maxPages {
		return nil, fmt.Errorf("%d pages; at most %d can be searched", len(entries), maxPages)
	}
	return entries, nil
}

// split cuts a body into parts of at most limit runes: at the last heading that
// fits, else at the last paragraph or sentence, so that no phrase is cut where
// there is any choice. Later parts link to the heading they begin with or follow.
func split(p Page, limit int) []Page {
	var parts []Page
	from, anchor := 0, ""
	for {
		part := p
		part.Headings = nil
		if n := len(parts); n > 0 {
			part.ID = fmt.Sprintf("%s#%s", p.ID, anchor)
			if anchor == "" || part.ID == parts[n-1].ID {
				part.ID = fmt.Sprintf("%s#part-%d", p.ID, n+1)
			}
		}
		end := from + runePrefix(p.Body[from:], limit)
		if end == len(p.Body) {
			part.Body = p.Body[from:]
			return append(parts, part)
		}
		cut := -1
		for _, h := range p.Headings {
			if h.At > from && h.At <= end && h.At > cut && utf8.RuneStart(p.Body[h.At]) {
				cut = h.At
			}
		}
		for _, sep := range []string{"\n", "。"} {
			if i := strings.LastIndex(p.Body[from:end], sep); cut < 0 && i > 0 {
				cut = from + i + len(sep)
			}
		}
		if cut < 0 {
			cut = end
		}
		part.Body = p.Body[from:cut]
		parts = append(parts, part)
		for _, h := range p.Headings {
			if h.At > from && h.At <= cut {
				anchor = h.Anchor
			}
		}
		from = cut
	}
}

// runePrefix returns the length in bytes of the first n runes of s.
func runePrefix(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
