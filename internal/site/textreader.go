package site

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unsearched is the attribute of what is on a page and no content of it: controls, what the heading above says
// already, lists of links to other pages, an explanation that stands on every page of its kind. Without it
// search shows them in place of what was asked for. On a col it holds for the column.
const unsearched = "data-unsearched"

// unread are elements whose text is no content of the page.
var unread = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Svg: true, atom.Button: true, atom.Noscript: true, atom.Nav: true}

// inline are elements that do not end a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Strong: true, atom.Em: true, atom.I: true, atom.Span: true,
	atom.Small: true, atom.Code: true, atom.Mark: true, atom.Sup: true, atom.Sub: true, atom.Del: true,
	atom.Kbd: true, atom.Time: true,
}

// boxes are inline elements that the design sets apart where two of them touch: a tag beside its text.
var boxes = map[atom.Atom]bool{atom.A: true, atom.Abbr: true, atom.Span: true, atom.Time: true}

// void are elements that have no end.
var void = map[atom.Atom]bool{atom.Br: true, atom.Col: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Wbr: true}

// A gap is what keeps a text apart from the one before it; of several the widest counts.
type gap byte

const (
	noGap gap = iota
	blankGap
	boxGap  // within a line: cells of a row, a term and what it means
	lineGap // between blocks
)

var gapText = [...]string{noGap: "", blankGap: " ", boxGap: "｜", lineGap: "\n"}

// An openElement is one that the reader is in.
type openElement struct {
	name   atom.Atom
	id     string
	opened bool // a heading stands in it
}

// A mainReader walks over the tokens of a page's main part.
type mainReader struct {
	z        *html.Tokenizer
	out      strings.Builder
	sections []TextSection
	open     []openElement // blocks
	gap      gap
	touching bool // a box has just ended

	skipping atom.Atom // element that is left out, with how many of its name are open
	depth    int

	columns []bool // of the open table: whether they are left out
	column  int    // of the open row
	inRow   bool

	titled  bool      // the last section's title is being read
	titling atom.Atom // by this element
}

// MainText returns the words of a page's main part with the sections in them.
func MainText(main []byte) (body string, sections []TextSection) {
	r := &mainReader{z: html.NewTokenizer(bytes.NewReader(main))}
	for {
		switch r.z.Next() {
		case html.ErrorToken:
			if r.titled {
				r.endTitle()
			}
			return r.out.String(), r.sections
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := r.z.TagName()
			r.start(atom.Lookup(name), more)
		case html.EndTagToken:
			name, _ := r.z.TagName()
			r.end(atom.Lookup(name))
		case html.TextToken:
			if r.skipping == 0 {
				r.text(string(r.z.Text()))
			}
		}
	}
}

func (r *mainReader) start(name atom.Atom, more bool) {
	if r.skipping != 0 {
		if name == r.skipping {
			r.depth++
		}
		return
	}
	id, out := r.attributes(more)
	switch name {
	case atom.Table:
		r.columns = nil
	case atom.Col:
		r.columns, out = append(r.columns, out), false
	case atom.Tr:
		r.widen(lineGap)
		r.inRow, r.column = true, 0
	case atom.Td, atom.Th:
		out = out || r.column < len(r.columns) && r.columns[r.column]
		r.column++
	}
	if name == atom.Dd {
		r.widen(boxGap)
	} else {
		r.part(name, r.touching && boxes[name])
	}
	r.touching = false
	switch {
	case void[name]:
	case out || unread[name]:
		r.skipping, r.depth = name, 1
	case !inline[name]:
		r.open = append(r.open, openElement{name: name, id: id})
		r.section(name)
	}
}

func (r *mainReader) end(name atom.Atom) {
	if r.skipping != 0 {
		if name == r.skipping {
			if r.depth--; r.depth == 0 {
				r.skipping = 0
			}
		}
		return
	}
	if r.titled && name == r.titling {
		r.endTitle()
	}
	if name == atom.Tr {
		r.inRow = false
	}
	if name == atom.Dt {
		r.widen(boxGap) // to what it means
	} else {
		r.part(name, false)
	}
	r.touching = boxes[name]
	if inline[name] {
		return
	}
	for i := len(r.open) - 1; i >= 0; i-- {
		if r.open[i].name == name {
			r.open = r.open[:i]
			return
		}
	}
}

// part notes the gap that an element makes where it begins or ends.
func (r *mainReader) part(name atom.Atom, touches bool) {
	switch {
	case inline[name]:
		if touches {
			r.widen(boxGap)
		}
	case r.inRow:
		r.widen(boxGap)
	default:
		r.widen(lineGap)
	}
}

func (r *mainReader) widen(g gap) { r.gap = max(r.gap, g) }

// attributes are the id of an element, and whether it is left out.
func (r *mainReader) attributes(more bool) (id string, out bool) {
	for more {
		var key, value []byte
		key, value, more = r.z.TagAttr()
		switch string(key) {
		case "id":
			id = string(value)
		case unsearched:
			out = true
		case "aria-hidden":
			out = out || string(value) == "true"
		}
	}
	return id, out
}

func (r *mainReader) text(text string) {
	words := strings.Fields(text)
	if len(words) == 0 {
		if text != "" {
			r.widen(blankGap)
			r.touching = false
		}
		return
	}
	r.touching = false
	if r.inRow && len(words) == 1 && words[0] == "—" { // an empty cell
		return
	}
	if blank(text[:1]) {
		r.widen(blankGap)
	}
	if r.out.Len() > 0 {
		r.out.WriteString(gapText[r.gap])
	}
	r.gap = noGap
	if blank(text[len(text)-1:]) {
		r.gap = blankGap
	}
	if r.titled && r.sections[len(r.sections)-1].At < 0 {
		r.sections[len(r.sections)-1].At = r.out.Len()
	}
	for i, w := range words {
		if i > 0 {
			r.out.WriteByte(' ')
		}
		r.out.WriteString(w)
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
