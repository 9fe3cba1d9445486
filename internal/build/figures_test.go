package build

import (
	"context"
	"strings"
	"testing"
)

// A number entered by hand is marked on every page that shows it, with who entered it and from what.
func TestNumbersEnteredByHandAreMarked(t *testing.T) {
	dir := folder(t, map[string]string{
		"content/procuratorates/city.md": "+++\ntitle = \"某市人民检察院\"\nshort = \"市院\"\nlevel = \"市\"\n+++\n",
		"content/indicators/poll.md":     "+++\ntitle = \"第三方满意率\"\nline = \"综合\"\ndimension = \"效果\"\nunit = \"人\"\nmanual = true\nformat = \"percent\"\n+++\n" + sections,
		"content/figures/poll-2025.md": "+++\ntitle = \"调查\"\nindicator = \"poll\"\nauthor = \"案件管理办公室\"\ndate = 2026-01-08\ndocument = \"调查报告\"\n" +
			"[[figure]]\nperiod = \"2025-01..12\"\nnumerator = 965\ndenominator = 1000\n+++\n",
		"content/reports/year.md": "+++\ntitle = \"年度分析\"\ndate = 2026-01-10\nstatus = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2026-01-10\nperiod = \"2025-12\"\n+++\n## 总体\n\n满意率 {{第三方满意率 2025-01..12}}。\n",
	})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	pages := contents(t, r.Out)
	for name, wants := range map[string][]string{
		"indicators/poll.html": {"96.5%（手工）", "手工填报：案件管理办公室，2026年1月8日，依据调查报告", "手工填报的分子"},
		"reports/year.html":    {"96.5%（手工）", "手工填报：案件管理办公室"},
	} {
		for _, want := range wants {
			if !strings.Contains(pages[name], want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
}
