package indicator

import (
	"slices"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// pairs is how many months each side of a decision has at most. Each month after it is held
// against the same month of the year before, so that seasons do not look like changes.
const pairs = 12

// A BeforeAfter (前后对照) is the level of a number before and after the day of a decision, and of
// what the decision does not concern beside it. It says whether the level changed, never why.
type BeforeAfter struct {
	Definition *Definition
	Day        period.Date
	State      State
	Reason     string
	Before     [2]period.Period // first and last month of each side
	After      [2]period.Period
	Change     stat.LevelChange // of the concerned
	Others     stat.LevelChange // of the unconcerned; no points where there are none
	Net        stat.LevelChange // the one less the other; TooFew where there are none
}

// Compared tells whether there is something to compare with.
func (x *BeforeAfter) Compared() bool { return x.Net.Verdict != stat.TooFew }

// BeforeAfter compares the months before and after a day. concerned are numbers that the decision
// is about, of one indicator, added up; others are numbers of the same kind that it is not about,
// nil for none. Periods of the keys do not matter. Months that lie beyond a change of definition or
// organisation, seen from the day, are left out.
func (c *Cube) BeforeAfter(day period.Date, concerned, others []Key) *BeforeAfter {
	x := &BeforeAfter{Definition: c.Definition(concerned[0].Indicator), Day: day}
	if x.Definition == nil {
		x.State, x.Reason = Unknown, NoSuchIndicator
		return x
	}
	if why := c.Missing(x.Definition.ID); why != "" {
		x.State, x.Reason = Unknown, why
		return x
	}
	keys := slices.Concat(concerned, others)
	for _, k := range keys {
		if d := c.Definition(k.Indicator); d != nil && d.HideBelow > 0 {
			x.State, x.Reason = Hidden, "这项指标的小数依规隐藏，不作前后对照"
			return x
		}
	}
	month := c.Calendar.MonthOf(day)
	if c.Calendar.Start(month) != day {
		month = month.Add(1) // the month of the day itself belongs to neither side
	}
	if len(concerned) > 1 || len(others) > 1 {
		for _, k := range keys {
			if of := c.byID[k.Indicator]; of != nil && !of.additive() {
				x.State, x.Reason = NotApplicable, NotParted
				return x
			}
		}
	}
	low, high, reason := c.around(c.Calendar.Start(c.Calendar.MonthOf(day)), c.Calendar.Start(month), keys)
	if reason != "" {
		x.State, x.Reason = NotApplicable, reason
		return x
	}
	var before, after []period.Period
	for i := range pairs {
		a := month.Add(i)
		b := a.Add(-pairs)
		switch {
		case !c.Calendar.Complete(a, c.Cutoff), high != 0 && c.Calendar.End(a) >= high:
		case c.Calendar.Start(b) < low, c.Calendar.End(b) >= day, b.Compare(c.First()) < 0:
		default:
			before, after = append(before, b), append(after, a)
		}
	}
	if len(after) == 0 {
		return x // TooFew
	}
	x.Before, x.After = [2]period.Period{before[0], before[len(before)-1]}, [2]period.Period{after[0], after[len(after)-1]}
	b, a := c.months(concerned, before), c.months(concerned, after)
	x.Change = stat.CompareLevels(b, a)
	if len(others) > 0 {
		ob, oa := c.months(others, before), c.months(others, after)
		x.Others = stat.CompareLevels(ob, oa)
		x.Net = stat.CompareWithOthers(b, a, ob, oa)
	}
	return x
}

// around finds how far months before the day from and after the day after count the same thing; it
// says why none do.
func (c *Cube) around(from, after period.Date, keys []Key) (low, high period.Date, reason string) {
	limit := func(at period.Date, why string) {
		switch {
		case at >= from && at <= after:
			reason = why // the decision cannot be told from it
		case at < from:
			low = max(low, at)
		case high == 0 || at < high:
			high = at
		}
	}
	for _, k := range keys {
		if d := c.Definition(k.Indicator); d != nil {
			for _, v := range d.Versions {
				limit(v.From, redefined(v))
			}
		}
		for _, r := range c.Organisation.Reforms(k.Procuratorate, k.Department) {
			limit(r.Day, Reformed+"（"+r.Day.Chinese()+r.Note+"）")
		}
	}
	return low, high, reason
}

// months adds the numbers of keys up, month by month. A month in which one of them is not known is
// no point: with and without it the sum is not the same.
func (c *Cube) months(keys []Key, months []period.Period) []stat.Month {
	list := make([]stat.Month, len(months))
	for i, month := range months {
		for _, k := range keys {
			k.Period = month
			r := c.Result(k)
			if r.State != Known && !(r.State == NotApplicable && r.Reason == ZeroBase && r.Numerator.IsZero()) {
				list[i] = stat.Month{}
				break
			}
			x := r.Numerator.Float()
			if r.Factor > 1 {
				x *= float64(r.Factor)
			}
			list[i].X += x
			if list[i].N += r.Denominator.Float(); r.Single {
				list[i].N = 1 // amounts of several places are one amount
			}
		}
	}
	return list
}
