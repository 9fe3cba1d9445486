package stat

import "math"

const (
	year         = 12
	seasonPoints = 24 // two years; fewer tell no season from chance
)

// Seasonal tells whether a monthly series repeats itself from year to year: the correlation of its
// points with those a year before, after a straight line has been taken out of each segment. It is
// strong if it lies more than two standard deviations over nought, √pairs/n each, and over that at
// half a year; a change of level, which also makes distant points alike, is more alike there.
// Series with fewer than 24 known points are never seasonal.
func Seasonal(points []Point, segments []Segment) (correlation, bound float64, seasonal bool) {
	rest := make([]float64, len(points)) // 0 at a gap
	known, square := 0, 0.0
	for _, s := range segments {
		straighten(points, s, rest)
	}
	for i, p := range points {
		if p.Known {
			known++
			square += rest[i] * rest[i]
		}
	}
	if known < seasonPoints || square <= 1e-18 {
		return 0, 0, false
	}
	lagged := func(lag int) (r float64, pairs int) {
		for i := lag; i < len(points); i++ {
			if points[i].Known && points[i-lag].Known {
				r += rest[i] * rest[i-lag] / square
				pairs++
			}
		}
		return r, pairs
	}
	correlation, pairs := lagged(year)
	half, _ := lagged(year / 2)
	bound = 2 * math.Sqrt(float64(pairs)) / float64(known)
	return correlation, bound, pairs >= year/2 && correlation > bound && correlation > half
}

// straighten leaves what differs from a line through the known points of a segment; of few points,
// from their mean.
func straighten(points []Point, s Segment, rest []float64) {
	var n, x, y, xx, xy float64
	for i := s.From; i < s.To; i++ {
		if p := points[i]; p.Known {
			at := float64(i - s.From)
			n, x, y, xx, xy = n+1, x+at, y+p.Value, xx+at*at, xy+at*p.Value
		}
	}
	if n == 0 {
		return
	}
	slope, width := 0.0, xx-x*x/n
	if n >= year && width > 0 {
		slope = (xy - x*y/n) / width
	}
	for i := s.From; i < s.To; i++ {
		if points[i].Known {
			rest[i] = points[i].Value - y/n - slope*(float64(i-s.From)-x/n)
		}
	}
}
