package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

var tenUnits = []Group{{12, 82}, {30, 98}, {26, 100}, {50, 125}, {42, 162}, {71, 151}, {4, 12}, {29, 100}, {48, 82}, {36, 99}}

// V9: φ and τ², with and without winsorising.
func TestOverdispersionV9(t *testing.T) {
	const theta = 348.0 / 1011
	for _, tt := range []struct{ cut, phi, tau2 float64 }{{0, 6.037391, 0.0143565}, {0.1, 4.009053, 0.0086883}} {
		got := overdispersion(tenUnits, theta, tt.cut)
		if !near(got.Phi, tt.phi, 1e-6) || !near(got.Tau2, tt.tau2, 1e-7) || got.K != 10 {
			t.Errorf("overdispersion(%v) = %+v; want φ %v, τ² %v", tt.cut, got, tt.phi, tt.tau2)
		}
	}
	if got := Overdispersion(tenUnits, theta); !got.Adjust || !near(got.Phi, 4.009053, 1e-6) || !near(got.Bound, 16.918977604620448/10, 1e-9) {
		t.Errorf("Overdispersion = %+v", got)
	}
	// Wide limits let nearly all ten stay inside; the exact ones leave four outside.
	outside := 0
	for _, g := range tenUnits {
		if v := JudgeAdjusted(g.X, g.N, theta, 0.0086883); v == Above998 || v == Below998 {
			outside++
		}
	}
	if outside != 0 {
		t.Errorf("%d of ten lie outside the widened 99.8 %% limits", outside)
	}
}

// Verdict and drawn limit agree, with τ² or without; without it the limits are
// those of the arcsine.
func TestAdjustedLimits(t *testing.T) {
	for _, theta := range []float64{0.02, 0.3, 0.5, 0.97} {
		for _, n := range []int64{1, 7, 40, 1000} {
			for _, tau2 := range []float64{0, 0.002, 0.05} {
				l := AdjustedFunnel(n, theta, tau2)
				if !(0 <= l.Lower998 && l.Lower998 <= l.Lower95 && l.Lower95 <= theta && theta <= l.Upper95 && l.Upper95 <= l.Upper998 && l.Upper998 <= 1) {
					t.Fatalf("AdjustedFunnel(%d, %v, %v) = %+v", n, theta, tau2, l)
				}
				for x := int64(0); x <= n; x++ {
					share, v := float64(x)/float64(n), JudgeAdjusted(x, n, theta, tau2)
					if share > l.Upper998+1e-9 && v != Above998 || share < l.Lower998-1e-9 && v != Below998 ||
						share > l.Lower95+1e-9 && share < l.Upper95-1e-9 && v != Inside {
						t.Fatalf("JudgeAdjusted(%d, %d, %v, %v) = %d; limits %+v", x, n, theta, tau2, v, l)
					}
				}
			}
		}
	}
}

// Where chance alone is at work the bound is passed seldom; winsorising makes it
// seldomer than one time in twenty.
func TestOverdispersionOfChance(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	const rounds, units, theta = 2000, 9, 0.24
	passed := 0
	for range rounds {
		groups := make([]Group, units)
		for i := range groups {
			groups[i].N = 60 + r.Int64N(400)
			for range groups[i].N {
				if r.Float64() < theta {
					groups[i].X++
				}
			}
		}
		if Overdispersion(groups, theta).Adjust {
			passed++
		}
	}
	if share := float64(passed) / rounds; share > 0.05 {
		t.Errorf("%.3f of the comparisons of mere chance are adjusted", share)
	}
}

// One strange group among groups of chance does not widen the limits that it
// would be held against; groups that all differ do.
func TestOneStrangeGroupDoesNotExcuseItself(t *testing.T) {
	groups := []Group{{98, 313}, {83, 243}, {56, 184}, {37, 129}, {99, 259}, {90, 176}, {21, 90}, {58, 162}, {5, 26}}
	d := Overdispersion(groups, 547.0/1582)
	if d.Phi <= d.Bound || d.Adjust || d.Apart != 1 || d.Rest >= d.RestBound {
		t.Errorf("one of nine lies far out: %+v", d)
	}
	// Around their own share the others are what V9's formula makes of them.
	others := overdispersion(append(groups[:5:5], groups[6:]...), 457.0/1406, winsorised)
	if !near(others.Phi, d.Rest, 1e-12) || !near(others.Bound, chiSquareQuantile(0.95, 7)/8, 1e-12) {
		t.Errorf("the others: %+v; want φ %v", others, d.Rest)
	}
	groups[5] = Group{55, 176}
	groups[0], groups[1], groups[4], groups[7] = Group{170, 313}, Group{40, 243}, Group{150, 259}, Group{20, 162}
	if d := Overdispersion(groups, 554.0/1582); !d.Adjust || d.Tau2 == 0 {
		t.Errorf("four of nine lie far out: %+v", d)
	}
}

func TestOverdispersionOfLittle(t *testing.T) {
	for _, groups := range [][]Group{nil, {{1, 2}}, {{0, 0}, {0, 0}}, {{5, 10}, {5, 10}, {5, 10}, {5, 10}, {5, 10}}} {
		if got := Overdispersion(groups, 0.5); got.Phi != 0 || got.Tau2 != 0 || got.Adjust {
			t.Errorf("Overdispersion(%v) = %+v", groups, got)
		}
	}
	for _, theta := range []float64{0, 1} {
		if got := Overdispersion(tenUnits, theta); got.Adjust || math.IsNaN(got.Phi) {
			t.Errorf("Overdispersion around %v = %+v", theta, got)
		}
	}
}

// The tail of the widened limits is the probability that their verdicts rest on.
func TestAdjustedTail(t *testing.T) {
	for x := range int64(61) {
		tail := AdjustedTail(x, 60, 0.4, 0.003)
		v := JudgeAdjusted(x, 60, 0.4, 0.003)
		if (tail < 0.002) != (v == Above998 || v == Below998) || (tail < 0.05) != (v != Inside) {
			t.Errorf("AdjustedTail(%d) = %v; verdict %d", x, tail, v)
		}
	}
	if got := AdjustedTail(0, 0, 0.4, 0); got != 1 {
		t.Errorf("AdjustedTail of nothing = %v", got)
	}
}
