package site

import (
	"slices"
	"strconv"
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A figureSize is how large a chart is drawn and under which heading it stands.
type figureSize struct {
	width, height int
	small         bool
}

// figure wraps a finished chart for the template; a chart that cannot be drawn is our own fault
// and is left out with its data table still on the page.
func (b *builder) figure(f chart.Figure, err error, size figureSize) *Figure {
	if err != nil {
		b.failed = append(b.failed, err)
		return nil
	}
	return &Figure{
		Figure: f, Small: size.small, Tools: true, FileName: fileName(f.Title),
		Source: "业务应用系统导出，数据截至 " + b.Cube.Cutoff.String(),
	}
}

// drawn scales a value to the unit of the axis.
func drawn(d *indicator.Definition, v float64) float64 {
	if d.Style == indicator.Percent {
		return v * 100
	}
	return v
}

// axisUnit is what stands above the value axis.
func axisUnit(d *indicator.Definition) string {
	switch d.Style {
	case indicator.Percent:
		return "%"
	case indicator.Ratio:
		return ""
	}
	return d.Unit
}

func bounds(d *indicator.Definition) chart.Bounds {
	if d.Style == indicator.Percent {
		return chart.Percent
	}
	return chart.ZeroUp
}

// points turns monthly results into the points of a chart.
func (b *builder) points(d *indicator.Definition, series []indicator.Result) []chart.Point {
	points := make([]chart.Point, len(series))
	for i, r := range series {
		v, known := r.Value()
		t := indicator.Format(d, r)
		points[i] = chart.Point{
			Label: r.Period.Title(), Tick: r.Period.Short(), Value: drawn(d, v), Known: known && !t.Small,
			Text: t.String(), Short: plain(t),
		}
	}
	return points
}

// control draws the control chart of an indicator's months.
func (b *builder) control(id string, d *indicator.Definition, procuratorate string, size figureSize) *Figure {
	series := b.series(d.ID, procuratorate)
	points := b.points(d, series)
	breaks, rebase := b.breaks(d, procuratorate, series)
	raw := statPoints(points)
	segments, err := stat.XmR(raw, stat.Options{Rebase: rebase, Baseline: indicator.Baseline})
	if err != nil {
		return b.figure(chart.Figure{}, err, size)
	}
	marks := stat.Marks(raw, segments)
	for i, m := range marks {
		points[i].Mark = chart.MarkOf(m)
	}
	decimals := max(d.Decimals, 1)
	text := func(v float64) string { return strconv.FormatFloat(v, 'f', decimals, 64) }
	f, err := chart.Control(chart.ControlSpec{
		Head: chart.Head{
			ID: id, Title: b.controlTitle(d, procuratorate, raw, segments, marks), Value: d.Title, Unit: axisUnit(d),
			Subtitle: b.placeTitle(procuratorate) + d.Title + "，" + series[0].Period.Title() + "至" + series[len(series)-1].Period.Title(),
			Bounds:   bounds(d), Width: size.width, Height: size.height,
		},
		Points: points, Limits: chart.LimitsOf(segments, text), Bands: b.bands(d, procuratorate, series), Breaks: breaks,
		Baseline: baselineTitle(series, segments),
	})
	return b.figure(f, err, size)
}

// baselineTitle names the months that the latest limits rest on.
func baselineTitle(series []indicator.Result, segments []stat.Segment) string {
	if len(segments) == 0 {
		return ""
	}
	s := segments[len(segments)-1]
	last := min(s.From+max(s.Baseline, 1), s.To) - 1
	return series[s.From].Period.Title() + "至" + series[last].Period.Title()
}

// placeTitle is 全市 or the procuratorate's short name.
func (b *builder) placeTitle(procuratorate string) string {
	return firstOf(b.shortName(procuratorate), "全市")
}

// controlTitle states the finding.
func (b *builder) controlTitle(d *indicator.Definition, procuratorate string, points []stat.Point, segments []stat.Segment, marks []stat.Mark) string {
	title := d.Title
	if procuratorate != "" {
		title = b.shortName(procuratorate) + title
	}
	if !slices.ContainsFunc(points, func(p stat.Point) bool { return p.Known }) {
		return title + "：各月都没有可用的数"
	}
	last := marks[len(marks)-1]
	switch side, run := sameSide(points, segments); {
	case run >= lasting && side < 0:
		return title + "：持续低于原水平"
	case run >= lasting:
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

// lasting is how many months on one side of the mean make a lasting change, as in the rules.
const lasting = 7

// sameSide counts the known points at the end of a series that lie on one side of the mean.
func sameSide(points []stat.Point, segments []stat.Segment) (side, run int) {
	if len(segments) == 0 {
		return 0, 0
	}
	s := segments[len(segments)-1]
	for i := s.To - 1; i >= s.From && points[i].Known && points[i].Value != s.Mean; i-- {
		now := 1
		if points[i].Value < s.Mean {
			now = -1
		}
		if side != 0 && now != side {
			break
		}
		side, run = now, run+1
	}
	return side, run
}

// breaks are the vertical lines of a series: changes of definition and dated events. Changes of
// definition and declared re-bases also start new limits.
func (b *builder) breaks(d *indicator.Definition, procuratorate string, series []indicator.Result) (list []chart.Break, rebase []int) {
	at := func(day period.Date) int {
		m := b.Cube.Calendar.MonthOf(day)
		return slices.IndexFunc(series, func(r indicator.Result) bool { return r.Period == m })
	}
	for _, v := range d.Versions {
		if i := at(v.From); i > 0 {
			list, rebase = append(list, chart.Break{At: i, Label: "口径调整"}), append(rebase, i)
		}
	}
	for _, e := range b.events {
		i := at(e.Date)
		if i <= 0 || !e.concerns(d.ID, procuratorate) || set(e.End) {
			continue
		}
		list = append(list, chart.Break{At: i, Label: e.Title})
		if e.Kind == "rebase" {
			rebase = append(rebase, i)
		}
	}
	slices.SortFunc(list, func(x, y chart.Break) int { return x.At - y.At })
	slices.Sort(rebase)
	return list, slices.Compact(rebase)
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

// funnel draws all procuratorates of one period against what chance allows; nil where there is
// nothing to draw or the indicator is no share.
func (b *builder) funnel(id string, d *indicator.Definition, p period.Period, box figureSize) *Figure {
	size := firstOf(d.DenominatorLabel, "基数") + "（" + d.Unit + "）"
	all := b.Cube.Result(indicator.Key{Indicator: d.ID, Period: p})
	spec := chart.FunnelSpec{
		Head: chart.Head{
			ID: id, Value: d.Title, Width: box.width, Height: box.height,
			Subtitle: "漏斗图：" + p.Title() + "，横轴为" + size + "，基数越小允许的波动越大；虚线 95%，实线 99.8%",
		},
		Size: size, Center: "全市 " + indicator.Format(d, all).Value, Minimum: d.Minimum, SizeUnit: d.Unit,
	}
	if theta, ok := all.Value(); ok {
		spec.Theta = theta
	}
	for _, place := range b.grassroots() {
		r := b.Cube.Result(indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place.ID})
		if r.State != indicator.Known {
			continue
		}
		if r.Numerator.N < 0 || r.Numerator.N > r.Denominator.N {
			return nil // a quotient, but no share of a whole: chance says nothing about it
		}
		spec.Units = append(spec.Units, chart.Unit{
			Name: place.Short, Hits: r.Numerator.N, Of: r.Denominator.N, Text: b.text(d, r.Key).String(),
		})
	}
	if len(spec.Units) == 0 {
		return nil
	}
	spec.Title = b.funnelTitle(d, spec)
	f, err := chart.Funnel(spec)
	return b.figure(f, err, box)
}

// funnelTitle states the finding: who lies outside the limits, if anyone.
func (b *builder) funnelTitle(d *indicator.Definition, s chart.FunnelSpec) string {
	var above, below []string
	for _, u := range s.Units {
		if u.Of < s.Minimum {
			continue
		}
		switch stat.Judge(u.Hits, u.Of, s.Theta) {
		case stat.Above998:
			above = append(above, u.Name)
		case stat.Below998:
			below = append(below, u.Name)
		}
	}
	switch {
	case len(above)+len(below) == 0:
		return "各院" + d.Title + "均属常态波动"
	case len(below) == 0:
		return strings.Join(above, "、") + "高于常态波动范围，其余属常态波动"
	case len(above) == 0:
		return strings.Join(below, "、") + "低于常态波动范围，其余属常态波动"
	}
	return strings.Join(above, "、") + "高于、" + strings.Join(below, "、") + "低于常态波动范围，其余属常态波动"
}

// bars compares procuratorates' amounts of one period with the year before, in administrative order.
func (b *builder) bars(id string, d *indicator.Definition, p period.Period, box figureSize) *Figure {
	now, before := chart.Series{Name: "本期"}, chart.Series{Name: "上年同期"}
	for _, place := range b.Cube.Organisation.Procuratorates {
		key := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place.ID}
		earlier := key
		earlier.Period = p.YearEarlier()
		now.Points = append(now.Points, b.bar(d, key, place.Short))
		before.Points = append(before.Points, b.bar(d, earlier, place.Short))
	}
	f, err := chart.Bars(chart.BarsSpec{
		Head: chart.Head{
			ID: id, Title: d.Title + "：各院" + p.Title() + "与上年同期", Value: d.Title, Unit: axisUnit(d),
			Subtitle: "按建制顺序；深色为本期，浅色为上年同期", Bounds: bounds(d), Width: box.width, Height: box.height,
		},
		First: "院", Series: []chart.Series{now, before},
	})
	return b.figure(f, err, box)
}

func (b *builder) bar(d *indicator.Definition, key indicator.Key, label string) chart.Point {
	r := b.Cube.Result(key)
	v, known := r.Value()
	return chart.Point{Label: label, Value: drawn(d, v), Known: known, Text: b.text(d, key).String()}
}
