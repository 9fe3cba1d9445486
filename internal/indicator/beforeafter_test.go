package indicator

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// course makes n cases a month at one place from 2023-01 on, x(i) of them not arrested in month i.
func course(unit string, months, n int, x func(i int) int) []caseRow {
	var rows []caseRow
	for i := range months {
		day := period.DateOf(2023+i/12, i%12+1, 10)
		rows = append(rows, few(unit, "第一检察部", day.String(), n, x(i))...)
	}
	return rows
}

// From month 18 on, July 2024, the east arrests fewer, the west does not change.
func beforeAfterCube(t *testing.T, extra ...string) *Cube {
	t.Helper()
	rate := must(t, "rate", goodRate)
	count := must(t, "count", "value = { count = true, where = '审查结论 == \"不批准逮捕\"' }")
	middle := must(t, "middle", "value = { median = '人数' }")
	hidden := must(t, "few", goodRate+"\nhide_below = 5")
	defs := []*Definition{rate, count, middle, hidden}
	for _, version := range extra {
		defs = append(defs, must(t, "v"+version, goodRate+"\n[[version]]\nfrom = "+version+"\nnote = \"另算\""))
	}
	rows := slices.Concat(
		course("东区院", 36, 50, func(i int) int {
			if i < 18 {
				return 10 + i%3
			}
			return 20 + i%3
		}),
		course("西区院", 36, 40, func(i int) int { return 8 + i%3 }),
	)
	return cubeOf(t, rows, period.Calendar{}, "2025-12-31", defs...)
}

func TestBeforeAndAfterADecision(t *testing.T) {
	c := beforeAfterCube(t)
	day := period.DateOf(2024, 7, 1)
	east, west := []Key{{Indicator: "rate", Procuratorate: "east"}}, []Key{{Indicator: "rate", Procuratorate: "west"}}
	x := c.BeforeAfter(day, east, west)
	if x.State != Known || x.Change.Points0 != 12 || x.Change.Points1 != 12 ||
		x.Before != [2]period.Period{period.Month(2023, 7), period.Month(2024, 6)} || x.After != [2]period.Period{period.Month(2024, 7), period.Month(2025, 6)} {
		t.Fatalf("%+v", x)
	}
	if got := x.Level(x.Change.Before) + " → " + x.Level(x.Change.After); got != "22.0% → 42.0%" {
		t.Errorf("levels are %s", got)
	}
	if x.Change.Verdict != stat.Higher || x.Others.Verdict != stat.SameLevel || x.Net.Verdict != stat.Higher || !x.Compared() {
		t.Errorf("verdicts: %v, others %v, net %v", x.Change.Verdict, x.Others.Verdict, x.Net.Verdict)
	}
	if got := x.Difference(x.Change); !strings.HasPrefix(got, "+20.0 个百分点（95% 区间 +1") || x.Verdict() != "水平上升，超出逐月波动能解释的范围" {
		t.Errorf("difference %q, %s", got, x.Verdict())
	}
	// The other way round, and what nobody touched.
	if x := c.BeforeAfter(day, west, nil); x.Change.Verdict != stat.SameLevel || x.Compared() || x.NetVerdict() != "" || !strings.Contains(x.Verdict(), "不能认为") {
		t.Errorf("the unconcerned: %+v", x)
	}
	// Amounts are levels per month; several places are one amount.
	x = c.BeforeAfter(day, []Key{{Indicator: "count", Procuratorate: "east"}, {Indicator: "count", Procuratorate: "west"}}, nil)
	if got := x.Level(x.Change.Before) + " → " + x.Level(x.Change.After) + "，" + x.Difference(x.Change); !strings.HasPrefix(got, "月均 20.0 件 → 月均 30.0 件，+10.0 件（95% 区间 +") {
		t.Errorf("amounts: %s", got)
	}
	if x := c.BeforeAfter(day, []Key{{Indicator: "middle"}}, nil); x.State != Known || x.Monthly() {
		t.Errorf("medians: %+v", x)
	}
}

func TestMonthsOfADecision(t *testing.T) {
	c := beforeAfterCube(t, "2023-04-01", "2024-07-01", "2024-09-01")
	for _, tt := range []struct {
		id, day       string
		before, after int
		reason        string
	}{
		{"rate", "2024-07-01", 12, 12, ""},
		{"rate", "2024-07-02", 11, 11, ""}, // July belongs to neither side, and so does its like of 2025
		{"rate", "2025-09-01", 4, 4, ""},   // too few after
		{"rate", "2026-02-01", 0, 0, ""},
		{"rate", "2023-05-01", 4, 4, ""}, // the data begin in January 2023
		{"v2023-04-01", "2024-07-01", 12, 12, ""},
		{"v2024-07-01", "2024-07-01", 0, 0, "口径变更（2024年7月1日起）"},
		{"v2024-09-01", "2024-07-01", 2, 2, ""}, // July and August alone
		{"v2024-09-01", "2024-08-20", 0, 0, "口径变更（2024年9月1日起）"},
		{"few", "2024-07-01", 0, 0, "这项指标的小数依规隐藏，不作前后对照"},
		{"none", "2024-07-01", 0, 0, NoSuchIndicator},
	} {
		day, err := period.ParseDate(tt.day)
		if err != nil {
			t.Fatal(err)
		}
		x := c.BeforeAfter(day, []Key{{Indicator: tt.id}}, nil)
		if x.Change.Points0 != tt.before || x.Change.Points1 != tt.after || x.Reason != tt.reason {
			t.Errorf("%s on %s: %d and %d months, %q; want %d, %d, %q", tt.id, tt.day, x.Change.Points0, x.Change.Points1, x.Reason, tt.before, tt.after, tt.reason)
		}
		if few := tt.before < stat.LeastMonths && tt.reason == ""; few != strings.HasPrefix(x.Verdict(), "样本不足：每侧至少要 6 个月，现有前") && tt.reason == "" {
			t.Errorf("%s on %s: %s", tt.id, tt.day, x.Verdict())
		}
	}
}
