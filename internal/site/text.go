package site

import (
	"strings"
)

// A Text is what a rendered page says, for search.
type Text struct {
	Path          string
	Title         string
	Body          string   // a line per block, ｜ between boxes of one line: no phrase crosses either
	Codes         []string // see Page
	Type          string
	Procuratorate string
	Line          string
	Year          string
	Sections      []TextSection
	Places        []Place
}

// A TextSection is a part of a page that a link can lead to, by what opens it: a heading, the caption of a
// figure or table, the name of an article of law. Its title is part of the body.
type TextSection struct {
	Anchor string
	Title  string
	At     int // byte of the body where the title begins
	Kind   SectionKind
}

// A SectionKind says what opens a section.
type SectionKind uint8

// The kinds of sections.
const (
	HeadingSection SectionKind = iota
	FigureSection              // 图
	TableSection               // 表
	TermSection                // an entry of a list of terms: an article of law
)

// TextOf reads the words of a rendered page back from its main part. ok is false for pages that
// search leaves out.
func TextOf(p *Page) (text Text, ok bool) {
	if p.Type == "" {
		return Text{}, false
	}
	body, sections := MainText(p.main)
	text = Text{
		Path: p.Path, Title: p.Title, Body: body, Codes: codes(p.Title, p.Codes...), Sections: sections,
		Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
	}
	text.Places = placesOf(p, sections)
	return text, true
}

// codes are the names that a thing has besides its title, each once.
func codes(title string, names ...string) []string {
	var list []string
	for _, n := range names {
		n = strings.Join(strings.Fields(n), " ")
		if n != "" && n != title && !contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}
