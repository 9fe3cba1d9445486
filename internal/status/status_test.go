package status

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

var beijing = time.FixedZone("UTC+8", 8*60*60)

// state is told by a run a thousandth of a second after the one before; its salt does not tell their order.
func state(run int) State {
	at := time.Date(2026, 1, 5, 6, 3, 0, run*1_000_000, beijing)
	a := Attempt{Run: RunID(at, fmt.Sprintf("abc12%d", 3-run)), Version: "test", Started: at, Seconds: 3.2, Found: []Count{{Code: "D07", Title: "未知的值", File: "content/data/a.csv", N: 2}}}
	return State{
		Site: "案鉴", Owner: "江渚市人民检察院", Every: "月", Cutoff: "2025-12-31", Attempt: a, Success: &a, Written: at.Add(3 * time.Second),
		Notes: []string{"未能清理较早的一版"}, Waived: []Count{{Title: "手机号码", File: "manual/a.html", N: 1}},
		Trees:   []Tree{{Edition: "内部版", Key: "inside", Out: "/srv/site/public", ID: "0123456789ab", Since: at, Pages: 643, Bytes: 53_900_000}},
		Sources: []Source{{Title: "审查逮捕案件", File: "content/data/a.csv", Rows: 12, SHA256: "aa", Modified: at.Add(-50 * time.Hour)}, {Title: "起诉", File: "content/data/b.csv"}},
	}
}

func report(s State) *Report {
	return &Report{
		Attempt: s.Attempt, Since: "20251205T060000-000000", Steps: []Step{{"读取", 0.1, 1.5}}, Waived: s.Waived,
		Trees: []TreeChange{{Tree: s.Trees[0], New: []string{"a.html"}, Changed: []string{"b.html"}, Numbers: []Number{{"x@2025-12@all", "2025-12", "甲指标", "1", "2"}}}},
		Found: []CountChange{{"D07", "未知的值", "content/data/a.csv", 0, 2}}, Sources: []SourceChange{{"起诉", "content/data/b.csv", "内容有变", 3, 5}},
	}
}

func TestWriteAndRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ops", "status")
	if got := Read(dir); got.Format != 0 || got.Success != nil {
		t.Errorf("where nothing is: %+v", got)
	}
	for run := range 4 {
		if s := state(run); run != 2 {
			if err := Write(dir, s, report(s), 2); err != nil {
				t.Fatal(err)
			}
		} else if err := Write(dir, s, nil, 2); err != nil {
			t.Fatal(err)
		}
	}
	s := Read(dir)
	if s.Attempt.Run != "20260105T060300.003000-abc120" || s.Success.Found[0].N != 2 || fmt.Sprint(s.Reports) != "[report-20260105T060300.003000-abc120.html report-20260105T060300.001000-abc122.html]" {
		t.Errorf("read %+v", s)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 6 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
	page, err := os.ReadFile(filepath.Join(dir, Page))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"✓ 正常", "2026-01-05 06:03", "未知的值", "0123456789ab", "53.9 MB", "2 天", "不详", "手机号码", "未能清理较早的一版", `href="report-20260105T060300.001000-abc122.html"`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	told, err := os.ReadFile(filepath.Join(dir, "report-20260105T060300.003000-abc120.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"x@2025-12@all", "甲指标", "读取 0.1–1.5 秒", "1 个数字变动；新增 1 页、删去 0 页、改动 1 页", "&#43;2", "手机号码"} {
		if !strings.Contains(string(told), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	for _, text := range [][]byte{page, told} {
		if _, err := html.Parse(strings.NewReader(string(text))); err != nil || strings.Contains(string(text), "<script") {
			t.Errorf("no plain page: %v", err)
		}
	}
}

// A page that another program holds, or a folder that is a file, is told; the state before stays whole.
func TestWhatCannotBeWrittenLeavesTheStateBefore(t *testing.T) {
	dir := t.TempDir()
	if err := Write(dir, state(1), nil, 2); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, Page)); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, Page, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, state(2), nil, 2); err == nil {
		t.Error("a page that cannot be replaced is no error")
	}
	found, err := filepath.Glob(filepath.Join(dir, ".making*"))
	if err != nil || len(found) > 0 {
		t.Errorf("left over: %v, %v", found, err)
	}
	if err := os.WriteFile(filepath.Join(dir, Data), []byte("{\"format\": 9}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if s := Read(dir); s.Success != nil {
		t.Errorf("a form that is not known is believed: %+v", s)
	}
}

func TestFailureIsRed(t *testing.T) {
	s := state(1)
	s.Attempt.Code, s.Attempt.Reason, s.Failed = 4, "文稿、数据或设置有错误，没有发布。", 3
	for success, want := range map[bool]string{true: "已连续 3 次；读者看到的仍是上一次成功的内容", false: "已连续 3 次；还没有成功更新过"} {
		if !success {
			s.Success = nil
		}
		page, err := render("status.html", pageView(s))
		if err != nil {
			t.Fatal(err)
		}
		if text := string(page); success && (!strings.Contains(text, want) || !strings.Contains(text, `data-state="bad"`) || !strings.Contains(text, s.Attempt.Reason)) {
			t.Errorf("the page of a failure:\n%s", text)
		}
	}
}

func TestEmptyPages(t *testing.T) {
	for name, view := range map[string]any{"status.html": statusPage{}, "report.html": reportPage{}} {
		if _, err := render(name, view); err != nil {
			t.Error(err)
		}
	}
}

func TestCompare(t *testing.T) {
	before := []Source{{Title: "甲", File: "a.csv", Rows: 3, SHA256: "1"}, {Title: "乙", File: "b.csv", Rows: 2, SHA256: "2"}, {Title: "丙", File: "c.csv", Rows: 1, SHA256: "3"}}
	after := []Source{{Title: "甲", File: "a.csv", Rows: 3, SHA256: "1"}, {Title: "乙", File: "b.csv", Rows: 5, SHA256: "4"}, {Title: "丁", File: "d.csv", Rows: 7, SHA256: "5"}}
	if got, want := fmt.Sprint(CompareSources(before, after)), "[{乙 b.csv 内容有变 2 5} {丙 c.csv 移走 1 0} {丁 d.csv 新增 0 7}]"; got != want {
		t.Errorf("sources: %s; want %s", got, want)
	}
	found := CompareFound([]Count{{Code: "D07", Title: "x", File: "a", N: 2}, {Code: "D01", Title: "y", File: "a", N: 1}}, []Count{{Code: "D07", Title: "x", File: "a", N: 2}, {Code: "D07", Title: "x", File: "b", N: 4}})
	if got, want := fmt.Sprint(found), "[{D01 y a 1 0} {D07 x b 0 4}]"; got != want {
		t.Errorf("findings: %s; want %s", got, want)
	}
}

func TestAge(t *testing.T) {
	now := time.Date(2026, 1, 5, 6, 0, 0, 0, beijing)
	for _, tt := range []struct {
		then time.Time
		want string
	}{
		{time.Time{}, "不详"},
		{now.Add(time.Minute), "晚于本机时间"},
		{now.Add(-time.Minute), "不到 1 小时"},
		{now.Add(-47 * time.Hour), "47 小时"},
		{now.Add(-49 * time.Hour), "2 天"},
	} {
		if got := age(tt.then, now); got != tt.want {
			t.Errorf("age(%v) = %s; want %s", tt.then, got, tt.want)
		}
	}
}
