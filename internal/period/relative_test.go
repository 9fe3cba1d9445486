package period

import (
	"slices"
	"testing"
)

func TestParseFrom(t *testing.T) {
	for _, tt := range []struct {
		text     string
		now      Period
		want     Period
		relative bool
	}{
		{"本期", Month(2025, 1), Month(2025, 1), true},
		{"上期", Month(2025, 1), Month(2024, 12), true},
		{"去年同期", Month(2025, 1), Month(2024, 1), true},
		{"上年同期", Quarter(2025, 1), Quarter(2024, 1), true},
		{"上期", Quarter(2025, 1), Quarter(2024, 4), true},
		{"上期", Half(2025, 1), Half(2024, 2), true},
		{"上期", Year(2025), Year(2024), true},
		{"上期", YearToDate(2025, 9), YearToDate(2024, 9), true}, // the same months: there is no other
		{"去年同期", TwelveMonths(2025, 3), TwelveMonths(2024, 3), true},
		{"2025上半年", Month(2025, 1), Half(2025, 1), false},
	} {
		p, relative, err := ParseFrom(tt.text, tt.now)
		if err != nil || p != tt.want || relative != tt.relative {
			t.Errorf("ParseFrom(%s, %v) = %v, %v, %v; want %v, %v", tt.text, tt.now, p, relative, err, tt.want, tt.relative)
		}
	}
	if _, _, err := ParseFrom("下期", Month(2025, 1)); err == nil {
		t.Error("下期 is read as a period")
	}
}

// All that Forms suggests can be written.
func TestFormsAreRead(t *testing.T) {
	forms := Forms("2025Q5")
	if !slices.Contains(forms, "2025Q4") || !slices.Contains(forms, "本期") {
		t.Errorf("forms %v", forms)
	}
	for _, f := range append(forms, Forms("某")...) {
		if _, _, err := ParseFrom(f, Month(2025, 1)); err != nil {
			t.Errorf("suggests %s: %v", f, err)
		}
	}
}
