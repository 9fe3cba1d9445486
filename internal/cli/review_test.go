package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Front matter that is written in an unusual way is left alone, not broken; and a folder may be called
// anything.
func TestReviewLeavesUnusualFrontMatter(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "网站[新]")
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "content", "works", "odd.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, front := range []string{
		"title = \"甲\"\n\"status\" = \"拟稿\"\n",
		"title = \"甲\"\nkeywords = [\n  [\"乙\"],\n]\nstatus = \"拟稿\"\n",
		"title = \"甲\"\nstatus = \"\"\"\n拟稿\"\"\"\n",
		"title = \"甲\nstatus = \"拟稿\"\n",
	} {
		text := "+++\n" + front + "+++\n正文\n"
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		code, _, errOut := run(context.Background(), "review", "odd", "-C", dir)
		if code != exitUsage || !strings.Contains(errOut, "没有改动\n  提示 ") || !strings.Contains(errOut, `status 改为 "审核"`) {
			t.Errorf("%q: %d %s", front, code, errOut)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%q became %q (%v)", front, got, err)
		}
	}
	if err := os.WriteFile(name, []byte("+++\ntitle = \"甲\"\n+++\n正文\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, errOut := run(context.Background(), "review", "odd", "-C", dir); code != exitDone || !strings.Contains(out, "已送审") {
		t.Errorf("a usual one: %d %s%s", code, out, errOut)
	}
}
