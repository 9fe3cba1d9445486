package build

import (
	"context"
	"strings"
	"testing"
)

// What became of files and rows stands on the data page: months without a file up to the cut-off,
// files that are copies, rows that a later export replaces.
func TestTheDataPageTellsTheFateOfFiles(t *testing.T) {
	row := func(key, day string) string {
		return "部门受案号,承办单位,受理日期,审结日期,审查结论\n甲1,东区院,2025-01-02,,\n" + key + ",东区院," + day + ",,\n"
	}
	dir := folder(t, map[string]string{
		"content/data/逮捕-2025-01.csv":      row("甲2", "2025-01-03"),
		"content/data/逮捕-2025-02.csv":      row("甲3", "2025-02-03"),
		"content/data/逮捕-2025-04.csv":      row("甲4", "2025-04-03"),
		"content/data/逮捕-2025-04 (1).csv":  row("甲4", "2025-04-03"),
		"content/procuratorates/east.md":   "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrests.md":      strings.Replace(emptyDataset, `files = ["审查逮捕.csv"]`, "files = [\"逮捕-*.csv\"]\nevery = \"month\"\noverlap = \"latest\"", 1),
		"content/indicators/accepted-x.md": "+++\ntitle = \"受理\"\nline = \"刑事检察\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrests\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
	})
	r, err := Run(context.Background(), Options{Dir: dir, Cutoff: "2025-06-30"})
	if err != nil {
		t.Fatal(err)
	}
	page := contents(t, r.Out)["data/index.html"]
	for _, want := range []string{
		"2025年3月、2025年5月至2025年6月", // nothing for May and June either
		"被较新的行取代 1 行", "与 逮捕-2025-04 (1).csv 完全相同，没有再读", "逮捕-*",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the data page lacks %q", want)
		}
	}
	if got := r.Findings.Error(); !strings.Contains(got, "缺 1 个月的文件：2025年3月") || r.Rows != 4 {
		t.Errorf("%d rows, findings\n%s", r.Rows, got)
	}
}
