package site

import (
	"bytes"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"anjian/internal/chart"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// block makes the chart or table that a fenced block of a document asks for.
func (r *resolver) block(lang string, toml []byte, at source.Pos) (*printed, *source.Error) {
	ref, wrong := document.ParseBlock(lang, toml, at, r.now())
	if wrong != nil {
		return nil, wrong
	}
	var defs []*indicator.Definition
	chosen := !ref.Period.IsZero() || !ref.From.IsZero() || !ref.To.IsZero()
	if ref.Period.IsZero() {
		ref.Period = r.usual()
	}
	for i, name := range ref.Indicators {
		d, wrong := r.b.indicatorNamed(name, ref.At("indicators", i))
		if wrong != nil {
			return nil, wrong
		}
		defs = append(defs, d)
	}
	place, wrong := r.b.placeNamed(ref.Procuratorate, ref.At("procuratorate"))
	if wrong != nil {
		return nil, wrong
	}
	if lang == "table" {
		table := r.blockTable(ref, defs, place)
		return &printed{Table: &table}, nil
	}
	if wrong := r.fitsChart(ref, defs); wrong != nil {
		return nil, wrong
	}
	for _, d := range defs {
		if why := r.b.Cube.Missing(d.ID); why != "" {
			return undrawn(d, why), nil
		}
	}
	chart := r.blockChart(ref, defs, place)
	if chart == nil && !chosen {
		return undrawn(defs[0], indicator.NoRows), nil // the document chose no period: it is not at fault
	}
	if chart == nil {
		return nil, &source.Error{Code: source.NoFigures, Pos: at, Message: "“" + defs[0].Title + "”在这一期没有可画的数据", Hint: "换一个统计期，或改用表格"}
	}
	return &printed{Chart: chart}, nil
}

// fitsChart tells what a kind of chart cannot show.
func (r *resolver) fitsChart(ref *document.BlockRef, defs []*indicator.Definition) *source.Error {
	most, ok := mostShown[ref.Kind]
	switch {
	case ok && len(defs) > most:
		return &source.Error{
			Code: source.OutOfRange, Pos: ref.At("indicators"), Message: "一张图有 " + strconv.Itoa(len(defs)) + " 项指标",
			Hint: "这种图最多 " + strconv.Itoa(most) + " 项，分成几张图",
		}
	case ref.Kind != "composition":
	case !r.b.isComponent(defs[0]):
		return &source.Error{Code: source.NoSuchPart, Pos: ref.At("indicators", 0), Message: "“" + defs[0].Title + "”不是哪个结构比的一部分", Hint: r.b.componentHint(defs[0])}
	case len(r.course(ref)) > mostBars:
		return &source.Error{Code: source.OutOfRange, Pos: ref.At("from"), Message: "结构比画不下这么多统计期", Hint: "最多 " + strconv.Itoa(mostBars) + " 期，改用季、年，或者缩短"}
	}
	return nil
}

// mostShown is how many indicators a kind of chart keeps apart; the others show the first.
var mostShown = map[string]int{"line": 3, "pairs": 2}

// componentHint suggests parts of compositions.
func (b *builder) componentHint(d *indicator.Definition) string {
	var parts []string
	for _, o := range b.Cube.Definitions {
		if o.Component != nil {
			parts = append(parts, o.Title)
		}
	}
	if len(parts) == 0 {
		return "指标定义里没有写构成"
	}
	return source.Nearby(d.Title, parts)
}

// undrawn stands for a chart of an indicator of which nothing is known.
func undrawn(d *indicator.Definition, why string) *printed {
	return &printed{Text: "“" + d.Title + "”还画不出来：" + why + "。"}
}

// blockChart is one chart of a document; nil when there is nothing to draw.
func (r *resolver) blockChart(ref *document.BlockRef, defs []*indicator.Definition, place string) *drawing {
	b, p := r.b, ref.Period
	box := figureSize{width: 620, height: 260}
	var d *drawing
	switch ref.Kind {
	case "control":
		options := b.watching()
		options.Month = r.latestOf(period.Monthly)
		d = b.controlDrawing(b.Cube.Control(defs[0], place, options), box, false)
	case "funnel":
		d = b.funnelDrawing(defs[0], p, figureSize{width: 620, height: 300})
	case "bars":
		d = b.barsDrawing(defs[0], p, figureSize{width: 620})
	case "box":
		d = b.boxesDrawing(defs[0], box)
	case "pairs":
		d = b.pairsDrawing(defs, p, box)
	case "composition":
		c, _ := b.compositionOf(defs[0])
		d = b.compositionDrawing(c, place, r.course(ref), box.width)
	default:
		from, to := r.span(ref)
		if d = b.lineChart(defs, from, to, place, box); !tells(d.Line.Series) {
			return nil
		}
	}
	if d != nil {
		d.Title, d.Note = ref.Title, ref.Note
	}
	return d
}

// span is what a line chart shows: from and to as written, or all that is known.
func (r *resolver) span(ref *document.BlockRef) (from, to period.Period) {
	from, to = ref.From, ref.To
	if from.IsZero() {
		from = r.b.Cube.First()
		if !to.IsZero() {
			from = from.Within(to.Kind())
		}
	}
	if to.IsZero() {
		to = r.latestOf(from.Kind())
	}
	return from, to
}

// lineChart shows up to three indicators over the same periods.
func (b *builder) lineChart(defs []*indicator.Definition, from, to period.Period, place string, box figureSize) *drawing {
	spec := &chart.LineSpec{Head: chart.Head{
		Title: defs[0].Title, Value: defs[0].Title, Unit: axisUnit(defs[0]), Bounds: bounds(defs[0]),
		Subtitle: b.placeTitle(place) + "，" + from.Title() + "至" + to.Title(), Width: box.width, Height: box.height,
	}}
	for _, d := range defs {
		points := b.points(d, b.Cube.Series(d.ID, place, "", from.Kind(), from, to))
		spec.Series = append(spec.Series, chart.Series{Name: d.Title, Points: points})
	}
	return &drawing{About: ids(defs...), Line: spec}
}

// tells tells whether there is a number to draw, or to write below the picture: few cases, and hidden ones,
// are counts in its table.
func tells(series []chart.Series) bool {
	nothing := func(text string) bool {
		return strings.HasPrefix(text, indicator.Unknown.String()) || strings.HasPrefix(text, indicator.NotApplicable.String())
	}
	return slices.ContainsFunc(series, func(s chart.Series) bool {
		return slices.ContainsFunc(s.Points, func(p chart.Point) bool { return p.Known || !nothing(p.Text) })
	})
}

// blockTable lists indicators by procuratorate or by period.
func (r *resolver) blockTable(ref *document.BlockRef, defs []*indicator.Definition, place string) Table {
	b, p := r.b, ref.Period
	t := Table{Caption: ref.Title, Header: head("院")}
	if t.Caption == "" {
		t.Caption = b.title(p)
	}
	if ref.Note != "" {
		t.Caption += "。" + ref.Note
	}
	for _, d := range defs {
		t.Header = append(t.Header, Head{Text: d.Title})
	}
	row := func(name string, p period.Period, place, state string) {
		cells := []Cell{{Text: name}}
		for _, d := range defs {
			cells = append(cells, b.cell(d, indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place}))
		}
		t.Rows = append(t.Rows, Row{State: state, Cells: cells})
	}
	if ref.Rows == "periods" {
		t.Header[0].Text = "统计期"
		if ref.Title == "" {
			t.Caption = b.placeTitle(place)
		}
		for _, p := range r.blockPeriods(ref) {
			row(b.title(p), p, place, "")
		}
		return t
	}
	for _, place := range b.Cube.Existing(p) {
		row(b.dated(place), p, place.ID, "")
	}
	row(b.placeTitle(""), p, "", "total")
	return t
}

// blockPeriods are the rows of a table by period: those written, or one period beside the year before.
func (r *resolver) blockPeriods(ref *document.BlockRef) []period.Period {
	if len(ref.Periods) > 0 {
		return ref.Periods
	}
	if ref.From.IsZero() {
		return []period.Period{ref.Period.YearEarlier(), ref.Period}
	}
	var list []period.Period
	from, to := r.span(ref)
	for p := from; p.Compare(to) <= 0; p = p.Add(1) {
		list = append(list, p)
	}
	return list
}

// course are the bars of a composition: the periods written, or the years.
func (r *resolver) course(ref *document.BlockRef) []period.Period {
	if ref.From.IsZero() && ref.To.IsZero() {
		return r.b.years()
	}
	var list []period.Period
	from, to := r.span(ref)
	for p := from; p.Compare(to) <= 0 && len(list) <= mostBars; p = p.Add(1) {
		list = append(list, p)
	}
	return list
}

// mostBars is how many bars of a composition stand below each other.
const mostBars = 24

// latestOf is the latest period of a kind that is over, and of a document about a period the latest that
// ends with it: what came later is not its subject.
func (r *resolver) latestOf(k period.Kind) period.Period {
	latest := r.b.Cube.Latest(k)
	if r.period.IsZero() {
		return latest
	}
	p := r.period.Within(k)
	if p.Last() != r.period.Last() {
		p = p.Prev()
	}
	if p.Compare(latest) > 0 {
		return latest
	}
	return p
}

// partial renders one of the shared templates into a document.
func (b *builder) partial(name string, view any) (template.HTML, *source.Error) {
	var out bytes.Buffer
	if err := b.partials.ExecuteTemplate(&out, name, view); err != nil {
		b.fail(err)
	}
	return template.HTML(out.String()), nil
}
