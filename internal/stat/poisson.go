package stat

import "math"

// Byar returns Byar's approximate interval of a count of rare events; z is Z95
// or Z998.
func Byar(x int64, z float64) (lower, upper float64) {
	n := float64(x)
	if x > 0 {
		lower = n * math.Pow(1-1/(9*n)-z/(3*math.Sqrt(n)), 3)
	}
	n++
	return max(0, lower), n * math.Pow(1-1/(9*n)+z/(3*math.Sqrt(n)), 3)
}

// PoissonInterval returns the exact interval of a count: outside it the count
// would be as rare as the tail probability, tail on each side.
func PoissonInterval(x int64, tail float64) (lower, upper float64) {
	n := float64(x)
	return chiSquareQuantile(tail, 2*n) / 2, chiSquareQuantile(1-tail, 2*n+2) / 2
}

// byarFrom is the count from which on Byar's interval is close enough.
const byarFrom = 10

// CountInterval returns the 95 % interval of a count: exact below ten events,
// Byar's from there on. exact says which.
func CountInterval(x int64) (lower, upper float64, exact bool) {
	if x < byarFrom {
		lower, upper = PoissonInterval(x, tail95)
		return lower, upper, true
	}
	lower, upper = Byar(x, Z95)
	return lower, upper, false
}

// RatioFunnel returns the exact Poisson limits of observed over expected for an
// expectation, as a funnel of ratios draws them.
func RatioFunnel(expected float64) FunnelLimits {
	if expected <= 0 {
		return FunnelLimits{1, 1, 1, 1}
	}
	limit := func(p, freedom float64) float64 { return chiSquareQuantile(p, freedom) / 2 / expected }
	low, high := 2*expected, 2*(expected+1)
	return FunnelLimits{limit(tail998, low), limit(tail95, low), limit(1-tail95, high), limit(1-tail998, high)}
}
