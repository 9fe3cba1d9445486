package chart

import (
	"cmp"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// live is the series of the live chart: points and limits.
func (s ControlSpec) live(labelled map[int]string) series {
	points := data(s.Points)
	for i := range points {
		if l := s.limitsAt(i); l.stepped() && l.To > 0 {
			if _, _, ok := l.at(i); ok {
				points[i].Note = "常态波动范围 " + s.span(l, i)
			}
		}
		if position, ok := labelled[i]; ok {
			points[i].Short = s.Points[i].short()
			points[i].Label = bold(bad, position, "@short")
		}
	}
	line := series{
		Type: "line", Name: s.Value, Data: points, Symbol: "circle", SymbolSize: NoMark.style().size, ShowAllSymbol: true, Z: 3,
		LineStyle: &opts.LineStyle{Color: brand.live(), Width: 1.75}, ItemStyle: &opts.ItemStyle{Color: brand.live()},
		LabelLayout: &labelLayout{HideOverlap: true},
		MarkLine:    &marks{Silent: true, Symbol: "none"},
	}
	for _, l := range s.Limits {
		for _, limit := range s.limitLines(l) {
			if limit.steps != nil {
				continue // see liveSteps
			}
			line.MarkLine.Data = append(line.MarkLine.Data, limit.live(float64(l.From)-0.5, float64(l.To)-0.5))
		}
	}
	if len(line.MarkLine.Data) == 0 {
		line.MarkLine = nil
	}
	return line
}

// quiet is a plain label, bold one that must be seen; formatter is a name that
// the loader knows, never text from the data.
func quiet(color token, position, formatter string) *label {
	return &label{Label: opts.Label{Show: opts.Bool(true), Color: color.live(), FontSize: 12, Position: position, Formatter: formatter}}
}

func bold(color token, position, formatter string) *label {
	l := quiet(color, position, formatter)
	l.FontWeight = "bold"
	l.TextBorderColor, l.TextBorderWidth = card.live(), 3
	return l
}

// limitsAt returns the limits that hold for a point; the zero value if none.
func (s ControlSpec) limitsAt(i int) Limits {
	for _, l := range s.Limits {
		if l.From <= i && i < l.To {
			return l
		}
	}
	return Limits{}
}

// worded lists the points outside that are worth a number: of each stretch on one side of the limits
// the one furthest from the mean, and the last month; those furthest from the mean first. The rest
// have theirs under the pointer and in the table: thirteen numbers side by side say less than two.
func (s ControlSpec) worded() []int {
	away := func(i int) float64 { return s.Points[i].Value - s.limitsAt(i).Mean }
	var list []int
	stretch := false // the point before belongs to the stretch of the last one listed
	for i, p := range s.Points {
		outside := p.Known && p.Mark == Outside
		switch n := len(list); {
		case !outside:
		case !stretch || away(i) > 0 != (away(list[n-1]) > 0):
			list = append(list, i)
		case math.Abs(away(i)) > math.Abs(away(list[n-1])):
			list[n-1] = i
		}
		stretch = outside
	}
	if last := len(s.Points) - 1; stretch && !slices.Contains(list, last) {
		list = append(list, last)
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(math.Abs(away(b)), math.Abs(away(a))) })
	return list
}
