package chart

import (
	"math"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A limitLine is one line of a segment and its words, which stand beside the
// last point that has limits.
type limitLine struct {
	value float64
	words string
	pen   pen
	color token
	steps []float64 // one value per point, NaN for none; nil for a straight line
}

var limitPen = pen{color: mute, dash: "4 2"}

// limitLines are the lines of a segment from above: upper limit, mean, lower limit.
func (s ControlSpec) limitLines(l Limits) []limitLine {
	mean := limitLine{value: l.Mean, words: "均值 " + l.MeanText, pen: pen{color: ink}, color: ink}
	last := l.last()
	if last < 0 {
		return []limitLine{mean}
	}
	low, high, _ := l.at(last)
	lowerText, upperText := s.reach(l, last)
	lower := limitLine{value: s.Bounds.clip(low), words: "下限 " + lowerText, pen: limitPen, color: ink2}
	upper := limitLine{value: s.Bounds.clip(high), words: "上限 " + upperText, pen: limitPen, color: ink2}
	if l.stepped() {
		lower.steps, upper.steps = s.clipped(l.LowerAt), s.clipped(l.UpperAt)
	}
	return []limitLine{upper, mean, lower}
}

func (s ControlSpec) clipped(values []float64) []float64 {
	list := make([]float64, len(values))
	for i, v := range values {
		if list[i] = v; !math.IsNaN(v) {
			list[i] = s.Bounds.clip(v)
		}
	}
	return list
}

func (s ControlSpec) drawLimits(c *canvas, x, y scale) {
	for _, l := range s.Limits {
		for _, line := range s.limitLines(l) {
			if d := line.outline(l.From, l.To, x, y); d != "" {
				c.path(d, line.pen, "limit")
			}
		}
	}
}

// besides are the words beside the picture: those of the last limits, earlier
// ones being in the table; of a compact chart the last value.
func (s ControlSpec) besides() []sideWord {
	if s.Compact {
		if last := (Series{Points: s.Points}).last(); last >= 0 {
			return []sideWord{{s.Points[last].Value, withUnit(s.Points[last].short(), s.Unit), s.lastColor(last), true}}
		}
		return nil
	}
	var list []sideWord
	if n := len(s.Limits); n > 0 {
		for _, l := range s.limitLines(s.Limits[n-1]) {
			list = append(list, sideWord{value: l.value, words: l.words, color: l.color})
		}
	}
	return list
}

func (s ControlSpec) lastColor(i int) token {
	if m := s.Points[i].Mark; m != NoMark {
		return m.style().color
	}
	return ink
}

// outline is the line as a path: straight, or stepping half way between points.
func (l limitLine) outline(from, to int, x, y scale) string {
	if l.steps == nil {
		return "M" + pixel(edge(x, from)) + " " + pixel(crisp(y.at(l.value))) + "H" + pixel(edge(x, to))
	}
	d, height := "", "" // height is "" while no step is open
	for i, v := range l.steps {
		next := ""
		if !math.IsNaN(v) {
			next = pixel(crisp(y.at(v)))
		}
		if next == height {
			continue
		}
		left := pixel(edge(x, from+i))
		if height != "" {
			d += "H" + left
		}
		switch {
		case next == "":
		case height == "":
			d += "M" + left + " " + next
		default:
			d += "V" + next
		}
		height = next
	}
	if height != "" {
		d += "H" + pixel(edge(x, to))
	}
	return d
}

// live is a limit as a line between two ends.
func (l limitLine) live(from, to float64) [2]place {
	style := &opts.LineStyle{Color: l.pen.color.live(), Type: "solid", Width: 1}
	if l.pen.dash != "" {
		style.Type = "dashed"
	}
	start := place{Name: l.words, Coord: &[2]float64{from, short4(l.value)}, LineStyle: style, Label: hidden()}
	return [2]place{start, {Coord: &[2]float64{to, short4(l.value)}}}
}

// fine rounds a live step to what can be seen of it: a thousandth of the mean, at least to 2 places.
func (l Limits) fine(v float64) float64 {
	if math.Abs(l.Mean) >= 10 {
		return math.Round(v*1e2) / 1e2
	}
	return short4(v)
}

// liveSteps are the limits that follow each point's size, one line each: marks
// of ECharts cannot bend. The pointer passes them by; their numbers are in the
// words of the points.
func (s ControlSpec) liveSteps() []series {
	var list []series
	for _, l := range s.Limits {
		for _, line := range s.limitLines(l) {
			if line.steps == nil {
				continue
			}
			one := series{
				Type: "line", Name: line.words, Symbol: "none", Silent: true, Step: "middle", Z: 2,
				LineStyle: &opts.LineStyle{Color: line.pen.color.live(), Type: "dashed", Width: 1},
				Tooltip:   &opts.Tooltip{Show: opts.Bool(false)},
			}
			add := func(at, v float64) {
				if math.IsNaN(v) {
					one.Data = append(one.Data, datum{Value: [2]any{at, nil}})
					return
				}
				one.Data = append(one.Data, datum{Value: [2]float64{at, l.fine(v)}})
			}
			n := len(line.steps)
			add(float64(l.From)-0.5, line.steps[0])
			for i, v := range line.steps {
				add(float64(l.From+i), v)
			}
			add(float64(l.To)-0.5, line.steps[n-1])
			list = append(list, one)
		}
	}
	return list
}
