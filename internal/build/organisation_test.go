package build

import (
	"context"
	"os"
	"path/filepath"
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
		"content/departments/second.md":         "+++\ntitle = \"第二检察部\"\nformer_names = [{ name = \"公诉二科\", until = 2019-03-31 }]\n+++\n",
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

// Months from the 26th to the 25th: a case of 26 December counts in January of the next year, and
// pages say from when to when their months run.
func TestMonthsThatEndOnTheTwentyFifth(t *testing.T) {
	rows := "部门受案号,承办单位,受理日期,审结日期,审查结论\n"
	for i, day := range []string{"2023-12-26", "2024-01-25", "2024-01-26", "2024-12-25", "2024-12-26", "2025-01-25", "2025-01-26", "2025-02-25", "2025-03-25"} {
		rows += "甲" + string(rune('a'+i)) + ",东区院," + day + "," + day + ",批准逮捕\n"
	}
	dir := folder(t, map[string]string{
		"content/data/审查逮捕.csv":                 rows,
		"content/procuratorates/east.md":        "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
	})
	config := "version = 1\ncutoff = 2025-03-25\n[site]\nowner = \"某市人民检察院\"\n[calendar]\nmonth_ends_on = 25\n"
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"2024": "2024年（2023年12月26日至2024年12月25日）\n  4 件", "2024-01": "2 件", "2025-01": "2025年1月（2024年12月26日至2025年1月25日）\n  2 件",
		"2025Q1": "5 件", "2025-02": "2025年2月（1月26日至2月25日）\n  2 件", "2025-03": "1 件", "2024H2": "1 件", "2025-01..02": "4 件",
	} {
		e, err := Explain(context.Background(), Options{Dir: dir}, "arrest-accepted@"+id+"@all", 0)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := e.Write(&out); err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(out.String(), "　全部单位", ""); !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nlacks %s", id, got, want)
		}
	}
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	pages := contents(t, r.Out)
	for name, want := range map[string]string{
		"index.html":                      "2025年3月（2月26日至3月25日）业务总览",
		"indicators/arrest-accepted.html": "2025年1—3月（2024年12月26日至2025年3月25日）",
	} {
		if !strings.Contains(pages[name], want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
}
