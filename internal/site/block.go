package site

import (
	"bytes"
	"html/template"
	"strconv"

	"anjian/internal/chart"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

// Block draws the chart or table that a fenced block of a document asks for.
func (r *resolver) Block(_ *document.Document, lang string, toml []byte, at source.Pos) (template.HTML, *source.Error) {
	ref, wrong := document.ParseBlock(lang, toml, at)
	if wrong != nil {
		return "", wrong
	}
	var defs []*indicator.Definition
	for i, name := range ref.Indicators {
		d, wrong := r.b.indicatorNamed(name, ref.At("indicators", i))
		if wrong != nil {
			return "", wrong
		}
		defs = append(defs, d)
	}
	place := ""
	if ref.Procuratorate != "" && !r.b.isWhole(ref.Procuratorate) {
		var ok bool
		place, ok = r.b.Cube.Organisation.PlaceNamed(ref.Procuratorate)
		if !ok {
			return "", &source.Error{Pos: ref.At("procuratorate"), Message: "没有名为“" + ref.Procuratorate + "”的院", Hint: source.Suggest(ref.Procuratorate, r.b.placeNames())}
		}
	}
	if lang == "table" {
		return r.b.partial("table", r.b.blockTable(ref, defs, place))
	}
	for _, d := range defs {
		if why := r.b.Cube.Missing(d.ID); why != "" {
			return undrawn(d, why), nil
		}
	}
	r.figures++
	figure := r.b.blockChart("chart-"+strconv.Itoa(r.figures), ref, defs, place)
	if figure == nil && ref.Period.IsZero() && ref.From.IsZero() {
		return undrawn(defs[0], indicator.NoRows), nil // the document chose no period: it is not at fault
	}
	if figure == nil {
		return "", &source.Error{Pos: at, Message: "“" + defs[0].Title + "”在这一期没有可画的数据", Hint: "换一个统计期，或改用表格"}
	}
	figure.Small = true
	return r.b.partial("figure", figure)
}

// undrawn stands for a chart of an indicator of which nothing is known.
func undrawn(d *indicator.Definition, why string) template.HTML {
	return template.HTML(`<p class="empty">“` + template.HTMLEscapeString(d.Title) + `”还画不出来：` + template.HTMLEscapeString(why) + `。</p>`)
}

// blockChart draws one chart of a document; nil when there is nothing to draw.
func (b *builder) blockChart(id string, ref *document.BlockRef, defs []*indicator.Definition, place string) *Figure {
	p := ref.Period
	if p.IsZero() {
		p = b.toDate()
	}
	box := figureSize{width: 620, height: 260}
	var f *Figure
	switch ref.Kind {
	case "control":
		f = b.control(id, defs[0], place, box)
	case "funnel":
		f = b.funnel(id, defs[0], p, figureSize{width: 620, height: 300})
	case "bars":
		f = b.bars(id, defs[0], p, figureSize{width: 620})
	case "box":
		f = b.boxes(id, defs[0], box)
	default:
		f = b.lineChart(id, defs, ref, place, box)
	}
	if f == nil {
		return nil
	}
	if ref.Title != "" {
		f.Title = ref.Title
	}
	if ref.Note != "" {
		f.Sentence += ref.Note
	}
	return f
}

// lineChart draws up to three indicators over the same periods.
func (b *builder) lineChart(id string, defs []*indicator.Definition, ref *document.BlockRef, place string, box figureSize) *Figure {
	from, to := ref.From, ref.To
	if from.IsZero() {
		from = b.Cube.First()
	}
	if to.IsZero() {
		to = b.Cube.Latest(from.Kind())
	}
	spec := chart.LineSpec{Head: chart.Head{
		ID: id, Title: defs[0].Title, Value: defs[0].Title, Unit: axisUnit(defs[0]), Bounds: bounds(defs[0]),
		Subtitle: b.placeTitle(place) + "，" + from.Title() + "至" + to.Title(), Width: box.width, Height: box.height,
	}}
	for _, d := range defs {
		points := b.points(d, b.Cube.Series(d.ID, place, "", from.Kind(), from, to))
		spec.Series = append(spec.Series, chart.Series{Name: d.Title, Points: points})
	}
	f, err := chart.Line(spec)
	return b.figure(f, err, defs...)
}

// blockTable lists indicators by procuratorate or by period.
func (b *builder) blockTable(ref *document.BlockRef, defs []*indicator.Definition, place string) Table {
	p := ref.Period
	if p.IsZero() {
		p = b.toDate()
	}
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
		for _, p := range b.blockPeriods(ref) {
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

func (b *builder) blockPeriods(ref *document.BlockRef) []period.Period {
	switch {
	case len(ref.Periods) > 0:
		return ref.Periods
	case !ref.From.IsZero():
		to := ref.To
		if to.IsZero() {
			to = b.Cube.Latest(ref.From.Kind())
		}
		var list []period.Period
		for p := ref.From; p.Compare(to) <= 0; p = p.Add(1) {
			list = append(list, p)
		}
		return list
	case !ref.Period.IsZero():
		return []period.Period{ref.Period}
	}
	return []period.Period{b.toDate().YearEarlier(), b.toDate()}
}

// partial renders one of the shared templates into a document.
func (b *builder) partial(name string, view any) (template.HTML, *source.Error) {
	var out bytes.Buffer
	if err := b.partials.ExecuteTemplate(&out, name, view); err != nil {
		b.failed = append(b.failed, err)
	}
	return template.HTML(out.String()), nil
}
