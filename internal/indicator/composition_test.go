package indicator

import (
	"strings"
	"testing"

	"anjian/internal/source"
)

// shareOfWhole is a share with the given composition.
func shareOfWhole(name, composition, denominator string) string {
	return "title = \"" + name + "\"\nnumerator = { count = true, where = '审查结论 == \"批准逮捕\"' }\ndenominator = " + denominator + "\ncomposition = " + composition
}

func TestCompositions(t *testing.T) {
	const all, some = "{ count = true }", "{ count = true, where = '人数 > 1' }"
	defs := []*Definition{
		must(t, "b", shareOfWhole("乙", `{ of = "构成", part = "二" }`, all)),
		must(t, "x", goodRate),
		must(t, "c", shareOfWhole("丙", `{ of = "另一构成", part = "一" }`, some)),
		must(t, "a", shareOfWhole("甲", `{ of = "构成", part = "一" }`, all)),
		must(t, "d", shareOfWhole("丁", `{ of = "另一构成", part = "二" }`, some)),
	}
	got := Compositions(defs)
	if len(got) != 2 || got[0].Title != "构成" || got[1].Title != "另一构成" || len(got[0].Parts) != 2 || got[0].Parts[1] != defs[3] {
		t.Errorf("compositions are %+v", got)
	}
	var errs source.List
	if checkCompositions(defs, &errs); errs.Faults() > 0 {
		t.Error(errs.Err())
	}
}

func TestSlipsInAComposition(t *testing.T) {
	const all = "{ count = true }"
	for _, tt := range []struct{ first, second, want string }{
		{shareOfWhole("甲", `{ of = "构成" }`, all), "", "“composition”没有写全"},
		{shareOfWhole("甲", `{ of = "构成", part = "一" }`, all), goodRate, "构成“构成”有 1 项"},
		{
			shareOfWhole("甲", `{ of = "构成", part = "一" }`, all), shareOfWhole("乙", `{ of = "构成", part = "二" }`, "{ count = true, where = '人数 > 1' }"),
			"content/indicators/y.md:5:15: “乙”的分母与构成“构成”的第一项“甲”不同\n  提示 同一构成的各项写同样的 denominator",
		},
		{shareOfWhole("甲", `{ of = "构成", part = "一" }`, all), shareOfWhole("乙", `{ of = "构成", part = "一" }`, all), "有两项都叫“一”"},
		{shareOfWhole("甲", `{ of = "构成", part = "一" }`, all), "title = \"乙\"\nvalue = { count = true }\ncomposition = { of = \"构成\", part = \"二\" }", "应是由分子、分母算出的占比"},
	} {
		x, errs := parse(t, "x", tt.first)
		if x != nil && tt.second != "" {
			checkCompositions([]*Definition{x, must(t, "y", tt.second)}, errs)
		}
		if got := errs.Error(); !strings.Contains(got, tt.want) {
			t.Errorf("%s\n%s\ngives %s; want %s", tt.first, tt.second, got, tt.want)
		}
	}
}
