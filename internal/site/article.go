package site

import (
	"html/template"
	"strconv"
	"strings"

	"anjian/internal/document"
	"anjian/internal/period"
)

// An articleView is a text with a side rail: cases, analyses, papers, key work, manual, rules.
type articleView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Summary    string
	Body       template.HTML
	Contents   []contentsEntry
	Profile    []Fact
	Aside      []Block // lists beside the text, between its contents and what it refers to
	Raised     []Item  // 异常提示 of an analysis's period
	Linked     []Item  // what it names and what names it
	Blocks     []Block // of what a definition computes, below its text
}

type contentsEntry struct {
	Text, Href string
	Current    bool
}

// article renders a narrative with its contents and what it refers to.
func (b *builder) article(c *common, page, sectionTitle, section string) *articleView {
	view := &articleView{
		Breadcrumb: crumbs(page, Link{sectionTitle, section}, Link{Text: c.Title}),
		Title:      c.Title,
		Facts:      nonEmpty(b.shortName(c.Procuratorate), c.Department, chinese(c.Date)),
		Summary:    c.Summary,
		Body:       b.body(c.doc),
		Contents:   contents(c.doc),
		Linked:     b.linkItems(c.doc, page),
	}
	return view
}

// body renders a document's text with live figures filled in.
func (b *builder) body(d *document.Document) template.HTML {
	d = b.library.Now(d)
	r := &resolver{b: b, page: pageOf(d), doc: d}
	if n := b.narrativeOf(d); n != nil {
		r.period = periodOf(n)
		r.keep(b.Signed[d.Path], n)
	}
	for _, t := range b.talks { // which are not signed
		if t.doc == d {
			r.period = t.period
		}
	}
	return d.Render(r, b.errs) + r.revisions()
}

func contents(d *document.Document) []contentsEntry {
	var list []contentsEntry
	for _, h := range d.Headings() {
		if h.Level == 2 {
			list = append(list, contentsEntry{Text: h.Title, Href: "#" + h.ID})
		}
	}
	if len(list) < 3 {
		return nil
	}
	return list
}

// shortName returns 望津区院 for wangjin, "" for "".
func (b *builder) shortName(id string) string {
	p, ok := b.Cube.Organisation.Find(id)
	if !ok {
		return ""
	}
	return p.Short
}

// facts makes a definition list of name, text, name, text …; empty texts are left out.
func facts(pairs ...string) []Fact {
	var list []Fact
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			list = append(list, Fact{Name: pairs[i], Text: pairs[i+1]})
		}
	}
	return list
}

func chinese(d period.Date) string {
	if !set(d) {
		return ""
	}
	return d.Chinese()
}

func yearOf(d period.Date) string {
	if !set(d) {
		return ""
	}
	y, _, _ := d.Civil()
	return strconv.Itoa(y)
}

// yearOfPeriod is the year that a period belongs to, "" for none.
func yearOfPeriod(p period.Period) string {
	if p.IsZero() {
		return ""
	}
	return strconv.Itoa(p.YearNumber())
}

// topLine returns 刑事检察 of 刑事检察/审查逮捕.
func topLine(line string) string {
	top, _, _ := strings.Cut(line, "/")
	return top
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func nonEmpty(texts ...string) []string {
	var list []string
	for _, t := range texts {
		if t != "" {
			list = append(list, t)
		}
	}
	return list
}

func joinNonEmpty(between string, texts ...string) string {
	return strings.Join(nonEmpty(texts...), between)
}
