package indicator

import (
	"math/big"
	"strings"
)

// A Text is a result in words, rounded once and final.
type Text struct {
	State       State
	Value       string // "23.5%", "1.54", "18 204", "3/7" below the minimum, "不适用"
	Unit        string // of Value: "件"; "" after a percentage, a ratio or a state
	Counts      string // what stands behind: "141/601 人", "合计 15 318 天，401 件"; "" for a plain amount
	Reason      string // why there is no value
	Small       bool   // the denominator is below the minimum: Value holds the counts
	Provisional bool   // the period is not over: 未结束
	Manual      string // of a number entered by hand: by whom, when and from which document
}

// String writes the number with all that belongs to it: 23.5%（141/601 人）.
func (t Text) String() string {
	text := t.Value
	if t.Unit != "" {
		text += " " + t.Unit
	}
	var behind []string
	switch {
	case t.Reason != "":
		behind = append(behind, t.Reason)
	case t.Counts != "" && !t.Small:
		behind = append(behind, t.Counts)
	}
	if t.Manual != "" {
		behind = append(behind, ByHand)
	}
	if len(behind) == 0 {
		return text
	}
	return text + "（" + strings.Join(behind, "，") + "）"
}

// Behind is what the title of a number says: why there is none or what stands behind it, and who
// entered it.
func (t Text) Behind() string {
	text := t.Counts
	if t.Reason != "" {
		text = t.Reason
	}
	if t.Manual != "" && text != "" {
		return text + "；" + t.Manual
	}
	return text + t.Manual
}

// ByHand marks a number that was entered, not computed.
const ByHand = "手工"

var hundred = big.NewRat(100, 1)

// Format writes a result as its definition asks, from the exact numbers, rounding half up.
func Format(d *Definition, r Result) Text {
	t := Text{State: r.State, Reason: r.Reason, Provisional: r.Provisional}
	if r.State != Hidden {
		t.Counts = counts(d, r)
	}
	if r.Manual != nil {
		t.Manual = r.Manual.String()
	}
	if r.State != Known {
		t.Value = r.State.String()
		return t
	}
	value := r.rat()
	switch {
	case d.Style == Percent && r.Denominator.below(d.Minimum):
		t.Small = true
		t.Value, t.Unit = r.Numerator.String()+"/"+r.Denominator.String(), d.Unit
	case d.Style == Percent:
		t.Value = round(new(big.Rat).Mul(value, hundred), d.Decimals) + "%"
	case d.Style == Ratio:
		t.Value = round(value, d.Decimals)
	default:
		t.Value, t.Unit = round(value, d.Decimals), d.Unit
	}
	return t
}

func (a Amount) below(minimum int64) bool {
	if a.Scale == 0 {
		return a.N < minimum
	}
	return a.rat().Cmp(new(big.Rat).SetInt64(minimum)) < 0
}

// counts words what a value rests on; for a state without value it may still be known (3/0).
func counts(d *Definition, r Result) string {
	known := r.State == Known || r.State == NotApplicable && (r.Reason == ZeroBase || r.Reason == NegativeBase)
	switch {
	case !known:
		return ""
	case d.Fraction():
		return r.Numerator.String() + "/" + r.Denominator.String() + " " + d.CountUnit() + times(d, r)
	case !r.Single: // a mean
		return "合计 " + r.Numerator.String() + " " + d.Unit + "，" + r.Denominator.String() + " " + d.RowUnit
	case r.Rows > 0: // a median
		return Amount{N: int64(r.Rows)}.String() + " " + d.RowUnit
	}
	return ""
}

// times words what a fraction is multiplied by: " × 91 天".
func times(d *Definition, r Result) string {
	switch {
	case r.Factor <= 1:
		return ""
	case d.Times == EachDay:
		return " × " + Amount{N: r.Factor}.String() + " 天"
	}
	return " × " + Amount{N: r.Factor}.String()
}
