package dataset

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/document"
	"anjian/internal/source"
)

const leaveOutCases = `+++
title = "案件"
files = ["案件-*.csv"]
key = ["案号"]
procuratorate = "单位"
[[column]]
name = "案号"
[[column]]
name = "单位"
[[column]]
name = "类别"
[[withhold]]
class = "危害国家安全犯罪"
where = '类别 == "国安"'
+++
`

const leaveOutPersons = `+++
title = "人员"
files = ["人员.csv"]
[[column]]
name = "案"
[[column]]
name = "备注"
[[link]]
name = "案件"
to = "cases"
column = "案"
key = "案号"
children = "涉案人员"
+++
`

func loadLeavingOut(t *testing.T, o Options, cases string) (*Data, *source.List) {
	t.Helper()
	files := fstest.MapFS{
		"data/案件-东.csv": {Data: []byte("案号,单位,类别\n东1,东院,普通\n东2,东院,国安\n东3,东院,普通\n")},
		"data/案件-西.csv": {Data: []byte("案号,单位,类别\n西1,西院,普通\n西2,,普通\n")},
		"data/人员.csv":   {Data: []byte("案,备注\n东1,甲\n东2,乙\n西1,丙\n无此案,丁\n西2,戊\n东3,己\n")},
	}
	errs := new(source.List)
	var defs []*Definition
	for id, text := range map[string]string{"cases": cases, "persons": leaveOutPersons} {
		defs = append(defs, Define(document.Parse("content/datasets/"+id+".md", []byte(text), errs), errs))
	}
	slices.SortFunc(defs, func(a, b *Definition) int { return strings.Compare(a.ID, b.ID) })
	data, err := Load(files, "data", defs, o, errs)
	if err != nil {
		t.Fatal(err)
	}
	return data, errs
}

// words lists the cells of a column, and what its dictionary still knows.
func words(data *Data, id, column string) (cells, dict []string) {
	c := data.Tables[id].Column(column)
	for row := range data.Tables[id].Rows {
		cells = append(cells, c.Word(row))
	}
	return cells, c.Dict[1:]
}

// Rows of a withheld class go with all that tells of them; of a scope, not a word of others remains.
func TestLeaveOut(t *testing.T) {
	east := func(word string) bool { return word == "东院" }
	for _, tt := range []struct {
		name           string
		o              Options
		cases, persons string
		orphans        int
		withheld       string
		files          int
	}{
		{"withheld", Options{}, "[东1 东3 西1 西2]", "[甲 丙 丁 戊 己]", 1, "1 1", 2},
		{"included", Options{Included: []string{"危害国家安全犯罪"}}, "[东1 东2 东3 西1 西2]", "[甲 乙 丙 丁 戊 己]", 1, "0 0", 2},
		{"scope", Options{Covers: east}, "[东1 东3]", "[甲 己]", 0, "1 1", 1},
		{"scope, included", Options{Covers: east, Included: []string{"危害国家安全犯罪"}}, "[东1 东2 东3]", "[甲 乙 己]", 0, "0 0", 1},
	} {
		data, errs := loadLeavingOut(t, tt.o, leaveOutCases)
		if errs.Faults() > 0 {
			t.Fatalf("%s: %v", tt.name, errs.Err())
		}
		cases, knownCases := words(data, "cases", "案号")
		persons, knownPersons := words(data, "persons", "备注")
		if got := fmt.Sprint(cases); got != tt.cases || fmt.Sprint(knownCases) != got {
			t.Errorf("%s: cases %s, dictionary %v; want %s", tt.name, got, knownCases, tt.cases)
		}
		if got := fmt.Sprint(persons); got != tt.persons || fmt.Sprint(knownPersons) != got {
			t.Errorf("%s: persons %s, dictionary %v; want %s", tt.name, got, knownPersons, tt.persons)
		}
		r := data.Reports
		if got := fmt.Sprint(r[0].Withheld, r[1].Withheld); got != tt.withheld {
			t.Errorf("%s: withheld %s, want %s", tt.name, got, tt.withheld)
		}
		if got := r[1].Orphans[0].Rows; got != tt.orphans {
			t.Errorf("%s: %d orphans, want %d", tt.name, got, tt.orphans)
		}
		if len(r[0].Files) != tt.files || r[0].Rows != len(cases) || r[0].Columns[0].Empty != 0 {
			t.Errorf("%s: the report tells of %d files and %d rows", tt.name, len(r[0].Files), r[0].Rows)
		}
		for row := range data.Tables["persons"].Rows {
			parent := data.Tables["persons"].Links[0].Row[row]
			if parent >= 0 && data.Tables["cases"].Column("案号").Word(int(parent)) != data.Tables["persons"].Column("案").Word(row) {
				t.Errorf("%s: row %d of persons leads to another case", tt.name, row)
			}
		}
	}
}

// Nobody may read on where it cannot be told which rows are withheld.
func TestUnjudgedRowsStopTheRun(t *testing.T) {
	_, errs := loadLeavingOut(t, Options{}, strings.Replace(leaveOutCases, `name = "类别"`, `name = "类型"`, 1))
	if err := errs.Err(); err == nil || !strings.Contains(err.Error(), "类别") {
		t.Errorf("a condition over an unknown column: %v", err)
	}
	_, errs = loadLeavingOut(t, Options{}, strings.Replace(leaveOutCases, `name = "类别"`, "name = \"专项\"\n[[column]]\nname = \"类别\"\naliases = [\"类型\"]", 1))
	if errs.Faults() > 0 {
		t.Errorf("the column is there: %v", errs.Err())
	}
	unexported := strings.ReplaceAll(strings.ReplaceAll(leaveOutCases, `name = "类别"`, `name = "专项"`), "类别 ==", "专项 ==")
	_, errs = loadLeavingOut(t, Options{}, unexported)
	if err := errs.Err(); err == nil || !strings.Contains(err.Error(), "不能判断哪些行属于“危害国家安全犯罪”") {
		t.Errorf("a column that was not exported: %v", err)
	}
}

// Names are those of all columns of people; who is a party anywhere is no mere handler.
func TestNames(t *testing.T) {
	files := fstest.MapFS{"data/甲.csv": {Data: []byte("号,姓名,承办\n1,赵小明,钱大有\n2,钱大有,孙立\n3,赵小明,孙立\n")}}
	errs := new(source.List)
	d := Define(document.Parse("content/datasets/a.md", []byte(`+++
title = "甲"
files = ["甲.csv"]
[[column]]
name = "号"
[[column]]
name = "姓名"
person = "当事人"
[[column]]
name = "承办"
person = "承办人"
+++
`), errs), errs)
	data, err := Load(files, "data", []*Definition{d}, Options{}, errs)
	if err != nil || errs.Faults() > 0 {
		t.Fatal(err, errs.Err())
	}
	if got, want := fmt.Sprint(data.Names()), "[{孙立 true} {赵小明 false} {钱大有 false}]"; got != want {
		t.Errorf("Names() = %s, want %s", got, want)
	}
}
