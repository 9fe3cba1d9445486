package stat

import (
	"fmt"
	"slices"
)

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
	s.MovingRange, s.Ranges = average(ranges), len(ranges)
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
		s.MovingRange, s.Ranges, s.ScreenedOut = screened, len(kept), len(ranges)-len(kept)
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

// LimitsAt returns the limits of the point i of the series; ok is false where there are none.
func (s *Segment) LimitsAt(i int) (lower, upper float64, ok bool) {
	if !s.HasLimits || i < s.From || i >= s.To {
		return 0, 0, false
	}
	b := s.at(i)
	return b.lower, b.upper, b.lower <= b.upper // NaN at a gap
}

// Times returns the segment of the same series in another unit, e.g. per cent.
func (s Segment) Times(factor float64) Segment {
	for _, v := range []*float64{&s.Mean, &s.Lower, &s.Upper, &s.NearLower, &s.NearUpper} {
		*v *= factor
	}
	if s.Dispersion == 0 { // else the ranges are of standardised values
		s.MovingRange *= factor
	}
	for _, list := range []*[]float64{&s.LowerAt, &s.UpperAt, &s.NearLowerAt, &s.NearUpperAt} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i] *= factor
		}
	}
	return s
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
