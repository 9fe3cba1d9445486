package indicator

import (
	"math/big"
	"testing"

	"anjian/internal/period"
	"anjian/internal/stat"
)

// monthly makes n rows concluded on the 10th of a month, of which some are 不批准逮捕.
func monthly(year, month, some, n int) []caseRow {
	rows := make([]caseRow, n)
	for i := range rows {
		d := period.DateOf(year, month, 10)
		rows[i] = caseRow{unit: "东区院", outcome: outcomes[0], accepted: d - 5, concluded: d}
		if i < some {
			rows[i].outcome = outcomes[1]
		}
	}
	return rows
}

func TestChange(t *testing.T) {
	var rows []caseRow
	for _, m := range [][4]int{
		{2024, 1, 20, 100},
		{2024, 2, 0, 100},
		{2024, 3, 20, 100},
		{2024, 5, 50, 100},
		{2024, 6, 30, 100},
		{2025, 1, 25, 100},
		{2025, 2, 10, 100},
		{2025, 3, 20, 101},
		{2025, 4, 20, 100},
		{2025, 5, 50, 150},
		{2025, 6, 30, 100},
	} {
		rows = append(rows, monthly(m[0], m[1], m[2], m[3])...)
	}
	rate := must(t, "rate", goodRate+"\n[[version]]\nfrom = 2025-05-01\nnote = \"新\"\n")
	amount := must(t, "amount", "date = \"审结日期\"\nvalue = { count = true, where = '审查结论 == \"不批准逮捕\"' }")
	stock := must(t, "stock", "value = { count = true, at = \"期末\" }")
	c := cubeOf(t, rows, period.Calendar{}, "2025-06-20", rate, amount, stock)
	for _, tt := range []struct {
		indicator string
		p         period.Period
		by        Comparison
		want      string
		wording   stat.Wording
	}{
		{"rate", period.Month(2025, 1), YearOverYear, "同比上升 5.0 个百分点", stat.Rising},
		{"amount", period.Month(2025, 1), YearOverYear, "同比上升 25.0%", stat.Rising},
		{"rate", period.Month(2025, 2), YearOverYear, "同比上升 10.0 个百分点", stat.Rising}, // from 0/100
		{"amount", period.Month(2025, 2), YearOverYear, "同比不作比较（基数为零）", stat.NoBase},
		{"rate", period.Month(2025, 2), PeriodOverPeriod, "环比下降 15.0 个百分点", stat.Falling},
		{"rate", period.Month(2025, 3), YearOverYear, "同比基本持平", stat.Steady},                   // −0.99 %
		{"rate", period.Month(2025, 4), YearOverYear, "同比不作比较（基数为零）", stat.NoBase},             // nothing in 2024-04
		{"amount", period.Month(2024, 1), YearOverYear, "同比不作比较（早于数据起点）", stat.NoBase},         // no data
		{"rate", period.Month(2025, 5), YearOverYear, "同比不作比较（口径变更（2025年5月1日起））", stat.NoBase}, // crosses the version
		{"rate", period.Quarter(2025, 1), YearOverYear, "同比上升 4.9 个百分点", stat.Rising},          // 55/301 against 40/300
		{"amount", period.Month(2025, 5), YearOverYear, "同比基本持平", stat.Steady},                 // 50 and 50
		{"amount", period.Month(2025, 6), YearOverYear, "同比不作比较（本期未结束）", stat.NoBase},          // the 20th
		{"amount", period.YearToDate(2025, 5), YearOverYear, "同比上升 38.9%", stat.Rising},        // 125 and 90
		{"amount", period.Month(2025, 3), Cumulative, "累计同比上升 37.5%", stat.Rising},             // 20+0+20 and 25+10+20
		{"amount", period.Quarter(2025, 1), Cumulative, "累计同比上升 37.5%", stat.Rising},
		{"rate", period.Month(2025, 5), Cumulative, "累计同比不作比较（口径变更（2025年5月1日起））", stat.NoBase},
		{"stock", period.Month(2025, 3), Cumulative, "累计同比不作比较（时点数不累计）", stat.NoBase},
		{"amount", period.TwelveMonths(2025, 5), YearOverYear, "同比不作比较（早于数据起点）", stat.NoBase}, // 2023-06 on
		{"amount", period.TwelveMonths(2025, 5), PeriodOverPeriod, "环比基本持平", stat.Steady},     // 155 and 155: May moves in and out
		{"amount", period.Month(2025, 8), YearOverYear, "同比不作比较（统计期尚未开始）", stat.NoBase},       // after the cut-off
	} {
		x := c.Change(Key{Indicator: tt.indicator, Period: tt.p}, tt.by)
		if got := x.String(); got != tt.want || x.Wording() != tt.wording {
			t.Errorf("%s %v: %s, %v; want %s, %v", tt.indicator, tt.p, got, x.Wording(), tt.want, tt.wording)
		}
	}
}

func TestStates(t *testing.T) {
	c := cubeOf(t, monthly(2025, 1, 1, 3), period.Calendar{}, "2025-02-28", must(t, "rate", goodRate))
	for _, tt := range []struct {
		k      Key
		state  State
		reason string
	}{
		{Key{Indicator: "rate", Period: period.Month(2025, 1)}, Known, ""},
		{Key{Indicator: "rate", Period: period.Month(2025, 1), Procuratorate: "east"}, Known, ""},
		{Key{Indicator: "rate", Period: period.Month(2025, 1), Procuratorate: "west"}, NotApplicable, ZeroBase},
		{Key{Indicator: "rate", Period: period.Month(2025, 2)}, NotApplicable, ZeroBase},
		{Key{Indicator: "rate", Period: period.Month(2024, 12)}, Unknown, BeforeData},
		{Key{Indicator: "rate", Period: period.Month(2025, 3)}, Unknown, NotYet},
		{Key{Indicator: "rote", Period: period.Month(2025, 1)}, Unknown, NoSuchIndicator},
		{Key{Indicator: "rate", Period: period.Month(2025, 1), Procuratorate: "north"}, Unknown, NoSuchPlace},
	} {
		if r := c.Result(tt.k); r.State != tt.state || r.Reason != tt.reason {
			t.Errorf("%s: %v %s; want %v %s", tt.k.ID(), r.State, r.Reason, tt.state, tt.reason)
		}
	}
}

func TestLatestAndSeries(t *testing.T) {
	c := cubeOf(t, monthly(2025, 1, 1, 3), period.Calendar{}, "2025-05-20", must(t, "rate", goodRate))
	for kind, want := range map[period.Kind]string{
		period.Rolling: "2025-04-r12", period.Monthly: "2025-04", period.Quarterly: "2025Q1", period.HalfYearly: "2024H2", period.Yearly: "2024", period.ToDate: "2025-01..04",
	} {
		if got := c.Latest(kind).String(); got != want {
			t.Errorf("Latest(%d) = %s; want %s", kind, got, want)
		}
	}
	quarters := c.Series("rate", "", "", period.Quarterly, period.Month(2024, 11), period.Month(2025, 4))
	if len(quarters) != 3 || quarters[0].Period != period.Quarter(2024, 4) || quarters[2].Period != period.Quarter(2025, 2) {
		t.Errorf("quarters are %v", quarters)
	}
	sums := c.Series("rate", "", "", period.ToDate, period.Month(2025, 1), period.Month(2025, 3))
	if len(sums) != 3 || sums[2].Period != period.YearToDate(2025, 3) {
		t.Errorf("sums are %v", sums)
	}
}

func TestKeyIsReadBack(t *testing.T) {
	for _, k := range []Key{
		{"rate", period.Month(2025, 1), "", ""},
		{"rate", period.Quarter(2025, 1), "east", ""},
		{"rate", period.YearToDate(2025, 6), "", "第一检察部"},
	} {
		if got, ok := ParseKey(k.ID()); !ok || got != k {
			t.Errorf("ParseKey(%q) = %v, %v", k.ID(), got, ok)
		}
	}
	for _, id := range []string{"", "rate", "rate@2025-13@all", "rate@2025", "@2025@all", "rate@2025@"} {
		if _, ok := ParseKey(id); ok {
			t.Errorf("ParseKey(%q) is taken", id)
		}
	}
}

// The five published sentences of quarterly summaries, and the edges of the 1 % rule.
func TestWord(t *testing.T) {
	for _, tt := range []struct {
		before, after string
		want          stat.Wording
	}{
		{"56050", "56423", stat.Steady},
		{"52531", "52624", stat.Steady},
		{"53431", "54083", stat.Rising},
		{"51335", "53431", stat.Rising},
		{"47362", "49586", stat.Rising},
		{"100", "99", stat.Falling},
		{"100", "101", stat.Rising},
		{"0.2", "0.202", stat.Rising},
		{"1000", "991", stat.Steady},
		{"0", "0", stat.Steady},
		{"0", "0.01", stat.Rising},
		{"-100", "-98", stat.Rising},
	} {
		before, _ := new(big.Rat).SetString(tt.before)
		after, _ := new(big.Rat).SetString(tt.after)
		if got := word(before, after.Sub(after, before)); got != tt.want {
			t.Errorf("%s to %s: %v; want %v", tt.before, tt.after, got, tt.want)
		}
	}
}

// A change that would be printed as 0.0 个百分点 is none to speak of, however large beside a small rate.
func TestChangeThatIsNotPrinted(t *testing.T) {
	rows := append(monthly(2024, 1, 1, 4000), monthly(2025, 1, 2, 4000)...) // 0.025 % and 0.05 %
	rows = append(rows, append(monthly(2024, 2, 1, 1000), monthly(2025, 2, 2, 1000)...)...)
	c := cubeOf(t, rows, period.Calendar{}, "2025-06-20", must(t, "rate", goodRate))
	for month, want := range map[int]string{1: "同比基本持平", 2: "同比上升 0.1 个百分点"} {
		if got := c.Change(Key{Indicator: "rate", Period: period.Month(2025, month)}, YearOverYear).String(); got != want {
			t.Errorf("month %d: %s; want %s", month, got, want)
		}
	}
}

// A rate that is not printed for want of cases is not compared either: 1/1 after 0/1 is no rise of
// a hundred points. Amounts are compared however few.
func TestFewCasesAreNotCompared(t *testing.T) {
	var rows []caseRow
	for _, m := range [][4]int{{2024, 1, 3, 9}, {2025, 1, 6, 12}, {2024, 2, 5, 10}, {2025, 2, 6, 10}} {
		rows = append(rows, monthly(m[0], m[1], m[2], m[3])...)
	}
	amount := must(t, "amount", "date = \"审结日期\"\nvalue = { count = true, where = '审查结论 == \"不批准逮捕\"' }")
	free := must(t, "free", "title = \"不设下限\"\nminimum = 0\n"+goodRate[len("title = \"不捕率\"\n"):])
	c := cubeOf(t, rows, period.Calendar{}, "2025-06-20", must(t, "rate", goodRate), free, amount)
	for _, tt := range []struct {
		indicator string
		month     int
		want      string
	}{
		{"rate", 1, "同比不作比较（基数不足最小基数）"},
		{"rate", 2, "同比上升 10.0 个百分点"},
		{"free", 1, "同比上升 16.7 个百分点"},
		{"amount", 1, "同比上升 100.0%"},
	} {
		if got := c.Change(Key{Indicator: tt.indicator, Period: period.Month(2025, tt.month)}, YearOverYear).String(); got != tt.want {
			t.Errorf("%s of month %d: %s; want %s", tt.indicator, tt.month, got, tt.want)
		}
	}
}
