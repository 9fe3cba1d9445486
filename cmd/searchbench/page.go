package main

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"anjian/internal/searchtest"
)

// silent elements say nothing to a reader.
var silent = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Svg: true, atom.Button: true, atom.Noscript: true, atom.Nav: true}

// running elements stand inside a line.
var running = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Strong: true, atom.Em: true, atom.I: true, atom.Span: true, atom.Small: true,
	atom.Code: true, atom.Mark: true, atom.Sup: true, atom.Sub: true, atom.Del: true, atom.Kbd: true, atom.Time: true,
}

// pageOf reads what the main part of a page says, a line for each block.
func pageOf(name string, data []byte) (searchtest.Page, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return searchtest.Page{}, err
	}
	p := searchtest.Page{ID: name}
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Main:
			var b strings.Builder
			say(&b, n)
			p.Body = b.String()
		case n.DataAtom == atom.H1 && p.Title == "":
			var b strings.Builder
			say(&b, n)
			p.Title = strings.TrimSpace(b.String())
		}
	}
	return p, nil
}

func say(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(strings.NewReplacer("\n", " ", "\t", " ").Replace(n.Data))
	case silent[n.DataAtom]:
		return
	}
	block := n.Type == html.ElementNode && !running[n.DataAtom]
	if block {
		b.WriteByte('\n')
	}
	for c := range n.ChildNodes() {
		say(b, c)
	}
	if block {
		b.WriteByte('\n')
	}
}
