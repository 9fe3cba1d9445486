package indicator

import (
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// periodDays is how a definition asks to be multiplied by the days of the period.
const periodDays = "统计期天数"

// multiply reads what the fraction is multiplied by: a stock over a flow times the days of the
// period is a time (the calculated disposition time), a quotient times 100 is so many per hundred.
func (d *Definition) multiply(times any, at *tomlfile.Positions, errs *source.List) {
	if times == nil {
		return
	}
	if !d.Fraction() {
		errs.Tell(source.KeyOutOfPlace, at.At("times"), "“times”只用于有分子分母的指标", "删去这一行")
		return
	}
	switch times := times.(type) {
	case int64:
		if d.Times = times; times > 1 && times <= 1_000_000 {
			return
		}
	case string:
		if d.Times = EachDay; times == periodDays {
			return
		}
	}
	errs.Tell(source.BadValue, at.At("times"), "“times”写得不对", `写 100（每百件）一类的整数，或 "`+periodDays+`"`)
}

// factor returns what a fraction of a period is multiplied by. An unfinished period has as many
// days as there are data for.
func (c *Cube) factor(d *Definition, p period.Period) int64 {
	if d.Times != EachDay {
		return d.Times
	}
	return int64(min(c.Calendar.End(p), c.Cutoff)-c.Calendar.Start(p)) + 1
}

// breakInside returns the first change of definition that a period holds: rows counted by two
// definitions are neither added up nor averaged. What looks at one day only holds no break.
func (c *Cube) breakInside(d *Definition, p period.Period) (Version, bool) {
	if len(d.Versions) == 0 || d.PointInTime() {
		return Version{}, false
	}
	return d.BreakWithin(c.Calendar.Start(p), min(c.Calendar.End(p), c.Cutoff))
}

// redefined words the reason for not comparing or adding across a change of definition.
func redefined(v Version) string { return Redefined + "（" + v.From.Chinese() + "起）" }
