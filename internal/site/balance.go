package site

import (
	"strconv"

	"anjian/internal/indicator"
)

const balancePath = "balance/index.html"

// balancePages put quantity and quality side by side (数量与质量一并看): all pairs of all procuratorates
// together on one page, and a page for each line with a table of procuratorates for each pair.
func balancePages(b *builder) {
	lines := b.pairsByLine()
	if len(lines) == 0 {
		return
	}
	b.add(&Page{
		Path: balancePath, Title: "数量与质量一并看", Template: "balance", Section: indicatorIndex,
		View: func() any { return b.balanceView(lines) }, Type: "业务态势",
	}, "")
	for _, l := range lines {
		b.add(&Page{
			Path: l.page(), Title: l.title + "：数量与质量一并看", Template: "balance", Section: indicatorIndex,
			View: func() any { return b.balanceLineView(l) }, Type: "业务态势", Line: l.title,
		}, "")
	}
}

func (b *builder) balanceView(lines []balanceLine) tablesView {
	view := tablesView{
		Breadcrumb: crumbs(balancePath, Link{"业务态势", indicatorIndex}, Link{Text: "数量与质量一并看"}),
		Title:      "数量与质量一并看",
		Facts:      []string{b.title(b.toDate()) + "与上年同期", b.placeTitle(""), "提示只请核查，不作评价"},
	}
	for _, l := range lines {
		t := &Table{Caption: l.title + "的数量与质量", Quiet: true, Header: []Head{
			{"数量", "pair-name"},
			{"本年", "pair-count"},
			{"同比", "pair-change"},
			{"近月", "pair-now"},
			{"质量", "text pair-name"},
			{"本年", "pair-count"},
			{"同比", "pair-change"},
			{"近月", "pair-now"},
			{"一并看", "words pair-hint"},
		}}
		for _, p := range l.pairs {
			x := b.pairing(p, "")
			t.Rows = append(t.Rows, Row{Cells: append(append([]Cell{{Text: p.quantity.Title, Href: to(balancePath, l.page()) + "#" + p.anchor()}},
				b.quantityCells(x)...), b.qualityCells(x, Cell{Text: p.quality.Title, Href: to(balancePath, "indicators/"+p.quality.ID+".html"), Class: "text"})...)})
		}
		view.Blocks = append(view.Blocks, Block{ID: "line-" + l.id, Title: l.title, Table: t})
	}
	view.Blocks = append(view.Blocks, Block{ID: "reading", Title: "怎样读", List: []Item{
		{Link: Link{Text: "“同比”是本年累计与上年同期比；“近月”是最近一个月与自身过去比，▲▼ 为超出常态波动范围，△▽ 为连续多月高于或低于原水平。"}},
		{Link: Link{Text: "数量上升而质量下降，可能是凑数案；数量下降而质量向好，可能是应办未办。也可能都不是，所以只在至少一项超出常态时提示核查。"}},
		{Link: Link{Text: "点左边的数量指标看各院，按建制顺序排列。"}},
	}})
	return view
}

// A balanceLine is the pairs whose quantity belongs to one line of work.
type balanceLine struct {
	id, title string
	pairs     []pair
}

func (l balanceLine) page() string { return "balance/" + l.id + ".html" }

func (p pair) anchor() string { return p.quantity.ID + "-" + p.quality.ID }

// pairsByLine parts the pairs by the line of their quantity; lines without a document share a page.
func (b *builder) pairsByLine() []balanceLine {
	byQuantity := map[*indicator.Definition][]pair{}
	var quantities []*indicator.Definition
	for _, p := range b.pairs() {
		if byQuantity[p.quantity] == nil {
			quantities = append(quantities, p.quantity)
		}
		byQuantity[p.quantity] = append(byQuantity[p.quantity], p)
	}
	var list []balanceLine
	for i, l := range b.byLine(quantities) {
		one := balanceLine{id: "line-" + strconv.Itoa(i+1), title: l.title}
		for _, doc := range b.lines {
			if doc.Title == l.title {
				one.id = doc.doc.ID
			}
		}
		for _, d := range l.definitions {
			one.pairs = append(one.pairs, byQuantity[d]...)
		}
		list = append(list, one)
	}
	return list
}

// balanceLineView shows each pair of a line at every procuratorate, in administrative order.
func (b *builder) balanceLineView(l balanceLine) tablesView {
	page := l.page()
	view := tablesView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"数量与质量一并看", balancePath}, Link{Text: l.title}),
		Title:      l.title + "：数量与质量一并看",
		Facts:      []string{b.title(b.toDate()) + "与上年同期", "各院按建制顺序，只与自身比较", strconv.Itoa(len(l.pairs)) + " 对指标"},
	}
	for _, p := range l.pairs {
		t := &Table{Caption: p.quantity.Title + "与" + p.quality.Title, Quiet: true, Header: []Head{
			{"院", ""},
			{p.quantity.Title, ""},
			{"同比", "pair-change"},
			{"近月", "pair-now"},
			{p.quality.Title, ""},
			{"同比", "pair-change"},
			{"近月", "pair-now"},
			{"一并看", "words pair-hint"},
		}}
		row := func(name Cell, id, state string) {
			x := b.pairing(p, id)
			t.Rows = append(t.Rows, Row{State: state, Cells: append(append([]Cell{name}, b.quantityCells(x)...), b.qualityCells(x)...)})
		}
		for _, one := range b.Cube.Existing(b.toDate(), b.toDate().YearEarlier()) {
			row(Cell{Text: b.dated(one), Href: to(page, placePage(one.ID))}, one.ID, "")
		}
		for _, a := range b.Cube.Organisation.Areas() {
			row(Cell{Text: a.Title(), Href: to(page, placePage(a.ID))}, a.ID, "total")
		}
		row(Cell{Text: b.placeTitle("")}, "", "total")
		view.Blocks = append(view.Blocks, Block{ID: p.anchor(), Title: p.quantity.Title + "与" + p.quality.Title, Table: t})
	}
	return view
}

func (b *builder) quantityCells(x pairing) []Cell {
	return []Cell{b.cell(x.quantity, x.quantityKey), b.changeCell(x.quantityKey, indicator.YearOverYear), standingCell(x.quantityNow)}
}

// qualityCells are those of the quality, behind what comes first, and what the two say together.
func (b *builder) qualityCells(x pairing, first ...Cell) []Cell {
	return append(first, b.cell(x.quality, x.qualityKey), b.changeCell(x.qualityKey, indicator.YearOverYear), standingCell(x.qualityNow), Cell{Text: x.hint(), Class: "words"})
}

// standingCell says in a table how the latest month stands to the past.
func standingCell(s standing) Cell {
	switch {
	case s.raised():
		return Cell{Text: s.Sign + " " + s.short(), Counts: s.Words}
	case s.Quiet != "":
		return Cell{Text: "不作判断", Class: "state", Counts: s.Quiet}
	}
	return Cell{Text: "未超出", Class: "state"}
}
