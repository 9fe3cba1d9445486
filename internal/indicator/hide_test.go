package indicator

import (
	"testing"

	"anjian/internal/period"
)

// Few juveniles must not be told apart: counts from 1 to 4 are hidden, nought and five are not.
func TestSmallCountsAreHidden(t *testing.T) {
	d := &Definition{ID: "x", Unit: "人", Style: Percent, HideBelow: 5}
	for _, tt := range []struct {
		numerator, denominator int64
		hidden                 bool
	}{
		{0, 20, false}, {1, 20, true}, {4, 20, true}, {5, 20, false}, {0, 3, true}, {0, 0, false},
	} {
		hidden := Amount{N: tt.numerator}.small(d.HideBelow) || Amount{N: tt.denominator}.small(d.HideBelow)
		if hidden != tt.hidden {
			t.Errorf("%d of %d: hidden %v", tt.numerator, tt.denominator, hidden)
		}
	}
	r := Result{Key: Key{Indicator: "x", Period: period.Month(2025, 1)}, Numerator: Amount{N: 3}, Denominator: Amount{N: 20}}
	text := Format(d, r.Hide(SmallNumber))
	if text.Value != "已隐藏" || text.Counts != "" {
		t.Errorf("a hidden result prints %q, %q", text.Value, text.Counts)
	}
	if _, ok := r.Hide(SmallNumber).Value(); ok {
		t.Error("a hidden result still has a value for drawing")
	}
}
