package indicator

import (
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
)

const manualRate = "manual = true\nformat = \"percent\"\nunit = \"人\""

const entry = "title = \"调查\"\nindicator = \"rate\"\nauthor = \"案管办\"\ndate = 2026-01-08\ndocument = \"调查报告\"\n"

func TestFiguresEnteredByHand(t *testing.T) {
	rate, score := must(t, "rate", manualRate), must(t, "score", "manual = true\nunit = \"分\"\ndecimals = 1")
	var errs source.List
	figures := ReadFigures(documents(t, "figures", map[string]string{
		"a": entry + "[[figure]]\nperiod = \"2024\"\nnumerator = 940\ndenominator = 1000\n[[figure]]\nperiod = \"2025\"\nnumerator = 965\ndenominator = 1000\n" +
			"[[figure]]\nperiod = \"2025\"\nprocuratorate = \"东区院\"\nnumerator = 3\ndenominator = 0",
		"b": strings.Replace(entry, "rate", "score", 1) + "[[figure]]\nperiod = \"2025-12\"\nprocuratorate = \"west\"\nvalue = \"96.55\"",
	}), []*Definition{rate, score}, office(), &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	c := cubeOf(t, monthly(2025, 1, 1, 3), period.Calendar{}, "2025-12-31", rate, score)
	c.Enter(figures)
	for _, tt := range []struct {
		k    Key
		want string
	}{
		{Key{Indicator: "rate", Period: period.Year(2025)}, "96.5%（965/1000 人，手工）"},
		{Key{Indicator: "rate", Period: period.Year(2025), Procuratorate: "east"}, "不适用（基数为零，手工）"},
		{Key{Indicator: "rate", Period: period.Year(2025), Procuratorate: "west"}, "未知（尚未手工填报）"},
		{Key{Indicator: "rate", Period: period.Year(2025), Procuratorate: "wets"}, "未知（没有这个单位或部门）"},
		{Key{Indicator: "rate", Period: period.Quarter(2025, 1)}, "未知（尚未手工填报）"},
		{Key{Indicator: "score", Period: period.Month(2025, 12), Procuratorate: "west"}, "96.6 分（手工）"},
	} {
		r := c.Result(tt.k)
		text := Format(c.Definition(tt.k.Indicator), r)
		if got := text.String(); got != tt.want {
			t.Errorf("%s is %s; want %s", tt.k.ID(), got, tt.want)
		}
		if byHand := strings.Contains(tt.want, "手工）"); byHand != (r.Manual != nil) && r.Reason != NotEntered {
			t.Errorf("%s: entry %v", tt.k.ID(), r.Manual)
		}
		if r.State == Known && !strings.HasSuffix(text.Behind(), "手工填报：案管办，2026年1月8日，依据调查报告") {
			t.Errorf("%s: behind it is %s", tt.k.ID(), text.Behind())
		}
	}
	if got := c.Change(Key{Indicator: "rate", Period: period.Year(2025)}, YearOverYear).String(); got != "同比上升 2.5 个百分点" {
		t.Errorf("the change is %s", got)
	}
	print(t, c) // in bulk as one by one
}

func TestSlipsInFigures(t *testing.T) {
	defs := []*Definition{must(t, "rate", manualRate), must(t, "score", "manual = true\nunit = \"分\""), must(t, "count", "value = { count = true }")}
	one := "[[figure]]\nperiod = \"2025\"\nnumerator = 1\ndenominator = 2"
	for _, tt := range []struct{ front, want string }{
		{strings.Replace(entry, "rate", "count", 1) + one, "a.md:3:14: 指标“count”由程序计算，不能手工填报"},
		{strings.Replace(entry, "rate", "rat", 1) + one, "a.md:3:14: 没有手工指标“rat”\n  提示 是否为“rate”？"},
		{strings.Replace(entry, "author = \"案管办\"\n", "", 1) + one, "缺少“author”"},
		{strings.Replace(entry, "date = 2026-01-08\n", "", 1) + one, "缺少“date”"},
		{strings.Replace(entry, "document = \"调查报告\"\n", "", 1) + one, "缺少“document”"},
		{entry, "文件里没有数"},
		{entry + "[[figure]]\nperiod = \"2025-13\"\nnumerator = 1\ndenominator = 2", "a.md:8:11: “2025-13”不是统计期"},
		{entry + "[[figure]]\nperiod = \"2025\"\nprocuratorate = \"东区\"\nnumerator = 1\ndenominator = 2", "a.md:9:18: 没有检察院“东区”"},
		{entry + "[[figure]]\nperiod = \"2025\"\nvalue = 1", "a.md:9:9: 率不能只填结果"},
		{entry + "[[figure]]\nperiod = \"2025\"\nnumerator = 1.5\ndenominator = 2", "a.md:9:13: “numerator”不是数\n  提示 写整数，小数加引号"},
		{entry + "[[figure]]\nperiod = \"2025\"\nnumerator = 1", "缺少“denominator”"},
		{strings.Replace(entry, "rate", "score", 1) + one, "a.md:9:13: 指标“score”没有分子分母"},
		{entry + one + "\n" + one, "a.md:11:1: 这个数已在 content/figures/a.md:7:1 填报"},
	} {
		var errs source.List
		ReadFigures(documents(t, "figures", map[string]string{"a": tt.front}), defs, office(), &errs)
		if errs.Faults() == 0 || !strings.Contains(errs.Err().Error(), tt.want) {
			t.Errorf("no %q in\n%v", tt.want, errs.Err())
		}
	}
	d, errs := parse(t, "x", "manual = true\nvalue = { count = true }")
	if d != nil || !strings.Contains(errs.Err().Error(), "手工填报的指标不能有公式") {
		t.Errorf("a manual indicator with a formula: %v", errs.Err())
	}
}
