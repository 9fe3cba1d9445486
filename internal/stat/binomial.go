package stat

import "math"

// A binomial is the distribution of X ~ Bin(n, theta) over the counts that
// carry weight: below and above them the tails are smaller than 1e-18.
type binomial struct {
	first int64
	cdf   []float64 // P(X ≤ first+i)
	tail  []float64 // P(X ≥ first+i), summed from the far end for accuracy
}

// newBinomial starts at the mode and multiplies outwards, so it needs no
// gamma function; the weights are scaled to sum to one. 0 < theta < 1, n > 0.
func newBinomial(n int64, theta float64) binomial {
	const negligible = 1e-18
	odds := theta / (1 - theta)
	mode := min(n, int64(math.Floor(float64(n+1)*theta)))
	var below []float64
	for k, w := mode, 1.0; k > 0; k-- {
		w *= float64(k) / (float64(n-k+1) * odds)
		if w < negligible {
			break
		}
		below = append(below, w)
	}
	weights := make([]float64, 0, 2*len(below)+2)
	for i := len(below) - 1; i >= 0; i-- {
		weights = append(weights, below[i])
	}
	weights = append(weights, 1)
	for k, w := mode, 1.0; k < n; k++ {
		w *= float64(n-k) * odds / float64(k+1)
		if w < negligible {
			break
		}
		weights = append(weights, w)
	}
	total := 0.0
	for _, w := range weights {
		total += w
	}
	d := binomial{
		first: mode - int64(len(below)),
		cdf:   make([]float64, len(weights)),
		tail:  make([]float64, len(weights)),
	}
	sum := 0.0
	for i, w := range weights {
		sum += w / total
		d.cdf[i] = min(sum, 1)
	}
	sum = 0
	for i := len(weights) - 1; i >= 0; i-- {
		sum += weights[i] / total
		d.tail[i] = min(sum, 1)
	}
	return d
}

// atMost returns P(X ≤ x).
func (d binomial) atMost(x int64) float64 {
	i := x - d.first
	switch {
	case i < 0:
		return 0
	case i >= int64(len(d.cdf)):
		return 1
	}
	return d.cdf[i]
}

// atLeast returns P(X ≥ x).
func (d binomial) atLeast(x int64) float64 {
	i := x - d.first
	switch {
	case i <= 0:
		return 1
	case i >= int64(len(d.tail)):
		return 0
	}
	return d.tail[i]
}

// interpolated returns r − α: the smallest r with P(X ≤ r) ≥ p, less the part
// of its own probability that lies beyond p.
func (d binomial) interpolated(p float64) float64 {
	before := 0.0
	for i, f := range d.cdf {
		if f >= p {
			r := float64(d.first + int64(i))
			if f == before {
				return r
			}
			return r - (f-p)/(f-before)
		}
		before = f
	}
	return float64(d.first + int64(len(d.cdf)) - 1)
}
