package indicator

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// province is two cities with a district each under a provincial procuratorate.
func province(t *testing.T) Organisation {
	t.Helper()
	var errs source.List
	org := Organise(documents(t, "procuratorates", map[string]string{
		"province": "title = \"某省人民检察院\"\nshort = \"省院\"\norder = 1",
		"jia":      "title = \"甲市人民检察院\"\nshort = \"甲市院\"\norder = 2\nsuperior = \"province\"",
		"jia-east": "title = \"甲市东区人民检察院\"\nshort = \"东区院\"\norder = 3\nsuperior = \"jia\"",
		"yi":       "title = \"乙市人民检察院\"\nshort = \"乙市院\"\norder = 4\nsuperior = \"province\"",
		"yi-west":  "title = \"乙市西区人民检察院\"\nshort = \"西区院\"\norder = 5\nsuperior = \"yi\"",
	}), nil, &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return org
}

func TestAreasTakeInThoseBelow(t *testing.T) {
	org := province(t)
	var rows []caseRow
	for i, unit := range []string{"省院", "甲市院", "东区院", "乙市院", "西区院"} {
		for range 1 << i { // 1, 2, 4, 8, 16: every sum tells its parts
			rows = append(rows, caseRow{unit: unit, department: "第一检察部", accepted: period.DateOf(2025, 1, 5), concluded: period.NoDate, people: 1})
		}
	}
	var errs source.List
	count := must(t, "count", "value = { count = true }")
	c := compute(2, []*Definition{count}, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)}, org, period.Calendar{}, period.DateOf(2025, 1, 31), &errs)
	for place, want := range map[string]int64{
		"": 31, "province": 1, "province+": 31, "jia": 2, "jia+": 6, "jia-east": 4, "yi+": 24,
	} {
		k := Key{Indicator: "count", Period: period.Month(2025, 1), Procuratorate: place}
		back, ok := ParseKey(k.ID())
		if r := c.Result(back); !ok || back != k || r.State != Known || r.Numerator.N != want {
			t.Errorf("%s is %v, %v; want %d", k.ID(), r.State, r.Numerator, want)
		}
		if a := c.Accounts(k, ""); len(a) != 1 || a[0].Amount.N != want || a[0].Loaded() != len(rows) {
			t.Errorf("the rows of %s are %v", k.ID(), a)
		}
	}
	if r := c.Result(Key{Indicator: "count", Period: period.Month(2025, 1), Procuratorate: "yi-west+"}); r.Reason != NoSuchPlace {
		t.Errorf("an area of nobody: %v %s", r.State, r.Reason)
	}
}

func TestNamesOfAreas(t *testing.T) {
	org := province(t)
	for name, want := range map[string]string{
		"甲市院": "jia", "甲市院+": "jia+", "jia+": "jia+", "甲市院（含下级院）": "jia+", "东区院+": "", "丙市院": "",
	} {
		if got, ok := org.PlaceNamed(name); got != want || ok != (want != "") {
			t.Errorf("PlaceNamed(%s) = %q, %v; want %q", name, got, ok, want)
		}
	}
	if got := org.Title("jia+"); got != "甲市院（含下级院）" {
		t.Errorf("the area is called %s", got)
	}
	var ids []string
	for _, a := range org.Areas() {
		ids = append(ids, a.ID)
	}
	if want := []string{"province+", "jia+", "yi+"}; !slices.Equal(ids, want) {
		t.Errorf("areas are %v; want %v", ids, want)
	}
	if areas := office().Areas(); len(areas) != 0 {
		t.Errorf("an office without superiors has areas %v", areas)
	}
}

func TestSlipsInSuperiors(t *testing.T) {
	var errs source.List
	Organise(documents(t, "procuratorates", map[string]string{
		"jia": "title = \"甲市院\"\nsuperior = \"yi\"",
		"yi":  "title = \"乙市院\"\nsuperior = \"jia\"",
		"bin": "title = \"丙市院\"\nsuperior = \"jai\"",
	}), nil, &errs)
	got := errs.Err().Error()
	for _, want := range []string{
		"bin.md:3:13: 上级院“jai”没有文件\n  提示 是否为“jia”？",
		"jia.md:3:13: “甲市院”成了自己的上级院",
		"yi.md:3:13: “乙市院”成了自己的上级院",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
