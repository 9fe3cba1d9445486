package site

import (
	"html/template"

	"anjian/internal/chart"
	"anjian/internal/lead"
)

// leadPoints are the months of a course as the points of a chart.
func leadPoints(c lead.Course, unit string) []chart.Point {
	points := make([]chart.Point, len(c.Months))
	for i, m := range c.Months {
		text := number(int64(c.Counts[i])) + " " + unit
		points[i] = chart.Point{Label: m.Title(), Tick: m.Short(), Value: float64(c.Counts[i]), Known: true, Text: text, Short: text}
	}
	return points
}

func (b *builder) leadSparkline(c lead.Course) template.HTML {
	return chart.Sparkline(leadPoints(c, ""), "")
}

// leadChart draws the leads of a model month by month.
func (b *builder) leadChart(l *lead.Leads) *Figure {
	first, last := b.leadWindow()
	course := l.Course(b.Cube.Calendar, first, last)
	unit := leadUnit(l)
	f, err := chart.Line(chart.LineSpec{
		Head: chart.Head{
			ID: "course", Title: "逐月线索", Value: l.Model.Title, Unit: unit, Bounds: chart.ZeroUp,
			Subtitle: b.placeTitle("") + "，" + first.Title() + "至" + last.Title() + "，按" + l.Model.Date.Text() + "归月", Width: 760, Height: 240,
		},
		Series: []chart.Series{{Name: l.Model.Title, Points: leadPoints(course, unit)}},
	})
	figure := b.figure(f, err)
	if figure != nil {
		figure.FileName = fileName(l.Model.Title + "-逐月线索")
		if rest := course.Earlier + course.Later + course.Undated; rest > 0 {
			figure.Notes = append(figure.Notes, "另有 "+number(int64(rest))+" "+unit+"不在图上："+joinNonEmpty("、",
				counted("更早的", course.Earlier), counted("本月未满的", course.Later), counted("没有日期的", course.Undated))+"。")
		}
	}
	return figure
}

func counted(what string, n int) string {
	if n == 0 {
		return ""
	}
	return what + " " + number(int64(n))
}

// leadUnit is what leads are counted in.
func leadUnit(l *lead.Leads) string {
	if l.Model.Group != nil {
		return "组"
	}
	return "件"
}
