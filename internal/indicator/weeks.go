package indicator

import "anjian/internal/period"

// Why an indicator is not counted by weeks.
const (
	WeeksHidden    = "小数依规隐藏，不按周列"
	WeeksUncounted = "不是一段时间里发生的件数、人数，不按周列"
)

// Weeks counts, week by week, what stands behind one quantity of an indicator: cases or persons, never a
// rate, for a week holds too few. Of a mean or median it counts the rows. first is the first day of the first
// week; all n weeks must be over at the cut-off. why says why there are no counts, "" when there are. The
// key's period does not matter.
func (c *Cube) Weeks(k Key, part Part, first period.Date, n int) (counts []int64, why string) {
	x := c.byID[k.Indicator]
	if x == nil {
		return nil, NoSuchIndicator
	}
	if x.def.HideBelow > 0 {
		return nil, WeeksHidden
	}
	if x.def.Manual || first+period.Date(7*n)-1 > c.Cutoff {
		return nil, WeeksUncounted
	}
	k.Period = c.Calendar.MonthOf(first)
	at, state, why := c.spot(x, k)
	if state != Known {
		return nil, why
	}
	counts = make([]int64, n)
	for _, p := range x.parts() {
		if p.part != part {
			continue
		}
		for _, t := range p.terms {
			if !t.weekly() {
				return nil, WeeksUncounted
			}
			c.addWeeks(counts, t, at, first)
		}
	}
	return counts, ""
}

// weekly tells whether a term counts what happens on a day, whatever the period.
func (t *term) weekly() bool {
	return t.measure.At == During && t.measure.Aggregate != Distinct && !t.daily() && (t.measure.Aggregate != Sum || t.scale() == 0)
}

func (c *Cube) addWeeks(counts []int64, t signed, at spot, first period.Date) {
	read := c.reading(t.term, at.to+1)
	for row := range c.rowsAt(t.set, at, read.where) {
		day := t.date.days.At(row)
		if day < int64(first) || day >= int64(first)+int64(7*len(counts)) || t.leftOut(c, read, row) != "" {
			continue
		}
		v := int64(1)
		if t.measure.Aggregate == Sum {
			v, _ = read.value(row)
		}
		counts[(day-int64(first))/7] += v * t.sign
	}
}
