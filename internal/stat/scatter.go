package stat

import "math"

// Scatter tells how far counts scatter in the baselines of all their segments, as a multiple of what
// chance explains: 1 where it explains all. ranges is the number of moving ranges it rests on.
func Scatter(segments []Segment) (dispersion float64, ranges int) {
	sum := 0.0
	for _, s := range segments {
		sum += s.Dispersion * float64(s.Ranges)
		ranges += s.Ranges
	}
	if ranges == 0 {
		return 0, 0
	}
	return sum / float64(ranges), ranges
}

// ScatterBounds are two standard deviations to both sides of the scatter that chance alone gives so
// many moving ranges: beyond them lie about one in twenty series. Neighbouring ranges share a point;
// the variance of their average over 1.128 is (0.8264k − 0.2556)/k² for k ranges, which follows from
// the moments of |x| and |xy| for normal x and y with correlation −1/2.
func ScatterBounds(ranges int) (lower, upper float64) {
	k := float64(ranges)
	deviation := math.Sqrt(0.8264*k-0.2556) / k
	return max(0, 1-2*deviation), 1 + 2*deviation
}
