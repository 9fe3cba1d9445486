package stat

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func of(x, n int64) Quotient { return Quotient{big.NewRat(x, 1), big.NewRat(n, 1)} }

// Worked by hand. Two parts, before 20/100 and 30/100 (25 %), after 60/150 and
// 10/50 (35 %): rates +20 and −10 points at mean weights ⅝ and ⅜ make +12.5 and
// −3.75; weights ±¼ times ½(0.2+0.4)−0.3 = 0 and ½(0.3+0.2)−0.3 = −0.05 make 0
// and +1.25. Together 10.
func TestDecomposeRateByHand(t *testing.T) {
	effects, ok := DecomposeRate([]Quotient{of(20, 100), of(30, 100)}, []Quotient{of(60, 150), of(10, 50)})
	if !ok {
		t.Fatal("not decomposed")
	}
	for i, want := range []Effect{{big.NewRat(125, 1000), new(big.Rat)}, {big.NewRat(-375, 10000), big.NewRat(125, 10000)}} {
		if effects[i].Rate.Cmp(want.Rate) != 0 || effects[i].Mix.Cmp(want.Mix) != 0 {
			t.Errorf("part %d: rate %v, mix %v; want %v, %v", i, effects[i].Rate, effects[i].Mix, want.Rate, want.Mix)
		}
	}
}

// Random parts, empty ones among them: the effects are exactly the change, and each part's are the
// difference of its contributions w·r less what its weight would bring at the middle of both wholes.
// The rate effects are also the mean of two standardisations, by the weights of either period.
func TestDecomposeRateAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		n := 1 + r.IntN(12)
		var before, after []Quotient
		x0, n0, x1, n1 := int64(0), int64(0), int64(0), int64(0)
		part := func(x, n *int64) Quotient {
			size := r.Int64N(400)
			if r.IntN(4) == 0 {
				size = 0
			}
			hits := r.Int64N(size + 1)
			*x, *n = *x+hits, *n+size
			return of(hits, size)
		}
		for range n {
			before, after = append(before, part(&x0, &n0)), append(after, part(&x1, &n1))
		}
		effects, ok := DecomposeRate(before, after)
		if ok != (n0 > 0 && n1 > 0) {
			t.Fatalf("%d of %d, %d of %d: decomposed %v", x0, n0, x1, n1, ok)
		}
		if !ok {
			continue
		}
		change := new(big.Rat).Sub(big.NewRat(x1, n1), big.NewRat(x0, n0))
		middle := new(big.Rat).Add(big.NewRat(x1, n1), big.NewRat(x0, n0))
		middle.Quo(middle, big.NewRat(2, 1))
		sum, rates, standardised := new(big.Rat), new(big.Rat), new(big.Rat)
		for i, e := range effects {
			both := new(big.Rat).Add(e.Rate, e.Mix)
			sum.Add(sum, both)
			rates.Add(rates, e.Rate)
			weight := func(q Quotient, n int64) *big.Rat { return new(big.Rat).Quo(q.N, big.NewRat(n, 1)) }
			w0, w1 := weight(before[i], n0), weight(after[i], n1)
			want := new(big.Rat).Quo(after[i].X, big.NewRat(n1, 1))
			want.Sub(want, new(big.Rat).Quo(before[i].X, big.NewRat(n0, 1)))
			want.Sub(want, new(big.Rat).Mul(middle, new(big.Rat).Sub(w1, w0)))
			if both.Cmp(want) != 0 {
				t.Fatalf("part %d of %v, %v: %v; want %v", i, before, after, both, want)
			}
			empty := before[i].N.Sign() == 0 || after[i].N.Sign() == 0
			if empty {
				if e.Rate.Sign() != 0 {
					t.Fatalf("an empty part has a rate effect of %v", e.Rate)
				}
				continue
			}
			difference := new(big.Rat).Sub(new(big.Rat).Quo(after[i].X, after[i].N), new(big.Rat).Quo(before[i].X, before[i].N))
			standardised.Add(standardised, new(big.Rat).Mul(difference, w0))
			standardised.Add(standardised, new(big.Rat).Mul(difference, w1))
		}
		if sum.Cmp(change) != 0 {
			t.Fatalf("effects of %v, %v are %v; the change is %v", before, after, sum, change)
		}
		if standardised.Quo(standardised, big.NewRat(2, 1)).Cmp(rates) != 0 {
			t.Fatalf("rate effects are %v; standardised %v", rates, standardised)
		}
	}
}

func TestWhatIsNotDecomposed(t *testing.T) {
	for _, tt := range []struct {
		name          string
		before, after []Quotient
	}{
		{"nothing before", []Quotient{of(0, 0)}, []Quotient{of(1, 2)}},
		{"no parts", nil, nil},
		{"something of nothing", []Quotient{of(3, 0), of(1, 5)}, []Quotient{of(1, 2), of(1, 2)}},
		{"less than nothing", []Quotient{of(1, 4), of(1, 5)}, []Quotient{of(1, -2), of(1, 9)}},
		{"other parts", []Quotient{of(1, 4)}, []Quotient{of(1, 2), of(1, 9)}},
	} {
		if effects, ok := DecomposeRate(tt.before, tt.after); ok {
			t.Errorf("%s: %v", tt.name, effects)
		}
	}
	got := DecomposeCount([]*big.Rat{big.NewRat(3, 1), big.NewRat(1, 2)}, []*big.Rat{big.NewRat(1, 1), big.NewRat(2, 1)})
	if got[0].Cmp(big.NewRat(-2, 1)) != 0 || got[1].Cmp(big.NewRat(3, 2)) != 0 {
		t.Errorf("DecomposeCount = %v", got)
	}
}
