package site

import (
	"strings"

	"anjian/internal/chart"
	"anjian/internal/indicator"
)

// A figureSize is how large a chart is drawn, in pixels; a height of 0 follows from the rows.
type figureSize struct{ width, height int }

// fullRow is the width of a figure in a card of its own: drawn much narrower, its words
// would grow with it; wider, a narrow screen without script would show too little of it at once.
const fullRow = 960

// figure wraps a finished chart for the template. A chart that cannot be drawn is our own fault:
// it is kept with the failures, and no site is made.
// about names the indicators that it shows.
func (b *builder) figure(f chart.Figure, err error, about ...*indicator.Definition) *Figure {
	if err != nil {
		b.fail(err)
		return nil
	}
	ids := make([]string, len(about))
	for i, d := range about {
		ids[i] = d.ID
	}
	return &Figure{
		Figure: f, Tools: true, About: strings.Join(ids, " "), FileName: fileName(f.Title),
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
			Text: t.String(), Short: plain(t), Number: r.Key.ID(),
		}
	}
	return points
}

// placeTitle names a procuratorate, an area, or all together: 望津区院, 全市.
func (b *builder) placeTitle(place string) string { return b.Cube.Organisation.Title(place) }
