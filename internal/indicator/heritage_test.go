package indicator

import (
	"fmt"
	"testing"

	"anjian/internal/period"
)

func TestWithMerged(t *testing.T) {
	day := func(year, month int) period.Date { return period.DateOf(year, month, 1) }
	org := Organisation{Procuratorates: []Procuratorate{
		{ID: "city"},
		{ID: "east"},
		{ID: "harbour", Validity: Validity{Until: day(2024, 7), Successor: "east"}},
		{ID: "quay", Validity: Validity{Until: day(2023, 7), Successor: "harbour"}},
		{ID: "islet", Validity: Validity{Until: day(2025, 7)}}, // ended, and nobody's
	}}
	for _, tt := range []struct {
		ids  []string
		day  period.Date
		want string
	}{
		{[]string{"east"}, day(2023, 7), "[east]"},
		{[]string{"east"}, day(2024, 7), "[east]"}, // its last day
		{[]string{"east"}, day(2024, 7) + 1, "[east harbour quay]"},
		{[]string{"harbour"}, day(2023, 8), "[harbour quay]"},
		{[]string{"harbour", "city"}, day(2025, 8), "[city harbour quay]"},
		{[]string{"quay"}, day(2025, 8), "[quay]"},
		{[]string{"east", "quay", "islet"}, day(2025, 8), "[east harbour islet quay]"},
	} {
		before := fmt.Sprint(tt.ids)
		if got := fmt.Sprint(org.WithMerged(tt.ids, tt.day)); got != tt.want || fmt.Sprint(tt.ids) != before {
			t.Errorf("%v on %s: %s, want %s", tt.ids, tt.day, got, tt.want)
		}
	}
	for want, ids := range map[string][]string{"东院（含并入的院）": {"east", "harbour"}, "所列各院": {"city", "east", "harbour"}, "东院": {"east"}} {
		short := Organisation{}
		for _, p := range org.Procuratorates {
			p.Short = map[string]string{"east": "东院"}[p.ID]
			short.Procuratorates = append(short.Procuratorates, p)
		}
		if got := short.Within(ids).whole; got != want {
			t.Errorf("%v together are %s, want %s", ids, got, want)
		}
	}
}
