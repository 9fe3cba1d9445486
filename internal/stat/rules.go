package stat

// A Rule is the special-cause rule that a point meets. Rules are declared from
// strongest to weakest; a point that meets several carries the strongest.
type Rule uint8

const (
	Common     Rule = iota // 常态波动
	Outside                // outside the limits
	Trend                  // 7 points in a row each higher, or each lower, than the one before
	TwoOfThree             // 2 of 3 points on one side close to a limit
	Shift                  // 7 points in a row on one side of the mean
)

// A Mark is what the rules say of one point. Direction is +1 for above the
// mean or rising, −1 for below or falling, 0 for Common.
type Mark struct {
	Rule      Rule
	Direction int
}

// RunLength is the number of points that make a trend or a shift.
const RunLength = 7

// Marks applies the four rules inside each segment. A gap, like a segment
// border, breaks every run. Segments must have been
// computed from the same points.
func Marks(points []Point, segments []Segment) []Mark {
	marks := make([]Mark, len(points))
	for _, s := range segments {
		for from := s.From; from < s.To; {
			if !points[from].Known {
				from++
				continue
			}
			to := from
			for to < s.To && points[to].Known {
				to++
			}
			markRun(points, from, to, s, marks[from:to])
			from = to
		}
	}
	return marks
}

// markRun marks one stretch without gaps, each point against its own limits: a shift is told from
// the mean, which all points share, and a trend from the values themselves, also where the limits
// move with the base of each month. It writes from the weakest rule to the strongest, so that the
// strongest stays.
func markRun(points []Point, from, to int, s Segment, marks []Mark) {
	side := make([]int, to-from)
	outside := make([]int, to-from)
	near := make([]bool, to-from)
	for i, p := range points[from:to] {
		side[i] = compare(p.Value, s.Mean)
		if !s.HasLimits {
			continue
		}
		b := s.at(from + i)
		switch {
		case compare(p.Value, b.upper) > 0:
			outside[i] = 1
		case compare(p.Value, b.lower) < 0:
			outside[i] = -1
		default:
			near[i] = compare(p.Value, b.nearUpper) > 0 || compare(p.Value, b.nearLower) < 0
		}
	}
	markShifts(side, marks)
	markTwoOfThree(side, near, marks)
	markTrends(points[from:to], marks)
	for i, direction := range outside {
		if direction != 0 {
			marks[i] = Mark{Outside, direction}
		}
	}
}

func markShifts(side []int, marks []Mark) {
	for from := 0; from < len(side); {
		to := from + 1
		for to < len(side) && side[to] == side[from] {
			to++
		}
		if side[from] != 0 && to-from >= RunLength {
			for i := from; i < to; i++ {
				marks[i] = Mark{Shift, side[from]}
			}
		}
		from = to
	}
}

// markTwoOfThree flags the close points of every window of three that lies on
// one side of the mean and holds at least two of them. Points outside the
// limits do not count as close.
func markTwoOfThree(side []int, near []bool, marks []Mark) {
	for i := 2; i < len(side); i++ {
		if side[i] == 0 || side[i-1] != side[i] || side[i-2] != side[i] {
			continue
		}
		close := 0
		for _, n := range near[i-2 : i+1] {
			if n {
				close++
			}
		}
		if close < 2 {
			continue
		}
		for j := i - 2; j <= i; j++ {
			if near[j] {
				marks[j] = Mark{TwoOfThree, side[i]}
			}
		}
	}
}

// markTrends goes from left to right: a turning point that ends one trend and
// starts another takes the direction to its right.
func markTrends(points []Point, marks []Mark) {
	for from := 0; from+1 < len(points); {
		direction := compare(points[from+1].Value, points[from].Value)
		to := from + 1
		for to+1 < len(points) && compare(points[to+1].Value, points[to].Value) == direction {
			to++
		}
		if direction != 0 && to-from+1 >= RunLength {
			for i := from; i <= to; i++ {
				marks[i] = Mark{Trend, direction}
			}
		}
		from = to
	}
}

// SameSide counts the points at the end of a series that lie on one side of the mean without a
// gap, and says on which: +1 above, -1 below, 0 when the last point is unknown or the mean itself.
func SameSide(points []Point, mean float64) (side, run int) {
	for i := len(points) - 1; i >= 0 && points[i].Known; i-- {
		now := compare(points[i].Value, mean)
		if now == 0 || side != 0 && now != side {
			break
		}
		side, run = now, run+1
	}
	return side, run
}
