package site

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// An interval of a number says how far chance alone may move it.
type interval uint8

const (
	noInterval interval = iota
	ofShare             // Wilson's
	ofCount             // exact Poisson below ten events, Byar's from there on
)

// intervalKind tells which interval the numbers of an indicator have: shares of a whole, and counts
// of what happened in a period. What is pending, and sums of money or persons, come about otherwise.
func intervalKind(d *indicator.Definition) interval {
	switch {
	case d.Manual, d.HideBelow > 0:
		return noInterval
	case d.Fraction() && d.Style == indicator.Percent:
		return ofShare
	case d.Single() && d.Style == indicator.Number && !slices.ContainsFunc(d.Value, func(m indicator.Measure) bool {
		return m.Aggregate != indicator.Count || m.At != indicator.During || m.Sign < 0
	}):
		return ofCount
	}
	return noInterval
}

// intervalCell writes the 95 % interval of a number; its title says how it was found.
func intervalCell(d *indicator.Definition, r indicator.Result) Cell {
	none := Cell{Text: "—", Class: "state"}
	if r.State != indicator.Known || r.Numerator.Scale > 0 || r.Denominator.Scale > 0 || r.Numerator.N < 0 {
		return none
	}
	if intervalKind(d) == ofCount {
		lower, upper, exact := stat.CountInterval(r.Numerator.N)
		how := "Byar 近似区间"
		if exact {
			how = "泊松分布精确区间"
		}
		return Cell{Text: tenths(lower, 1) + "—" + tenths(upper, 1), Class: "state", Counts: how}
	}
	lower, upper, ok := stat.Wilson(r.Numerator.N, r.Denominator.N, stat.Z95)
	if !ok || r.Numerator.N > r.Denominator.N {
		return none
	}
	return Cell{Text: tenths(lower*100, 1) + "%—" + tenths(upper*100, 1) + "%", Class: "state", Counts: "Wilson 区间"}
}
