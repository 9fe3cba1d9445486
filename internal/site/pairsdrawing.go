package site

import (
	"slices"

	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

// addsUp tells whether an indicator adds up: all together would dwarf every part.
func addsUp(d *indicator.Definition) bool { return d.Style == indicator.Number }

// pairsDrawing joins for every procuratorate a period and the same a year earlier, of one indicator or of
// two side by side (数量与质量), in administrative order; nil when nothing is known of either period.
func (b *builder) pairsDrawing(defs []*indicator.Definition, p period.Period, box figureSize) *drawing {
	spec := &chart.PairsSpec{
		Head: chart.Head{
			Title: "各院" + b.title(p) + "与上年同期", Subtitle: "按建制顺序", Value: defs[0].Title, Unit: axisUnit(defs[0]), Bounds: bounds(defs[0]), Width: box.width,
		},
		First: "院", Names: [2]string{"上年同期", "本期"},
	}
	known := false
	for _, d := range defs {
		panel := chart.Panel{Title: d.Title, Unit: axisUnit(d), Bounds: bounds(d)}
		row := func(label, place string) {
			now := indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place}
			before := now
			before.Period = p.YearEarlier()
			panel.Before = append(panel.Before, b.bar(d, before, label))
			panel.After = append(panel.After, b.bar(d, now, label))
			panel.Change = append(panel.Change, signed(b.Cube.Change(now, indicator.YearOverYear)))
		}
		for _, one := range b.Cube.Existing(p, p.YearEarlier()) {
			row(b.dated(one), one.ID)
		}
		if !slices.ContainsFunc(defs, addsUp) {
			row(b.placeTitle(""), "")
		}
		known = known || slices.ContainsFunc(slices.Concat(panel.Before, panel.After), func(p chart.Point) bool { return p.Known })
		spec.Panels = append(spec.Panels, panel)
	}
	if !known {
		return nil
	}
	return &drawing{About: ids(defs...), Pairs: spec}
}
