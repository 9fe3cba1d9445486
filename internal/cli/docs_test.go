package cli

import (
	"context"
	"strings"
	"testing"

	"anjian/internal/source"
)

// Every kind that can be drafted has its keys in the manual, and the draft's own are among them.
func TestDocsTellTheKeysOfEveryKind(t *testing.T) {
	ctx := context.Background()
	_, shared, _ := run(ctx, "docs", "各类文章共用的键")
	for _, k := range documentKinds {
		for _, name := range []string{k.name, k.folder, k.title} {
			code, out, errOut := run(ctx, "docs", name)
			if code != exitDone || !strings.Contains(out, k.title) || strings.Contains(out, "```") || strings.Contains(out, "](") {
				t.Errorf("anjian docs %s: %d %q %q", name, code, out, errOut)
			}
			for _, line := range strings.Split(out, "\n") {
				if source.Columns(line) > screenWidth && !strings.HasPrefix(line, "    ") {
					t.Errorf("anjian docs %s: a line of %d columns: %s", name, source.Columns(line), line)
				}
			}
		}
		write := drafts[k.folder]
		if write == nil {
			continue
		}
		_, out, _ := run(ctx, "docs", k.name)
		for _, line := range strings.Split(write(draft{title: "甲"}), "\n") {
			key, _, isKey := strings.Cut(line, " = ")
			if isKey && !strings.ContainsAny(key, " #") && !strings.Contains(out, key) && !strings.Contains(shared, key) {
				t.Errorf("the manual does not tell the key %q of %s", key, k.folder)
			}
		}
	}
	for _, tt := range []struct {
		args []string
		code int
		says string
	}{
		{nil, exitDone, "brands"},
		{[]string{"signing"}, exitDone, "为什么要固定"},
		{[]string{"brnad"}, exitUsage, "是否为“brand”"},
	} {
		if code, out, errOut := run(ctx, append([]string{"docs"}, tt.args...)...); code != tt.code || !strings.Contains(out+errOut, tt.says) {
			t.Errorf("anjian docs %v: %d %q %q", tt.args, code, out, errOut)
		}
	}
}
