package stat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// exactDraws is the same probability from whole binomial coefficients.
func exactDraws(k, n, marked, all int64) float64 {
	sum := new(big.Int)
	for x := max(k, 0); x <= n; x++ {
		if x > marked || n-x > all-marked {
			continue
		}
		sum.Add(sum, new(big.Int).Mul(new(big.Int).Binomial(marked, x), new(big.Int).Binomial(all-marked, n-x)))
	}
	p, _ := new(big.Rat).SetFrac(sum, new(big.Int).Binomial(all, n)).Float64()
	return p
}

func TestDrawnAtLeast(t *testing.T) {
	for _, tt := range []struct {
		k, n, marked, all int64
		want              float64
	}{
		{0, 5, 3, 20, 1},
		{4, 5, 3, 20, 0},         // there are only three
		{1, 18, 3, 20, 1},        // at least one cannot be left out
		{3, 5, 3, 20, 1.0 / 114}, // C(17,2)/C(20,5)
		{5, 5, 5, 10, 1.0 / 252}, // all of them
		{10, 10, 10, 10, 1},      // nothing else is there
		{0, 0, 3, 20, 1},
		{1, 0, 3, 20, 0}, // nothing is drawn
	} {
		if got := DrawnAtLeast(tt.k, tt.n, tt.marked, tt.all); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("DrawnAtLeast(%d, %d, %d, %d) = %g; want %g", tt.k, tt.n, tt.marked, tt.all, got, tt.want)
		}
	}
}

// The sum of floating weights agrees with exact coefficients over all shapes of small and middling
// drawings, to nine digits even far out in the tail.
func TestDrawnAtLeastIsExact(t *testing.T) {
	d := rand.New(rand.NewPCG(1, 1))
	for range 3000 {
		all := 1 + d.Int64N(300)
		marked, n := d.Int64N(all+1), d.Int64N(all+1)
		k := d.Int64N(n + 2)
		got, want := DrawnAtLeast(k, n, marked, all), exactDraws(k, n, marked, all)
		if math.Abs(got-want) > 1e-9*want+1e-17 {
			t.Fatalf("DrawnAtLeast(%d, %d, %d, %d) = %g; want %g", k, n, marked, all, got, want)
		}
	}
}

func TestAtLeast(t *testing.T) {
	for _, tt := range []struct {
		got, want float64
		what      string
	}{
		{AtLeast(0, 5, 0.2), 1, "none or more of five"},
		{AtLeast(6, 5, 0.2), 0, "six of five"},
		{AtLeast(5, 5, 0.5), 1.0 / 32, "five of five coins"},
		{AtLeast(1, 3, 0.5), 7.0 / 8, "one of three coins"},
		{AtLeast(3, 3, 1), 1, "what all have"},
		{AtLeast(1, 3, 0), 0, "what none has"},
		{EventsAtLeast(0, 2), 1, "no event or more"},
		{EventsAtLeast(1, 2), 1 - math.Exp(-2), "one event where two are expected"},
		{EventsAtLeast(3, 1), 1 - math.Exp(-1)*2.5, "three events where one is expected"},
		{EventsAtLeast(2, 0), 0, "two events where none is expected"},
	} {
		if math.Abs(tt.got-tt.want) > 1e-12 {
			t.Errorf("%s: %g; want %g", tt.what, tt.got, tt.want)
		}
	}
}
