package site

import (
	"slices"
	"strconv"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// control draws the control chart of an indicator's months.
func (b *builder) control(id string, d *indicator.Definition, procuratorate string, size figureSize) *Figure {
	return b.controlFigure(id, b.Cube.Control(d, procuratorate, b.watching()), size)
}

// controlFigure draws a control chart that was computed.
func (b *builder) controlFigure(id string, x indicator.Control, size figureSize) *Figure {
	return b.controlChart(id, x, size, false)
}

// controlChart is the same; compact is one of many side by side.
func (b *builder) controlChart(id string, x indicator.Control, size figureSize, compact bool) *Figure {
	return b.draw(id, b.controlDrawing(x, size, compact))
}

func (b *builder) controlDrawing(x indicator.Control, size figureSize, compact bool) *drawing {
	d, procuratorate := x.Definition, x.Procuratorate
	series := x.Results
	if len(series) == 0 {
		return nil // no month is complete yet
	}
	points := b.points(d, series)
	for i, m := range x.Marks {
		points[i].Mark = chart.MarkOf(m)
		if d != b.Cube.Definition(d.ID) {
			points[i].Number = "" // a part of a number has no id of its own
		}
	}
	segments := make([]stat.Segment, len(x.Segments))
	for i, s := range x.Segments {
		segments[i] = s.Times(drawn(d, 1))
	}
	decimals := max(d.Decimals, 1)
	text := func(v float64) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
	return &drawing{About: ids(d), Notes: x.Notes(), Control: &chart.ControlSpec{
		Head: chart.Head{
			Title: b.controlTitle(x), Value: d.Title, Unit: axisUnit(d),
			Subtitle: b.placeTitle(procuratorate) + d.Title + "，" + series[0].Period.Title() + "至" + series[len(series)-1].Period.Title(),
			Bounds:   bounds(d), Width: size.width, Height: size.height,
		},
		Points: points, Limits: chart.LimitsOf(segments, text), Bands: b.bands(d, procuratorate, series), Breaks: b.breaks(d, procuratorate, series),
		Baseline: baselineTitle(x), Kind: x.Kind, Reason: x.Reason, Compact: compact,
	}}
}

// watching says how series are watched: as many months as pages show, with the declared re-bases.
func (b *builder) watching() indicator.AnomalyOptions {
	return indicator.AnomalyOptions{Months: History, Rebased: func(id, procuratorate string) []indicator.Rebase {
		return rebased(b.events, id, procuratorate)
	}}
}

// baselineTitle names the months that the latest limits rest on, gaps in between not counted.
func baselineTitle(x indicator.Control) string {
	if len(x.Segments) == 0 {
		return ""
	}
	s := x.Segments[len(x.Segments)-1]
	last, n := s.From, 0
	for i := s.From; i < s.To && n < s.Baseline; i++ {
		if x.Points[i].Known {
			last, n = i, n+1
		}
	}
	return x.Results[s.From].Period.Title() + "至" + x.Results[last].Period.Title()
}

// controlTitle states the finding.
func (b *builder) controlTitle(x indicator.Control) string {
	points, segments, marks := x.Points, x.Segments, x.Marks
	title := x.Definition.Title
	if x.Procuratorate != "" {
		title = b.placeTitle(x.Procuratorate) + title
	}
	if !slices.ContainsFunc(points, func(p stat.Point) bool { return p.Known }) {
		return title + "：各月都没有可用的数"
	}
	last, s := marks[len(marks)-1], segments[len(segments)-1]
	switch {
	case x.Rare:
		return title + "：每月数量少，不判断波动"
	case !s.HasLimits:
		return title + "：月份太少，还不能判断波动"
	}
	side, run := stat.SameSide(points[s.From:s.To], s.Mean)
	switch {
	case run >= stat.RunLength && side < 0:
		return title + "：持续低于原水平"
	case run >= stat.RunLength:
		return title + "：持续高于原水平"
	case last.Rule == stat.Trend && last.Direction < 0:
		return title + "：连续下降"
	case last.Rule == stat.Trend:
		return title + "：连续上升"
	case last.Rule == stat.Outside:
		return title + "：最近一月超出常态波动范围"
	case last.Rule == stat.TwoOfThree:
		return title + "：接近常态波动界限"
	}
	for _, m := range marks {
		if m.Rule != stat.Common {
			return title + "：近期属常态波动，此前有异常月份"
		}
	}
	return title + "：属常态波动"
}

// breaks are the vertical lines of a series: changes of definition, drawn at the first month
// counted by the new one, and dated events. Which of them also start new limits, Cube.Breaks says.
func (b *builder) breaks(d *indicator.Definition, procuratorate string, series []indicator.Result) []chart.Break {
	var list []chart.Break
	for i := 1; i < len(series); i++ {
		before, now := b.Cube.Calendar.Start(series[i-1].Period), b.Cube.Calendar.Start(series[i].Period)
		if _, changed := d.BreakWithin(before, now); changed {
			list = append(list, chart.Break{At: i, Label: "口径调整"})
		}
		for _, r := range b.Cube.Organisation.Reforms(procuratorate, "") {
			if r.Day > before && r.Day <= now {
				list = append(list, chart.Break{At: i, Label: r.Note})
			}
		}
	}
	for _, e := range b.events {
		if !e.concerns(d.ID, procuratorate) || set(e.End) {
			continue
		}
		m := b.Cube.Calendar.MonthOf(e.Date)
		i := slices.IndexFunc(series, func(r indicator.Result) bool { return r.Period == m })
		if i > 0 {
			list = append(list, chart.Break{At: i, Label: e.Title})
		}
	}
	slices.SortFunc(list, func(x, y chart.Break) int { return x.At - y.At })
	return list
}

// bands are the dated phases that a series went through.
func (b *builder) bands(d *indicator.Definition, procuratorate string, series []indicator.Result) []chart.Band {
	var list []chart.Band
	first, last := series[0].Period, series[len(series)-1].Period
	for _, e := range b.events {
		if !set(e.End) || !e.concerns(d.ID, procuratorate) {
			continue
		}
		from, to := b.Cube.Calendar.MonthOf(e.Date), b.Cube.Calendar.MonthOf(e.End)
		if to.Compare(first) < 0 || from.Compare(last) > 0 {
			continue
		}
		band := chart.Band{From: 0, To: len(series) - 1, Label: e.Title}
		for i, r := range series {
			if r.Period == from {
				band.From = i
			}
			if r.Period == to {
				band.To = i
			}
		}
		list = append(list, band)
	}
	return list
}
