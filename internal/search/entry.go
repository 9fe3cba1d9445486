package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

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
		entries = append(entries, split(valid(p), maxBodyRunes)...)
	}
	slices.SortFunc(entries, func(a, b Page) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(entries); i++ {
		if entries[i].ID == entries[i-1].ID {
			return nil, fmt.Errorf("two pages have the id %q", entries[i].ID)
		}
	}
	if len(entries) > maxPages {
		return nil, &TooManyPages{len(entries)}
	}
	return entries, nil
}

// TooManyPages says that a site has more entries than can be searched.
type TooManyPages struct{ Pages int }

func (t *TooManyPages) Error() string {
	return fmt.Sprintf("可以搜索的页面有 %d 个，最多 %d 个", t.Pages, maxPages)
}

// valid returns p in valid UTF-8. A body that has to be mended loses its sections, whose
// places are no longer true.
func valid(p Page) Page {
	mend := func(s *string) { *s = strings.ToValidUTF8(*s, "\uFFFD") }
	for _, s := range []*string{&p.ID, &p.Title, &p.Type, &p.Procuratorate, &p.Line, &p.Year} {
		mend(s)
	}
	if !utf8.ValidString(p.Body) {
		mend(&p.Body)
		p.Sections = nil
	}
	p.Sections, p.Codes = slices.Clone(p.Sections), slices.Clone(p.Codes)
	for i := range p.Sections {
		mend(&p.Sections[i].Anchor)
		mend(&p.Sections[i].Title)
	}
	p.Sections = slices.DeleteFunc(p.Sections, func(s Section) bool {
		return s.At < 0 || s.At >= len(p.Body) || !utf8.RuneStart(p.Body[s.At])
	})
	for i := range p.Codes {
		mend(&p.Codes[i])
	}
	return p
}

// split cuts a body into parts of at most limit runes: at the last section that
// fits, else at the last paragraph or sentence, so that no phrase is cut where
// there is any choice. Later parts link to the section they begin with or follow.
func split(p Page, limit int) []Page {
	var parts []Page
	from, anchor := 0, ""
	for {
		part := p
		if len(parts) > 0 {
			part.ID, part.Codes = partID(p.ID, anchor, parts), nil
		}
		end := from + runePrefix(p.Body[from:], limit)
		if end < len(p.Body) {
			end = cutBefore(p, from, end)
		}
		part.Body, part.Sections = p.Body[from:end], nil
		for _, s := range p.Sections {
			if s.At >= from && s.At < end {
				part.Sections = append(part.Sections, Section{s.Anchor, s.Title, s.At - from})
			}
			if s.At > from && s.At <= end {
				anchor = s.Anchor
			}
		}
		parts = append(parts, part)
		if from = end; from == len(p.Body) {
			return parts
		}
	}
}

// partID leads to the section that a later part begins with or follows. A section of several parts is led to
// once: no two entries have one ID.
func partID(page, anchor string, parts []Page) string {
	id := page + "#" + anchor
	taken := func(e Page) bool { return e.ID == id }
	for n := len(parts) + 1; anchor == "" || slices.ContainsFunc(parts, taken); n++ {
		anchor = fmt.Sprintf("part-%d", n)
		id = page + "#" + anchor
	}
	return id
}

// cutBefore finds the best place to cut p.Body after from and at end or before.
func cutBefore(p Page, from, end int) int {
	cut := -1
	for _, s := range p.Sections {
		if s.At > from && s.At <= end && s.At > cut {
			cut = s.At
		}
	}
	for _, sep := range []string{"\n", "。"} {
		if i := strings.LastIndex(p.Body[from:end], sep); cut < 0 && i > 0 {
			cut = from + i + len(sep)
		}
	}
	if cut < 0 {
		return end
	}
	return cut
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
