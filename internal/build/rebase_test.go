package build

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A re-base must say why, who decided it, and lie in the series it is about: a slip would silently
// change nothing.
func TestRebasesMustFitTheSeries(t *testing.T) {
	files := func(event string) map[string]string {
		var rows strings.Builder
		rows.WriteString("部门受案号,承办单位,受理日期,审结日期,审查结论\n")
		for i := range 24 {
			for k := range 5 + i%2 {
				fmt.Fprintf(&rows, "甲%d-%d,东区院,20%d-%02d-%02d,,\n", i, k, 24+i/12, 1+i%12, 3+k)
			}
		}
		return map[string]string{
			"content/data/审查逮捕.csv":            rows.String(),
			"content/procuratorates/east.md":   "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
			"content/datasets/arrests.md":      emptyDataset,
			"content/indicators/accepted-x.md": "+++\ntitle = \"受理\"\nline = \"刑事检察\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrests\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
			"content/events/again.md":          "+++\ntitle = \"重设\"\nkind = \"rebase\"\n" + event + "+++\n正文\n",
		}
	}
	whole := "reason = \"口径清理后水平不同\"\nauthor = \"案件管理办公室\"\nindicators = [\"accepted-x\"]\n"
	for _, tt := range []struct{ event, want string }{
		{"date = 2023-06-01\n" + whole, "content/events/again.md:4:8: 重设基线的日期 2023-06-01 不在指标“受理（全部单位）”的序列内\n  提示 写 2024-02-01 至 2025-12-31 之间的一天"},
		{"date = 2024-01-15\n" + whole, "again.md:4:8: 重设基线的日期 2024-01-15 不在"}, // the first month starts a segment anyway
		{"date = 2026-01-01\n" + whole, "again.md:4:8: 重设基线的日期 2026-01-01 不在"},
		{"date = 2025-02-30\n" + whole, "content/events/again.md:4"}, // no such day
		{"date = 2026-01-01\nprocuratorates = [\"east\"]\n" + whole, "“受理（东区院）”"},
		{"date = 2025-01-01\nindicators = [\"accepted-x\"]\nauthor = \"某人\"\n", "again.md:3:9: 重设基线须写明理由和作出人"},
		{"date = 2025-01-01\nreason = \"理由\"\nauthor = \"某人\"\n", "again.md:3:9: 重设基线没有写明指标"},
	} {
		_, err := Run(context.Background(), Options{Dir: folder(t, files(tt.event))})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s\n%v\nwant %s", tt.event, err, tt.want)
		}
	}
	r, err := Run(context.Background(), Options{Dir: folder(t, files("date = 2025-01-01\n"+whole))})
	if err != nil {
		t.Fatal(err)
	}
	if page := contents(t, r.Out)["indicators/accepted-x.html"]; !strings.Contains(page, "重设基线：2025年1月1日起重新计算，理由是“口径清理后水平不同”（案件管理办公室）。") {
		t.Error("the re-base is not listed under the chart")
	}
}
