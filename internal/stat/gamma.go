package stat

import "math"

// gammaP returns the regularised lower incomplete gamma function P(a, x): the
// share of a gamma distribution of shape a that lies below x. It is summed as a
// series below a+1 and as a continued fraction above, where each converges.
func gammaP(a, x float64) float64 {
	if x <= 0 || a <= 0 {
		return 0
	}
	logs, _ := math.Lgamma(a)
	scale := math.Exp(a*math.Log(x) - x - logs)
	if x < a+1 {
		term := 1 / a
		sum := term
		for n := a + 1; term > sum*1e-17; n++ {
			term *= x / n
			sum += term
		}
		return min(1, sum*scale)
	}
	const tiny = 1e-300
	b := x + 1 - a
	c, d := 1/tiny, 1/b
	h := d
	for i := 1.0; i < 1e5; i++ {
		an := -i * (i - a)
		b += 2
		d = 1 / nonzero(an*d+b, tiny)
		c = nonzero(b+an/c, tiny)
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	return max(0, 1-h*scale)
}

func nonzero(v, tiny float64) float64 {
	if math.Abs(v) < tiny {
		return tiny
	}
	return v
}

// chiSquareQuantile returns the value that a chi-square variable of so many
// degrees of freedom stays below with probability p; 0 for no freedom.
func chiSquareQuantile(p, freedom float64) float64 {
	if freedom <= 0 || p <= 0 {
		return 0
	}
	below := func(x float64) bool { return gammaP(freedom/2, x/2) < p }
	return bisect(below, freedom+10*math.Sqrt(2*freedom)+10)
}

// betaI returns the regularised incomplete beta function I_x(a, b).
func betaI(a, b, x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2): // the continued fraction converges fast below the mean only
		return 1 - betaI(b, a, 1-x)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	scale := math.Exp(lab - la - lb + a*math.Log(x) + b*math.Log1p(-x))
	const tiny = 1e-300
	c, d := 1.0, 1/nonzero(1-(a+b)*x/(a+1), tiny)
	h := d
	for m := 1.0; m < 1e5; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		d = 1 / nonzero(1+even*d, tiny)
		c = nonzero(1+even/c, tiny)
		h *= d * c
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		d = 1 / nonzero(1+odd*d, tiny)
		c = nonzero(1+odd/c, tiny)
		h *= d * c
		if math.Abs(d*c-1) < 1e-16 {
			break
		}
	}
	return scale * h / a
}

// tQuantile returns the value that Student's t of so many degrees of freedom
// stays below with probability p > ½.
func tQuantile(p, freedom float64) float64 {
	below := func(t float64) bool {
		return 1-betaI(freedom/2, 0.5, freedom/(freedom+t*t))/2 < p
	}
	return bisect(below, 1e4)
}

// bisect returns where below turns false, between 0 and a bound that is doubled
// until it is beyond.
func bisect(below func(float64) bool, high float64) float64 {
	for below(high) {
		high *= 2
	}
	low := 0.0
	for range 200 {
		middle := (low + high) / 2
		if middle == low || middle == high {
			break
		}
		if below(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}
