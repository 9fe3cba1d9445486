package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"syscall"
	"testing"
	"time"

	"anjian/internal/publish"
)

// An update elsewhere, by somebody else, at another time gives the same bytes: another folder with its files made
// in another order and touched, another time zone, locale, home and umask, one processor, another user, a clock 400
// days ahead, and no network at all.
func TestSameSiteUnderOtherCircumstances(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the sample once more")
	}
	mayLeaveNetwork(t)
	here := filepath.Dir(sampleSite(t))
	there := filepath.Join(t.TempDir(), "另一处 业务数据", "站")
	copyBackwards(t, here, there)
	program := filepath.Join(filepath.Dir(there), "program")
	copyProgram(t, program)

	build := alone(t, "/bin/sh", "-c", `umask 077 && exec "$0" build -q`, program)
	build.Dir = there
	build.Env = []string{
		asProgram + "=1", "TZ=America/St_Johns", "LC_ALL=tr_TR.UTF-8", "LANG=zh_CN.GBK", "HOME=/nonexistent", "GOMAXPROCS=1",
		fmt.Sprintf("SOURCE_DATE_EPOCH=%d", time.Now().Add(400*24*time.Hour).Unix()),
	}
	if os.Getuid() == 0 {
		const nobody = 65534
		build.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		giveTo(t, filepath.Dir(there), nobody)
	}
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, said)
	}
	for _, tree := range []string{"public", "public-leader"} {
		damage, err := publish.Verify(os.DirFS(filepath.Join(there, tree)), publish.DefaultKeep())
		if err != nil || len(damage) > 0 {
			t.Errorf("%s does not match its manifest: %v %v", tree, damage, err)
		}
	}
	for _, tree := range []string{"public", "public-leader", "dispatch"} {
		want, got := sums(t, filepath.Join(here, tree)), sums(t, filepath.Join(there, tree))
		if len(want) < 100 {
			t.Errorf("%s has only %d files", tree, len(want))
		}
		for name, sum := range want {
			if got[name] != sum {
				t.Errorf("%s/%s differs", tree, name)
			}
			delete(got, name)
		}
		for name := range got {
			t.Errorf("%s/%s is only in the second", tree, name)
		}
	}
}

// copyBackwards copies what a site is made from, the last file first.
func copyBackwards(t *testing.T, from, to string) {
	t.Helper()
	names := []string{"config.toml"}
	err := fs.WalkDir(os.DirFS(from), "content", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(names)
	long := time.Now().Add(-1000 * 24 * time.Hour)
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
}

// copyProgram puts this program where another user may run it.
func copyProgram(t *testing.T, to string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(self)
	if err == nil {
		err = os.WriteFile(to, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// giveTo makes a folder somebody else's; the folders above it, up to the temporary one, may be passed through.
func giveTo(t *testing.T, dir string, user int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chown(path, user, user)
	})
	for up := filepath.Dir(dir); err == nil && up != filepath.Clean(os.TempDir()) && up != "/"; up = filepath.Dir(up) {
		err = os.Chmod(up, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var version = regexp.MustCompile(`"version": "[^"]*",`)

// sums are the hashes of all files of a tree, by name.
func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	all := map[string][32]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if name == publish.ManifestName { // tests that build in this process call the program otherwise
			data = version.ReplaceAll(data, nil)
		}
		all[name] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
