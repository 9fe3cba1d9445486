package build

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// What an editor typed beside the name of an indicator is held against the data; the site is built
// all the same, for the data may be at fault.
func TestProseIsHeldAgainstTheData(t *testing.T) {
	files := map[string]string{}
	polls(files, "poll", func(m int) (int, bool) { return 80 + m/12, true }) // 80, 81, 82 of 100
	files["content/reports/r.md"] = "+++\ntitle = \"分析\"\ndate = 2025-12-28\nstatus = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-28\ndepartment = \"案件管理办公室\"\nform = \"analysis\"\nperiod = \"2025-12\"\n+++\n" +
		"## 总体\n\n本月poll率 82.0%，同比上升 1.0 个百分点。\n\n本月poll率 85.0%，\n**同比下降**；去年同期为 81.0%。\n\n本月poll率 {{poll率 2025-12}}，同比上升 1.0%。\n"
	report, err := Run(context.Background(), Options{Dir: folder(t, files)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range report.Findings.Sorted() {
		if strings.HasSuffix(e.Pos.File, "r.md") {
			got = append(got, e.Pos.String()+" "+e.Message)
		}
	}
	now, then := "2025年12月）是 82.0%（82/100 人，手工）", "，2024年12月是 81.0%（81/100 人，手工）"
	want := []string{
		"content/reports/r.md:15:9 写的是 85.0%，poll率（全部单位，" + now,
		"content/reports/r.md:16:5 写的是“下降”；poll率（全部单位，" + now + then,
		"content/reports/r.md:18:32 写的是 上升 1.0%，比率的升降用个百分点；poll率（全部单位，" + now + then,
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
