package build

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A readPage is what readers see of a page: its lines, and the numbers that carry an id.
type readPage struct {
	title   string
	lines   []readLine
	numbers map[string][]readNumber // by id, in the order of the page
	main    []byte                  // all that stands between header and footer, as it is
}

// A readLine is one paragraph, row or heading. Key has the ids of numbers in the place of their words: a line
// in which only they change is the same line.
type readLine struct {
	key     string
	words   []string // of its numbers
	written bool     // by people: it stands in the text of a document
}

// text is the line in words; numbers that may not be told are left out.
func (l readLine) text(hidden func(id string) bool) string {
	parts := strings.Split(l.key, "\x00") // every second one is the id of a number
	for i := 1; i < len(parts); i += 2 {
		if hidden(parts[i]) {
			parts[i] = unsaid
		} else {
			parts[i] = l.words[i/2]
		}
	}
	return strings.Join(parts, "")
}

type readNumber struct{ text, counts string }

// breaks are elements that begin a line.
var breaks = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Tr: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.Dt: true, atom.Dd: true,
	atom.Caption: true, atom.Figcaption: true, atom.Section: true, atom.Div: true, atom.Summary: true, atom.Blockquote: true,
	atom.Pre: true, atom.Article: true, atom.Aside: true, atom.Nav: true, atom.Table: true, atom.Dl: true, atom.Ul: true, atom.Ol: true,
	atom.Figure: true,
}

// cells are elements that stand beside another in a line.
var cells = map[atom.Atom]bool{atom.Td: true, atom.Th: true, atom.Span: true}

// readHTML reads a page of ours.
func readHTML(data []byte) *readPage {
	p := &readPage{numbers: map[string][]readNumber{}, main: between(data, []byte(`<main id="main">`), []byte("</main>"))}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil { // only of a reader that fails
		return p
	}
	r := &pageReader{page: p}
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Title && p.title == "" && n.FirstChild != nil && n.Parent.DataAtom == atom.Head:
			p.title, _, _ = strings.Cut(n.FirstChild.Data, " · ")
		case n.DataAtom == atom.Main:
			r.walk(n, false)
			r.end(false)
		}
	}
	return p
}

func between(data, from, to []byte) []byte {
	_, rest, _ := bytes.Cut(data, from)
	main, _, _ := bytes.Cut(rest, to)
	return main
}

type pageReader struct {
	page  *readPage
	key   strings.Builder
	words []string
}

func (r *pageReader) walk(n *html.Node, written bool) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			r.key.WriteString(c.Data)
			continue
		case c.Type != html.ElementNode || c.DataAtom == atom.Script || c.DataAtom == atom.Svg || c.DataAtom == atom.Button:
			continue
		}
		inProse := written || hasClass(c, "prose")
		if hasClass(c, "figure") || hasClass(c, "figure-table") || hasClass(c, "card-list") { // made of data, wherever it stands
			inProse = false
		}
		if breaks[c.DataAtom] {
			r.end(written)
		}
		if id := attribute(c, "data-number"); id != "" {
			text := plain(c)
			r.page.numbers[id] = append(r.page.numbers[id], readNumber{text, attribute(c, "title")})
			r.key.WriteString("\x00" + id + "\x00")
			r.words = append(r.words, text)
		} else {
			r.walk(c, inProse)
		}
		switch {
		case breaks[c.DataAtom]:
			r.end(inProse)
		case cells[c.DataAtom] && !(inProse && c.DataAtom == atom.Span): // there it is a number in a sentence
			r.key.WriteString(" ")
		}
	}
}

// end closes a line.
func (r *pageReader) end(written bool) {
	if key := strings.Join(strings.Fields(r.key.String()), " "); key != "" {
		r.page.lines = append(r.page.lines, readLine{key, r.words, written})
	}
	r.key.Reset()
	r.words = nil
}

// plain is the text of an element.
func plain(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for _, word := range strings.Fields(attribute(n, "class")) {
		if word == class {
			return true
		}
	}
	return false
}
