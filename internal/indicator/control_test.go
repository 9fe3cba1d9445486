package indicator

import (
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// controlOf is the chart of 东区院 over 24 months with so many of so many.
func controlOf(t *testing.T, front string, month func(i int) (some, n int)) Control {
	t.Helper()
	var rows []caseRow
	for i := range 24 {
		some, n := month(i)
		rows = append(rows, monthly(2024, 1+i, some, n)...)
	}
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "x", front))
	return c.Control(c.Definition("x"), "east", AnomalyOptions{})
}

// The kind of chart follows from the definition and the data, and says why.
func TestChartFitsTheData(t *testing.T) {
	even := func(i int) (int, int) { return 20 + i*7%5 - 2, 90 + i*11%30 }
	wild := func(i int) (int, int) { return 15 + 30*(i%2), 100 + i }
	for _, tt := range []struct {
		name, front string
		month       func(i int) (int, int)
		kind        stat.Kind
		reason      string
	}{
		{"part of a whole", goodRate, even, stat.ShareChart, "适用 p 图"},
		{"a share that swings more than chance", goodRate, wild, stat.ScaledShareChart, "适用 p′ 图：各月起伏是基数大小所能解释的 "},
		{"days", "format = \"days\"\nvalue = { mean = '审结日期 - 受理日期' }", even, stat.IndividualsChart, "适用 XmR 图：天数"},
		{"a number of cases", "value = { count = true }", even, stat.IndividualsChart, "适用 XmR 图：数量"},
		{
			"stock", "numerator = { count = true, at = \"期末\", where = '人数 > 0' }\ndenominator = { count = true, at = \"期末\" }", even,
			stat.IndividualsChart, "各月都没有可用的数", // these cases are concluded within their month
		},
		{
			"events beside cases counted on other days",
			"numerator = { count = true, date = \"审结日期\", where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true, date = \"受理日期\" }", func(i int) (int, int) { return 14 + i*7%15, 90 + i*11%30 },
			stat.EventsChart, "适用 u 图：分子是各月发生的件次",
		},
		{
			"events that swing more than chance",
			"numerator = { count = true, date = \"审结日期\", where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true, date = \"受理日期\" }", wild,
			stat.IndividualsChart, "不宜按基数推算",
		},
		{
			"the whole in the numerator", "format = \"ratio\"\nnumerator = { count = true }\ndenominator = { count = true, where = '审查结论 == \"不批准逮捕\"' }", even,
			stat.IndividualsChart, "不是部分与整体的关系",
		},
		{"too few", goodRate, func(i int) (int, int) { return i % 3, 40 }, stat.ShareChart, "分子月均不足 3 件"},
		{"too few others", goodRate, func(i int) (int, int) { return 40 - i%3, 40 }, stat.ShareChart, "不属分子的月均不足 3 件"},
	} {
		x := controlOf(t, tt.front, tt.month)
		if x.Kind != tt.kind || !strings.Contains(x.Reason, tt.reason) {
			t.Errorf("%s: %s, %s; want %s, …%s", tt.name, x.Kind, x.Reason, tt.kind, tt.reason)
		}
	}
}

// Rare events have a mean and no limits; nothing of them is marked, and it is said.
func TestRareEventsRaiseNothing(t *testing.T) {
	x := controlOf(t, goodRate+"\nwatch = true", func(i int) (int, int) {
		if i == 23 {
			return 9, 40
		}
		return i % 3, 40
	})
	if x.Raised() != (stat.Mark{}) || !strings.Contains(x.Quiet, "也不作异常提示") || x.latest().HasLimits || !x.latest().HasMean {
		t.Errorf("raised %v, quiet %q, %+v", x.Raised(), x.Quiet, x.latest())
	}
	for i, m := range x.Marks {
		if m.Rule != stat.Common {
			t.Errorf("month %d is marked %v", i+1, m)
		}
	}
}

// Under twelve months limits are 试行 and raise nothing; constant, missing and empty series neither.
func TestSeriesThatSayLittle(t *testing.T) {
	for _, tt := range []struct {
		name  string
		month func(i int) (int, int)
		quiet string
		trial bool
	}{
		{"eleven months", func(i int) (int, int) {
			if i < 13 {
				return 0, 0
			}
			return 20 + i%3 + i/23*25, 60
		}, "界限为试行，不作异常提示", true},
		{"constant", func(int) (int, int) { return 15, 60 }, "各月几乎没有变化", false},
		{"one month", func(i int) (int, int) { return i / 23 * 20, i / 23 * 60 }, "试行", true},
		{"all missing", func(int) (int, int) { return 0, 0 }, "没有可用的数", true},
		{"below the smallest base", func(int) (int, int) { return 2, 5 }, "没有可用的数", true},
		{"all zero", func(int) (int, int) { return 0, 60 }, "分子月均不足 3 件", false},
	} {
		rows := []caseRow{{unit: "东区院", outcome: outcomes[0], accepted: period.DateOf(2024, 1, 3), concluded: period.NoDate}}
		for i := range 24 {
			some, n := tt.month(i)
			rows = append(rows, monthly(2024, 1+i, some, n)...)
		}
		c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "x", goodRate+"\nwatch = true"))
		x := c.Control(c.Definition("x"), "east", AnomalyOptions{})
		if !strings.Contains(x.Quiet, tt.quiet) || len(x.Marks) != len(x.Points) || x.latest() != nil && x.latest().Trial != tt.trial {
			t.Errorf("%s: %d months, quiet %q, %+v; want …%s", tt.name, len(x.Points), x.Quiet, x.latest(), tt.quiet)
		}
		if found := c.Anomalies(AnomalyOptions{}); len(found) > 0 {
			t.Errorf("%s raises %s", tt.name, found[0].Sentence)
		}
	}
}

// A locked baseline starts anew at a re-base, which is told with its reason and author.
func TestRebaseIsListed(t *testing.T) {
	var rows []caseRow
	for i := range 36 {
		rows = append(rows, monthly(2023, 1+i, 20+i%3+i/18*15, 80)...)
	}
	c := cubeOf(t, rows, period.Calendar{MonthEndsOn: 25}, "2025-12-25", must(t, "x", goodRate))
	rebase := Rebase{Day: period.DateOf(2024, 6, 26), Reason: "权限调整。", Author: "案件管理办公室"} // the first day of July
	before := Rebase{Day: period.DateOf(2022, 6, 1), Reason: "早于数据", Author: "某人"}
	x := c.Control(c.Definition("x"), "east", AnomalyOptions{Rebased: func(string, string) []Rebase { return []Rebase{before, rebase} }})
	if len(x.Segments) != 2 || x.Results[x.Segments[1].From].Period != period.Month(2024, 7) || x.Segments[0].Baseline != 18 {
		t.Errorf("segments %+v", x.Segments)
	}
	if want := "重设基线：2024年6月26日起重新计算，理由是“权限调整”（案件管理办公室）。"; len(x.Notes()) != 1 || x.Notes()[0] != want {
		t.Errorf("notes %q; want %q", x.Notes(), want)
	}
}

// What repeats every year is said with the anomaly and under the chart.
func TestSeasonIsSaidBefore(t *testing.T) {
	season := func(i int) (int, int) {
		some := map[int]int{0: 16, 1: 12, 11: 60}[i%12]
		if some == 0 {
			some = 30 + i*7%3
		}
		return some, 100
	}
	x := controlOf(t, goodRate+"\nwatch = true", season)
	if !strings.Contains(x.Season, "明显的季节规律") {
		t.Fatalf("season %q", x.Season)
	}
	if x.Special[0] != "" || x.Special[1] != springFestival || x.Special[11] != yearEnd || x.Special[12] != springFestival {
		t.Errorf("special months %q", x.Special)
	}
	notes := strings.Join(x.Notes(), "")
	for _, want := range []string{"先与上年同月比较，再判断是否异常。", "2024年12月为年末月份", "2024年2月含春节"} {
		if !strings.Contains(notes, want) {
			t.Errorf("notes %q lack %q", notes, want)
		}
	}
	if said := x.caution(Outside); said != "；该指标有明显的季节规律，当月为年末月份，请先与上年同月比较" {
		t.Errorf("says %q", said)
	}
}

// A month without cases is there as a gap, without limits of its own, and breaks a run: six months
// over the mean, none, and six again are no shift.
func TestAMonthWithoutCasesIsAGap(t *testing.T) {
	x := controlOf(t, goodRate, func(i int) (int, int) {
		switch {
		case i == 17:
			return 0, 0
		case i > 10:
			return 24 + i%2, 80 + i
		}
		return 16 + i%3, 80 + i
	})
	if len(x.Points) != 24 || x.Points[17].Known || !x.Points[16].Known {
		t.Fatalf("%d months, month 18 known: %v", len(x.Points), x.Points[17].Known)
	}
	if _, _, ok := x.latest().LimitsAt(17); ok || x.latest().Baseline != 23 {
		t.Errorf("the gap has limits: %v; baseline %d", ok, x.latest().Baseline)
	}
	for i, m := range x.Marks[11:] {
		if m.Rule == stat.Shift {
			t.Errorf("month %d is a shift across the gap", i+12)
		}
	}
}

// Months of their own kind are not named where the level has changed for good: January and February
// of 2025 lie outside with all that follow.
func TestMonthsOfALastingChangeAreNotExcused(t *testing.T) {
	var rows []caseRow
	for i := range 36 {
		some := 20 + i%3
		if i >= 24 || i == 11 { // the December of 2023 alone, and all of the third year
			some = 50
		}
		rows = append(rows, monthly(2023, 1+i, some, 80)...)
	}
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", must(t, "x", goodRate))
	x := c.Control(c.Definition("x"), "east", AnomalyOptions{})
	if x.Marks[24].Rule != stat.Outside || x.Special[24] != springFestival || x.Special[25] != springFestival {
		t.Fatalf("January 2025 is %v, %q", x.Marks[24], x.Special[24])
	}
	if notes := strings.Join(x.Notes(), ""); !strings.Contains(notes, "2023年12月为年末月份，判断") || strings.Contains(notes, "2025年") {
		t.Errorf("notes %q; want December 2023 alone", notes)
	}
}
