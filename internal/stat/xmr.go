package stat

import "fmt"

// The constants of the XmR chart (个案控制图), as statistics.md B.6 fixes them.
const (
	limitFactor  = 2.66
	screenFactor = 3.267
	trialBelow   = 12 // fewer baseline points give trial limits (试行)
)

// A Point is one value of a series. An unknown point is a gap (缺期): it is not
// zero, takes part in no average and breaks every run.
type Point struct {
	Value float64
	Known bool
}

// Known returns the points of a series without gaps.
func Known(values ...float64) []Point {
	points := make([]Point, len(values))
	for i, v := range values {
		points[i] = Point{v, true}
	}
	return points
}

// Options say how the limits of a control chart are found. The zero value is
// the rule set's own way: one segment, all its points, screened.
type Options struct {
	// Rebase holds the indexes, ascending and inside the series, at which a new
	// segment starts (重设基线). A definition change belongs here too.
	Rebase []int
	// Baseline limits the points that the limits rest on to the first n known
	// ones of each segment; 0 means all.
	Baseline int
	// Unscreened keeps large moving ranges in the average.
	Unscreened bool
}

// A Segment is a stretch of a series with limits of its own: the points
// From ≤ i < To.
type Segment struct {
	From, To int
	Baseline int // known points that the limits rest on
	// HasMean is false if the segment holds no known point, HasLimits if it
	// holds no two adjacent known ones.
	HasMean, HasLimits    bool
	Mean, MovingRange     float64 // MovingRange: the average that the limits use
	Lower, Upper          float64
	NearLower, NearUpper  float64 // two thirds of the way to the limits
	Trial                 bool    // 试行: fewer than 12 baseline points
	ScreenedOut           int     // moving ranges left out by the screen
	ScreenWouldLeaveEmpty bool    // the screen left an average of 0 although the series varies, so it was not applied
}

// XmR computes the limits of a series of individual values, segment by segment.
// It fails if Options do not fit the series.
func XmR(points []Point, o Options) ([]Segment, error) {
	if o.Baseline < 0 {
		return nil, fmt.Errorf("control chart: baseline of %d points", o.Baseline)
	}
	start := 0
	var segments []Segment
	for _, next := range o.Rebase {
		if next <= start || next >= len(points) {
			return nil, fmt.Errorf("control chart: segment start %d does not lie in %d..%d", next, start+1, len(points)-1)
		}
		segments = append(segments, limits(points, start, next, o))
		start = next
	}
	if len(points) > 0 {
		segments = append(segments, limits(points, start, len(points), o))
	}
	return segments, nil
}

// limits computes one segment. Moving ranges join neighbours in time only:
// never across a gap or a segment border.
func limits(points []Point, from, to int, o Options) Segment {
	s := Segment{From: from, To: to}
	var values, ranges []float64
	for i := from; i < to; i++ {
		if !points[i].Known {
			continue
		}
		if o.Baseline > 0 && len(values) == o.Baseline {
			break
		}
		if i > from && points[i-1].Known {
			ranges = append(ranges, abs(points[i].Value-points[i-1].Value))
		}
		values = append(values, points[i].Value)
	}
	s.Baseline = len(values)
	s.Trial = len(values) < trialBelow
	if len(values) == 0 {
		return s
	}
	s.HasMean, s.Mean = true, average(values)
	if len(ranges) == 0 {
		return s
	}
	s.HasLimits = true
	s.MovingRange = average(ranges)
	if !o.Unscreened && s.MovingRange > 0 {
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
	reach := limitFactor * s.MovingRange
	s.Lower, s.Upper = s.Mean-reach, s.Mean+reach
	s.NearLower, s.NearUpper = s.Mean-reach*2/3, s.Mean+reach*2/3
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
