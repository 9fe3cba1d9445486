package site

import "anjian/internal/indicator"

// A Place is what readers can be led to by its name besides pages: a figure, an article of law, a column.
type Place struct {
	Anchor string // on the page
	Title  string
	Type   string
	Codes  []string // other names
}

// placesOf lists the places of a page that has been made.
func placesOf(p *Page, sections []TextSection) []Place {
	return nil
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
