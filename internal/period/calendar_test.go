package period

import "testing"

func TestTitleSaysItsDays(t *testing.T) {
	for _, tt := range []struct {
		ends int
		p    Period
		want string
	}{
		{0, Month(2025, 3), "2025年3月"},
		{0, Year(2025), "2025年"},
		{25, Month(2025, 3), "2025年3月（2月26日至3月25日）"},
		{25, Month(2025, 1), "2025年1月（2024年12月26日至2025年1月25日）"},
		{25, Month(2025, 12), "2025年12月（11月26日至12月25日）"},
		{28, Month(2024, 3), "2024年3月（2月29日至3月28日）"},
		{28, Month(2025, 3), "2025年3月（3月1日至3月28日）"}, // February is over on the 28th
		{25, Quarter(2025, 1), "2025年第一季度（2024年12月26日至2025年3月25日）"},
		{25, Quarter(2025, 2), "2025年第二季度（3月26日至6月25日）"},
		{25, Half(2025, 2), "2025年下半年（6月26日至12月25日）"},
		{25, Year(2025), "2025年（2024年12月26日至2025年12月25日）"},
		{25, YearToDate(2025, 6), "2025年1—6月（2024年12月26日至2025年6月25日）"},
		{25, Period{}, ""},
	} {
		if got := (Calendar{tt.ends}).Title(tt.p); got != tt.want {
			t.Errorf("Calendar{%d}.Title(%v) = %s; want %s", tt.ends, tt.p, got, tt.want)
		}
	}
}

// Whatever day months end on, every day of eight years belongs to exactly one month, months follow
// each other without gap, and longer periods begin and end where their months do.
func TestMonthsTileTheYears(t *testing.T) {
	for ends := range 29 {
		c := Calendar{ends}
		for m := Month(2020, 1); m.Compare(Month(2027, 12)) <= 0; m = m.Add(1) {
			start, end := c.Start(m), c.End(m)
			if end-start < 27 || end-start > 30 {
				t.Errorf("Calendar{%d}: %v has %d days", ends, m, end-start+1)
			}
			if next := c.Start(m.Add(1)); next != end+1 {
				t.Errorf("Calendar{%d}: %v ends on %v, the next month starts on %v", ends, m, end, next)
			}
			for day := start; day <= end; day++ {
				if got := c.MonthOf(day); got != m {
					t.Fatalf("Calendar{%d}.MonthOf(%v) = %v; want %v", ends, day, got, m)
				}
			}
			if c.Complete(m, end-1) || !c.Complete(m, end) {
				t.Errorf("Calendar{%d}: %v is not complete exactly on %v", ends, m, end)
			}
			for _, kind := range []Kind{Quarterly, HalfYearly, Yearly, ToDate} {
				p := m.Within(kind)
				if c.Start(p) != c.Start(p.First()) || c.End(p) != c.End(p.Last()) || c.Start(p) > start || c.End(p) < end {
					t.Errorf("Calendar{%d}: %v runs from %v to %v", ends, p, c.Start(p), c.End(p))
				}
			}
		}
	}
}
