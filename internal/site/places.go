package site

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"anjian/internal/indicator"
)

// A Place is what readers can be led to by its name besides pages: a figure, an article of law, a column.
type Place struct {
	Anchor string // on the page
	Title  string
	Of     string // what it is part of, which TellApart adds to its title where that is needed
	Type   string
	Codes  []string // other names
}

// manualType is the type of the manual's pages. Their sections that tell of a kind of finding are places; of the
// others results tell, and who types the name of a page wants no section of the manual that is called like it.
const manualType = "手册"

// placesOf lists the places of a page that has been made. Of the figures and tables of the site few are
// places: those of pages that are Illustrated, and what questionedTrends lists. The others are called like the
// indicator, or like that of the month before; their page, and the section of a result, lead there.
func placesOf(p *Page, sections []TextSection) []Place {
	var list []Place
	if p.Places != nil {
		list = p.Places()
	}
	for _, s := range sections {
		switch {
		case p.Illustrated && s.Kind == FigureSection:
			list = append(list, Place{Anchor: s.Anchor, Title: captioned("图", s.Title), Of: p.Title, Type: "图"})
		case p.Illustrated && s.Kind == TableSection:
			list = append(list, Place{Anchor: s.Anchor, Title: captioned("表", s.Title), Of: p.Title, Type: "表"})
		case p.Type == manualType && s.Kind == HeadingSection:
			if code := findingCode.FindString(s.Title); code != "" {
				list = append(list, Place{Anchor: s.Anchor, Title: s.Title, Of: p.Title, Type: manualType, Codes: []string{code}})
			}
		}
	}
	for i := range list {
		list[i].Codes = codes(list[i].Title, list[i].Codes...)
	}
	return list
}

// shortTitle is how many characters of a title tell little: 日期, 结论.
const shortTitle = 4

// TellApart adds what a place is part of to titles that are short, or that another place or page of the edition
// bears too. The others stay without: who types the name of a page wants the page, not all of its parts.
func TellApart(texts []Text) {
	borne := map[string]int{}
	for _, t := range texts {
		borne[t.Title]++
		for _, p := range t.Places {
			borne[p.Title]++
		}
	}
	for _, t := range texts {
		for i := range t.Places {
			if p := &t.Places[i]; p.Of != "" && (borne[p.Title] > 1 || utf8.RuneCountInString(p.Title) <= shortTitle) {
				p.Codes = codes("", append([]string{p.Title}, p.Codes...)...)
				p.Title += " · " + p.Of
			}
		}
	}
}

// findingCode is the code of a kind of finding, which the manual tells under it.
var findingCode = regexp.MustCompile(`^[A-Z][0-9]{2}\b`)

// captioned names a figure or table as what it is, unless its caption does: 图 1　平均审查起诉天数.
func captioned(what, caption string) string {
	if strings.HasPrefix(caption, what) {
		return caption
	}
	return what + "：" + caption
}

// questionedTrends are the control charts that an 异常提示 asks about: on the page of a place's trends those of
// the place, on an indicator's page that of all together.
func (b *builder) questionedTrends(place, id string) []Place {
	var list []Place
	for _, a := range b.Anomalies {
		d := b.Cube.Definition(a.Key.Indicator)
		if d == nil || a.Key.Procuratorate != place || id != "" && d.ID != id {
			continue
		}
		p := Place{Anchor: trendID(d.ID), Title: "图：" + d.Title + "控制图 · " + b.placeTitle(place), Type: "图"}
		if id != "" {
			p.Anchor = "trend"
		}
		for _, alias := range d.Aliases {
			p.Codes = append(p.Codes, alias+"控制图")
		}
		list = append(list, p)
	}
	return list
}

// Procuratorates names procuratorates and areas as pages do, in administrative order.
func (p *Plan) Procuratorates() []string {
	organisation := p.b.Cube.Organisation
	areas := map[string]indicator.Area{}
	for _, a := range organisation.Areas() {
		areas[a.Head.ID] = a
	}
	var names []string
	for _, one := range organisation.Procuratorates {
		if a, heads := areas[one.ID]; heads {
			names = append(names, a.Title())
		}
		names = append(names, one.Short)
	}
	return names
}

// Lines names the lines of work (条线) in the order of their documents.
func (p *Plan) Lines() []string {
	var names []string
	for _, l := range p.b.lines {
		names = append(names, l.Title)
	}
	return names
}
