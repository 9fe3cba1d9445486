package stat

import "math"

// Tail probabilities of the funnel's limits, one side: 95 % and 99.8 %.
const (
	tail95  = 0.025
	tail998 = 0.001
)

// FunnelLimits (漏斗图界限) are the shares between which chance alone would
// keep a group of a given size. They are for drawing; Judge decides.
type FunnelLimits struct {
	Lower998, Lower95, Upper95, Upper998 float64
}

// Funnel returns the exact binomial limits, interpolated as Spiegelhalter (2005,
// A.1.1) does and clipped to [0, 1], for n units around the share theta.
func Funnel(n int64, theta float64) FunnelLimits {
	if n <= 0 || theta <= 0 || theta >= 1 {
		return FunnelLimits{theta, theta, theta, theta}
	}
	d := newBinomial(n, theta)
	limit := func(p float64) float64 {
		return min(1, max(0, d.interpolated(p)/float64(n)))
	}
	return FunnelLimits{limit(tail998), limit(tail95), limit(1 - tail95), limit(1 - tail998)}
}

// ScoreFunnel returns the normal (score) limits, clipped to [0, 1].
func ScoreFunnel(n int64, theta float64) FunnelLimits {
	if n <= 0 {
		return FunnelLimits{theta, theta, theta, theta}
	}
	deviation := math.Sqrt(theta * (1 - theta) / float64(n))
	limit := func(z float64) float64 { return min(1, max(0, theta+z*deviation)) }
	return FunnelLimits{limit(-Z998), limit(-Z95), limit(Z95), limit(Z998)}
}

// A Verdict says where a group lies in the funnel.
type Verdict int8

const (
	Below998 Verdict = iota - 2 // less often than chance explains, 99.8 %
	Below95
	Inside
	Above95
	Above998
)

// Judge compares x of n with the share theta by the exact tails, not by the
// drawn limits: at the edges of [0, 1] the interpolated curve lies.
func Judge(x, n int64, theta float64) Verdict {
	if n <= 0 {
		return Inside
	}
	above, below := tails(x, n, theta)
	switch {
	case above < tail998:
		return Above998
	case below < tail998:
		return Below998
	case above < tail95:
		return Above95
	case below < tail95:
		return Below95
	}
	return Inside
}

// tails returns P(X ≥ x) and P(X ≤ x) of x among n > 0 with the share theta.
func tails(x, n int64, theta float64) (above, below float64) {
	above, below = 1, 1
	switch {
	case theta <= 0:
		if x > 0 {
			above = 0
		}
	case theta >= 1:
		if x < n {
			below = 0
		}
	default:
		d := newBinomial(n, theta)
		above, below = d.atLeast(x), d.atMost(x)
	}
	return above, below
}
