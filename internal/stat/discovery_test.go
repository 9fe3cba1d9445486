package stat

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// The example of Benjamini and Hochberg (1995): fifteen probabilities, four
// stand out at 5 %.
func TestDiscoveriesPublished(t *testing.T) {
	p := []float64{
		0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1,
	}
	for i, found := range Discoveries(p, 0.05) {
		if found != (i < 4) {
			t.Errorf("probability %v is found: %v", p[i], found)
		}
	}
	if got := Discoveries(nil, 0.05); len(got) != 0 {
		t.Errorf("Discoveries(nil) = %v", got)
	}
}

// A second way: adjusted probabilities, the least of p·m/rank over all that are
// not smaller, are held against the rate.
func TestDiscoveriesByAdjusting(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		p := make([]float64, 1+r.IntN(40))
		for i := range p {
			p[i] = r.Float64() * r.Float64() * r.Float64()
		}
		found := Discoveries(p, 0.05)
		ordered := slices.Sorted(slices.Values(p))
		for i := range p {
			least := 1.0
			for rank, q := range ordered {
				if q >= p[i] {
					least = min(least, q*float64(len(p))/float64(rank+1))
				}
			}
			if found[i] != (least <= 0.05) {
				t.Fatalf("%v of %v is found: %v; adjusted %v", p[i], p, found[i], least)
			}
		}
	}
}

func TestTailProbability(t *testing.T) {
	for _, tt := range []struct {
		x, n  int64
		theta float64
		want  float64
	}{
		{0, 10, 0.5, 2.0 / 1024}, {5, 10, 0.5, 1}, {10, 10, 0.5, 2.0 / 1024}, {0, 0, 0.5, 1}, {1, 9, 0, 0}, {0, 9, 0, 1}, {9, 9, 1, 1}, {8, 9, 1, 0},
	} {
		if got := TailProbability(tt.x, tt.n, tt.theta); !near(got, tt.want, 1e-12) {
			t.Errorf("TailProbability(%d, %d, %v) = %v; want %v", tt.x, tt.n, tt.theta, got, tt.want)
		}
	}
	if got := FalseAlarms(9); !near(got, 0.018, 1e-12) {
		t.Errorf("FalseAlarms(9) = %v", got)
	}
}
