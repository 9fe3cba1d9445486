package site

import (
	"testing"

	"anjian/internal/indicator"
	"anjian/internal/period"
)

// What was explained once is explained for as long as that change lasts, not for a later one.
func TestExplanationAnswersForItsOwnTime(t *testing.T) {
	parse := func(text string) period.Period {
		p, err := period.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for _, tt := range []struct {
		explained, since, month string
		want                    bool
	}{
		{"2025-12", "2025-12", "2025-12", true},
		{"2025-09", "2025-06", "2025-12", true},  // given while the change lasted
		{"2025-12", "2025-01", "2025", true},     // a funnel over the year to date
		{"2025Q4", "2025-12", "2025-12", true},   // a quarterly report
		{"2025-05", "2025-06", "2025-12", false}, // before the change began
		{"2024-12", "2025-12", "2025-12", false},
		{"2026-01", "2025-12", "2025-12", false},
	} {
		x := explanation{period: parse(tt.explained)}
		a := indicator.Anomaly{Since: parse(tt.since), Key: indicator.Key{Period: parse(tt.month)}}
		e := &indicator.Episode{Raises: []indicator.Raise{{Month: a.Key.Period.Last(), Now: &a}}}
		if got := x.answers(e); got != tt.want {
			t.Errorf("说明 %s, anomaly %s to %s: %v", tt.explained, tt.since, tt.month, got)
		}
	}
}
