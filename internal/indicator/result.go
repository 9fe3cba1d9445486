package indicator

import "math"

// An Amount is an exact decimal number, N / 10^Scale.
type Amount struct {
	N     int64
	Scale int
}

// Float is for drawing only; printing goes through Format.
func (a Amount) Float() float64 { return float64(a.N) / math.Pow10(a.Scale) }

// Plus adds exactly, at the larger of the two scales.
func (a Amount) Plus(b Amount) Amount {
	for a.Scale < b.Scale {
		a.N, a.Scale = a.N*10, a.Scale+1
	}
	for b.Scale < a.Scale {
		b.N, b.Scale = b.N*10, b.Scale+1
	}
	return Amount{a.N + b.N, a.Scale}
}

// IsZero tells whether the amount is nought.
func (a Amount) IsZero() bool { return a.N == 0 }

// A Result is one indicator (指标) of one procuratorate in one period, with all that it needs
// to be understood. Numerator and Denominator count what Definition.Unit says.
type Result struct {
	Key
	State       State
	Reason      string // why State is not Known
	Numerator   Amount // the number itself when Single
	Denominator Amount
	Single      bool   // no denominator: an amount or a median
	Factor      int64  // what the fraction is multiplied by, see Definition.Times; 0 and 1: nothing
	Rows        int    // rows behind a mean or median
	Version     int    // of the definition, from 1
	Provisional bool   // the period is not over at the cut-off
	Manual      *Entry // entered by hand; nil for what was computed
}

// Value returns the number for drawing and for statistics, unrounded.
// ok is false unless the state is Known.
func (r Result) Value() (value float64, ok bool) {
	if r.State != Known {
		return 0, false
	}
	if r.Single {
		return r.Numerator.Float(), true
	}
	if r.Denominator.N == 0 {
		return 0, false
	}
	// One division of whole numbers keeps 1/3 as near to 1/3 as floats get.
	value = float64(r.Numerator.N) / float64(r.Denominator.N) *
		math.Pow10(r.Denominator.Scale-r.Numerator.Scale)
	if r.Factor > 1 {
		value *= float64(r.Factor)
	}
	return value, true
}

// Hide returns the result without its numbers, for an audience that may not see them.
func (r Result) Hide(reason string) Result {
	return Result{Key: r.Key, State: Hidden, Reason: reason, Single: r.Single, Version: r.Version, Provisional: r.Provisional}
}

// small tells whether an amount is above nought and below a threshold.
func (a Amount) small(threshold int64) bool {
	return a.N > 0 && a.below(threshold)
}
