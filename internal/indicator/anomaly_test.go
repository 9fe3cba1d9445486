package indicator

import (
	"math"
	"testing"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// quiet makes 24 months in which three procuratorates decide alike: the share of 不批准逮捕
// swings a little around 20 % of 50 cases. Then edit changes single months.
func quiet(edit func(unit string, month int) (some, n int, changed bool)) []caseRow {
	var rows []caseRow
	for i, unit := range []string{"东区院", "西区院", "南区院"} {
		for m := range 24 {
			some, n := 10+(m*7+i*3)%5-2, 50
			if s, all, changed := edit(unit, m); changed {
				some, n = s, all
			}
			month := monthly(2024, 1+m, some, n)
			for j := range month {
				month[j].unit = unit
			}
			rows = append(rows, month...)
		}
	}
	return rows
}

func TestAnomalies(t *testing.T) {
	for _, tt := range []struct {
		name string
		edit func(unit string, month int) (int, int, bool)
		kind AnomalyKind
		key  string
		says string
		all  int
	}{
		{"nothing but chance", func(string, int) (int, int, bool) { return 0, 0, false }, "", "", "", 0},
		{
			"one month far out", func(unit string, m int) (int, int, bool) { return 25, 50, unit == "东区院" && m == 23 }, Outside,
			"rate@2025-12@east", "2025年12月东区院不捕率 50.0%（25/50 件），高于常态波动范围上限 38.6%；当月为年末月份，请先与上年同月比较", 2,
		}, // and 全市
		{"an earlier month is history", func(unit string, m int) (int, int, bool) { return 30, 50, unit == "东区院" && m == 8 }, "", "", "", 0},
		{
			"a lasting fall", func(unit string, m int) (int, int, bool) { return 6 + m%2, 50, unit == "西区院" && m >= 15 }, Shift,
			"rate@2025-12@west", "西区院不捕率连续 9 个月低于均值 17.4%，2025年12月为 14.0%（7/50 件）", 2,
		},
		{"a small one is wild but not a signal", func(unit string, m int) (int, int, bool) { return m % 3, 3 + m%2, unit == "南区院" }, "", "", "", 0},
		{
			"one that differs all year", func(unit string, m int) (int, int, bool) { return 20 + m%3, 50, unit == "东区院" }, Funnel,
			"rate@2025-01..12@east", "东区院不捕率 42.0%（252/600 件），超出 99.8% 常态波动范围；2025年1—12月同级合计 27.3%（492/1800 件）", 3,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := cubeOf(t, quiet(tt.edit), period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
			found := c.Anomalies(AnomalyOptions{})
			if tt.kind == "" {
				if len(found) > 0 {
					t.Errorf("found %s", found[0].Sentence)
				}
				return
			}
			for _, a := range found {
				if a.Kind == tt.kind && a.Key.ID() == tt.key {
					if a.Sentence != tt.says {
						t.Errorf("says %s\nwant %s", a.Sentence, tt.says)
					}
					return
				}
			}
			for _, a := range found {
				t.Logf("%s %s %s", a.Kind, a.Key.ID(), a.Sentence)
			}
			t.Errorf("no %s for %s", tt.kind, tt.key)
		})
	}
}

func TestUnwatchedIndicatorsRaiseNothing(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return 50, 50, unit == "东区院" && m == 23 })
	if found := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate)).Anomalies(AnomalyOptions{}); len(found) > 0 {
		t.Errorf("found %s", found[0].Sentence)
	}
}

func TestRebaseStartsANewSeries(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return 6 + m%2, 50, unit == "西区院" && m >= 12 })
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
	rebased := AnomalyOptions{Rebased: func(string, string) []Rebase { return []Rebase{{Day: period.DateOf(2025, 1, 1)}} }}
	for _, a := range c.Anomalies(rebased) {
		if a.Kind == Shift {
			t.Errorf("after the re-base still %s", a.Sentence)
		}
	}
}

func TestOnlyWhatIsAskedForIsLookedAt(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return 25, 50, unit != "南区院" && m == 23 })
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
	if all := c.Anomalies(AnomalyOptions{}); len(all) < 3 { // both and 全市
		t.Fatalf("%d found", len(all))
	}
	only := AnomalyOptions{Only: func(id, procuratorate string) bool { return id == "rate" && procuratorate == "west" }}
	if found := c.Anomalies(only); len(found) != 1 || found[0].Key.Procuratorate != "west" {
		t.Errorf("found %+v", found)
	}
}

// A month that is close to the limit for the second time in three does not hide that the level has
// changed for good.
func TestNearTheLimitDoesNotHideAShift(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return 22 - m%2, 50, unit == "东区院" && m >= 15 })
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
	x := c.Control(c.Definition("rate"), "east", AnomalyOptions{})
	if last := x.Marks[len(x.Marks)-1]; last.Rule != stat.TwoOfThree {
		t.Fatalf("the last month is %v; the case wants one close to the limit", last)
	}
	if got := x.Raised(); got != (stat.Mark{Rule: stat.Shift, Direction: 1}) {
		t.Errorf("raised %v; want the shift", got)
	}
}

// The number of false alarms to expect counts the series that may raise one.
func TestFalseAlarmsToExpect(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return m % 2, 50, unit == "西区院" }) // too rare to be watched
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"), must(t, "other", goodRate))
	series, expected := c.FalseAlarms(AnomalyOptions{})
	if series != 3 || math.Abs(expected-3*stat.ChartAlarms(stat.ShareChart)) > 1e-9 {
		t.Errorf("%d series, %.3f false alarms; want 东区院, 南区院 and all together", series, expected)
	}
}

// A trend that has left the limits is still told as a trend: that is what there is to explain.
func TestATrendThatLeavesTheLimitsIsATrend(t *testing.T) {
	rows := quiet(func(unit string, m int) (int, int, bool) { return 10 + 2*(m-16), 50, unit == "东区院" && m >= 16 })
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "rate", goodRate+"\nwatch = true"))
	x := c.Control(c.Definition("rate"), "east", AnomalyOptions{})
	if last := x.Marks[len(x.Marks)-1]; last.Rule != stat.Outside {
		t.Fatalf("the last month is %v; the case wants one outside", last)
	}
	for _, a := range c.Anomalies(AnomalyOptions{}) {
		if a.Key.ID() == "rate@2025-12@east" && a.Kind == Trend && a.Since == period.Month(2025, 4) { // May is the first planted, April lies below it
			return
		}
	}
	t.Errorf("raised: %v", c.Anomalies(AnomalyOptions{}))
}
