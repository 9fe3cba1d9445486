package site

import (
	"slices"
	"strings"

	"anjian/internal/indicator"
)

// A place is what a portrait is of: one procuratorate, or an area with all procuratorates in it.
type place struct {
	id      string // as numbers name it: gaoxin, jia+
	title   string // 高新区院, 甲市院（含下级院）
	name    string // in full
	members []string
}

func placeOf(p indicator.Procuratorate) place {
	return place{id: p.ID, title: p.Short, name: p.Name, members: []string{p.ID}}
}

func placeOfArea(a indicator.Area) place {
	return place{id: a.ID, title: a.Title(), name: a.Head.Name, members: a.Members}
}

// area tells whether the place is more than one procuratorate.
func (p place) area() bool { return strings.HasSuffix(p.id, indicator.AreaMark) }

// has tells whether a procuratorate belongs to the place.
func (p place) has(id string) bool { return slices.Contains(p.members, id) }

// slug is the place in addresses: + would be read as a blank there.
func slug(id string) string { return strings.Replace(id, indicator.AreaMark, "-area", 1) }

// placePage is the portrait of a procuratorate or area.
func placePage(id string) string { return "procuratorates/" + slug(id) + ".html" }

// trendsPage is where all trends of a procuratorate or area are.
func trendsPage(id string) string { return "procuratorates/" + slug(id) + "-trends.html" }

// indicatorsPage is where all indicators of a procuratorate or area are.
func indicatorsPage(id string) string { return "procuratorates/" + slug(id) + "-indicators.html" }
