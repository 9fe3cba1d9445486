package build

import (
	"context"
	"strings"
	"testing"
)

// An ended procuratorate stands in the tables of the time in which it existed, marked, and nowhere
// else; its successor is compared with nothing from before.
func TestAnEndedProcuratorateKeepsItsHistory(t *testing.T) {
	rows := "部门受案号,承办单位,受理日期,审结日期,审查结论\n"
	for _, r := range []string{"2023-11", "2024-02", "2024-05", "2024-06", "2024-09", "2024-11"} {
		unit := "东区院"
		if r > "2024-06" {
			unit = "西区院"
		}
		rows += "甲" + r + "," + unit + "," + r + "-02," + r + "-09,批准逮捕\n"
		rows += "乙" + r + ",西区院," + r + "-02," + r + "-09,批准逮捕\n"
	}
	files := map[string]string{
		"content/data/审查逮捕.csv":                 rows,
		"content/procuratorates/city.md":        "+++\ntitle = \"某市人民检察院\"\nshort = \"市院\"\nlevel = \"市\"\n+++\n",
		"content/procuratorates/east.md":        "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\nuntil = 2024-06-30\nsuccessor = \"west\"\n+++\n",
		"content/procuratorates/west.md":        "+++\ntitle = \"某市西区人民检察院\"\nshort = \"西区院\"\nformer_names = [{ name = \"城西院\", until = 2020-12-31 }]\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
	}
	build := func(cutoff string) map[string]string {
		t.Helper()
		r, err := Run(context.Background(), Options{Dir: folder(t, files), Cutoff: cutoff})
		if err != nil {
			t.Fatal(err)
		}
		return contents(t, r.Out)
	}
	pages := build("2024-12-31")
	indicator := pages["indicators/arrest-accepted.html"]
	for _, want := range []string{"东区院（2024年6月30日止）", "机构调整（2024年7月1日“东区院”并入）"} {
		if !strings.Contains(indicator, want) {
			t.Errorf("the indicator's page lacks %q", want)
		}
	}
	if index := pages["procuratorates/index.html"]; !strings.Contains(index, "已撤销或尚未设立") || !strings.Contains(index, "2024年7月1日并入西区院") {
		t.Error("the index of portraits does not say what became of 东区院")
	}
	if front := pages["index.html"]; !strings.Contains(front, "全市 1 个基层院") {
		t.Error("the overview still counts 东区院")
	}
	if portrait := pages["procuratorates/west.html"]; !strings.Contains(portrait, "原名“城西院”（2020年12月31日止）") || !strings.Contains(portrait, "2024年7月1日“东区院”并入") {
		t.Error("the successor's portrait does not tell its history")
	}
	if later := build("2026-01-31")["indicators/arrest-accepted.html"]; strings.Contains(later, "东区院（") {
		t.Error("东区院 stands in a table of years in which it did not exist")
	}
	if before := build("2024-05-31")["indicators/arrest-accepted.html"]; strings.Contains(before, "东区院（") || !strings.Contains(before, "东区院") {
		t.Error("东区院 is marked as ended before it ended")
	}
}
