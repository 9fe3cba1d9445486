package stat

import "fmt"

// segmented calls one for every segment of a series of n points.
func segmented(n int, o Options, one func(from, to int) Segment) ([]Segment, error) {
	if o.Baseline < 0 {
		return nil, fmt.Errorf("control chart: baseline of %d points", o.Baseline)
	}
	start := 0
	var segments []Segment
	for _, next := range o.Rebase {
		if next <= start || next >= n {
			return nil, fmt.Errorf("control chart: segment start %d does not lie in %d..%d", next, start+1, n-1)
		}
		segments = append(segments, one(start, next))
		start = next
	}
	if n > 0 {
		segments = append(segments, one(start, n))
	}
	return segments, nil
}

// screen averages moving ranges in one pass: those beyond 3.267 times their average are left out.
// If nothing but zeros would be left although the series varies, nothing is.
func (s *Segment) screen(ranges []float64, o Options) {
	s.MovingRange = average(ranges)
	if o.Unscreened || s.MovingRange == 0 {
		return
	}
	var kept []float64
	for _, r := range ranges {
		if r < screenFactor*s.MovingRange {
			kept = append(kept, r)
		}
	}
	if screened := average(kept); screened > 0 {
		s.MovingRange, s.ScreenedOut = screened, len(ranges)-len(kept)
	} else {
		s.ScreenWouldLeaveEmpty = true
	}
}

// A band is the limits that hold for one point.
type band struct{ lower, nearLower, nearUpper, upper float64 }

// at returns the limits of a point of the segment.
func (s *Segment) at(i int) band {
	if s.LowerAt == nil {
		return band{s.Lower, s.NearLower, s.NearUpper, s.Upper}
	}
	i -= s.From
	return band{s.LowerAt[i], s.NearLowerAt[i], s.NearUpperAt[i], s.UpperAt[i]}
}

// average returns the mean; of equal values exactly that value, so that a
// constant series lies on its own mean and limits.
func average(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sum, equal := 0.0, true
	for _, v := range values {
		sum += v
		equal = equal && v == values[0]
	}
	if equal {
		return values[0]
	}
	return sum / float64(len(values))
}
