package site

import (
	"slices"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// bars compares procuratorates' amounts of one period with the year before, in administrative
// order; nil when nothing is known of either.
func (b *builder) bars(id string, d *indicator.Definition, p period.Period, box figureSize) *Figure {
	return b.draw(id, b.barsDrawing(d, p, box))
}

func (b *builder) barsDrawing(d *indicator.Definition, p period.Period, box figureSize) *drawing {
	now, before := chart.Series{Name: "本期"}, chart.Series{Name: "上年同期"}
	for _, place := range b.Cube.Existing(p, p.YearEarlier()) {
		key := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place.ID}
		earlier := key
		earlier.Period = p.YearEarlier()
		now.Points = append(now.Points, b.bar(d, key, b.dated(place)))
		before.Points = append(before.Points, b.bar(d, earlier, b.dated(place)))
	}
	if !slices.ContainsFunc(slices.Concat(now.Points, before.Points), func(p chart.Point) bool { return p.Known }) {
		return nil
	}
	return &drawing{About: ids(d), Bars: &chart.BarsSpec{
		Head: chart.Head{
			Title: d.Title + "：各院" + p.Title() + "与上年同期", Value: d.Title, Unit: axisUnit(d),
			Subtitle: "按建制顺序；深色为本期，浅色为上年同期", Bounds: bounds(d), Width: box.width, Height: box.height,
		},
		First: "院", Series: []chart.Series{now, before},
	}}
}

func (b *builder) bar(d *indicator.Definition, key indicator.Key, label string) chart.Point {
	r := b.Cube.Result(key)
	v, known := r.Value()
	t := b.text(d, key) // of few cases counts alone, which no axis of shares can show
	p := chart.Point{Label: label, Value: drawn(d, v), Known: known && !t.Small, Text: t.String(), Number: key.ID()}
	if r.State == indicator.Hidden {
		p.Short = r.State.String() // why, the table says; the sentence would take half of the drawing
	}
	return p
}
