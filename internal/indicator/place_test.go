package indicator

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

type linkedSchema struct {
	schema
	parent formula.Schema
}

func (s linkedSchema) Parent(name string) (formula.Schema, bool) { return s.parent, name == "案件" }
func (s linkedSchema) Links() []string                           { return []string{"案件"} }

// people are the persons of cases: they have neither unit nor dates of their own.
func people(cases *table.Table, caseOf []string, ages []int64) (*roleSet, *table.Table, map[string]*roleSet) {
	roles := caseRoles()
	roles["people"] = &roleSet{
		id: "people", title: "人员", unit: "人",
		schema: linkedSchema{schema{"案号": {Type: table.Text}, "年龄": {Type: table.Int}}, roles["cases"].schema},
		links:  []roleLink{{"案件", roles["cases"]}},
	}
	numbers := &table.Column{Name: "案号", Dict: []string{""}}
	for _, id := range caseOf {
		numbers.Codes.Append(uint32(len(numbers.Dict)))
		numbers.Dict = append(numbers.Dict, id)
	}
	t := &table.Table{Name: "people", Rows: len(caseOf), Columns: []*table.Column{numbers, {Name: "年龄", Type: table.Int, Nums: table.NumsOf(ages...)}}}
	keys := &table.Column{Name: "案号", Dict: []string{""}}
	for i := range cases.Rows {
		keys.Codes.Append(uint32(i + 1))
		keys.Dict = append(keys.Dict, string(rune('甲'))+string(rune('0'+i)))
	}
	cases.Columns = append(cases.Columns, keys)
	table.Join(t, "案号", cases, "案号", "案件", "")
	return roles["people"], t, roles
}

func TestRowsBelongWhereTheirParentBelongs(t *testing.T) {
	cases := tableOf([]caseRow{
		{unit: "东区院", department: "第一检察部", accepted: period.DateOf(2025, 1, 5), concluded: period.NoDate},
		{unit: "西院", department: "第二检察部", accepted: period.DateOf(2025, 2, 5), concluded: period.DateOf(2025, 2, 9)},
	})
	_, persons, roles := people(cases, []string{"甲0", "甲1", "甲1", "丙9"}, []int64{17, 30, 16, 15})
	var errs source.List
	doc := document.Parse("content/indicators/x.md", []byte("+++\ntitle = \"未成年人\"\nunit = \"人\"\nline = \"未\"\ndimension = \"数量\"\ndataset = \"people\"\nvalue = { count = true, where = '年龄 < 18' }\n+++\n"+body), &errs)
	d := define(doc, roles, &errs)
	if d == nil {
		t.Fatal(errs.Err())
	}
	if got := d.Value[0].Date.Text(); got != "案件.受理日期" {
		t.Errorf("persons are dated by %s", got)
	}
	c := compute(2, []*Definition{d}, roles, map[string]*table.Table{"cases": cases, "people": persons}, office(), period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
	for _, tt := range []struct {
		k    Key
		want int64
	}{
		{Key{"x", period.Year(2025), "", ""}, 2}, // the orphan has no date
		{Key{"x", period.Month(2025, 1), "east", ""}, 1},
		{Key{"x", period.Month(2025, 2), "west", "第二检察部"}, 1},
		{Key{"x", period.Month(2025, 2), "west", "第一检察部"}, 0},
	} {
		if got := c.Result(tt.k); got.State != Known || got.Numerator.N != tt.want {
			t.Errorf("%s = %v (%v %s); want %d", tt.k.ID(), got.Numerator, got.State, got.Reason, tt.want)
		}
	}
	left := c.Accounts(Key{"x", period.Year(2025), "", ""}, "")[0].LeftOut
	if !slices.Equal(left, []LeftOut{{EmptyDate, 1}}) {
		t.Errorf("left out: %v", left)
	}
	if want := []string{"第一检察部", "第二检察部"}; !slices.Equal(c.Organisation.Departments, want) {
		t.Errorf("departments %v; want %v", c.Organisation.Departments, want)
	}
}

func TestUnknownProcuratorateIsAnErrorWithItsRow(t *testing.T) {
	rows := monthly(2025, 1, 1, 3)
	rows[1].unit = "东区園"
	var errs source.List
	compute(2, []*Definition{must(t, "rate", goodRate)}, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)}, office(), period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
	if errs.Faults() != 1 || !strings.Contains(errs.Err().Error(), "cases:2: 没有检察院“东区園”\n  提示 是否为“东区院”？") {
		t.Errorf("got %v", errs.Err())
	}
}

func TestRowsLeftOutAreCountedByReason(t *testing.T) {
	day := period.DateOf(2025, 1, 5)
	rows := []caseRow{
		{unit: "东区院", accepted: day, people: 3},
		{unit: "东区院", accepted: period.NoDate, people: 1},
		{unit: "东区院", accepted: period.DateOf(2026, 1, 1), people: 1},
		{unit: "东区院", accepted: period.DateOf(1925, 1, 1), people: 1},
		{unit: "", accepted: day, people: 1},
		{unit: "东区院", accepted: day, people: table.NoNum},
		{unit: "西院", accepted: period.NoDate, people: 1},
	}
	c := cubeOf(t, rows, period.Calendar{}, "2025-03-31", must(t, "sum", "value = { sum = '人数' }"))
	for _, tt := range []struct {
		place string
		want  []LeftOut
	}{
		{"", []LeftOut{{EmptyDate, 2}, {AfterCutoff, 1}, {TooOld, 1}, {WithoutPlace, 1}, {EmptyValue, 1}}},
		{"east", []LeftOut{{EmptyDate, 1}, {AfterCutoff, 1}, {TooOld, 1}, {EmptyValue, 1}}},
		{"west", []LeftOut{{EmptyDate, 1}}},
	} {
		a := c.Accounts(Key{"sum", period.Month(2025, 1), tt.place, ""}, "")[0]
		if !slices.Equal(a.LeftOut, tt.want) {
			t.Errorf("in %q left out: %v; want %v", tt.place, a.LeftOut, tt.want)
		}
	}
}

func TestOrganise(t *testing.T) {
	var errs source.List
	var docs []*document.Document
	for id, front := range map[string]string{
		"west": "title = \"某市西区人民检察院\"\nshort = \"西区院\"\ncode = \"3602\"\naliases = [\"西院\"]\norder = 2\nlevel = \"基层\"",
		"city": "title = \"某市人民检察院\"\nshort = \"市院\"\norder = 1\nlevel = \"市\"",
		"east": "title = \"某市东区人民检察院\"\nshort = \"西院\"\norder = 3\nlevel = \"基层\"",
	} {
		docs = append(docs, document.Parse("content/procuratorates/"+id+".md", []byte("+++\n"+front+"\n+++\n"), &errs))
	}
	org := Organise(docs, nil, &errs)
	if got := org.Procuratorates[0].ID + org.Procuratorates[1].ID; got != "citywest" {
		t.Errorf("order is %s…", got)
	}
	if errs.Faults() != 1 || !strings.Contains(errs.Err().Error(), "名称“西院”已属于") {
		t.Errorf("got %v", errs.Err())
	}
	if p, ok := org.Named("3602"); !ok || p.ID != "west" || org.Title("west") != "西区院" || org.Title("") != "全市" {
		t.Errorf("names: %v %v", p, ok)
	}
}

// All together are called as the highest procuratorate says, or by its level.
func TestWhatAllTogetherAreCalled(t *testing.T) {
	below := Procuratorate{ID: "b", Short: "乙市院", Level: "市", Superior: "a"}
	for _, tt := range []struct {
		top  Procuratorate
		want string
	}{
		{Procuratorate{ID: "a", Level: "省"}, "全省"},
		{Procuratorate{ID: "a", Level: "市"}, "全市"},
		{Procuratorate{ID: "a", Level: "市", AreaName: "全州"}, "全州"},
		{Procuratorate{ID: "a"}, "全部单位"},
	} {
		org := Organisation{Procuratorates: []Procuratorate{tt.top, below}}
		if got := org.Title(""); got != tt.want {
			t.Errorf("%+v: %s; want %s", tt.top, got, tt.want)
		}
	}
}

func TestDepartmentsAreInTheOrderOfTheirNumbers(t *testing.T) {
	names := []string{"案件管理办公室", "第十一检察部", "第三检察部", "第二检察部", "第四检察部", "第一检察部"}
	slices.SortFunc(names, numbered)
	if got := strings.Join(names, " "); got != "第一检察部 第二检察部 第三检察部 第四检察部 第十一检察部 案件管理办公室" {
		t.Errorf("got %s", got)
	}
}
