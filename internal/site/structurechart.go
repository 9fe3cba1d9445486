package site

import (
	"slices"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/trace"
)

// compositionChart draws one bar for each period; nil for no periods.
func (b *builder) compositionChart(id string, c indicator.Composition, periods []period.Period) *Figure {
	return b.draw(id, b.compositionDrawing(c, "", periods, fullRow))
}

func (b *builder) compositionDrawing(c indicator.Composition, place string, periods []period.Period, width int) *drawing {
	if len(periods) == 0 {
		return nil
	}
	spec := &chart.CompositionSpec{
		Head:  chart.Head{Title: c.Title, Value: "占比", Unit: c.Parts[0].CountUnit(), Width: width, Subtitle: b.placeTitle(place)},
		First: "统计期", Course: true,
	}
	for _, d := range c.Parts {
		part := chart.Series{Name: d.Component.Name}
		for _, p := range periods {
			key := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place}
			r := b.Cube.Result(key)
			cell := b.side(d, key, trace.Numerator)
			part.Points = append(part.Points, chart.Point{
				Label: b.title(p), Value: r.Numerator.Float(), Known: r.State == indicator.Known, Text: cell.Text, Number: cell.ID,
			})
		}
		spec.Parts = append(spec.Parts, part)
	}
	return &drawing{About: ids(c.Parts...), Composition: spec}
}

// compositionOf finds the whole that an indicator is a part of.
func (b *builder) compositionOf(d *indicator.Definition) (c indicator.Composition, ok bool) {
	for _, c := range indicator.Compositions(b.Cube.Definitions) {
		if slices.Contains(c.Parts, d) {
			return c, true
		}
	}
	return c, false
}

func (b *builder) isComponent(d *indicator.Definition) bool {
	_, ok := b.compositionOf(d)
	return ok
}
