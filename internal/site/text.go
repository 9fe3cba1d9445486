package site

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A Text is what a rendered page says, for search.
type Text struct {
	Path          string
	Title         string
	Body          string // a line per block, so that no phrase crosses from one into the next
	Type          string
	Procuratorate string
	Line          string
	Year          string
}

// TextOf reads the words of a rendered page back from its main part. ok is false for pages that
// search leaves out.
func TextOf(p *Page) (text Text, ok bool) {
	if p.Type == "" {
		return Text{}, false
	}
	return Text{
		Path: p.Path, Title: p.Title, Body: plainText(p.main),
		Type: p.Type, Procuratorate: p.Procuratorate, Line: p.Line, Year: p.Year,
	}, true
}

// unread are elements whose text is no content of the page.
var unread = map[atom.Atom]bool{atom.Script: true, atom.Style: true, atom.Svg: true, atom.Button: true, atom.Noscript: true, atom.Nav: true}

// inline are elements that do not end a line.
var inline = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Strong: true, atom.Em: true, atom.I: true, atom.Span: true,
	atom.Small: true, atom.Code: true, atom.Mark: true, atom.Sup: true, atom.Sub: true, atom.Del: true,
	atom.Kbd: true, atom.Time: true,
}

// plainText walks over the tokens of a fragment: inline elements join, all others end a line.
func plainText(main []byte) string {
	var out strings.Builder
	z := html.NewTokenizer(bytes.NewReader(main))
	skip, space, newline := 0, false, false
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return out.String()
		case html.StartTagToken, html.EndTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if unread[a] && kind == html.StartTagToken {
				skip++
			} else if unread[a] {
				skip--
			}
			newline = newline || !inline[a]
		case html.TextToken:
			if skip > 0 {
				continue
			}
			text := string(z.Text())
			words := strings.Fields(text)
			if len(words) == 0 {
				space = space || text != ""
				continue
			}
			switch {
			case out.Len() > 0 && newline:
				out.WriteByte('\n')
			case out.Len() > 0 && (space || blank(text[:1])):
				out.WriteByte(' ')
			}
			out.WriteString(strings.Join(words, " "))
			newline, space = false, blank(text[len(text)-1:])
		}
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
