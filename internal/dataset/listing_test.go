package dataset

import (
	"fmt"
	"testing"
	"testing/fstest"

	"anjian/internal/document"
	"anjian/internal/source"
)

// A register names the juveniles' cases too; its lines are no more listed than the cases are. A link
// that is optional leaves no orphans.
func TestLinesAboutUnlistedCases(t *testing.T) {
	const cases = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
aggregate_only = '类别 == "未成年人"'
[[column]]
name = "案号"
[[column]]
name = "类别"
+++
`
	const register = `+++
title = "登记"
files = ["登记.csv"]
key = ["编号"]
[[column]]
name = "编号"
[[column]]
name = "所属"
[[link]]
name = "案件"
to = "cases"
column = "所属"
key = "案号"
children = "检查"
optional = true
+++
`
	const notes = `+++
title = "附注"
files = ["附注.csv"]
[[column]]
name = "检查"
[[link]]
name = "登记"
to = "register"
column = "检查"
key = "编号"
+++
`
	files := fstest.MapFS{
		"data/案件.csv": {Data: []byte("案号,类别\n甲1,普通\n甲2,未成年人\n")},
		"data/登记.csv": {Data: []byte("编号,所属\n1,甲1\n2,甲2\n3,乙9\n")},
		"data/附注.csv": {Data: []byte("检查\n2\n1\n")},
	}
	var errs source.List
	defs := []*Definition{ // children first: what they hang on comes later
		Define(document.Parse("content/datasets/notes.md", []byte(notes), &errs), &errs),
		Define(document.Parse("content/datasets/register.md", []byte(register), &errs), &errs),
		Define(document.Parse("content/datasets/cases.md", []byte(cases), &errs), &errs),
	}
	data, err := Load(files, "data", defs, Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	for _, tt := range []struct {
		id   string
		row  int
		want bool
	}{{"cases", 0, true}, {"cases", 1, false}, {"register", 0, true}, {"register", 1, false}, {"register", 2, true}, {"notes", 0, false}, {"notes", 1, true}} {
		if got := data.Listed(tt.id, tt.row); got != tt.want {
			t.Errorf("Listed(%s, %d) = %v", tt.id, tt.row, got)
		}
	}
	if r := data.Reports[1]; len(r.Orphans) != 0 {
		t.Errorf("orphans: %v", r.Orphans)
	}
}

// A young victim in a register hides the case, the case before it and every line about them; a
// register that says nothing of victims hides no case.
func TestCasesAboutUnlistedLines(t *testing.T) {
	const arrests = `+++
title = "捕案"
files = ["捕案.csv"]
[[column]]
name = "统一号"
+++
`
	const cases = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
[[column]]
name = "案号"
[[column]]
name = "统一号"
[[link]]
name = "捕案"
to = "arrests"
column = "统一号"
key = "统一号"
children = "诉案"
optional = true
+++
`
	const lines = `+++
title = "%s"
files = ["%[1]s.csv"]
%s
[[column]]
name = "案号"
[[column]]
name = "未成年"
[[link]]
name = "案件"
to = "cases"
column = "案号"
key = "案号"
children = "%[1]s"
+++
`
	for _, tt := range []struct {
		victims string
		want    map[string][]bool
	}{
		{"案号,未成年\n甲1,否\n甲2,是\n", map[string][]bool{"arrests": {true, false}, "cases": {true, false, true}, "victims": {true, false}, "property": {true, false, true}}},
		{"案号\n甲1\n甲2\n", map[string][]bool{"arrests": {true, true}, "cases": {true, true, true}, "victims": {false, false}, "property": {true, true, true}}},
	} {
		files := fstest.MapFS{
			"data/捕案.csv":  {Data: []byte("统一号\nA\nB\n")},
			"data/案件.csv":  {Data: []byte("案号,统一号\n甲1,A\n甲2,B\n甲3,\n")},
			"data/被害人.csv": {Data: []byte(tt.victims)},
			"data/财物.csv":  {Data: []byte("案号,未成年\n甲1,\n甲2,\n甲3,\n")},
		}
		var errs source.List
		var defs []*Definition
		for _, one := range []struct{ id, text string }{
			{"arrests", arrests},
			{"cases", cases},
			{"victims", fmt.Sprintf(lines, "被害人", `aggregate_only = '未成年 == "是"'`)},
			{"property", fmt.Sprintf(lines, "财物", "")},
		} {
			defs = append(defs, Define(document.Parse("content/datasets/"+one.id+".md", []byte(one.text), &errs), &errs))
		}
		data, err := Load(files, "data", defs, Options{}, &errs)
		if err != nil || errs.Err() != nil {
			t.Fatal(err, errs.Err())
		}
		for id, want := range tt.want {
			for row, listed := range want {
				if got := data.Listed(id, row); got != listed {
					t.Errorf("with %q: Listed(%s, %d) = %v", tt.victims, id, row, got)
				}
			}
		}
	}
}
