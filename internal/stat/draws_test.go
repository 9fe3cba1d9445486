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
