// Package stat is the pure mathematics behind the charts: control charts (XmR, p, p′, u)
// and their rules, funnel limits and verdicts with overdispersion, intervals of shares
// and counts, quantiles, the parts of a change, the levels before and after a decision,
// and the threshold that decides when a change is worded as one.
//
// It knows numbers only: no indicators, no periods, no files, no words shown to
// readers. Every function is deterministic; nothing is rounded.
package stat

// RuleSet names the rules of XmR charts, which closed months keep with what
// they raised; Kind.RuleSet names those of each kind of chart.
const RuleSet = "anjian-xmr-1"

// RuleText describes RuleSet: screened moving ranges, shift of 7, trend of 7,
// two of three close to a limit.
const RuleText = "screen=on, 7/7/2of3"

// compare returns the sign of a − b; differences that floating-point
// arithmetic itself produces count as equal.
func compare(a, b float64) int {
	difference, scale := a-b, max(abs(a), abs(b))
	switch {
	case abs(difference) <= 1e-12*scale:
		return 0
	case difference > 0:
		return 1
	}
	return -1
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
