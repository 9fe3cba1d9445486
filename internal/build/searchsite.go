package build

import (
	"slices"

	"anjian/internal/search"
	pages "anjian/internal/site"
)

// searchSite gathers what an edition is searched by from its pages, all of which have been made: their texts,
// what of them readers can be led to by name, and the order of the filters' values.
func (s *site) searchSite(plan *pages.Plan) search.Site {
	list := plan.Pages()
	texts := make([]pages.Text, len(list))
	each(len(list), func(i int) { texts[i], _ = pages.TextOf(list[i]) })
	pages.TellApart(texts)
	site := search.Site{Procuratorates: plan.Procuratorates(), Lines: plan.Lines(), Synonyms: s.synonyms, Readings: s.readings}
	for _, t := range texts {
		if t.Path == "" { // search leaves the page out
			continue
		}
		p := search.Page{
			ID: t.Path, Title: t.Title, Body: t.Body, Codes: t.Codes,
			Type: t.Type, Procuratorate: t.Procuratorate, Line: t.Line, Year: t.Year,
		}
		for _, part := range t.Sections {
			p.Sections = append(p.Sections, search.Section{Anchor: part.Anchor, Title: part.Title, At: part.At})
		}
		site.Pages = append(site.Pages, p)
		if !slices.Contains(site.Types, t.Type) { // in the order of the kinds of pages
			site.Types = append(site.Types, t.Type)
		}
		for _, place := range t.Places {
			site.Places = append(site.Places, search.Place{Path: t.Path + "#" + place.Anchor, Title: place.Title, Type: place.Type, Codes: place.Codes})
		}
	}
	return site
}
