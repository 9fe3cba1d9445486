package dataset

import (
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
