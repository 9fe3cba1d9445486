package stat

import "math"

// Two-sided normal quantiles.
const (
	Z95  = 1.9599639845400545
	Z998 = 3.090232306167813
)

// Wilson returns the score interval of a share of x in n; z is Z95 or Z998.
// ok is false if n is zero.
func Wilson(x, n int64, z float64) (lower, upper float64, ok bool) {
	if n <= 0 {
		return 0, 0, false
	}
	fx, fn, z2 := float64(x), float64(n), z*z
	root := z * math.Sqrt(z2+4*fx*(1-fx/fn))
	lower = (2*fx + z2 - root) / (2 * (fn + z2))
	upper = (2*fx + z2 + root) / (2 * (fn + z2))
	return max(0, lower), min(1, upper), true
}
