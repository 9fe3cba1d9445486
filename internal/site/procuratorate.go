package site

import (
	"html/template"
	"slices"
	"strings"

	"anjian/internal/document"
	"anjian/internal/indicator"
)

// A procuratorateView is the portrait (业务画像) of one procuratorate: its own past, no rank.
type procuratorateView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Strip      Strip
	Changes    []Item
	Works      []Item
	Charts     []Figure
	Watched    *Table
	All        Link // to the page of all indicators
	Body       template.HTML
}

const procuratorateIndex = "procuratorates/index.html"

type procuratorateIndexView struct {
	Breadcrumb []Link
	Table      Table
	Former     []Item // that did not exist in the month of the table
}

// portraitCharts is how many trends a portrait draws.
const portraitCharts = 6

func procuratoratePages(b *builder) {
	documents := map[string]*document.Document{}
	for _, d := range b.Documents {
		if d.Kind == "procuratorates" {
			documents[d.ID] = d
		}
	}
	existing := b.Cube.Existing(b.month())
	index := Table{
		Caption: "按建制顺序；" + b.title(b.month()),
		Header:  append(head("院"), b.stripHeads()...),
	}
	index.Header = append(index.Header, Head{Text: "异常提示"})
	var former []Item
	for _, p := range b.Cube.Organisation.Procuratorates {
		page := "procuratorates/" + p.ID + ".html"
		view := &procuratorateView{
			Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{Text: p.Short}),
			Title:      p.Short + "业务画像",
			Facts:      append(nonEmpty(p.Name, b.title(b.toDate()), "与本院自身过去比较，不排名次"), b.history(p)...),
			Changes:    b.anomalyItems("", p.ID, page),
			Works:      b.worksOf(p.ID, page),
			Charts:     b.trends(p.ID),
		}
		gone := !slices.ContainsFunc(existing, func(e indicator.Procuratorate) bool { return e.ID == p.ID })
		if !gone {
			view.Strip = b.linked(b.strip("本月", b.Urgent, p.ID), page)
			view.Watched = b.watchedTable(p.ID, page)
			view.All = b.allIndicatorsPage(p, page)
		}
		from := ""
		if d := documents[p.ID]; d != nil {
			view.Body, from = b.body(d), d.Path
		}
		b.add(&Page{
			Path: page, Title: view.Title, Template: "procuratorate", Section: indicatorIndex, View: view,
			Type: "业务画像", Procuratorate: p.Short,
		}, from)
		if gone {
			former = append(former, Item{Link: Link{p.Short, to(procuratorateIndex, page)}, Note: strings.Join(b.history(p), "，")})
		} else {
			index.Rows = append(index.Rows, b.portraitRow(p, len(view.Changes)))
		}
	}
	b.add(&Page{
		Path: procuratorateIndex, Title: "业务画像", Template: "procuratorate-index", Section: indicatorIndex, Type: "目录",
		View: procuratorateIndexView{crumbs(procuratorateIndex, Link{"业务态势", indicatorIndex}, Link{Text: "业务画像"}), index, former},
	}, "")
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
	row := Row{Cells: []Cell{{Text: p.Short, Href: to(procuratorateIndex, "procuratorates/"+p.ID+".html")}}}
	for _, id := range b.Urgent {
		if d := b.Cube.Definition(id); d != nil {
			row.Cells = append(row.Cells, b.cell(d, indicator.Key{Indicator: id, Period: b.month(), Procuratorate: p.ID}))
		}
	}
	return Row{Cells: append(row.Cells, Cell{Text: number(int64(anomalies)) + " 条"})}
}

// worksOf lists a procuratorate's brands and typical cases.
func (b *builder) worksOf(id, page string) []Item {
	var items []Item
	for _, m := range b.brands {
		if m.Procuratorate == id {
			items = append(items, Item{Tag: tag("品牌", ""), Link: Link{m.Title, to(page, pageOf(m.doc))}, Aside: yearOf(m.Started)})
		}
	}
	for _, c := range b.cases {
		if c.Procuratorate == id {
			items = append(items, Item{Tag: tag("案例", ""), Link: Link{c.Title, to(page, pageOf(c.doc))}, Aside: c.Published.String()})
		}
	}
	return items
}

// trends draws small multiples: the indicators with anomalies here first, then the watched ones.
func (b *builder) trends(procuratorate string) []Figure {
	var ids []string
	for _, a := range b.anomaliesOf("", procuratorate) {
		if !contains(ids, a.Key.Indicator) {
			ids = append(ids, a.Key.Indicator)
		}
	}
	for _, d := range b.Cube.Definitions {
		if d.Watch && !contains(ids, d.ID) {
			ids = append(ids, d.ID)
		}
	}
	var list []Figure
	for _, id := range ids {
		if len(list) == portraitCharts {
			break
		}
		if f := b.control("trend-"+id, b.Cube.Definition(id), procuratorate, figureSize{560, 220}); f != nil {
			list = append(list, *f)
		}
	}
	return list
}
