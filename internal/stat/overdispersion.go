package stat

import (
	"cmp"
	"math"
	"slices"
)

// A Group is one group of a comparison: X of N.
type Group struct{ X, N int64 }

// A Dispersion says how much more groups differ than chance explains
// (超离散). Phi is about 1 where chance explains all; Tau2 is the variance between
// groups, on the scale of the arcsine of the square root.
type Dispersion struct {
	Phi, Tau2 float64
	K         int     // groups it rests on
	Bound     float64 // Phi above it is more than chance
	Apart     int     // groups furthest out that are set apart for Rest
	Rest      float64 // Phi of the others, around their own share
	RestBound float64
	Adjust    bool // limits are to be widened by Tau2
}

// winsorised part of the groups on each side.
const winsorised = 0.1

// adjustFrom is the least number of groups for which a variance between them
// means anything.
const adjustFrom = 5

// Overdispersion measures how groups differ around the share theta. z-scores are
// winsorised at their 10 % and 90 % quantiles. The bound is the 95 % quantile of
// what Phi is where chance alone is at work, chi-square of K−1 over K. Limits are
// widened only where Phi passes it with all groups, and with the tenth that lies
// furthest out set apart: a single strange group does not excuse itself.
func Overdispersion(groups []Group, theta float64) Dispersion {
	d := overdispersion(groups, theta, winsorised)
	if d.K < adjustFrom {
		return d
	}
	d.Apart = (d.K + 9) / 10
	ordered := slices.DeleteFunc(slices.Clone(groups), func(g Group) bool { return g.N <= 0 })
	far := func(g Group) float64 { return -math.Abs(AdjustedScore(g.X, g.N, theta, 0)) }
	slices.SortStableFunc(ordered, func(a, b Group) int { return cmp.Compare(far(a), far(b)) })
	rest := ordered[d.Apart:]
	var x, n int64
	for _, g := range rest {
		x, n = x+g.X, n+g.N
	}
	others := overdispersion(rest, float64(x)/float64(n), winsorised)
	d.Rest, d.RestBound = others.Phi, others.Bound
	d.Adjust = d.Phi > d.Bound && d.Rest > d.RestBound
	return d
}

func overdispersion(groups []Group, theta, cut float64) Dispersion {
	var z, weights []float64
	for _, g := range groups {
		if g.N <= 0 {
			continue
		}
		s := 1 / (2 * math.Sqrt(float64(g.N)))
		z = append(z, (arcsine(float64(g.X)/float64(g.N))-arcsine(theta))/s)
		weights = append(weights, 4*float64(g.N))
	}
	d := Dispersion{K: len(z)}
	if d.K < 2 || theta <= 0 || theta >= 1 {
		return d
	}
	ordered := slices.Sorted(slices.Values(z))
	low, high := Quantile7(ordered, cut), Quantile7(ordered, 1-cut)
	sum, w, w2 := 0.0, 0.0, 0.0
	for i, v := range z {
		v = min(high, max(low, v))
		sum += v * v
		w += weights[i]
		w2 += weights[i] * weights[i]
	}
	k := float64(d.K)
	d.Phi = sum / k
	d.Bound = chiSquareQuantile(0.95, k-1) / k
	if sum > k-1 {
		d.Tau2 = max(0, (sum-(k-1))/(w-w2/w))
	}
	return d
}

func arcsine(share float64) float64 { return math.Asin(math.Sqrt(min(1, max(0, share)))) }

// AdjustedFunnel returns limits widened by the variance between groups, clipped
// to [0, 1]. The curve ends at 0 or 1 where the arcsine does.
func AdjustedFunnel(n int64, theta, tau2 float64) FunnelLimits {
	if n <= 0 {
		return FunnelLimits{theta, theta, theta, theta}
	}
	s := math.Sqrt(1/(4*float64(n)) + tau2)
	limit := func(z float64) float64 {
		angle := min(math.Pi/2, max(0, arcsine(theta)+z*s))
		return math.Sin(angle) * math.Sin(angle)
	}
	return FunnelLimits{limit(-Z998), limit(-Z95), limit(Z95), limit(Z998)}
}

// JudgeAdjusted compares x of n with theta by the widened limits.
func JudgeAdjusted(x, n int64, theta, tau2 float64) Verdict {
	if n <= 0 {
		return Inside
	}
	z := AdjustedScore(x, n, theta, tau2)
	switch {
	case z > Z998:
		return Above998
	case z < -Z998:
		return Below998
	case z > Z95:
		return Above95
	case z < -Z95:
		return Below95
	}
	return Inside
}

// AdjustedTail returns how likely chance and the variance between groups take one
// as far from theta as x of n, on either side.
func AdjustedTail(x, n int64, theta, tau2 float64) float64 {
	if n <= 0 {
		return 1
	}
	return math.Erfc(math.Abs(AdjustedScore(x, n, theta, tau2)) / math.Sqrt2)
}

// AdjustedScore returns how many deviations x of n lies from theta, with the
// variance between groups in them.
func AdjustedScore(x, n int64, theta, tau2 float64) float64 {
	return (arcsine(float64(x)/float64(n)) - arcsine(theta)) / math.Sqrt(1/(4*float64(n))+tau2)
}
