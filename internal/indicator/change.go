package indicator

import (
	"math/big"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// A Comparison says what a result is compared with.
type Comparison uint8

const (
	YearOverYear     Comparison = iota // 同比: the same period of last year
	PeriodOverPeriod                   // 环比: the period before
	Cumulative                         // 累计同比: January up to the period's last month, with the same months of last year
)

func (c Comparison) String() string {
	switch c {
	case PeriodOverPeriod:
		return "环比"
	case Cumulative:
		return "累计同比"
	}
	return "同比"
}

// A Change compares a result with an earlier one. Percentages change by 百分点, everything else
// by %; the two are never mixed. State tells whether there is a change to speak of.
type Change struct {
	Comparison Comparison
	Now, Base  Result
	State      State
	Reason     string // 本期未结束, 口径变更 …, 基数为零, or the reason of the side without value
	Points     bool   // measured in 百分点

	size     *big.Rat // in points or per cent, signed
	wording  stat.Wording
	decimals int
}

// Change compares the number of a key with the same period of last year or the period before, or
// the year to date with last year's. What looks at one day has no year to date.
func (c *Cube) Change(k Key, comparison Comparison) Change {
	if d := c.Definition(k.Indicator); comparison == Cumulative && d != nil {
		if d.PointInTime() {
			return Change{Comparison: comparison, Now: c.Result(k), State: NotApplicable, Reason: NotCumulative}
		}
		k.Period = k.Period.Within(period.ToDate)
	}
	earlier := k
	earlier.Period = k.Period.YearEarlier()
	if comparison == PeriodOverPeriod {
		earlier.Period = k.Period.Prev()
	}
	return c.compare(comparison, c.Result(k), c.Result(earlier))
}

// Between compares two periods of one indicator and place, e.g. before and after a decision.
func (c *Cube) Between(now, base Key) Change {
	return c.compare(PeriodOverPeriod, c.Result(now), c.Result(base))
}

func (c *Cube) compare(comparison Comparison, now, base Result) Change {
	x := Change{Comparison: comparison, Now: now, Base: base, decimals: 1}
	d := c.Definition(now.Indicator)
	if d == nil {
		x.State, x.Reason = Unknown, NoSuchIndicator
		return x
	}
	x.Points = d.Style == Percent
	switch {
	case now.State != Known:
		x.State, x.Reason = now.State, now.Reason
		return x
	case now.Provisional || base.Provisional:
		x.State, x.Reason = NotApplicable, Unfinished
		return x
	case base.State != Known:
		x.State, x.Reason = base.State, base.Reason
		if base.Reason == "" {
			x.Reason = ZeroBase
		}
		return x
	}
	from, to := c.Calendar.Start(base.Period), c.Calendar.End(now.Period)
	if v, broken := d.BreakWithin(from, to); broken {
		x.State, x.Reason = NotApplicable, redefined(v)
		return x
	}
	for _, k := range []Key{now.Key, base.Key} {
		if r, reformed := c.Organisation.reformWithin(k, from, to); reformed {
			x.State, x.Reason = NotApplicable, Reformed+"（"+r.Day.Chinese()+r.Note+"）"
			return x
		}
	}
	if x.Points && (now.Denominator.below(d.Minimum) || base.Denominator.below(d.Minimum)) {
		x.State, x.Reason = NotApplicable, SmallBase // neither is printed as a percentage
		return x
	}
	before, after := base.rat(), now.rat()
	difference := new(big.Rat).Sub(after, before)
	x.wording = word(before, difference)
	switch {
	case x.Points:
		x.size = difference.Mul(difference, hundred)
		if halfUp(x.size, powerOfTen(x.decimals)).Sign() == 0 { // nobody could read 上升 0.0 个百分点
			x.wording = stat.Steady
		}
	case before.Sign() == 0:
		x.State, x.Reason = NotApplicable, ZeroBase
	default:
		x.size = difference.Quo(difference, new(big.Rat).Abs(before))
		x.size.Mul(x.size, hundred)
	}
	return x
}

var onePercent = big.NewRat(1, 100)

// word applies the 1 % rule to the relative change, exactly. From a rate of
// zero any rise is one.
func word(before, difference *big.Rat) stat.Wording {
	threshold := new(big.Rat).Abs(before)
	threshold.Mul(threshold, onePercent)
	size := new(big.Rat).Abs(difference)
	switch {
	case size.Sign() == 0 || size.Cmp(threshold) < 0:
		return stat.Steady
	case difference.Sign() > 0:
		return stat.Rising
	}
	return stat.Falling
}

// Wording says how the change is put into words; stat.NoBase when there is none to speak of.
func (x Change) Wording() stat.Wording {
	if x.State != Known {
		return stat.NoBase
	}
	return x.wording
}

// Value returns the change in percentage points or per cent, for drawing.
func (x Change) Value() (value float64, ok bool) {
	if x.size == nil || x.State != Known {
		return 0, false
	}
	value, _ = x.size.Float64()
	return value, true
}

// Size writes the change without its direction: 2.1 个百分点, 12.3%; "" when there is none.
func (x Change) Size() string {
	if x.size == nil || x.State != Known {
		return ""
	}
	text := round(new(big.Rat).Abs(x.size), x.decimals)
	if x.Points {
		return text + " 个百分点"
	}
	return text + "%"
}

// String writes the change for a sentence: 同比上升 2.1 个百分点, 环比基本持平, 同比不作比较（口径变更…）.
func (x Change) String() string {
	switch {
	case x.State != Known:
		return x.Comparison.String() + "不作比较（" + x.Reason + "）"
	case x.wording == stat.Steady:
		return x.Comparison.String() + x.wording.String()
	}
	return x.Comparison.String() + x.wording.String() + " " + x.Size()
}
