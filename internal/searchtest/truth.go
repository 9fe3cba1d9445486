package searchtest

import (
	"fmt"
	"strings"
)

// A condition tells whether a page is meant by a question.
type condition func(p *page, l *Library) bool

// parseTruth reads the notation in which truths are written. Words are set off by spaces; one that
// holds spaces stands in "…". Between them stand & or |, which binds less; ! negates what follows,
// ( and ) group. title= and code= look at one field, type=, procuratorate=, line= and year= at a
// property of the page.
func parseTruth(text string) (condition, error) {
	p := &truthParser{}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		var piece string
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			if quoted, rest, ok = strings.Cut(quoted, `"`); !ok {
				return nil, fmt.Errorf("truth %q: a quotation mark is not closed", text)
			}
			piece = `"` + quoted
		} else {
			piece, rest, _ = strings.Cut(rest, " ")
		}
		p.pieces = append(p.pieces, piece)
	}
	c := p.anyOf()
	if p.err == nil && len(p.pieces) > 0 {
		p.err = fmt.Errorf("%q follows its end", p.pieces[0])
	}
	if p.err != nil {
		return nil, fmt.Errorf("truth %q: %w", text, p.err)
	}
	return c, nil
}

type truthParser struct {
	pieces []string
	err    error
}

func (p *truthParser) take(piece string) bool {
	if len(p.pieces) == 0 || p.pieces[0] != piece {
		return false
	}
	p.pieces = p.pieces[1:]
	return true
}

func (p *truthParser) anyOf() condition {
	list := []condition{p.allOf()}
	for p.take("|") {
		list = append(list, p.allOf())
	}
	return func(pg *page, l *Library) bool {
		for _, c := range list {
			if c(pg, l) {
				return true
			}
		}
		return false
	}
}

func (p *truthParser) allOf() condition {
	list := []condition{p.one()}
	for p.take("&") {
		list = append(list, p.one())
	}
	return func(pg *page, l *Library) bool {
		for _, c := range list {
			if !c(pg, l) {
				return false
			}
		}
		return true
	}
}

func (p *truthParser) one() condition {
	switch {
	case p.take("!"):
		c := p.one()
		return func(pg *page, l *Library) bool { return !c(pg, l) }
	case p.take("("):
		c := p.anyOf()
		if !p.take(")") && p.err == nil {
			p.err = fmt.Errorf("a parenthesis is not closed")
		}
		return c
	case len(p.pieces) == 0 || strings.Contains(" & | ) ", " "+p.pieces[0]+" "):
		if p.err == nil {
			p.err = fmt.Errorf("a word is missing")
		}
		return func(*page, *Library) bool { return false }
	}
	piece := p.pieces[0]
	p.pieces = p.pieces[1:]
	name, value, named := strings.Cut(piece, "=")
	if !named || strings.HasPrefix(piece, `"`) {
		name, value = "", strings.TrimPrefix(piece, `"`)
	}
	return p.atom(name, value)
}

func (p *truthParser) atom(name, value string) condition {
	word := Fold(value)
	anyHolds := func(texts []string) bool {
		for _, t := range texts {
			if Holds(t, word) {
				return true
			}
		}
		return false
	}
	switch name {
	case "":
		return func(pg *page, _ *Library) bool {
			return Holds(pg.title, word) || Holds(pg.body, word) || anyHolds(pg.codes)
		}
	case "title":
		return func(pg *page, _ *Library) bool { return Holds(pg.title, word) }
	case "code":
		return func(pg *page, _ *Library) bool { return anyHolds(pg.codes) }
	}
	of, known := properties[name]
	if !known && p.err == nil {
		p.err = fmt.Errorf("no property %q", name)
	}
	return func(pg *page, l *Library) bool { return l.values(name, of, word)[of(pg.Page)] }
}

// properties of pages that facets count.
var properties = map[string]func(Page) string{
	"type":          func(p Page) string { return p.Type },
	"procuratorate": func(p Page) string { return p.Procuratorate },
	"line":          func(p Page) string { return p.Line },
	"year":          func(p Page) string { return p.Year },
}
