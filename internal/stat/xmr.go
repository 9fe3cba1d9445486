package stat

// The constants of the XmR chart (个案控制图).
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
	HasMean, HasLimits   bool
	Mean, MovingRange    float64 // MovingRange: the average that the limits use
	Lower, Upper         float64
	NearLower, NearUpper float64 // two thirds of the way to the limits
	// Where the limits differ from point to point, one for each From ≤ i < To, NaN at a gap, and
	// Lower to NearUpper are those of the last known point; else nil.
	LowerAt, UpperAt         []float64
	NearLowerAt, NearUpperAt []float64
	// Dispersion is how far the points of the baseline scatter, as a multiple of what chance alone
	// explains in counts; 0 where no two neighbours are known, and always for XmR.
	Dispersion            float64
	Trial                 bool // 试行: fewer than 12 baseline points
	Ranges                int  // moving ranges that MovingRange averages
	ScreenedOut           int  // moving ranges left out by the screen
	ScreenWouldLeaveEmpty bool // the screen left an average of 0 although the series varies, so it was not applied
}

// XmR computes the limits of a series of individual values, segment by segment.
// It fails if Options do not fit the series.
func XmR(points []Point, o Options) ([]Segment, error) {
	return segmented(len(points), o, func(from, to int) Segment { return limits(points, from, to, o) })
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
	s.screen(ranges, o)
	reach := limitFactor * s.MovingRange
	s.Lower, s.Upper = s.Mean-reach, s.Mean+reach
	s.NearLower, s.NearUpper = s.Mean-reach*2/3, s.Mean+reach*2/3
	return s
}
