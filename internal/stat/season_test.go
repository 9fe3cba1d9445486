package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

func series(n int, value func(i int) float64) []Point {
	points := make([]Point, n)
	for i := range points {
		points[i] = Point{value(i), true}
	}
	return points
}

func TestSeasonal(t *testing.T) {
	whole := func(points []Point) []Segment { return []Segment{{To: len(points)}} }
	noise := rand.New(rand.NewPCG(7, 11))
	pulse := func(i int) float64 { // Spring Festival falls, year-end rises
		return map[int]float64{0: -4, 1: -6, 11: 8}[i%12] + noise.NormFloat64()
	}
	for _, tt := range []struct {
		name   string
		points []Point
		want   bool
	}{
		{"yearly wave", series(36, func(i int) float64 { return 50 + 8*math.Sin(2*math.Pi*float64(i)/12) + noise.NormFloat64() }), true},
		{"a low February and a high December", series(36, pulse), true},
		{"the same over a rising line", series(36, func(i int) float64 { return 3*float64(i) + pulse(i) }), true},
		{"two years are enough", series(24, func(i int) float64 { return 10*math.Cos(2*math.Pi*float64(i)/12) + noise.NormFloat64() }), true},
		{"less than two years", series(23, func(i int) float64 { return 10 * math.Cos(2*math.Pi*float64(i)/12) }), false},
		{"a new level", series(36, func(i int) float64 { return float64(i/24)*9 + noise.NormFloat64() }), false},
		{"a straight line", series(36, func(i int) float64 { return float64(i) }), false},
		{"constant", series(36, func(int) float64 { return 5 }), false},
		{"half-yearly wave", series(36, func(i int) float64 { return 8*math.Sin(4*math.Pi*float64(i)/12) + 0.01*float64(i%5) }), false},
		{"all missing", make([]Point, 36), false},
		{"empty", nil, false},
	} {
		if r, bound, got := Seasonal(tt.points, whole(tt.points)); got != tt.want {
			t.Errorf("%s: %v (correlation %.2f, bound %.2f); want %v", tt.name, got, r, bound, tt.want)
		}
	}
}

// Of series without a season about one in forty passes two standard deviations.
func TestSeasonalIsSeldomWrong(t *testing.T) {
	noise := rand.New(rand.NewPCG(3, 5))
	wrong, runs := 0, 4000
	for range runs {
		points := series(36, func(int) float64 { return noise.NormFloat64() })
		if _, _, seasonal := Seasonal(points, []Segment{{To: 36}}); seasonal {
			wrong++
		}
	}
	share := float64(wrong) / float64(runs)
	t.Logf("seasons seen in %d series without one: %.2f %%", runs, 100*share)
	if share > 0.03 {
		t.Errorf("%.2f %% of series without a season pass; want 3 at most", 100*share)
	}
}
