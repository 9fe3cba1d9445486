package dataset

import (
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/document"
	"anjian/internal/source"
)

func TestColumnsThatNoFileHasAreAbsent(t *testing.T) {
	tab, report, errs := load(t, arrests, "a.csv", "案号,受理日期,人数\n甲1,2025-01-01,\n", "b.csv", "案号,受理日期,结论\n甲2,2025-01-02,\n")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	var absent []string
	for i, c := range tab.Columns {
		if c.Absent {
			absent = append(absent, c.Name)
		}
		if report.Columns[i].Absent != c.Absent {
			t.Errorf("the report says of %s: absent %v", c.Name, report.Columns[i].Absent)
		}
	}
	if strings.Join(absent, " ") != "认罪认罚" || tab.Absent {
		t.Errorf("absent columns: %v, absent table: %v", absent, tab.Absent)
	}
}

func TestNoFilesMeansNotExportedYet(t *testing.T) {
	var errs source.List
	none := strings.Replace(arrests, `["*.csv", "*.xlsx", "*.xls"]`, "[]", 1)
	d := Define(document.Parse("content/datasets/arrests.md", []byte(none), &errs), &errs)
	data, err := Load(fstest.MapFS{}, "data", []*Definition{d}, Options{}, &errs)
	if err != nil || errs.Faults()+errs.Warnings() > 0 {
		t.Fatal(err, errs.Error())
	}
	if tab := data.Tables["arrests"]; !tab.Absent || tab.Rows != 0 || !tab.Column("案号").Absent {
		t.Errorf("the table is %+v", tab)
	}
	missing := strings.Replace(arrests, `files = ["*.csv", "*.xlsx", "*.xls"]`, "", 1)
	Define(document.Parse("content/datasets/arrests.md", []byte(missing), &errs), &errs)
	if errs.Faults() != 1 || !strings.Contains(errs.Error(), "没有写数据文件") {
		t.Errorf("without files: %v", errs.Error())
	}
}

// What tells the juveniles' rows may be in an export that is not there: then no row is listed.
func TestNothingIsListedUnjudged(t *testing.T) {
	const limited = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
aggregate_only = '类别 == "未成年人" or any(人员, 年龄 < 18)'
[[column]]
name = "案号"
[[column]]
name = "类别"
+++
`
	const persons = `+++
title = "人员"
files = []
[[column]]
name = "所属"
[[column]]
name = "年龄"
type = "int"
[[link]]
name = "案件"
to = "cases"
column = "所属"
key = "案号"
children = "人员"
+++
`
	files := fstest.MapFS{
		"data/案件.csv": {Data: []byte("案号,类别\n甲1,普通\n")},
		"data/人员.csv": {Data: []byte("所属,年龄\n甲1,30\n")},
	}
	listed := func(persons string) (bool, bool, *source.List) {
		var errs source.List
		defs := []*Definition{
			Define(document.Parse("content/datasets/cases.md", []byte(limited), &errs), &errs),
			Define(document.Parse("content/datasets/persons.md", []byte(persons), &errs), &errs),
		}
		data, err := Load(files, "data", defs, Options{}, &errs)
		if err != nil || errs.Err() != nil {
			t.Fatal(err, errs.Err())
		}
		return data.Listed("cases", 0), data.Judged("cases"), &errs
	}
	if shown, judged, errs := listed(persons); shown || judged || !strings.Contains(errs.Error(), "未导出“人员”") {
		t.Errorf("without the persons: listed %v, judged %v, %v", shown, judged, errs.Error())
	}
	if shown, judged, errs := listed(strings.Replace(persons, "[]", `["人员.csv"]`, 1)); !shown || !judged || errs.Warnings() > 0 {
		t.Errorf("with the persons: listed %v, judged %v, %v", shown, judged, errs.Error())
	}
}

func TestAKeyThatIsAbsentMakesNoRepetitions(t *testing.T) {
	open := strings.Replace(arrests, "required = true\nfilled = true", "filled = true", 1)
	_, _, errs := load(t, open, "a.csv", "受理日期,人数\n2025-01-01,1\n2025-01-02,1\n")
	if errs.Err() != nil || !strings.Contains(errs.Error(), "没有核对重复：导出里没有主键“案号”") {
		t.Errorf("errors: %v", errs.Error())
	}
}

// A condition over a column that not every office exports is asked where it is there, and hides
// nothing where it is not.
func TestAlsoIsAskedWhereItCanBe(t *testing.T) {
	const cases = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
aggregate_only = '部门 == "六部"'
aggregate_also = '未成年人数 > 0'
[[column]]
name = "案号"
[[column]]
name = "部门"
[[column]]
name = "未成年人数"
type = "int"
+++
`
	for _, tt := range []struct {
		export string
		want   [3]bool
	}{
		{"案号,部门,未成年人数\n甲1,一部,0\n甲2,一部,1\n甲3,六部,0\n", [3]bool{true, false, false}},
		{"案号,部门\n甲1,一部\n甲2,一部\n甲3,六部\n", [3]bool{true, true, false}},
	} {
		var errs source.List
		defs := []*Definition{Define(document.Parse("content/datasets/cases.md", []byte(cases), &errs), &errs)}
		data, err := Load(fstest.MapFS{"data/案件.csv": {Data: []byte(tt.export)}}, "data", defs, Options{}, &errs)
		if err != nil || errs.Err() != nil {
			t.Fatal(err, errs.Err())
		}
		got := [3]bool{data.Listed("cases", 0), data.Listed("cases", 1), data.Listed("cases", 2)}
		if got != tt.want || !data.Judged("cases") {
			t.Errorf("%q lists %v, want %v; judged %v", tt.export, got, tt.want, data.Judged("cases"))
		}
	}
}
