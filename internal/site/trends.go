package site

import (
	"slices"
	"strconv"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// A trendsView shows the trends of all watched indicators of a place, side by side: small multiples.
type trendsView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Groups     []trendGroup
}

// A trendGroup is the trends of one line of work.
type trendGroup struct {
	ID, Title string
	Charts    []Figure
	Empty     []emptyTrend // of which no month has a number to draw
}

type emptyTrend struct {
	ID string
	Link
}

var portraitChart = figureSize{560, 220}

// trendID is the anchor of an indicator's trend on the page of a place.
func trendID(indicator string) string { return "trend-" + indicator }

// leadingTrends draws what a portrait shows: the indicators with 异常提示 here first, then the watched ones.
func (b *builder) leadingTrends(id string) []Figure {
	var ids []string
	for _, a := range b.anomaliesOf("", id) {
		if !contains(ids, a.Key.Indicator) {
			ids = append(ids, a.Key.Indicator)
		}
	}
	for _, d := range b.watched() {
		if !contains(ids, d.ID) && b.drawable(d, id) {
			ids = append(ids, d.ID)
		}
	}
	var list []Figure
	for _, one := range ids {
		if len(list) == portraitCharts {
			break
		}
		if f := b.control(trendID(one), b.Cube.Definition(one), id, portraitChart); f != nil {
			f.Small = true
			list = append(list, *f)
		}
	}
	return list
}

// addTrends lists the page of the trends of a place, where it would not be empty; nobody links to it
// then, see trendOf.
func (b *builder) addTrends(p place) {
	if slices.ContainsFunc(b.watched(), func(d *indicator.Definition) bool { return b.drawable(d, p.id) }) {
		b.add(&Page{
			Path: trendsPage(p.id), Title: p.title + "重点监测指标的趋势", Template: "trends", Section: indicatorIndex,
			View: func() any { return b.trendsView(p) }, Type: "业务画像", Procuratorate: p.title,
			Places: func() []Place { return b.questionedTrends(p.id, "") },
		}, "")
	}
}

// trendsLink leads to it; nil where it would be empty.
func (b *builder) trendsLink(p place) *Link {
	n := 0
	for _, d := range b.watched() {
		if b.drawable(d, p.id) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	return &Link{"全部 " + strconv.Itoa(n) + " 项趋势", to(placePage(p.id), trendsPage(p.id))}
}

// trendsView draws the watched indicators of a place, by line.
func (b *builder) trendsView(p place) trendsView {
	page := trendsPage(p.id)
	view := trendsView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{"业务画像", procuratorateIndex}, Link{p.title, placePage(p.id)}, Link{Text: "全部趋势"}),
		Title:      p.title + "重点监测指标的趋势",
	}
	n := 0
	for _, l := range b.byLine(b.watched()) {
		group := trendGroup{ID: anchorOf(l.title), Title: l.title}
		for _, d := range l.definitions {
			x := b.Cube.Control(d, p.id, b.watching())
			if !drawable(x) {
				group.Empty = append(group.Empty, emptyTrend{trendID(d.ID), Link{d.Title, to(page, "indicators/"+d.ID+".html")}})
				continue
			}
			if f := b.controlChart(trendID(d.ID), x, figureSize{}, true); f != nil {
				f.Small = true
				group.Charts = append(group.Charts, *f)
			}
		}
		if len(group.Charts)+len(group.Empty) > 0 {
			view.Groups = append(view.Groups, group)
			n += len(group.Charts)
		}
	}
	view.Facts = []string{p.name, strconv.Itoa(n) + " 项", "每项与自身过去比较，标记只说明是否超出常态波动"}
	return view
}

// drawable tells whether some month of an indicator at a place has a number that a chart can show.
func (b *builder) drawable(d *indicator.Definition, id string) bool {
	return drawable(b.Cube.Control(d, id, b.watching()))
}

func drawable(x indicator.Control) bool {
	return slices.ContainsFunc(x.Points, func(p stat.Point) bool { return p.Known })
}
