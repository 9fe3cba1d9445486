package indicator

import (
	"anjian/internal/period"
	"anjian/internal/stat"
)

// A Control is the control chart of one series of months: the numbers, their limits, what the rules
// say of each, and why it is this kind of chart. Everything that draws or judges a series reads it.
type Control struct {
	Definition    *Definition
	Procuratorate string
	Results       []Result
	Points        []stat.Point
	Kind          stat.Kind
	Reason        string // finished: why this kind of chart
	Rare          bool   // too few events a month for limits
	Quiet         string // finished: why no 异常提示 is raised whatever the marks; "" if one may be
	Segments      []stat.Segment
	Marks         []stat.Mark
	Rebases       []Rebase // those that started a segment, in order
	Season        string   // finished: what is known of a yearly pattern; "" for none
	Special       []string // of each month: 含春节, 年末 or ""
}

// A Rebase is a decision to compute limits anew (重设基线) from the month that holds its day.
type Rebase struct {
	Day    period.Date
	Reason string
	Author string
}

// Control computes the control chart of the months up to that of the options. Limits rest on the
// first two years of each segment (locked baseline); definitions that change, reforms and re-bases
// start a new one.
func (c *Cube) Control(d *Definition, procuratorate string, o AnomalyOptions) Control {
	o = o.filled(c)
	x := Control{Definition: d, Procuratorate: procuratorate}
	x.Results = o.months(c, d.ID, procuratorate, c.monthsBefore(o.Month, o.Months))
	x.Points = d.Points(x.Results)
	var rebases []Rebase
	if o.Rebased != nil {
		rebases = o.Rebased(d.ID, procuratorate)
	}
	breaks := c.Breaks(d, x.Results, rebases...)
	x.Rebases = c.taken(rebases, x.Results)
	x.limit(stat.Options{Rebase: breaks, Baseline: Baseline})
	x.season(c)
	return x
}

// limit chooses the chart and applies its rules.
func (x *Control) limit(o stat.Options) {
	x.choose(o)
	x.Marks = make([]stat.Mark, len(x.Points))
	if rare := x.rare(); rare != "" {
		x.Rare, x.Quiet, x.Reason = true, rare, rare
		for i := range x.Segments { // a mean says enough, limits would promise more than they hold
			s := &x.Segments[i]
			s.HasLimits, s.LowerAt, s.UpperAt, s.NearLowerAt, s.NearUpperAt = false, nil, nil, nil, nil
		}
		return
	}
	x.Marks = stat.Marks(x.Points, x.Segments)
	switch s := x.latest(); {
	case s == nil || !s.HasMean:
		x.Quiet = "没有可用的数，不作异常提示"
	case s.Baseline < enough:
		x.Quiet = "基线不足 12 个月，界限为试行，不作异常提示"
	case s.MovingRange == 0:
		// A list that is empty in most months has no range of its own to leave: its first case would
		// be endlessly far outside.
		x.Quiet = "各月几乎没有变化，不作异常提示"
	}
}

// latest is the segment that the last month belongs to, nil for no months.
func (x *Control) latest() *stat.Segment {
	if len(x.Segments) == 0 {
		return nil
	}
	return &x.Segments[len(x.Segments)-1]
}

// Raised is what the last month asks to be explained. 接近界限 does not ask yet, but it does not hide
// a lasting change either: near a limit on one side for seven months is 持续偏移.
func (x *Control) Raised() stat.Mark {
	if x.Quiet != "" || len(x.Marks) == 0 {
		return stat.Mark{}
	}
	last, s := x.Marks[len(x.Marks)-1], x.latest()
	if last.Rule != stat.TwoOfThree {
		return last
	}
	if side, run := stat.SameSide(x.Points[s.From:s.To], s.Mean); run >= stat.RunLength {
		return stat.Mark{Rule: stat.Shift, Direction: side}
	}
	return stat.Mark{}
}

// taken lists the re-bases whose month is one of the series other than its first.
func (c *Cube) taken(rebases []Rebase, results []Result) []Rebase {
	var list []Rebase
	for i, r := range results {
		for _, b := range rebases {
			if i > 0 && c.Calendar.MonthOf(b.Day) == r.Period {
				list = append(list, b)
			}
		}
	}
	return list
}
