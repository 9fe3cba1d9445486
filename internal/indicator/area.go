package indicator

import (
	"slices"

	"anjian/internal/source"
)

// An Area (本地区) is a procuratorate together with those below it. Its numbers stand beside the
// procuratorate's own, which count its own cases only.
type Area struct {
	ID      string // of the procuratorate, with AreaMark behind it
	Head    Procuratorate
	Members []string // ids of all it takes in, the head's among them, in administrative order
}

// AreaMark ends the id of an area: wangshi is the procuratorate, wangshi+ its whole area.
const AreaMark = "+"

// Title names the area for readers.
func (a Area) Title() string { return a.Head.Short + "（含下级院）" }

// Areas lists the procuratorates that have others below them, in administrative order.
func (o Organisation) Areas() []Area {
	above := make(map[string]string, len(o.Procuratorates))
	areas := map[string]*Area{}
	for _, p := range o.Procuratorates {
		above[p.ID] = p.Superior
		if p.Superior != "" {
			areas[p.Superior] = new(Area)
		}
	}
	for _, p := range o.Procuratorates {
		steps := 0
		for id := p.ID; id != "" && steps <= len(above); id = above[id] {
			if a := areas[id]; a != nil {
				a.Members = append(a.Members, p.ID)
			}
			steps++
		}
	}
	var list []Area
	for _, p := range o.Procuratorates {
		if a := areas[p.ID]; a != nil {
			list = append(list, Area{ID: p.ID + AreaMark, Head: p, Members: a.Members})
		}
	}
	return list
}

// area returns the area of that id.
func (o Organisation) area(id string) (Area, bool) {
	if len(id) < 2 || id[len(id)-1:] != AreaMark {
		return Area{}, false
	}
	areas := o.Areas()
	i := slices.IndexFunc(areas, func(a Area) bool { return a.ID == id })
	if i < 0 {
		return Area{}, false
	}
	return areas[i], true
}

// PlaceNamed returns the id of the procuratorate or area that goes by that name; an area's name is
// one of its procuratorate with AreaMark behind it, or its title.
func (o Organisation) PlaceNamed(name string) (id string, ok bool) {
	if p, ok := o.Named(name); ok {
		return p.ID, true
	}
	for _, a := range o.Areas() {
		if name == a.Title() || slices.ContainsFunc(a.Head.Names(), func(n string) bool { return name == n+AreaMark }) {
			return a.ID, true
		}
	}
	return "", false
}

// checkSuperiors wants every superior to be another procuratorate, and nobody to be above himself.
func (o Organisation) checkSuperiors(at map[string]source.Pos, errs *source.List) {
	ids, above := make([]string, 0, len(o.Procuratorates)), map[string]string{}
	for _, p := range o.Procuratorates {
		ids, above[p.ID] = append(ids, p.ID), p.Superior
	}
	for _, p := range o.Procuratorates {
		if p.Superior == "" {
			continue
		}
		if !slices.Contains(ids, p.Superior) {
			errs.Tell(source.NoSuchPlace, at[p.ID], "上级院“"+p.Superior+"”没有文件", source.Suggest(p.Superior, ids))
			continue
		}
		id := p.Superior
		for range ids {
			if id == p.ID {
				errs.Tell(source.AreaCircle, at[p.ID], "“"+p.Short+"”成了自己的上级院", "改正 superior，最高的一级不写")
				break
			}
			id = above[id]
		}
	}
}
