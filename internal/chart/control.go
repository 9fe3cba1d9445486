package chart

import (
	"fmt"
	"math"

	"anjian/internal/stat"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// A ControlSpec is a control chart (个案控制图): a series, its mean and limits
// segment by segment, bands for dated phases and breaks for dated events. The
// meaning of the marks that occur is added to the subtitle.
type ControlSpec struct {
	Head
	Points   []Point   `toml:"point"`
	Limits   []Limits  `toml:"limit"` // ascending, not overlapping; see LimitsOf
	Bands    []Band    `toml:"band"`
	Breaks   []Break   `toml:"break"`
	Baseline string    `toml:"baseline"` // finished, for the method note: 2023年1月至12月
	Kind     stat.Kind `toml:"kind"`     // names the rule set
	Reason   string    `toml:"reason"`   // finished, for the method note: why this kind of chart
	Compact  bool      `toml:"compact"`  // one of many side by side: the same data, few words, no wider than a telephone
}

// MarkOf turns what the rules found into the mark of a point.
func MarkOf(m stat.Mark) Mark {
	switch m.Rule {
	case stat.Outside:
		return Outside
	case stat.Trend:
		if m.Direction > 0 {
			return Rising
		}
		return Falling
	case stat.TwoOfThree:
		return Near
	case stat.Shift:
		return Shifted
	}
	return NoMark
}

// Control draws a control chart.
func Control(s ControlSpec) (Figure, error) {
	if err := s.check(); err != nil {
		return Figure{}, err
	}
	s.Bounds = s.Bounds.holding(s.Points)
	dated, err := newDates(s.Head, len(s.Points), s.Bands, s.Breaks)
	if err != nil {
		return Figure{}, err
	}
	width, height := s.size(560, 250)
	if s.Compact {
		width, height = s.size(340, 132)
		dated = dated.unnamed()
	} else {
		s.Subtitle = s.legend()
	}
	f, y := s.frame(width, height, dated)
	x := f.index(len(s.Points))

	c := newCanvas(width, height)
	c.small = s.Compact
	dated.drawBands(c, f, x)
	f.values(c, y, s.Unit)
	f.base(c)
	at := f.periods(c, s.Points, x)
	s.drawLimits(c, x, y)
	dated.drawBreaks(c, f, x)
	polyline(c, s.Points, x, y, pen{color: brand, width: 1.75})
	for i, p := range s.Points {
		if p.Known {
			c.symbol(x.at(float64(i)), y.at(p.Value), p.Mark.style(), p.Label+" "+p.words())
		}
	}
	labelled := s.drawLabels(c, f, x, y, dated.boxes(f, x))

	o := newOption("control", "axis", f)
	o.Anjian.Rules, o.Anjian.Method, o.Anjian.Ticks = s.Kind.RuleSet(), s.method(), tickWords(s.Points)
	o.Tooltip.AxisPointer = &opts.AxisPointer{Type: "line", Snap: opts.Bool(true)}
	o.XAxis = indexAxis(len(s.Points), at)
	o.YAxis = named(valueAxis(y), s.Unit)
	if ticks := y.spaced(22); len(ticks) > 1 && s.Compact {
		o.YAxis.Name, o.YAxis.Interval, o.YAxis.AxisLabel.CustomValues = "", short4(ticks[1]-ticks[0]), ticks
	}
	o.Series = append([]series{s.live(labelled)}, s.liveSteps()...)
	dated.addTo(o, f, x, y)
	f.beside(c, o, s.besides(), x.max, y)
	if (Series{Points: s.Points}).last() < 0 {
		f.nothing(c, o, x, y)
	}
	return finish(s.Head, s.sentence(), c, o, s.table())
}

// frame leaves room for the words beside the last limits, or for the last value
// where words are few.
func (s ControlSpec) frame(width, height float64, dated dates) (frame, scale) {
	right := 16.0
	for _, w := range s.besides() {
		right = math.Max(right, textWidth(w.words)+14)
	}
	f := frame{left: 48, right: width - right}
	y := s.scale(dated.rowCount(f, f.index(len(s.Points))))
	f = valueFrame(width, height, right, &y)
	if s.Compact {
		f.compact, f.top, f.bottom = true, 10, height-24
		y.from, y.to = f.bottom, f.top
	}
	return f, y
}

func (s ControlSpec) check() error {
	if err := s.Head.check(); err != nil {
		return err
	}
	if len(s.Points) == 0 {
		return fmt.Errorf("chart %s: no points", s.ID)
	}
	if err := s.finite(s.Points); err != nil {
		return err
	}
	return s.checkLimits()
}

// scale covers points and limits, with room for rows of words over the points.
func (s ControlSpec) scale(rows int) scale {
	low, high, ok := extent(s.Points)
	special := math.Inf(-1)
	for _, p := range s.Points {
		if p.Known && p.Mark == Outside {
			special = math.Max(special, p.Value)
		}
	}
	for _, l := range s.Limits {
		if !ok {
			low, high, ok = l.Mean, l.Mean, true
		}
		low, high = math.Min(low, l.Mean), math.Max(high, l.Mean)
		for i := l.From; i < l.To; i++ {
			if lower, upper, ok := l.at(i); ok {
				low, high = math.Min(low, s.Bounds.clip(lower)), math.Max(high, s.Bounds.clip(upper))
			}
		}
	}
	room := 0.09 * float64(rows)
	if special == high {
		room += 0.09
	}
	return nice(low, high+(high-low)*room, s.Bounds, false)
}

// drawLabels writes the values of points outside the limits that are worth it,
// the furthest first, on the side away from the mean or else on the other, as
// far as they touch neither each other nor the words of dates and limits. It
// returns where each stands, in ECharts' words.
func (s ControlSpec) drawLabels(c *canvas, f frame, x, y scale, taken []box) map[int]string {
	done := map[int]string{}
	for _, i := range s.worded() {
		if s.Compact && i == (Series{Points: s.Points}).last() {
			continue // its value stands beside the chart
		}
		p := s.Points[i]
		width := textWidth(p.short())
		away, back := labelPlace{"top", -14}, labelPlace{"bottom", 15}
		if p.Value < s.limitsAt(i).Mean {
			away, back = back, away
		}
		for _, at := range []labelPlace{away, back} {
			px, py := x.at(float64(i)), y.at(p.Value)+at.dy
			place := around(px, py, width+4, lineHeight)
			if place.x2 > f.right+8 || place.x1 < 0 || meetsAny(place, taken) {
				continue
			}
			taken = append(taken, place)
			done[i] = at.name
			c.text(px, py, p.short(), script{color: bad, anchor: "middle", bold: true, halo: true})
			break
		}
	}
	return done
}

// A labelPlace is on which side of its point a label stands, and how far below its middle.
type labelPlace struct {
	name string
	dy   float64
}

func meetsAny(b box, taken []box) bool {
	for _, t := range taken {
		if b.meets(t) {
			return true
		}
	}
	return false
}
