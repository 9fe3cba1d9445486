package indicator

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// An AnomalyKind says by which rule a number differs from what chance explains (异常提示).
type AnomalyKind string

const (
	Outside AnomalyKind = "超出常态波动范围" // the latest month lies outside the control limits
	Shift   AnomalyKind = "持续偏移"     // 7 or more months on one side of the mean
	Trend   AnomalyKind = "持续走势"     // 7 or more months in one direction
	Funnel  AnomalyKind = "偏离同级水平"   // year to date outside the 99.8 % limits of the funnel
)

// An Anomaly asks for an explanation; it judges nobody.
type Anomaly struct {
	Kind      AnomalyKind
	Key       Key // the number it is about: the latest month, or the year to date for a Funnel
	Since     period.Period
	Direction int // +1 above or rising, -1 below or falling
	Result    Result
	Sentence  string
	Strength  float64 // how far beyond the rule's own limit, 1 being at the limit
}

// AnomalyOptions say what Anomalies looks at. The zero value is the latest complete month and
// 36 months of history.
type AnomalyOptions struct {
	Month  period.Period
	Months int
	// Rebased returns the re-bases of an indicator's series of a procuratorate; nil for none.
	Rebased func(indicator, procuratorate string) []Rebase
	// Only leaves out the indicators and procuratorates for which it is false; nil for none.
	Only func(indicator, procuratorate string) bool

	shared *sharedSeries // between the months that are looked at; nil for one month alone
}

func (o AnomalyOptions) filled(c *Cube) AnomalyOptions {
	if o.Month.IsZero() {
		o.Month = c.Latest(period.Monthly)
	}
	if o.Months == 0 {
		o.Months = 36
	}
	return o
}

// Anomalies looks for changes that are not chance in all watched indicators of all procuratorates
// and of all together. There is at most one for an indicator and procuratorate, the strongest
// first.
func (c *Cube) Anomalies(o AnomalyOptions) []Anomaly {
	o = o.filled(c)
	var all []Anomaly
	for _, d := range c.Definitions {
		if !d.Watch {
			continue
		}
		funnel := c.funnel(d, o.Month)
		for _, p := range append([]Procuratorate{{}}, c.Organisation.Procuratorates...) {
			if o.Only != nil && !o.Only(d.ID, p.ID) {
				continue
			}
			found := c.charted(d, p.ID, o)
			if f, ok := funnel[p.ID]; ok && (found == nil || f.Strength > found.Strength) {
				found = &f
			}
			if found != nil {
				all = append(all, *found)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Anomaly) int { return cmp.Compare(b.Strength, a.Strength) })
	return all
}

// FalseAlarms tells how many watched series may raise an 异常提示, procuratorates and all together
// times indicators, and how many of them chance alone is to be expected to raise in any one month.
func (c *Cube) FalseAlarms(o AnomalyOptions) (series int, expected float64) {
	for _, d := range c.Definitions {
		if !d.Watch {
			continue
		}
		for _, p := range append([]Procuratorate{{}}, c.Organisation.Procuratorates...) {
			if o.Only != nil && !o.Only(d.ID, p.ID) {
				continue
			}
			if x := c.Control(d, p.ID, o); x.Quiet == "" {
				series++
				expected += stat.ChartAlarms(x.Kind)
			}
		}
	}
	return series, expected
}

// enough is how many known months a control chart needs before it may raise a signal.
const enough = 12

// charted reads the last month of a control chart.
func (c *Cube) charted(d *Definition, procuratorate string, o AnomalyOptions) *Anomaly {
	x := c.Control(d, procuratorate, o)
	mark := x.Raised()
	if mark.Rule == stat.Common {
		return nil
	}
	results, points, s := x.Results, x.Points, *x.latest()
	last := len(points) - 1
	a := &Anomaly{Key: results[last].Key, Result: results[last], Direction: mark.Direction, Since: o.Month}
	name := c.Organisation.Title(procuratorate) + d.Title
	now := o.Month.Title() + "为 " + d.brief(results[last])
	side := map[int]string{1: "高于", -1: "低于"}[mark.Direction]
	_, run := stat.SameSide(points[s.From:s.To], s.Mean)
	climb := rising(points[s.From:], mark.Direction)
	// After a lasting change every month may lie outside: then the change is what there is to say.
	switch {
	case climb >= stat.RunLength:
		run = climb
		a.Kind, a.Strength = Trend, float64(run)/stat.RunLength
		way := map[int]string{1: "上升", -1: "下降"}[mark.Direction]
		a.Sentence = name + "连续 " + strconv.Itoa(run) + " 个月" + way + "，" + now
	case run >= stat.RunLength:
		a.Kind, a.Strength = Shift, float64(run)/stat.RunLength
		a.Sentence = name + "连续 " + strconv.Itoa(run) + " 个月" + side + "均值 " + d.rounded(s.Mean) + "，" + now
	default:
		lower, upper, _ := s.LimitsAt(last)
		limit, reach := upper, upper-s.Mean
		word := "高于常态波动范围上限 "
		if mark.Direction < 0 {
			limit, word = lower, "低于常态波动范围下限 "
		}
		a.Kind, a.Strength = Outside, math.Abs(points[last].Value-s.Mean)/math.Max(reach, math.SmallestNonzeroFloat64)
		run = 1
		a.Sentence = o.Month.Title() + name + " " + d.brief(results[last]) + "，" + word + d.rounded(limit)
	}
	a.Since = o.Month.Add(1 - run)
	a.Sentence += x.caution(a.Kind)
	return a
}

// rising counts the last points that each continue in one direction.
func rising(points []stat.Point, direction int) int {
	n := 1
	for i := len(points) - 1; i > 0; i-- {
		if !points[i-1].Known || cmp.Compare(points[i].Value, points[i-1].Value) != direction {
			break
		}
		n++
	}
	return n
}

// brief writes a value with its unit and, for a fraction, its counts without a second bracket.
func (d *Definition) brief(r Result) string {
	t := Format(d, r)
	text := t.Value
	if t.Unit != "" {
		text += " " + t.Unit
	}
	switch {
	case d.Fraction() && !t.Small:
		return text + "（" + t.Counts + "）"
	case r.Rows > 0:
		return text + "（" + Amount{N: int64(r.Rows)}.String() + " " + d.RowUnit + "）"
	}
	return text
}

// rounded writes a computed limit or mean in the indicator's own unit.
func (d *Definition) rounded(v float64) string {
	x := new(big.Rat)
	x.SetFloat64(v)
	decimals := d.Decimals
	if d.Style == Number && decimals == 0 {
		decimals = 1
	}
	switch d.Style {
	case Percent:
		return round(x.Mul(x, hundred), decimals) + "%"
	case Ratio:
		return round(x, decimals)
	}
	return round(x, decimals) + " " + d.Unit
}
