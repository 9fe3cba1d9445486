package site

import (
	"slices"
	"strconv"

	"anjian/internal/edition"
	"anjian/internal/indicator"
)

const matrixPath = "matrix.html"

// A matrixView is the matrix of procuratorates and watched indicators: the month of each beside its own
// past. Rows are in administrative order; nothing sorts them.
type matrixView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Caption    string
	Groups     []matrixGroup
	Columns    []Link
	Rows       []matrixRow
	Expected   string // how many marks chance alone would set
}

// A matrixGroup is a line of work over its columns.
type matrixGroup struct {
	Title string
	Span  int
}

type matrixRow struct {
	State string
	Place Link
	Cells []matrixCell
}

// A matrixCell is a number with its standing, leading to the trend.
type matrixCell struct {
	Text, Href, ID string
	Counts         string // what stands behind the number, and what its standing means
	standing
}

// matrixPage is for leaders only.
func matrixPage(b *builder) {
	if !b.hasMatrix() {
		return
	}
	b.add(&Page{Path: matrixPath, Title: "各院监测矩阵", Template: "matrix", Section: indicatorIndex, Class: "is-wide", View: func() any { return b.matrixView() }, Type: "业务态势"}, "")
}

func (b *builder) matrixView() matrixView {
	view := matrixView{
		Breadcrumb: crumbs(matrixPath, Link{"业务态势", indicatorIndex}, Link{Text: "各院监测矩阵"}),
		Title:      "各院监测矩阵",
		Facts:      []string{b.title(b.month()), "每格与该院自身的过去比较，各院之间不比较", "按建制顺序排列"},
		Caption:    "各院" + b.title(b.month()) + "重点监测指标",
	}
	var columns []*indicator.Definition
	for _, l := range b.byLine(b.watched()) {
		view.Groups = append(view.Groups, matrixGroup{l.title, len(l.definitions)})
		for _, d := range l.definitions {
			columns = append(columns, d)
			view.Columns = append(view.Columns, Link{d.Title, to(matrixPath, "indicators/"+d.ID+".html")})
		}
	}
	judged, alarms := 0, 0.0
	row := func(place Link, id, state string) {
		r := matrixRow{State: state, Place: place}
		for _, d := range columns {
			c := b.matrixCell(d, id)
			if c.Quiet == "" {
				judged++
				alarms += c.alarms
			}
			r.Cells = append(r.Cells, c)
		}
		view.Rows = append(view.Rows, r)
	}
	for _, p := range b.Cube.Existing(b.month()) {
		row(Link{p.Short, to(matrixPath, placePage(p.ID))}, p.ID, "")
	}
	for _, a := range b.Cube.Organisation.Areas() {
		row(Link{a.Title(), to(matrixPath, placePage(a.ID))}, a.ID, "total")
	}
	row(Link{b.placeTitle(""), to(matrixPath, indicatorIndex)}, "", "total")
	view.Expected = expectedMarks(judged, alarms)
	return view
}

func (b *builder) hasMatrix() bool {
	return b.Edition.Name == edition.Leadership && len(b.watched()) > 0 && len(b.Cube.Existing(b.month())) > 0
}

func (b *builder) matrixCell(d *indicator.Definition, place string) matrixCell {
	key := indicator.Key{Indicator: d.ID, Period: b.month(), Procuratorate: place}
	t := b.text(d, key)
	s := b.standing(d, place)
	return matrixCell{
		Text: plain(t), ID: key.ID(), Href: to(matrixPath, b.trendOf(d, place)),
		Counts: joinNonEmpty("；", t.Behind(), s.Words), standing: s,
	}
}

// trendOf is where the trend of an indicator at a place is drawn, or at least told.
func (b *builder) trendOf(d *indicator.Definition, place string) string {
	page := "indicators/" + d.ID + ".html"
	switch {
	case place == "" && b.Cube.Missing(d.ID) == "" && b.drawable(d, ""):
		return page + "#trend"
	case place == "":
		return page
	case slices.ContainsFunc(b.watched(), func(o *indicator.Definition) bool { return b.drawable(o, place) }):
		return trendsPage(place) + "#" + trendID(d.ID)
	}
	return placePage(place)
}

// expectedMarks words how many cells chance alone would mark.
func expectedMarks(judged int, alarms float64) string {
	return "本表有 " + strconv.Itoa(judged) + " 格可以判断。按判断规则，一切如常时单凭偶然平均也会有约 " +
		tenths(alarms, 1) + " 格带标记。先看标记连片的、持续的，再看单独一格。"
}
