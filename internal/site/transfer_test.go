package site

import (
	"testing"

	"anjian/internal/lead"
)

func TestMeanDays(t *testing.T) {
	for _, tt := range []struct {
		days, done int
		want       string
	}{{0, 0, "—"}, {7, 2, "3.5 天"}, {1, 3, "0.3 天"}, {5, 3, "1.7 天"}, {-3, 2, "−1.5 天"}} {
		if got := meanDays(lead.Passed{Done: tt.done, Days: tt.days}).Text; got != tt.want {
			t.Errorf("%d days of %d: %s, want %s", tt.days, tt.done, got, tt.want)
		}
	}
}
