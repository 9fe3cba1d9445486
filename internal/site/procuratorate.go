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
	for _, a := range b.Cube.Organisation.Areas() {
		p := placeOfArea(a)
		b.addPortrait(p, false, "", []string{p.title, p.name}, func() any {
			view := b.portrait(p, false)
			view.Members = b.memberTable(p)
			return view
		})
	}
	for _, one := range b.Cube.Organisation.Procuratorates {
		p, gone, doc, from := placeOf(one), b.gone(one), documents[one.ID], ""
		if doc != nil {
			from = doc.Path
		}
		b.addPortrait(p, gone, from, one.Names(), func() any {
			view := b.portrait(p, gone)
			view.Facts = append(view.Facts, b.history(one)...)
			if doc != nil {
				view.Body = b.body(doc)
			}
			return view
		})
	}
	b.add(&Page{
		Path: procuratorateIndex, Title: "业务画像", Template: "procuratorate-index", Section: indicatorIndex, Type: "目录",
		View: func() any { return b.procuratorateIndex() },
	}, "")
}

// addPortrait lists the pages of a place, which goes by the names. One that is gone has no others than its portrait.
func (b *builder) addPortrait(p place, gone bool, from string, names []string, view func() any) {
	if !gone {
		b.addIndicators(p)
		b.addTrends(p)
	}
	b.add(&Page{
		Path: placePage(p.id), Title: p.title + "业务画像", Template: "procuratorate", Section: indicatorIndex, View: view,
		Type: "业务画像", Procuratorate: p.title, Codes: names,
	}, from)
}

// gone tells whether a procuratorate did not exist any more in the latest month.
func (b *builder) gone(p indicator.Procuratorate) bool {
	return !slices.ContainsFunc(b.Cube.Existing(b.month()), func(e indicator.Procuratorate) bool { return e.ID == p.ID })
}

func (b *builder) procuratorateIndex() procuratorateIndexView {
	view := procuratorateIndexView{
		Breadcrumb: crumbs(procuratorateIndex, Link{"业务态势", indicatorIndex}, Link{Text: "业务画像"}),
		Table: Table{
			Caption: "按建制顺序；" + b.title(b.month()),
			Header:  slices.Concat(head("院"), b.stripHeads(), head("异常提示")),
		},
		Areas: b.areaItems(),
	}
	for _, p := range b.Cube.Organisation.Procuratorates {
		if b.gone(p) {
			view.Former = append(view.Former, Item{Link: Link{p.Short, to(procuratorateIndex, placePage(p.ID))}, Note: strings.Join(b.history(p), "，")})
			continue
		}
		merits, questions := b.meritsAndQuestions(placeOf(p), placePage(p.ID))
		view.Table.Rows = append(view.Table.Rows, b.portraitRow(p, len(merits)+len(questions)))
	}
	return view
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
