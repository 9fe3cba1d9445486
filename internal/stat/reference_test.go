package stat

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// This file computes limits and rules a second time, straight from their wording and apart from the
// product code: windows instead of runs, no tolerance, NaN for a gap. Tests compare the two.

// reference is a series with its mean and the limits of each point.
type reference struct {
	y                                  []float64
	mean                               float64
	lower, nearLower, nearUpper, upper []float64
}

// referenceXmR is one segment of an XmR chart whose limits rest on the first n points that are not
// gaps (0: all).
func referenceXmR(y []float64, n int, screened bool) reference {
	r := reference{y: y}
	var base, ranges []float64
	for i, v := range y {
		if math.IsNaN(v) || n > 0 && len(base) >= n {
			continue
		}
		base = append(base, v)
		if i > 0 && !math.IsNaN(y[i-1]) {
			ranges = append(ranges, math.Abs(v-y[i-1]))
		}
	}
	mean := func(list []float64) float64 {
		sum := 0.0
		for _, v := range list {
			sum += v
		}
		return sum / float64(len(list))
	}
	r.mean = mean(base)
	width := mean(ranges)
	if screened {
		most := 3.267 * width
		width = mean(slices.DeleteFunc(ranges, func(v float64) bool { return v >= most }))
	}
	for range y {
		r.lower, r.upper = append(r.lower, r.mean-2.66*width), append(r.upper, r.mean+2.66*width)
		r.nearLower = append(r.nearLower, r.mean-2*2.66/3*width)
		r.nearUpper = append(r.nearUpper, r.mean+2*2.66/3*width)
	}
	return r
}

// referenceCounts is one segment of a p chart (share), a p′ chart (share, scaled) or a u chart. Every
// base must be above nought.
func referenceCounts(x, n []float64, baseline int, share, scaled bool) reference {
	var r reference
	sumX, sumN := 0.0, 0.0
	for i := range baseline {
		sumX, sumN = sumX+x[i], sumN+n[i]
	}
	r.mean = sumX / sumN
	sigma := func(i int) float64 {
		if share {
			return math.Sqrt(r.mean * (1 - r.mean) / n[i])
		}
		return math.Sqrt(r.mean / n[i])
	}
	factor := 1.0
	if scaled {
		var ranges []float64
		for i := 1; i < baseline; i++ {
			ranges = append(ranges, math.Abs((x[i]/n[i]-r.mean)/sigma(i)-(x[i-1]/n[i-1]-r.mean)/sigma(i-1)))
		}
		average := func() (m float64) {
			for _, v := range ranges {
				m += v / float64(len(ranges))
			}
			return m
		}
		most := 3.267 * average()
		ranges = slices.DeleteFunc(ranges, func(v float64) bool { return v >= most })
		factor = average() / 1.128
	}
	for i := range x {
		s := factor * sigma(i)
		r.y = append(r.y, x[i]/n[i])
		r.lower, r.nearLower = append(r.lower, r.mean-3*s), append(r.nearLower, r.mean-2*s)
		r.nearUpper, r.upper = append(r.nearUpper, r.mean+2*s), append(r.upper, r.mean+3*s)
	}
	return r
}

// marks asks of every point whether it lies in a window that meets a rule; NaN compares false and
// so breaks every window.
func (r reference) marks() []Mark {
	marks := make([]Mark, len(r.y))
	side := func(i int) int {
		switch {
		case r.y[i] > r.mean:
			return 1
		case r.y[i] < r.mean:
			return -1
		}
		return 0
	}
	close := func(i int) bool {
		inside := r.y[i] <= r.upper[i] && r.y[i] >= r.lower[i]
		return inside && (r.y[i] > r.nearUpper[i] || r.y[i] < r.nearLower[i])
	}
	// window tells whether some window of n points that holds i meets a test of its first point; the
	// one furthest to the right counts.
	window := func(i, n int, meets func(from int) int) int {
		for from := min(i, len(r.y)-n); from >= max(0, i-n+1); from-- {
			if d := meets(from); d != 0 {
				return d
			}
		}
		return 0
	}
	steps := func(from, n int) int {
		up, down := 0, 0
		for j := from + 1; j < from+n; j++ {
			if r.y[j] > r.y[j-1] {
				up++
			}
			if r.y[j] < r.y[j-1] {
				down++
			}
		}
		switch n - 1 {
		case up:
			return 1
		case down:
			return -1
		}
		return 0
	}
	oneSide := func(from, n int) int {
		sum := 0
		for j := from; j < from+n; j++ {
			sum += side(j)
		}
		switch sum {
		case n:
			return 1
		case -n:
			return -1
		}
		return 0
	}
	for i := range r.y {
		if r.y[i] > r.upper[i] {
			marks[i] = Mark{Outside, 1}
		} else if r.y[i] < r.lower[i] {
			marks[i] = Mark{Outside, -1}
		} else if d := window(i, 7, func(from int) int { return steps(from, 7) }); d != 0 {
			marks[i] = Mark{Trend, d}
		} else if d := window(i, 3, func(from int) int {
			n := 0
			for j := from; j < from+3; j++ {
				if close(j) {
					n++
				}
			}
			if n < 2 {
				return 0
			}
			return oneSide(from, 3)
		}); d != 0 && close(i) {
			marks[i] = Mark{TwoOfThree, d}
		} else if d := window(i, 7, func(from int) int { return oneSide(from, 7) }); d != 0 {
			marks[i] = Mark{Shift, d}
		}
	}
	return marks
}

func pointsOf(y []float64) []Point {
	points := make([]Point, len(y))
	for i, v := range y {
		if !math.IsNaN(v) {
			points[i] = Point{v, true}
		}
	}
	return points
}

// V1, V2, V3 and V14 carry the note (recomputed): here is the second way.
func TestRecomputedVectors(t *testing.T) {
	with10 := slices.Clone(normal20)
	with10[14] = 10
	v14 := []float64{62, 58, 61, 60, 63, 59, 57, 62, 60, 61, 58, 64, 70, 71, 69, 72, 70, 71, 73, 70, 58, 56, 54, 52, 50, 48, 46, 60}
	for _, tt := range []struct {
		name               string
		y                  []float64
		baseline           int
		screened           bool
		mean, lower, upper float64
	}{
		{"V1", spiked, 0, true, 1.944444, -0.715556, 4.604444},
		{"V1 unscreened", spiked, 0, false, 1.944444, -3.062614, 6.951503},
		{"V2 with 10", with10, 0, true, 0.6694159, -2.383666, 3.722497},
		{"V2 with 10 unscreened", with10, 0, false, 0.6694159, -4.596625, 5.935457},
		{"V3", normal20, 12, true, 0.194179, -2.607400, 2.995758},
		{"V14 fixed baseline", v14, 12, true, 60.416667, 52.194848, 68.638485},
		{"V14 second segment", v14[12:20], 0, true, 70.75, 65.43, 76.07},
		{"V14 third segment", v14[20:], 0, true, 53, 47.68, 58.32},
	} {
		r := referenceXmR(tt.y, tt.baseline, tt.screened)
		if !near(r.mean, tt.mean, 1e-6) || !near(r.lower[0], tt.lower, 1e-5) || !near(r.upper[0], tt.upper, 1e-5) {
			t.Errorf("%s: the second way gives %.6f %.6f %.6f; want %v %v %v", tt.name, r.mean, r.lower[0], r.upper[0], tt.mean, tt.lower, tt.upper)
		}
		segments, _ := XmR(Known(tt.y...), Options{Baseline: tt.baseline, Unscreened: !tt.screened})
		if s := segments[0]; !near(s.Lower, r.lower[0], 1e-9) || !near(s.NearUpper, r.nearUpper[0], 1e-9) {
			t.Errorf("%s: limits %v, near %v; the second way %v, %v", tt.name, s.Lower, s.NearUpper, r.lower[0], r.nearUpper[0])
		}
		if got, want := Marks(Known(tt.y...), segments), r.marks(); !slices.Equal(got, want) {
			t.Errorf("%s: marks %v; the second way %v", tt.name, got, want)
		}
	}
}

// Both ways agree on any series: with gaps, drifts and jumps, on all four charts.
func TestBothWaysAgree(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	for run := range 3000 {
		n := 14 + random.IntN(40)
		drift, jump := random.NormFloat64()*0.3, float64(random.IntN(3))
		y, x, base := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range y {
			y[i] = random.NormFloat64() + drift*float64(i)
			if i > n/2 {
				y[i] += jump
			}
			if run%3 == 0 && random.IntN(8) == 0 && i > 1 { // two neighbours stay, for a range
				y[i] = math.NaN()
			}
			base[i] = float64(20 + random.IntN(80))
			x[i] = math.Floor(base[i] * (0.2 + 0.5*random.Float64()))
		}
		baseline := 12 * random.IntN(2)
		segments, _ := XmR(pointsOf(y), Options{Baseline: baseline})
		if got, want := Marks(pointsOf(y), segments), referenceXmR(y, baseline, true).marks(); !slices.Equal(got, want) {
			t.Fatalf("XmR of %v: %v; the second way %v", y, got, want)
		}
		counts := countsOf(x, base)
		for _, chart := range []struct {
			name          string
			compute       func([]Count, Options) ([]Segment, error)
			share, scaled bool
		}{{"p", P, true, false}, {"p′", PPrime, true, true}, {"u", U, false, false}} {
			segments, _ := chart.compute(counts, Options{Baseline: 14})
			if got, want := Marks(rates(counts), segments), referenceCounts(x, base, 14, chart.share, chart.scaled).marks(); !slices.Equal(got, want) {
				t.Fatalf("%s of %v/%v: %v; the second way %v", chart.name, x, base, got, want)
			}
		}
	}
}
