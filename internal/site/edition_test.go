package site

import (
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/indicator"
	"anjian/internal/period"
)

func TestRunningFoot(t *testing.T) {
	o := &Office{Owner: "江渚市人民检察院", Edition: edition.Internal(), Cube: &indicator.Cube{
		Cutoff: period.DateOf(2025, 12, 31),
		Organisation: indicator.Organisation{Procuratorates: []indicator.Procuratorate{
			{ID: "a", Name: "甲区人民检察院"}, {ID: "b", Name: "乙区人民检察院"}, {ID: "c", Name: "丙区人民检察院"}, {ID: "d", Name: "丁区人民检察院"},
		}},
	}}
	for _, tt := range []struct {
		edition edition.Edition
		want    string
	}{
		{edition.Internal(), "内部版　江渚市人民检察院　数据截至 2025-12-31"},
		{edition.Internal().Within([]string{"b"}), "内部版　乙区人民检察院　江渚市人民检察院　数据截至 2025-12-31"},
		{edition.Leaders().Within([]string{"c", "a"}), "领导版　甲区人民检察院、丙区人民检察院　江渚市人民检察院　数据截至 2025-12-31"},
		{edition.Leaders().Within([]string{"a", "b", "c", "d"}), "领导版　甲区人民检察院、乙区人民检察院等 4 个院　江渚市人民检察院　数据截至 2025-12-31"},
		{edition.ForHandout("2025-congress", "02"), "对外提供稿　第 02 份　江渚市人民检察院　数据截至 2025-12-31"},
	} {
		o.Edition = tt.edition
		if got := o.RunningFoot(); got != tt.want {
			t.Errorf("the foot of %s is %q; want %q", tt.edition.Key(), got, tt.want)
		}
	}
}

// Words of an office do not leave the string that they stand in.
func TestRunningFootStaysAString(t *testing.T) {
	got := runningFoot("a\"; } body { display: none } \\</style>\n")
	if strings.Count(got, `"`) != 4 || strings.Contains(got, "</style") || strings.Count(got, "\n") != 1 {
		t.Errorf("the rule reads %s", got)
	}
	if runningFoot("") != "" {
		t.Error("no words make a rule")
	}
}
