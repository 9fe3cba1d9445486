package chart

import (
	"html/template"
)

// Sparkline draws the course of a few values, 120 by 28 pixels, with a dot at
// the last known one. It is an ornament of a figure that stands beside it in
// words, so a screen reader skips it. tone colours the dot: "good", "bad",
// "warn", anything else is quiet. Fewer than two known points draw nothing.
func Sparkline(points []Point, tone string) template.HTML {
	low, high, _ := extent(points)
	known := 0
	for _, p := range points {
		if p.Known {
			known++
		}
	}
	if known < 2 {
		return ""
	}
	if low == high {
		low, high = low-1, high+1
	}
	const width, height = 120, 28
	x := scale{min: 0, max: float64(max(len(points)-1, 1)), from: 3, to: width - 3}
	y := scale{min: low, max: high, from: height - 4, to: 4}
	c := newCanvas(width, height)
	polyline(c, points, x, y, pen{color: mute, width: 1.5})
	dot := mute
	switch t := token(tone); t {
	case good, bad, warn:
		dot = t
	}
	last := Series{Points: points}.last()
	c.symbol(x.at(float64(last)), y.at(points[last].Value), style{symbol: "circle", size: 6, color: dot}, "")
	return template.HTML(`<svg class="sparkline" viewBox="0 0 120 28" width="120" height="28" aria-hidden="true" focusable="false">` + c.b.String() + `</svg>`)
}
