package site

import (
	"strconv"

	"anjian/internal/indicator"
)

// areaItems leads to the portraits of areas (本地区): a procuratorate with all below it.
func (b *builder) areaItems() []Item {
	var items []Item
	for _, a := range b.Cube.Organisation.Areas() {
		p := placeOfArea(a)
		items = append(items, Item{Link: Link{p.title, to(procuratorateIndex, placePage(p.id))}, Aside: strconv.Itoa(len(a.Members)) + " 个院"})
	}
	return items
}

// memberTable lists the procuratorates of an area in administrative order, with the area's sums below.
func (b *builder) memberTable(p place) *Table {
	page := placePage(p.id)
	t := &Table{Caption: "所属各院，按建制顺序；" + b.title(b.month()), Quiet: true, Header: append(head("院"), b.stripHeads()...)}
	row := func(name Cell, id, state string) {
		r := Row{State: state, Cells: []Cell{name}}
		for _, one := range b.Urgent {
			if d := b.Cube.Definition(one); d != nil {
				r.Cells = append(r.Cells, b.cell(d, indicator.Key{Indicator: one, Period: b.month(), Procuratorate: id}))
			}
		}
		t.Rows = append(t.Rows, r)
	}
	for _, one := range b.Cube.Existing(b.month()) {
		if p.has(one.ID) {
			row(Cell{Text: one.Short, Href: to(page, placePage(one.ID))}, one.ID, "")
		}
	}
	row(Cell{Text: p.title}, p.id, "total")
	return t
}
