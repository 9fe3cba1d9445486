package site

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unsearched is the attribute of what is on a page and no content of it: controls, what the heading above says
// already, lists of links to other pages, an explanation that stands on every page of its kind. Without it
// search shows them in place of what was asked for. On a col it holds for the column.
const unsearched = "data-unsearched"

// A trait is what an element is to the reader.
type trait uint8

const (
	unread trait = 1 << iota // its text is no content of the page
	inline                   // it does not end a line
	box                      // inline, but set apart where two of them touch: a tag beside its text
	void                     // it has no end
)

// traits of elements; those without are blocks.
var traits = map[atom.Atom]trait{
	atom.Script: unread, atom.Style: unread, atom.Svg: unread, atom.Button: unread, atom.Noscript: unread, atom.Nav: unread,
	atom.A: inline | box, atom.Abbr: inline | box, atom.Span: inline | box, atom.Time: inline | box,
	atom.B: inline, atom.Strong: inline, atom.Em: inline, atom.I: inline, atom.Small: inline, atom.Code: inline,
	atom.Mark: inline, atom.Sup: inline, atom.Sub: inline, atom.Del: inline, atom.Kbd: inline,
	atom.Br: void, atom.Col: void, atom.Hr: void, atom.Img: void, atom.Input: void, atom.Wbr: void,
}

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
				r.text(r.z.Text())
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
	is := traits[name]
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
		r.part(is, r.touching && is&box != 0)
	}
	r.touching = false
	switch {
	case is&void != 0:
	case out || is&unread != 0:
		r.skipping, r.depth = name, 1
	case is&inline == 0:
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
	is := traits[name]
	if name == atom.Dt {
		r.widen(boxGap) // to what it means
	} else {
		r.part(is, false)
	}
	r.touching = is&box != 0
	if is&inline != 0 {
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
func (r *mainReader) part(is trait, touches bool) {
	switch {
	case is&inline != 0:
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

func (r *mainReader) text(text []byte) {
	if len(text) == 0 {
		return
	}
	r.touching = false
	from := bytes.TrimLeftFunc(text, unicode.IsSpace)
	if len(from) < len(text) {
		r.widen(blankGap)
	}
	words := bytes.TrimRightFunc(from, unicode.IsSpace)
	if len(words) == 0 || r.inRow && string(words) == "—" { // nothing, or an empty cell
		return
	}
	if r.out.Len() > 0 {
		r.out.WriteString(gapText[r.gap])
	}
	if r.gap = noGap; len(words) < len(from) {
		r.gap = blankGap
	}
	if r.titled && r.sections[len(r.sections)-1].At < 0 {
		r.sections[len(r.sections)-1].At = r.out.Len()
	}
	first := true
	for word := range bytes.FieldsSeq(words) {
		if !first {
			r.out.WriteByte(' ')
		}
		first = false
		r.out.Write(word)
	}
}
