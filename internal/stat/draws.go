package stat

// DrawnAtLeast returns the probability that drawing n of all without putting back takes k or more
// of the marked ones (hypergeometric distribution): how likely chance alone gathers so many. It is
// summed outwards from the mode, so that it needs no gamma function; weights below 1e-18 of the
// mode's are left out.
func DrawnAtLeast(k, n, marked, all int64) float64 {
	const negligible = 1e-18
	low, high := max(0, n+marked-all), min(n, marked)
	switch {
	case k <= low:
		return 1
	case k > high:
		return 0
	}
	// P(x+1)/P(x)
	ratio := func(x int64) float64 {
		return float64(marked-x) * float64(n-x) / (float64(x+1) * float64(all-marked-n+x+1))
	}
	mode := min(max(int64(float64(n+1)*float64(marked+1)/float64(all+2)), low), high)
	total, tail := 1.0, 0.0
	if mode >= k {
		tail = 1
	}
	for x, w := mode, 1.0; x < high; x++ {
		w *= ratio(x)
		if w < negligible {
			break
		}
		total += w
		if x+1 >= k {
			tail += w
		}
	}
	for x, w := mode, 1.0; x > low; x-- {
		w /= ratio(x - 1)
		if w < negligible {
			break
		}
		total += w
		if x-1 >= k {
			tail += w
		}
	}
	return min(1, tail/total)
}

// AtLeast returns the probability that x or more of n have what a share theta of all has: how likely
// chance alone makes so many.
func AtLeast(x, n int64, theta float64) float64 {
	switch {
	case x <= 0:
		return 1
	case x > n || theta <= 0:
		return 0
	case theta >= 1:
		return 1
	}
	return newBinomial(n, theta).atLeast(x)
}

// EventsAtLeast returns the probability of x or more events where mean are to be expected.
func EventsAtLeast(x int64, mean float64) float64 {
	if x <= 0 {
		return 1
	}
	return gammaP(float64(x), mean)
}
