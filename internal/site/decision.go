package site

import (
	"html/template"
	"slices"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A decisionView sets decisions that were handed down (权力清单) beside those that were not, before and
// after the day. It tells whether a level changed, never why.
type decisionView struct {
	Breadcrumb []Link
	Title      string
	Facts      []string
	Pairs      *Figure
	Levels     *Table
	Deciders   []wholeView
	Beside     *Table
	Body       template.HTML
}

// decisionPath is the address of an event's page.
func decisionPath(e *event) string { return "decisions/" + e.doc.ID + ".html" }

// decisions are the events that say which decisions they hand down. One that names an unknown
// indicator is at fault, which is told where it was read.
func (b *builder) decisions() []*event {
	var list []*event
	for _, e := range b.events {
		unknown := func(id string) bool { return b.Cube.Definition(id) == nil }
		if e.Kind == "decision" && len(e.Concerned) > 0 && !slices.ContainsFunc(slices.Concat(e.Concerned, e.Unconcerned, e.Beside), unknown) {
			list = append(list, e)
		}
	}
	return list
}

func decisionPages(b *builder) {
	for _, e := range b.decisions() {
		b.add(&Page{
			Path: decisionPath(e), Title: e.Title + "：前后对照", Template: "decision", Section: indicatorIndex,
			View: func() any { return b.decisionView(e) }, Type: "业务态势", Year: yearOf(e.Date), Illustrated: true,
		}, e.doc.Path)
	}
}

func (b *builder) decisionView(e *event) decisionView {
	page := decisionPath(e)
	view := decisionView{
		Breadcrumb: crumbs(page, Link{"业务态势", indicatorIndex}, Link{Text: e.Title}),
		Title:      e.Title + "：前后对照",
		Facts:      nonEmpty(e.Date.Chinese()+"起施行", e.Author),
		Levels:     b.levelTable(e, page),
		Beside:     b.besideTable(e, page),
		Body:       e.doc.Render(&resolver{b: b, page: page, doc: e.doc}, b.errs),
	}
	view.Pairs = b.levelPairs(e)
	for _, c := range indicator.Compositions(b.Cube.Definitions) {
		if slices.Contains(e.Deciders, c.Title) {
			view.Deciders = append(view.Deciders, b.deciders(e, c, page))
		}
	}
	return view
}

// before compares the months before and after a decision for an indicator of all procuratorates
// together; others is what it is held against, "" for nothing.
func (b *builder) before(e *event, id, others string) *indicator.BeforeAfter {
	var against []indicator.Key
	if others != "" {
		against = []indicator.Key{{Indicator: others}}
	}
	return b.Cube.BeforeAfter(e.Date, []indicator.Key{{Indicator: id}}, against)
}

// counterpart is the unconcerned indicator that shares the denominator of a concerned one: only then
// do both tell of the same cases. "" where there is none.
func (b *builder) counterpart(e *event, id string) string {
	whole := wholeOf(b.Cube.Definition(id))
	for _, other := range e.Unconcerned {
		if slices.Equal(wholeOf(b.Cube.Definition(other)), whole) {
			return other
		}
	}
	return ""
}

func wholeOf(d *indicator.Definition) []string {
	var list []string
	for _, m := range d.Denominator {
		list = append(list, m.Dataset+" "+m.String())
	}
	slices.Sort(list)
	return list
}

// levelTable lists the concerned, each with its counterpart and the difference of both, then the
// other unconcerned.
func (b *builder) levelTable(e *event, page string) *Table {
	t := &Table{Caption: "下放的决定与没有下放的决定，施行前后", Quiet: true, Header: []Head{
		{"决定", ""}, {"是否下放", "text"}, {"施行前", ""}, {"施行后", ""}, {"水平变化", ""}, {"判断", "words"},
	}}
	told := map[string]bool{}
	for _, id := range e.Concerned {
		other := b.counterpart(e, id)
		x := b.before(e, id, other)
		t.Rows = append(t.Rows, b.levelRow(x, id, "下放", page))
		if other == "" || x.State != indicator.Known {
			continue
		}
		told[other] = true
		t.Rows = append(t.Rows, b.levelRow(b.before(e, other, ""), other, "没有下放", page))
		if x.Compared() {
			t.Rows = append(t.Rows, Row{Cells: []Cell{
				{Text: "两者变化之差"}, {Text: "—", Class: "text"}, {Text: "—"}, {Text: "—"}, {Text: x.Difference(x.Net)}, {Text: x.NetVerdict(), Class: "words"},
			}})
		}
	}
	for _, id := range e.Unconcerned {
		if !told[id] {
			t.Rows = append(t.Rows, b.levelRow(b.before(e, id, ""), id, "没有下放", page))
		}
	}
	return t
}

// levelRow tells the levels of one indicator on both sides.
func (b *builder) levelRow(x *indicator.BeforeAfter, id, kind, page string) Row {
	title := b.Cube.Definition(id).Title
	cells := uncompared(title, x.Reason)
	if x.State == indicator.Known {
		cells = b.levelCells(x, x.Change, title, x.Verdict(), []indicator.Key{{Indicator: id}})
	}
	cells[0].Href = to(page, "indicators/"+id+".html")
	if kind != "" {
		cells = slices.Insert(cells, 1, Cell{Text: kind, Class: "text"})
	}
	return Row{Cells: cells}
}

// besideTable sets what is to be read beside the decisions: reconsideration, what courts and reviews
// said.
func (b *builder) besideTable(e *event, page string) *Table {
	if len(e.Beside) == 0 {
		return nil
	}
	t := &Table{Caption: "一并看的指标，施行前后", Quiet: true, Header: []Head{{"指标", ""}, {"施行前", ""}, {"施行后", ""}, {"水平变化", ""}, {"判断", "words"}}}
	for _, id := range e.Beside {
		t.Rows = append(t.Rows, b.levelRow(b.before(e, id, ""), id, "", page))
	}
	return t
}

// deciders shows by half-years who decided.
func (b *builder) deciders(e *event, c indicator.Composition, page string) wholeView {
	v := wholeView{ID: "whole-" + c.Parts[0].ID, Title: c.Title, Missing: b.Cube.Missing(c.Parts[0].ID)}
	for _, d := range c.Parts {
		v.Parts = append(v.Parts, Link{d.Title, to(page, "indicators/"+d.ID+".html")})
	}
	if v.Missing != "" {
		return v
	}
	var halves []period.Period
	for p := b.Cube.First().Within(period.HalfYearly); p.Compare(b.Cube.Latest(period.HalfYearly)) <= 0; p = p.Add(1) {
		halves = append(halves, p)
	}
	v.Figure = b.compositionChart("chart-"+c.Parts[0].ID, c, halves)
	t := b.compositionTable(c, c.Title+"，按半年", "统计期")
	for _, p := range halves {
		name := b.title(p)
		if b.Cube.Calendar.Start(p) <= e.Date && e.Date <= b.Cube.Calendar.End(p) {
			name += "（" + e.Date.String() + " 施行）"
		}
		t.Rows = append(t.Rows, b.compositionCounts(c, name, indicator.Key{Period: p}))
	}
	v.Years = &t
	return v
}

// levelPairs draws the levels of both sides; nil where none is known.
func (b *builder) levelPairs(e *event) *Figure {
	spec := chart.PairsSpec{
		Head:  chart.Head{ID: "levels", Title: "施行前后的水平", Value: "占比", Unit: "%", Bounds: chart.Percent, Width: fullRow},
		First: "决定", Names: [2]string{"施行前", "施行后"}, Panels: []chart.Panel{{Unit: "%", Bounds: chart.Percent}},
	}
	var shown []*indicator.Definition
	panel := &spec.Panels[0]
	for _, list := range []struct {
		ids  []string
		kind string
	}{{e.Concerned, "下放"}, {e.Unconcerned, "没有下放"}} {
		for _, id := range list.ids {
			x := b.before(e, id, "")
			if x.State != indicator.Known || x.Definition.Style != indicator.Percent {
				continue
			}
			known := x.Change.Verdict != stat.TooFew
			point := func(v float64) chart.Point {
				return chart.Point{Label: x.Definition.Title + "（" + list.kind + "）", Value: v * 100, Known: known, Text: x.Level(v), Short: x.Level(v)}
			}
			panel.Before, panel.After = append(panel.Before, point(x.Change.Before)), append(panel.After, point(x.Change.After))
			words := x.Verdict()
			if known {
				words = x.Difference(x.Change)
			}
			panel.Change = append(panel.Change, words)
			shown = append(shown, x.Definition)
		}
	}
	if !slices.ContainsFunc(panel.After, func(p chart.Point) bool { return p.Known }) {
		return nil
	}
	f, err := chart.Pairs(spec)
	return b.figure(f, err, shown...)
}
