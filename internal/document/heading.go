package document

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"anjian/internal/source"
)

// A Heading is one heading of a body.
type Heading struct {
	Level int    // 2–6; the title of the document is the only heading of level 1
	ID    string // anchor, unique within the document
	Title string // plain text
}

// Headings returns all headings in order, for a table of contents.
func (d *Document) Headings() []Heading { return d.headings }

// HasAnchor tells whether a heading of the document has that anchor.
func (d *Document) HasAnchor(id string) bool {
	return d.taken[id] > 0
}

func (d *Document) collectHeadings(errs *source.List) {
	d.ids = map[ast.Node]string{}
	d.taken = map[string]int{}
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering && n.Kind() == east.KindTable {
			d.collectTable(n)
		}
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		if h.Level == 1 {
			errs.Tell(source.TopHeading, d.at(offset(h)), "正文里有一级标题，已按二级标题显示", "标题写在文件头的 title；正文从 ## 开始")
			h.Level = 2
		}
		title := d.inlineText(h)
		base := Slug(title)
		if base == "" {
			base = "section"
		}
		id := base
		for d.taken[id] > 0 { // a heading may itself be called 节-2
			d.taken[base]++
			id = base + "-" + strconv.Itoa(d.taken[base])
		}
		d.taken[id]++
		d.ids[h] = id
		d.headings = append(d.headings, Heading{h.Level, id, title})
		return ast.WalkSkipChildren, nil
	})
}

// collectTable gives a table with a caption an anchor; of equal ones the first.
func (d *Document) collectTable(n ast.Node) {
	caption, _ := d.captionOf(n.PreviousSibling())
	if id := TableAnchor(caption); id != "" && d.taken[id] == 0 {
		d.taken[id]++
		d.ids[n] = id
	}
}

// Slug makes an anchor of a heading: composed form, small letters, Han characters and digits
// kept, blanks as hyphens, everything else left out.
func Slug(title string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(title) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_':
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r), r == '-':
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
				b.WriteByte('-')
			}
		}
	}
	return norm.NFC.String(strings.TrimRight(b.String(), "-")) // parts of a letter may have come together
}

// A Section is a part of a body that a level-2 heading opens.
type Section struct {
	ID    string // anchor of the heading
	Title string

	blocks []ast.Node // without the heading
}

// Empty tells whether nothing stands under the heading.
func (s Section) Empty() bool { return len(s.blocks) == 0 }

// Sections returns the parts of the body that level-2 headings open. What stands before the
// first of them is no section; RenderSection renders it under the title "".
func (d *Document) Sections() []Section {
	all := d.parts()
	return all[1:]
}

// parts returns the blocks before the first level-2 heading, then the sections.
func (d *Document) parts() []Section {
	parts := []Section{{}}
	for n := d.tree.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 2 {
			parts = append(parts, Section{ID: d.ids[n], Title: d.inlineText(n)})
			continue
		}
		if isFootnotes(n) {
			continue
		}
		last := &parts[len(parts)-1]
		last.blocks = append(last.blocks, n)
	}
	return parts
}
