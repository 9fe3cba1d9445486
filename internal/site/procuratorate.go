package site

import (
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
)

const procuratorateIndex = "procuratorates/index.html"

type procuratorateIndexView struct {
	Breadcrumb []Link
	Table      Table
	Areas      []Item
	Former     []Item // that did not exist in the month of the table
}

// procuratoratePages are the portraits of all procuratorates and areas, in administrative order, and their
// index.
func procuratoratePages(b *builder) {
	documents := map[string]*document.Document{}
	for _, d := range b.Documents {
		if d.Kind == "procuratorates" {
			documents[d.ID] = d
		}
	}
	view := procuratorateIndexView{
		Breadcrumb: crumbs(procuratorateIndex, Link{"业务态势", indicatorIndex}, Link{Text: "业务画像"}),
		Table: Table{
			Caption: "按建制顺序；" + b.title(b.month()),
			Header:  slices.Concat(head("院"), b.stripHeads(), head("异常提示")),
		},
		Areas: b.areaPages(),
	}
	existing := b.Cube.Existing(b.month())
	for _, p := range b.Cube.Organisation.Procuratorates {
		gone := !slices.ContainsFunc(existing, func(e indicator.Procuratorate) bool { return e.ID == p.ID })
		portrait := b.portrait(placeOf(p), gone)
		portrait.Facts = append(portrait.Facts, b.history(p)...)
		from := ""
		if d := documents[p.ID]; d != nil {
			portrait.Body, from = b.body(d), d.Path
		}
		b.addPortrait(placeOf(p), portrait, from)
		if gone {
			view.Former = append(view.Former, Item{Link: Link{p.Short, to(procuratorateIndex, placePage(p.ID))}, Note: strings.Join(b.history(p), "，")})
		} else {
			view.Table.Rows = append(view.Table.Rows, b.portraitRow(p, len(portrait.Merits)+len(portrait.Questions)))
		}
	}
	b.add(&Page{Path: procuratorateIndex, Title: "业务画像", Template: "procuratorate-index", Section: indicatorIndex, Type: "目录", View: ready(view)}, "")
}

func (b *builder) addPortrait(p place, view *portraitView, from string) {
	b.add(&Page{
		Path: placePage(p.id), Title: view.Title, Template: "procuratorate", Section: indicatorIndex, View: ready(view),
		Type: "业务画像", Procuratorate: p.title,
	}, from)
}

// linked makes the links of a strip relative to a page.
func (b *builder) linked(s Strip, page string) Strip {
	for i := range s.Cells {
		s.Cells[i].Link.Href = to(page, s.Cells[i].Link.Href)
	}
	return s
}

func (b *builder) stripHeads() []Head {
	var heads []Head
	for _, id := range b.Urgent {
		if d := b.Cube.Definition(id); d != nil {
			heads = append(heads, Head{Text: d.Title})
		}
	}
	return heads
}

func (b *builder) portraitRow(p indicator.Procuratorate, anomalies int) Row {
	row := Row{Cells: []Cell{{Text: p.Short, Href: to(procuratorateIndex, placePage(p.ID))}}}
	for _, id := range b.Urgent {
		if d := b.Cube.Definition(id); d != nil {
			row.Cells = append(row.Cells, b.cell(d, indicator.Key{Indicator: id, Period: b.month(), Procuratorate: p.ID}))
		}
	}
	return Row{Cells: append(row.Cells, Cell{Text: number(int64(anomalies)) + " 条"})}
}
