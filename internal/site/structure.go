package site

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/trace"
)

const structurePath = "structure.html"

// A structureView shows what wholes consist of (结构比). No part is a goal, so nothing here is good
// or bad: neither colour nor arrow, and procuratorates in administrative order.
type structureView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Wholes     []wholeView
}

// A wholeView is one composition: its course over the years, and the procuratorates.
type wholeView struct {
	ID, Title string
	Figure    *Figure
	Missing   string // why there is nothing to show
	Years     *Table
	Places    *Table
	ToDate    string // period of Places
	Parts     []Link // to the definitions of the parts
}

func structurePage(b *builder) {
	if len(b.ownCompositions()) > 0 {
		b.add(&Page{Path: structurePath, Title: "三个结构比", Template: "structure", Section: indicatorIndex, View: func() any { return b.structureView() }, Type: "业务态势", Illustrated: true}, "")
	}
}

func (b *builder) structureView() structureView {
	view := structureView{
		Breadcrumb: crumbs(structurePath, Link{"业务态势", indicatorIndex}, Link{Text: "结构比"}),
		Title:      "三个结构比",
		Facts:      []string{b.title(b.toDate()), "看构成和走势，不设比例要求，不作好坏评价"},
	}
	for _, c := range b.ownCompositions() {
		view.Wholes = append(view.Wholes, b.whole(c, structurePath))
	}
	return view
}

// ownCompositions are those that belong to no event: what a decision changed stands on its page.
func (b *builder) ownCompositions() []indicator.Composition {
	var list []indicator.Composition
	for _, c := range indicator.Compositions(b.Cube.Definitions) {
		if !b.claimed(c.Title) {
			list = append(list, c)
		}
	}
	return list
}

// whole shows one composition.
func (b *builder) whole(c indicator.Composition, page string) wholeView {
	v := wholeView{ID: "whole-" + c.Parts[0].ID, Title: c.Title, Missing: b.Cube.Missing(c.Parts[0].ID)}
	for _, d := range c.Parts {
		v.Parts = append(v.Parts, Link{d.Title, to(page, "indicators/"+d.ID+".html")})
	}
	if v.Missing != "" {
		return v
	}
	v.Figure = b.compositionChart("chart-"+c.Parts[0].ID, c, b.years())
	years := b.compositionTable(c, c.Title+"，"+b.placeTitle("")+"，按年", "统计期")
	for _, p := range b.years() {
		years.Rows = append(years.Rows, b.compositionCounts(c, b.title(p), indicator.Key{Period: p}))
	}
	places := b.compositionTable(c, c.Title+"，各院，"+b.title(b.toDate())+"，括号内为同比", "院")
	for _, p := range b.Cube.Existing(b.toDate(), b.toDate().YearEarlier()) {
		places.Rows = append(places.Rows, b.compositionRow(c, b.dated(p), to(page, placePage(p.ID)), indicator.Key{Period: b.toDate(), Procuratorate: p.ID}))
	}
	for _, area := range b.Cube.Organisation.Areas() {
		places.Rows = append(places.Rows, b.compositionRow(c, area.Title(), "", indicator.Key{Period: b.toDate(), Procuratorate: area.ID}))
	}
	total := b.compositionRow(c, b.placeTitle(""), "", indicator.Key{Period: b.toDate()})
	total.State = "total"
	places.Rows = append(places.Rows, total)
	v.Years, v.Places, v.ToDate = &years, &places, b.title(b.toDate())
	return v
}

// years lists the complete years of the data, then the year to date beside last year's where the
// year is not over.
func (b *builder) years() []period.Period {
	var list []period.Period
	for y := b.Cube.First().Within(period.Yearly); y.Compare(b.Cube.Latest(period.Yearly)) <= 0; y = y.Add(1) {
		if y.First().Compare(b.Cube.First()) >= 0 {
			list = append(list, y)
		}
	}
	if p := b.toDate(); p.Last() != p.Within(period.Yearly).Last() {
		list = append(list, p.YearEarlier(), p)
	}
	return list
}

func (b *builder) compositionTable(c indicator.Composition, caption, first string) Table {
	t := Table{Caption: caption, Quiet: true, Header: head(first)}
	for _, d := range c.Parts {
		t.Header = append(t.Header, Head{Text: d.Component.Name})
	}
	t.Header = append(t.Header, Head{Text: "合计"})
	return t
}

// compositionRow shows the share of every part with its change since last year, and the whole.
func (b *builder) compositionRow(c indicator.Composition, name, href string, key indicator.Key) Row {
	row := Row{Cells: []Cell{{Text: name, Href: href}}}
	for _, d := range c.Parts {
		key.Indicator = d.ID
		cell := b.cell(d, key)
		if x := b.Cube.Change(key, indicator.YearOverYear); x.State == indicator.Known && !b.text(d, key).Small {
			cell.Note, cell.NoteID = "（"+signed(x)+"）", compared(key, indicator.YearOverYear)
		}
		row.Cells = append(row.Cells, cell)
	}
	return Row{State: row.State, Cells: append(row.Cells, b.wholeCell(c.Parts[len(c.Parts)-1], key))}
}

// compositionCounts shows the share of every part with its amount, and the whole.
func (b *builder) compositionCounts(c indicator.Composition, name string, key indicator.Key) Row {
	row := Row{Cells: []Cell{{Text: name}}}
	for _, d := range c.Parts {
		key.Indicator = d.ID
		cell, amount := b.cell(d, key), b.side(d, key, trace.Numerator)
		cell.Note, cell.NoteID = amount.Text, amount.ID
		row.Cells = append(row.Cells, cell)
	}
	return Row{Cells: append(row.Cells, b.wholeCell(c.Parts[len(c.Parts)-1], key))}
}

// wholeCell is the denominator that all parts share.
func (b *builder) wholeCell(d *indicator.Definition, key indicator.Key) Cell {
	return b.side(d, key, trace.Denominator)
}

// side shows the numerator or denominator of a share as a number of its own.
func (b *builder) side(d *indicator.Definition, key indicator.Key, of trace.Quantity) Cell {
	r := b.Cube.Result(key)
	if r.State != indicator.Known && r.Reason != indicator.ZeroBase {
		return Cell{Text: r.State.String(), Counts: r.Reason}
	}
	amount := r.Numerator
	if of == trace.Denominator {
		amount = r.Denominator
	}
	return Cell{Text: amount.String() + " " + d.CountUnit(), ID: trace.ID{Key: key, Quantity: of}.String()}
}
