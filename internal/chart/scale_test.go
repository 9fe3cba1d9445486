package chart

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestNice(t *testing.T) {
	for _, tt := range []struct {
		low, high float64
		bounds    Bounds
		whole     bool
		want      [3]float64
	}{
		{17.8, 27.7, ZeroUp, false, [3]float64{16, 28, 2}},
		{0, 44.5, Percent, false, [3]float64{0, 50, 10}},
		{0, 521, ZeroUp, true, [3]float64{0, 600, 100}},
		{88, 99.5, Percent, false, [3]float64{88, 100, 2}},
		{0, 1, ZeroUp, true, [3]float64{0, 2, 1}},
		{5, 5, ZeroUp, false, [3]float64{4.4, 5.6, 0.2}},
		{0, 0, ZeroUp, true, [3]float64{0, 2, 1}},
		{-7, 3, Signed, false, [3]float64{-8, 4, 2}},
	} {
		s := nice(tt.low, tt.high, tt.bounds, tt.whole)
		if got := [3]float64{s.min, s.max, s.step}; got != tt.want {
			t.Errorf("nice(%v, %v) = %v; want %v", tt.low, tt.high, got, tt.want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		low := math.Round(random.NormFloat64()*1e4) / math.Pow(10, float64(random.IntN(6)))
		high := low + math.Abs(random.NormFloat64())*math.Pow(10, float64(random.IntN(8)-3))
		s := nice(low, high, Signed, random.IntN(2) == 0)
		if !(s.min <= low+1e-9 && high <= s.max+1e-9*math.Abs(high)) || len(s.ticks()) < 3 || len(s.ticks()) > 8 {
			t.Fatalf("nice(%v, %v) = %+v with %d ticks", low, high, s, len(s.ticks()))
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		want string
	}{{0, "0"}, {1234, "1234"}, {12345, "12\u2009345"}, {1234567.5, "1\u2009234\u2009567.5"}, {-3.5, "−3.5"}, {0.30000000000000004, "0.3"}, {-0.2, "−0.2"}} {
		if got := plain(tt.v); got != tt.want {
			t.Errorf("plain(%v) = %q; want %q", tt.v, got, tt.want)
		}
	}
	for _, tt := range []struct {
		v        float64
		decimals int
		want     string
	}{{0.25, 1, "0.3"}, {2.345, 2, "2.35"}, {-0.25, 1, "−0.3"}, {-0.01, 1, "0.0"}, {99.95, 1, "100.0"}, {7, 0, "7"}} {
		if got := fixed(tt.v, tt.decimals); got != tt.want {
			t.Errorf("fixed(%v, %d) = %q; want %q", tt.v, tt.decimals, got, tt.want)
		}
	}
}

func TestSpread(t *testing.T) {
	placed := spread([]float64{100, 102, 101, 30}, 30, 200)
	for i := range placed {
		for j := range i {
			if math.Abs(placed[i]-placed[j]) < lineHeight-0.1 {
				t.Errorf("spread: %v", placed)
			}
		}
	}
	if placed[0] > placed[2] || placed[2] > placed[1] || placed[3] != 30 {
		t.Errorf("spread changes the order: %v", placed)
	}
}
