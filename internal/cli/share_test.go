package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// A scheduler is told by the exit code that a rule found more than is tolerable: the data are at fault.
func TestARuleOverItsShareEndsWithFour(t *testing.T) {
	dir := t.TempDir()
	if err := copySite(dir); err != nil {
		t.Fatal(err)
	}
	rules := filepath.Join(dir, "content", "rules")
	if err := os.Mkdir(rules, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		fail string
		want int
	}{{"100%", exitDone}, {"0.01%", exitData}} {
		rule := "+++\ntitle = \"受理日期已填\"\ncode = \"R90\"\nkind = \"错填\"\nlevel = \"提示\"\ndataset = \"arrests\"\nwhere = 'not 空(受理日期)'\n\n[share]\nfail = \"" + tt.fail + "\"\n+++\n正文\n"
		if err := os.WriteFile(filepath.Join(rules, "filled.md"), []byte(rule), 0o644); err != nil {
			t.Fatal(err)
		}
		if code, _, errOut := run(context.Background(), "build", "-q", "-C", dir); code != tt.want {
			t.Errorf("fail = %s: exit code %d, want %d\n%s", tt.fail, code, tt.want, errOut)
		}
	}
}
