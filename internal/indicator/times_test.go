package indicator

import (
	"math"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/table"
)

// flow makes the rows of an office with so many cases carried over, received and resolved in a
// stretch of days, each on one day inside it.
func flow(carried, received, resolved int, from, to period.Date) []caseRow {
	var rows []caseRow
	middle := from + (to-from)/2
	for range carried {
		rows = append(rows, caseRow{unit: "东区院", accepted: from - 30, concluded: period.NoDate, people: 1})
	}
	for range received {
		rows = append(rows, caseRow{unit: "东区院", accepted: middle, concluded: period.NoDate, people: 1})
	}
	for i := range resolved {
		rows[i].concluded, rows[i].outcome = middle+1, outcomes[0]
	}
	return rows
}

// flowIndicators are the four of clearance, time, congestion and overage as documents write them.
var flowIndicators = map[string]string{
	"clearance":  "numerator = { count = true, date = \"审结日期\" }\ndenominator = { count = true }",
	"time":       "unit = \"天\"\nformat = \"days\"\ntimes = \"统计期天数\"\nnumerator = { count = true, at = \"期末\" }\ndenominator = { count = true, date = \"审结日期\" }",
	"congestion": "numerator = [{ count = true, at = \"期初\" }, { count = true }, { count = true, date = \"审结日期\", sign = -1 }]\ndenominator = [{ count = true, at = \"期初\" }, { count = true }]",
	"overage":    "numerator = { count = true, at = \"期末\", where = '期末 - 受理日期 > 60' }\ndenominator = { count = true, at = \"期末\" }",
	"hundred":    "times = 100\nformat = \"number\"\ndecimals = 2\nnumerator = { count = true, at = \"期末\" }\ndenominator = { count = true, date = \"审结日期\" }",
}

func flowCube(t *testing.T, rows []caseRow) *Cube {
	t.Helper()
	var defs []*Definition
	for id, front := range flowIndicators {
		defs = append(defs, must(t, id, front))
	}
	return cubeOf(t, rows, period.Calendar{}, "2025-12-31", defs...)
}

// The vectors of CEPEJ: I 1,000, R 1,100, P 300 in a year; P 120, R 80 in a quarter of 91 days.
func TestFlowVectors(t *testing.T) {
	year, quarter := period.Year(2025), period.Quarter(2025, 2)
	if days := period.DateOf(2025, 7, 1) - period.DateOf(2025, 4, 1); days != 91 {
		t.Fatalf("the quarter has %d days", days)
	}
	whole := flowCube(t, flow(400, 1000, 1100, period.DateOf(2025, 1, 1), period.DateOf(2025, 12, 31)))
	part := flowCube(t, flow(100, 100, 80, period.DateOf(2025, 4, 1), period.DateOf(2025, 6, 30)))
	for _, tt := range []struct {
		cube      *Cube
		indicator string
		p         period.Period
		want      string
		value     float64
	}{
		{whole, "clearance", year, "110.0%（1100/1000 件）", 1.1},
		{whole, "time", year, "99.5 天（300/1100 件 × 365 天）", 300.0 / 1100 * 365},
		{whole, "congestion", year, "21.4%（300/1400 件）", 300.0 / 1400},
		{whole, "overage", year, "100.0%（300/300 件）", 1},
		{whole, "hundred", year, "27.27 件（300/1100 件 × 100）", 300.0 / 11},
		{part, "time", quarter, "136.5 天（120/80 件 × 91 天）", 136.5},
	} {
		r := tt.cube.Result(Key{Indicator: tt.indicator, Period: tt.p})
		if got := Format(tt.cube.Definition(tt.indicator), r).String(); got != tt.want {
			t.Errorf("%s of %v is %s; want %s", tt.indicator, tt.p, got, tt.want)
		}
		if v, ok := r.Value(); !ok || math.Abs(v-tt.value) > 1e-9 {
			t.Errorf("%s of %v is %v, %v; want %v", tt.indicator, tt.p, v, ok, tt.value)
		}
	}
}

// Where nothing came in, or nothing was resolved, there is no rate and no time, neither 0 nor ∞.
func TestFlowWithoutBase(t *testing.T) {
	c := flowCube(t, []caseRow{{unit: "东区院", accepted: period.DateOf(2024, 11, 1), concluded: period.NoDate, people: table.NoNum}})
	for id, want := range map[string]string{
		"clearance": "不适用（基数为零）", "time": "不适用（基数为零）", "hundred": "不适用（基数为零）",
		"congestion": "1/1 件", "overage": "1/1 件",
	} {
		r := c.Result(Key{Indicator: id, Period: period.Month(2025, 3)})
		if got := Format(c.Definition(id), r).String(); got != want {
			t.Errorf("%s without cases is %s; want %s", id, got, want)
		}
	}
}

// The unfinished period counts the days that have passed.
func TestDaysOfAnUnfinishedPeriod(t *testing.T) {
	d := must(t, "time", flowIndicators["time"])
	c := cubeOf(t, flow(0, 4, 2, period.DateOf(2025, 1, 2), period.DateOf(2025, 1, 10)), period.Calendar{}, "2025-02-14", d)
	for _, tt := range []struct {
		p    period.Period
		want int64
	}{{period.Month(2025, 1), 31}, {period.Month(2025, 2), 14}, {period.Quarter(2025, 1), 45}, {period.Month(2025, 1).Within(period.ToDate), 31}} {
		if got := c.Result(Key{Indicator: "time", Period: tt.p}).Factor; got != tt.want {
			t.Errorf("%v has %d days; want %d", tt.p, got, tt.want)
		}
	}
}

func TestSlipsInTimes(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{goodRate + "\ntimes = 1", "x.md:6:9: “times”写得不对"},
		{goodRate + "\ntimes = \"天数\"", "“times”写得不对\n  提示 写 100（每百件）一类的整数，或 \"统计期天数\""},
		{goodRate + "\ntimes = 1.5", "“times”写得不对"},
		{"value = { count = true }\ntimes = 100", "“times”只用于有分子分母的指标"},
	} {
		d, errs := parse(t, "x", tt.front)
		if d != nil {
			t.Errorf("%s: no error", tt.front)
			continue
		}
		if got := errs.Err().Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s:\n got %s\nwant %s", tt.front, got, tt.want)
		}
	}
}

// What spans a change of definition is neither added up nor averaged.
func TestNoSumAcrossABreak(t *testing.T) {
	version := "\n[[version]]\nfrom = 2025-04-01\nnote = \"分母另算\"\n"
	rate := must(t, "rate", goodRate+version)
	amount := must(t, "amount", "value = { count = true }"+version)
	stock := must(t, "stock", "value = { count = true, at = \"期末\" }"+version)
	mean := must(t, "mean", "format = \"days\"\nvalue = { mean = '审结日期 - 受理日期' }"+version)
	rows := flow(10, 30, 20, period.DateOf(2025, 1, 31), period.DateOf(2025, 4, 29))
	c := cubeOf(t, rows, period.Calendar{}, "2025-12-31", rate, amount, stock, mean)
	for _, tt := range []struct {
		indicator string
		p         period.Period
		broken    bool
	}{
		{"rate", period.Year(2025), true},
		{"amount", period.Year(2025), true},
		{"mean", period.Year(2025), true},
		{"stock", period.Year(2025), false}, // looks at one day
		{"rate", period.Month(2025, 6).Within(period.HalfYearly), true},
		{"rate", period.Month(2025, 5).Within(period.ToDate), true},
		{"rate", period.Quarter(2025, 1), false}, // ends before
		{"rate", period.Quarter(2025, 2), false}, // begins with it
		{"amount", period.Month(2025, 4), false},
	} {
		r := c.Result(Key{Indicator: tt.indicator, Period: tt.p})
		if got := r.State == NotApplicable && r.Reason == "口径变更（2025年4月1日起）"; got != tt.broken {
			t.Errorf("%s of %v is %v (%s); broken: want %v", tt.indicator, tt.p, r.State, r.Reason, tt.broken)
		}
	}
	if got := c.Values(Key{Indicator: "mean", Period: period.Year(2025)}); got != nil {
		t.Errorf("%d values are spread over a year that holds the break", len(got))
	}
	if got := c.Values(Key{Indicator: "mean", Period: period.Quarter(2025, 1)}); len(got) == 0 {
		t.Error("no values before the break")
	}
	x := c.Change(Key{Indicator: "amount", Period: period.Quarter(2025, 2)}, PeriodOverPeriod)
	if x.State != NotApplicable || x.Reason != "口径变更（2025年4月1日起）" {
		t.Errorf("the change across the break is %v", x)
	}
}
