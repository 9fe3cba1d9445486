package build

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"anjian/internal/config"
	"anjian/internal/document"
)

// hostileFolder writes a small site and what is said beside it.
func hostileFolder(t *testing.T, settings string) string {
	t.Helper()
	dir := t.TempDir()
	files := smallSite()
	files["config.toml"] = "version = 1\ncutoff = 2025-12-31\n[site]\nowner = \"某市人民检察院\"\n" + settings
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A link that leads out of the site folder is refused by name, wherever it lies; nothing behind it is read,
// and nothing is published.
func TestLinksThatLeadOutAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("making links needs a right there that tests do not have")
	}
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("+++\ntitle = \"机密\"\n+++\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/manual/x.md", "content/data/审查逮捕-9.csv", "content/manual/images/x.png", "content/works2"} {
		for _, target := range []string{outside, "../../../../../../etc/passwd", "nowhere"} {
			dir := hostileFolder(t, "")
			if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
				t.Fatal(err)
			}
			_, err := Run(context.Background(), Options{Dir: dir, Version: "test"})
			if want := "错误 L03 " + name + ": 这是一个链接，指向网站文件夹以外，或者指向的文件已经不在\n  提示 把文件本身复制到这里，删去链接"; err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s to %s: %v\nwant %s", name, target, err, want)
			}
			if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
				t.Errorf("%s to %s: published", name, target)
			}
		}
	}
}

// A file of any size is read no further than what refuses it.
func TestLargeTextsAreNotRead(t *testing.T) {
	dir := hostileFolder(t, "")
	f, err := os.Create(filepath.Join(dir, "content", "manual", "huge.md"))
	if err == nil {
		err = f.Truncate(64 << 20) // holes: nothing lies on the disk
	}
	if err != nil {
		t.Skipf("no file with holes here: %v", err)
	}
	f.Close()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	s := &site{files: root.FS()}
	data, err := s.readUpTo("content/manual/huge.md", document.MaxBytes)
	if err != nil || len(data) != document.MaxBytes+1 {
		t.Errorf("%d bytes were read, %v", len(data), err)
	}
	if data, err = s.readUpTo("content/manual/start.md", document.MaxBytes); err != nil || !strings.HasPrefix(string(data), "+++\n") {
		t.Errorf("read %q, %v", data, err)
	}
	if _, err = s.readUpTo("../x", 1); err == nil {
		t.Error("read what lies outside")
	}
	_, err = Run(context.Background(), Options{Dir: dir, Version: "test"})
	if want := "错误 M02 content/manual/huge.md:1:1: 文件超过 2 MB"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("says %v; want %s", err, want)
	}
}

func TestTreesThatAreTooLargeAreRefused(t *testing.T) {
	for _, tt := range []struct{ settings, want string }{
		{"[limits]\noutput_files = 20\n", " 个文件，超过 20 个\n  提示 检查是否有把每一行做成一页的定义；确实需要的，在 [limits] 写 output_files"},
		{"[limits]\noutput_mb = 1\n", " MB，超过 1 MB\n  提示 检查是否有把每一行做成一页的定义；确实需要的，在 [limits] 写 output_mb"},
	} {
		dir := hostileFolder(t, tt.settings)
		_, err := Run(context.Background(), Options{Dir: dir, Version: "test"})
		if err == nil || !strings.Contains(err.Error(), "错误 T11 config.toml: 内部版有 ") || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q says %v\nwant %s", tt.settings, err, tt.want)
		}
		if _, err := fs.Stat(os.DirFS(dir), "public"); err == nil {
			t.Errorf("%q is published", tt.settings)
		}
	}
	if err := checkSize(tree{"a": nil}, "", config.Limits{}); err != nil {
		t.Error(err)
	}
}
