package build

import (
	"context"
	"html"
	"strings"
	"testing"
)

// A province's tables show each area beside the procuratorates, with a number of its own.
func TestAreasStandInTheTables(t *testing.T) {
	rows := "部门受案号,承办单位,受理日期,审结日期,审查结论\n"
	for i, unit := range []string{"省院", "甲市院", "东区院", "东区院", "西区院", "西区院", "西区院"} {
		rows += "甲" + string(rune('a'+i)) + "," + unit + ",2025-03-02,2025-03-09,批准逮捕\n"
	}
	dir := folder(t, map[string]string{
		"content/data/审查逮捕.csv":                 rows,
		"content/procuratorates/province.md":    "+++\ntitle = \"某省人民检察院\"\nshort = \"省院\"\norder = 1\n+++\n",
		"content/procuratorates/jia.md":         "+++\ntitle = \"甲市人民检察院\"\nshort = \"甲市院\"\norder = 2\nsuperior = \"province\"\n+++\n",
		"content/procuratorates/east.md":        "+++\ntitle = \"甲市东区人民检察院\"\nshort = \"东区院\"\norder = 3\nsuperior = \"jia\"\n+++\n",
		"content/procuratorates/west.md":        "+++\ntitle = \"甲市西区人民检察院\"\nshort = \"西区院\"\norder = 4\nsuperior = \"jia\"\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\nwatch = true\n+++\n" + sections,
	})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	pages := contents(t, r.Out)
	page := html.UnescapeString(pages["indicators/arrest-accepted.html"])
	for id, want := range map[string]string{"jia": "1 件", "jia+": "6 件", "province+": "7 件", "all": "7 件"} {
		at := strings.Index(page, "arrest-accepted@2025-01..12@"+id+"\"")
		if at < 0 || !strings.Contains(page[at:at+200], want) {
			t.Errorf("%s does not show %s", id, want)
		}
	}
	if !strings.Contains(page, "甲市院（含下级院）") || !strings.Contains(page, `href="../procuratorates/jia-area.html"`) {
		t.Error("the area is not named, or does not lead to its portrait")
	}
	portrait := html.UnescapeString(pages["procuratorates/jia-area.html"])
	for _, want := range []string{"甲市院（含下级院）业务画像", "arrest-accepted@2025-01..12@jia+", `href="../procuratorates/west.html"`, "jia-area-indicators.html"} {
		if !strings.Contains(portrait, want) {
			t.Errorf("the area's portrait lacks %s", want)
		}
	}
	if strings.Contains(portrait, `href="../procuratorates/province.html"`) {
		t.Error("the area's portrait lists a procuratorate above it")
	}
}
