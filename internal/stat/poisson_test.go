package stat

import (
	"math"
	"testing"
)

// V12: Byar's interval.
func TestByarV12(t *testing.T) {
	for _, tt := range []struct {
		x            int64
		z            float64
		lower, upper float64
	}{
		{1, Z95, 0.0130721, 5.5637556},
		{65, Z95, 50.163188, 82.849139},
		{1045, Z95, 982.593202, 1110.331213},
		{10, Z998, 2.916318, 24.193725},
	} {
		lower, upper := Byar(tt.x, tt.z)
		if !near(lower, tt.lower, 1e-6) || !near(upper, tt.upper, 1e-6) {
			t.Errorf("Byar(%d, %v) = %v, %v; want %v, %v", tt.x, tt.z, lower, upper, tt.lower, tt.upper)
		}
	}
	if lower, upper := Byar(0, Z95); lower != 0 || upper <= 0 {
		t.Errorf("Byar(0) = %v, %v", lower, upper)
	}
}

// V10: exact Poisson limits of a ratio.
func TestRatioFunnelV10(t *testing.T) {
	for _, tt := range []struct {
		expected float64
		want     FunnelLimits
	}{
		{15, FunnelLimits{0.3862650, 0.5596924, 1.649348, 2.082907}},
		{20, FunnelLimits{0.4479107, 0.6108260, 1.544419, 1.902094}},
		{30, FunnelLimits{0.5289724, 0.6746958, 1.427562, 1.702771}},
	} {
		got := RatioFunnel(tt.expected)
		if !near(got.Lower998, tt.want.Lower998, 1e-6) || !near(got.Lower95, tt.want.Lower95, 1e-6) ||
			!near(got.Upper95, tt.want.Upper95, 1e-6) || !near(got.Upper998, tt.want.Upper998, 1e-6) {
			t.Errorf("RatioFunnel(%v) = %+v; want %+v", tt.expected, got, tt.want)
		}
	}
	if got := RatioFunnel(0); got.Lower95 != 1 || got.Upper95 != 1 {
		t.Errorf("RatioFunnel(0) = %+v", got)
	}
}

// poissonAtMost adds the probabilities up one by one, a second way to the interval.
func poissonAtMost(x int64, mean float64) float64 {
	term := math.Exp(-mean)
	sum := term
	for k := int64(1); k <= x; k++ {
		term *= mean / float64(k)
		sum += term
	}
	return sum
}

// At the ends of the exact interval the count is as rare as the tail says.
func TestPoissonIntervalBySumming(t *testing.T) {
	for _, x := range []int64{0, 1, 2, 5, 9, 30, 200} {
		for _, tail := range []float64{tail95, tail998} {
			lower, upper := PoissonInterval(x, tail)
			if got := poissonAtMost(x, upper); !near(got, tail, 1e-10) {
				t.Errorf("P(X ≤ %d | %v) = %v; want %v", x, upper, got, tail)
			}
			if x == 0 && lower != 0 {
				t.Errorf("PoissonInterval(0) begins at %v", lower)
			}
			if got := 1 - poissonAtMost(x-1, lower); x > 0 && !near(got, tail, 1e-10) {
				t.Errorf("P(X ≥ %d | %v) = %v; want %v", x, lower, got, tail)
			}
		}
	}
	for _, x := range []int64{9, 10} {
		if _, _, exact := CountInterval(x); exact != (x < 10) {
			t.Errorf("CountInterval(%d) is exact: %v", x, exact)
		}
	}
	// From ten events on the approximation lies close to the exact interval.
	for _, x := range []int64{10, 40, 400} {
		lower, upper, _ := CountInterval(x)
		low, high := PoissonInterval(x, tail95)
		if !near(lower, low, 0.02) || !near(upper, high, 0.02) {
			t.Errorf("CountInterval(%d) = %v, %v; exactly %v, %v", x, lower, upper, low, high)
		}
	}
}

// Published quantiles of chi-square and Student's t (R's qchisq and qt).
func TestQuantilesOfDistributions(t *testing.T) {
	for _, tt := range []struct{ p, freedom, want float64 }{
		{0.95, 1, 3.841458820694124}, {0.95, 8, 15.50731305586545}, {0.025, 30, 16.79077}, {0.999, 4, 18.46682695290317},
	} {
		if got := chiSquareQuantile(tt.p, tt.freedom); !near(got, tt.want, 1e-5) {
			t.Errorf("chi-square %v of %v = %v; want %v", tt.p, tt.freedom, got, tt.want)
		}
	}
	for _, tt := range []struct{ p, freedom, want float64 }{
		{0.975, 1, 12.70620473617471},
		{0.975, 5, 2.570581835636314},
		{0.975, 10, 2.228138851964939},
		{0.975, 30, 2.042272456301238},
		{0.975, 1e7, Z95},
		{0.95, 3, 2.353363434801823},
	} {
		if got := tQuantile(tt.p, tt.freedom); !near(got, tt.want, 1e-6) {
			t.Errorf("t %v of %v = %v; want %v", tt.p, tt.freedom, got, tt.want)
		}
	}
	// With two degrees of freedom t has a closed form.
	p := 0.975
	if got, want := tQuantile(p, 2), (2*p-1)*math.Sqrt(2/(4*p*(1-p))); !near(got, want, 1e-9) {
		t.Errorf("t of 2 = %v; want %v", got, want)
	}
}
