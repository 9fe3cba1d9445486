package stat

import (
	"math"
	"math/big"
	"testing"
)

// V8: exact binomial limits.
func TestFunnelV8(t *testing.T) {
	for _, tt := range []struct {
		n     int64
		theta float64
		want  FunnelLimits
	}{
		{100, 0.2, FunnelLimits{0.080978, 0.119742, 0.276476, 0.326766}},
		{500, 0.2, FunnelLimits{0.145490, 0.164495, 0.234646, 0.255895}},
		{20, 0.1, FunnelLimits{0, 0, 0.228468, 0.335172}},
		{30, 0.9, FunnelLimits{0.678285, 0.765139, 0.980342, 0.999214}},
		{12, 348.0 / 1011, FunnelLimits{0, 0.0391, 0.5803, 0.7446}},
	} {
		got := Funnel(tt.n, tt.theta)
		within := 1e-6
		if tt.n == 12 {
			within = 1e-4 // V9 prints four decimals
		}
		if !near(got.Lower998, tt.want.Lower998, within) || !near(got.Lower95, tt.want.Lower95, within) ||
			!near(got.Upper95, tt.want.Upper95, within) || !near(got.Upper998, tt.want.Upper998, within) {
			t.Errorf("Funnel(%d, %v) = %+v; want %+v", tt.n, tt.theta, got, tt.want)
		}
	}
}

// V7: score limits.
func TestScoreFunnelV7(t *testing.T) {
	const theta = 0.80642448
	for _, tt := range []struct {
		n                 int64
		lower95, lower998 float64
	}{
		{1, 3.204264, 0},
		{2, 25.885383, 0},
		{3, 35.933491, 10.150815},
		{10, 56.154344, 42.03259},
	} {
		got := ScoreFunnel(tt.n, theta)
		if tt.n == 2 {
			tt.lower998 = got.Lower998 * 100 // not published
		}
		if !near(100*got.Lower95, tt.lower95, 1e-3) || !near(100*got.Lower998, tt.lower998, 1e-3) || got.Upper95 != 1 && tt.n < 4 {
			t.Errorf("ScoreFunnel(%d) = %+v; want %v, %v", tt.n, got, tt.lower95, tt.lower998)
		}
	}
}

// V9: ten units.
func TestJudgeV9(t *testing.T) {
	x := []int64{12, 30, 26, 50, 42, 71, 4, 29, 48, 36}
	n := []int64{82, 98, 100, 125, 162, 151, 12, 100, 82, 99}
	want := []Verdict{Below998, Inside, Inside, Inside, Below95, Above998, Inside, Inside, Above998, Inside}
	for i := range x {
		if got := Judge(x[i], n[i], 348.0/1011); got != want[i] {
			t.Errorf("Judge(%d, %d) = %d; want %d", x[i], n[i], got, want[i])
		}
	}
}

// The drawn limit and the verdict part at the edge, and the verdict is right.
func TestJudgeEdges(t *testing.T) {
	if got := Judge(10, 10, 0.97); got != Inside {
		t.Errorf("Judge(10, 10, 0.97) = %d; want inside (chance 0.74)", got)
	}
	for _, tt := range []struct {
		x, n  int64
		theta float64
		want  Verdict
	}{
		{0, 0, 0.5, Inside}, {0, 10, 0, Inside}, {1, 10, 0, Above998}, {10, 10, 1, Inside}, {9, 10, 1, Below998},
	} {
		if got := Judge(tt.x, tt.n, tt.theta); got != tt.want {
			t.Errorf("Judge(%d, %d, %v) = %d; want %d", tt.x, tt.n, tt.theta, got, tt.want)
		}
	}
}

// The distribution agrees with exact rational arithmetic, and large groups work.
func TestBinomialExact(t *testing.T) {
	n, theta := int64(40), big.NewRat(3, 16)
	d := newBinomial(n, 3.0/16)
	sum := new(big.Rat)
	for k := int64(0); k <= n; k++ {
		term := new(big.Rat).SetInt(new(big.Int).Binomial(n, k))
		for range k {
			term.Mul(term, theta)
		}
		for range n - k {
			term.Mul(term, new(big.Rat).Sub(big.NewRat(1, 1), theta))
		}
		sum.Add(sum, term)
		want, _ := sum.Float64()
		if got := d.atMost(k); !near(got, want, 1e-13) {
			t.Errorf("P(X ≤ %d) = %v; want %v", k, got, want)
		}
		if got := d.atMost(k) + d.atLeast(k+1); !near(got, 1, 1e-13) {
			t.Errorf("P(X ≤ %d) + P(X ≥ %d) = %v", k, k+1, got)
		}
	}
	big, score := Funnel(2_000_000, 0.3), ScoreFunnel(2_000_000, 0.3)
	if math.Abs(big.Upper998-score.Upper998) > 1e-5 || math.Abs(big.Lower95-score.Lower95) > 1e-5 {
		t.Errorf("Funnel(2e6) = %+v; score %+v", big, score)
	}
}

// V11: Wilson intervals.
func TestWilsonV11(t *testing.T) {
	for _, tt := range []struct {
		x, n         int64
		z            float64
		lower, upper float64
	}{
		{65, 100, Z95, 0.552544, 0.736358},
		{1045, 5000, Z95, 0.197955, 0.220491},
		{65, 100, Z998, 0.495495, 0.778354},
		{0, 10, Z95, 0, 0.277533},
		{10, 10, Z95, 0.722467, 1},
	} {
		lower, upper, ok := Wilson(tt.x, tt.n, tt.z)
		if !ok || !near(lower, tt.lower, 1e-6) || !near(upper, tt.upper, 1e-6) {
			t.Errorf("Wilson(%d, %d) = %v, %v, %v; want %v, %v", tt.x, tt.n, lower, upper, ok, tt.lower, tt.upper)
		}
	}
	if _, _, ok := Wilson(0, 0, Z95); ok {
		t.Error("Wilson(0, 0) is ok")
	}
}

func TestQuantile7AndBox(t *testing.T) {
	v := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 30}
	for _, tt := range []struct{ p, want float64 }{{0, 1}, {0.25, 3.25}, {0.5, 5.5}, {0.75, 7.75}, {0.9, 11.1}, {1, 30}} {
		if got := Quantile7(v, tt.p); !near(got, tt.want, 1e-12) {
			t.Errorf("Quantile7(%v) = %v; want %v", tt.p, got, tt.want)
		}
	}
	b := BoxOf([]float64{30, 9, 8, 7, 6, 5, 4, 3, 2, 1})
	if b.N != 10 || b.Low != 1 || b.High != 9 || len(b.OutliersOver) != 1 || b.OutliersOver[0] != 30 || len(b.OutliersBelow) != 0 {
		t.Errorf("BoxOf = %+v", b)
	}
	if b := BoxOf([]float64{1, 100, 100, 100}); b.Low > b.Q1 {
		t.Errorf("BoxOf: whisker %v above the first quartile %v", b.Low, b.Q1)
	}
	if b := BoxOf(nil); b.N != 0 {
		t.Errorf("BoxOf(nil) = %+v", b)
	}
}
