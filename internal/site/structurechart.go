package site

import (
	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/trace"
)

// compositionChart draws one bar for each period; nil for no periods.
func (b *builder) compositionChart(id string, c indicator.Composition, periods []period.Period) *Figure {
	if len(periods) == 0 {
		return nil
	}
	spec := chart.CompositionSpec{
		Head: chart.Head{
			ID: id, Title: c.Title, Value: "占比", Unit: c.Parts[0].CountUnit(), Width: fullRow,
			Subtitle: b.placeTitle(""),
		},
		First: "统计期", Course: true,
	}
	for _, d := range c.Parts {
		part := chart.Series{Name: d.Component.Name}
		for _, p := range periods {
			key := indicator.Key{Indicator: d.ID, Period: p}
			r := b.Cube.Result(key)
			cell := b.side(d, key, trace.Numerator)
			part.Points = append(part.Points, chart.Point{
				Label: b.title(p), Value: r.Numerator.Float(), Known: r.State == indicator.Known, Text: cell.Text, Number: cell.ID,
			})
		}
		spec.Parts = append(spec.Parts, part)
	}
	f, err := chart.Composition(spec)
	return b.figure(f, err, c.Parts...)
}
