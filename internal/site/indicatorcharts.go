package site

import (
	"anjian/internal/chart"
	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// indicatorCharts chooses charts by the type of the data: shares get a funnel, then the control
// chart of their months; amounts the control chart; durations also boxes. Bars of the procuratorates
// follow where the change is taken apart.
func (b *builder) indicatorCharts(d *indicator.Definition, view *indicatorView) {
	large, auto := figureSize{width: 760, height: 320}, figureSize{width: 560}
	if view.Missing != "" && view.Missing != indicator.NoDataset {
		return // an empty frame would promise a number; the reason stands there instead
	}
	p := b.yearKey(d, "").Period
	trend := func() *Figure { return b.control("trend", d, "", large) }
	if view.Places = b.bars("places", d, p, auto); view.Places != nil {
		view.Places.Told = true // below, with what stands beside them
	}
	switch {
	case d.Fraction() && d.Style == indicator.Percent:
		view.Lead, view.Reading = b.funnel("funnel", d, b.toDate(), large), Reading{readFunnel, b.spreadReading(b.spread(d))}
		view.Second = trend()
		if view.Lead != nil {
			view.Lead.Told = true
		} else {
			view.Lead, view.Second, view.Reading = view.Second, nil, Reading{Text: readTrend}
		}
	case d.Style == indicator.Days:
		view.Lead, view.Reading = trend(), Reading{Text: readTrend, Notes: b.quantiles(d)}
		view.Second = b.boxes("spread", d, large)
	default:
		view.Lead, view.Reading = trend(), Reading{Text: readAmount}
	}
}

// boxes shows how the durations behind a mean or median are spread, per department.
func (b *builder) boxes(id string, d *indicator.Definition, box figureSize) *Figure {
	return b.draw(id, b.boxesDrawing(d, box))
}

func (b *builder) boxesDrawing(d *indicator.Definition, box figureSize) *drawing {
	spec := &chart.BoxesSpec{
		Head:  chart.Head{Title: d.Title + "的分布", Value: "天数", Unit: d.Unit, Width: box.width},
		First: "部门", Decimals: 0,
	}
	for _, department := range b.Cube.Organisation.Departments {
		values := b.Cube.Values(indicator.Key{Indicator: d.ID, Period: b.toDate(), Department: department})
		if len(values) > 0 {
			spec.Boxes = append(spec.Boxes, chart.Box{Label: department, Box: stat.BoxOf(values), Unit: "件"})
		}
	}
	if len(spec.Boxes) == 0 {
		return nil
	}
	return &drawing{About: ids(d), Boxes: spec}
}
