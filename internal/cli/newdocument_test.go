package cli

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/build"
)

// Every kind, drafted in the sample site, passes the check at once, shows in a preview and stays off the
// published site; nothing that is there is written over.
func TestDraftsOfEveryKindInTheSample(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the sample site twice")
	}
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "site")
	if code, _, errOut := run(ctx, "new", "site", dir, "--sample"); code != exitDone {
		t.Fatal(errOut)
	}
	for _, k := range documentKinds {
		args := []string{"-C", dir, "new", k.name, "试写“" + k.title + "”一篇", "--id", "tried"}
		if code, out, errOut := run(ctx, args...); code != exitDone || !strings.Contains(out, "content/"+k.folder+"/tried.md（拟稿）") {
			t.Errorf("anjian new %s: %d %q %q", k.name, code, out, errOut)
		}
		if code, _, errOut := run(ctx, args...); code != exitUsage || !strings.Contains(errOut, "已经有了") {
			t.Errorf("anjian new %s again: %d %q", k.name, code, errOut)
		}
	}
	desk, err := build.OpenDesk(ctx, build.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	told, err := desk.Finish(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if faults := told.Err(); faults != nil {
		t.Errorf("the preview says %v", faults)
	}
	for _, e := range told.Sorted() {
		if strings.HasSuffix(e.Pos.File, "/tried.md") {
			t.Errorf("a fresh draft is told of: %v", e)
		}
	}
	if _, err := build.Run(ctx, build.Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	waiting, err := fs.ReadFile(desk.Files(), "data/upkeep.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range documentKinds {
		if !strings.Contains(string(waiting), "content/"+k.folder+"/tried.md") {
			t.Errorf("%s: the draft is not among those that wait", k.name)
		}
		page := k.folder + "/tried.html"
		if _, err := os.Stat(filepath.Join(dir, "public", filepath.FromSlash(page))); err == nil {
			t.Errorf("%s: the draft is published", k.name)
		}
		if k.folder == "events" { // which charts mark, and which have no page
			continue
		}
		if k.folder == "handouts" { // which the register lists
			page = "data/handouts.html"
		}
		shown, err := fs.ReadFile(desk.Files(), page)
		if err != nil || !strings.Contains(string(shown), "试写“"+k.title+"”一篇") || !strings.Contains(string(shown), "拟稿") {
			t.Errorf("%s: the preview does not show the draft, marked (%v)", k.name, err)
		}
	}
}

// In a site without data texts can be drafted; of what is computed the first thing to export is told.
func TestDraftsInAnEmptySite(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "site")
	if code, _, errOut := run(ctx, "new", "site", dir, "--owner", "试市人民检察院"); code != exitDone {
		t.Fatal(errOut)
	}
	for _, k := range documentKinds {
		code, _, errOut := run(ctx, "-C", dir, "new", k.name, "试写", "--id", "tried")
		_, err := os.Stat(filepath.Join(dir, "content", k.folder, "tried.md"))
		if definitions[k.folder] == nil {
			if code != exitDone || err != nil {
				t.Errorf("anjian new %s: %d %q", k.name, code, errOut)
			}
		} else if code != exitUsage || err == nil || !strings.Contains(errOut, "还没有数据") || !strings.Contains(errOut, "导出“审查逮捕案件”") {
			t.Errorf("anjian new %s without data: %d %q", k.name, code, errOut)
		}
	}
	if code, _, errOut := run(ctx, "-C", dir, "check", "-q", "--drafts", "--cutoff", "2025-12-31"); code != exitDone {
		t.Errorf("check: %d %s", code, errOut)
	}
}

// What a person may say of a document on the command line, and what is refused.
func TestNewDocumentOptions(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args []string
		want int
		says string // by the command, or in the file that it wrote
	}{
		{[]string{"work", "积案清理", "--procuratorate", "东院", "--date", "2026-01-05", "--department", "第一检察部", "--line", "刑事检察"}, exitDone, "date = 2026-01-05\n"},
		{[]string{"work", "再来一项", "--procuratorate", "东院"}, exitDone, "procuratorate = \"east\""},
		{[]string{"work", "又一项", "--procuratorate", "西院"}, exitUsage, "没有院“西院”"},
		{[]string{"work", "又一项", "--date", "明天"}, exitUsage, "不是日期"},
		{[]string{"work", "又一项", "--id", "Big One"}, exitUsage, "不能用作网址"},
		{[]string{"work", "积案清理", "--id", "other"}, exitDone, "title = \"积案清理\""},
		{[]string{"work", "积案清理"}, exitUsage, "已经有一篇《积案清理》"},
		{[]string{"work"}, exitUsage, "没有写标题\n  提示 例如 anjian new work 积案清理"},
		{[]string{"wrok", "甲"}, exitUsage, "是否为“work”？"},
		{[]string{"indicator", "试拟率", "--line", "民事检察"}, exitDone, "value = { count = true }"},
		{[]string{"indicator", "试拟率二"}, exitDone, "line = \"刑事检察/审查逮捕\""},
		{[]string{"indicator", "试拟率三", "--dataset", "arrest"}, exitUsage, "是否为“arrests”？"},
		{[]string{"rule", "审结没有填结论"}, exitDone, "code = \"R01\""},
		{[]string{"model", "一年没有办结"}, exitDone, "where = '空(审结日期) and 截止日 - 受理日期 > 365'"},
	} {
		code, out, errOut := run(ctx, append([]string{"-C", dir, "new"}, tt.args...)...)
		said := out + errOut
		if _, after, found := strings.Cut(out, "已写成 "); found {
			name, _, _ := strings.Cut(after, "（")
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			said += string(text)
		}
		if code != tt.want || !strings.Contains(said, tt.says) {
			t.Errorf("anjian new %q: %d %q, want %d and %q", tt.args, code, said, tt.want, tt.says)
		}
	}
	report, err := build.Check(ctx, build.Options{Dir: dir, Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Findings.Warnings(); n > 0 || len(report.Waiting) != 7 {
		t.Errorf("%d warnings, %d wait; want none and 7: %v", n, len(report.Waiting), report.Findings)
	}
}
