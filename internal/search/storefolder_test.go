package search

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func prepareStore(t *testing.T, folder string, pages []Page) string {
	t.Helper()
	return prepareSite(t, folder, Site{Pages: pages})
}

func prepareSite(t *testing.T, folder string, site Site) string {
	t.Helper()
	name, err := Prepare(t.Context(), folder, site)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func makeCurrent(t *testing.T, folder, name string) {
	t.Helper()
	if err := MakeCurrent(folder, name); err != nil {
		t.Fatal(err)
	}
	if got := Current(folder); got != name {
		t.Errorf("Current = %q; want %q", got, name)
	}
}

func TestAPreparedStoreIsReadWhenItIsMadeCurrent(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "search")
	if got := Current(folder); got != "" {
		t.Errorf("Current of no folder = %q", got)
	}
	pages := generatedPages(40, 9)
	first := prepareStore(t, folder, pages)
	if got := Current(folder); got != "" {
		t.Errorf("Current = %q before one was made current", got)
	}
	makeCurrent(t, folder, first)
	before := bytesOf(t, folder)
	if again := prepareStore(t, folder, pages); again != first {
		t.Errorf("equal sites have the stores %s and %s", first, again)
	}
	makeCurrent(t, folder, first)
	if now := bytesOf(t, folder); len(now) != len(before) {
		t.Errorf("%d files after a run without a change; want %d", len(now), len(before))
	}
	pages[5].Body = "新写入的话。"
	second := prepareStore(t, folder, pages)
	if got := Current(folder); got != first || second == first {
		t.Errorf("Current = %q while %q is prepared; want %q", got, second, first)
	}
	if shared(t, filepath.Join(folder, first), filepath.Join(folder, second)) == 0 {
		t.Error("nothing was taken over")
	}
	makeCurrent(t, folder, second)
	if _, err := os.Stat(filepath.Join(folder, first)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the store before is still there: %v", err)
	}
}

func TestABrokenOffRunLeavesTheOldStore(t *testing.T) {
	folder := t.TempDir()
	pages := generatedPages(40, 9)
	first := prepareStore(t, folder, pages)
	makeCurrent(t, folder, first)
	pages[5].Body = "新写入的话。"
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Prepare(ctx, folder, Site{Pages: pages}); !errors.Is(err, context.Canceled) {
		t.Errorf("Prepare = %v; want it cancelled", err)
	}
	if got := Current(folder); got != first {
		t.Errorf("Current = %q; want %q", got, first)
	}
	x, err := Open(filepath.Join(folder, first))
	if err != nil {
		t.Fatal(err)
	}
	x.Close()
	second := prepareStore(t, folder, pages) // what was left half made is no hindrance
	makeCurrent(t, folder, second)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 { // the store, and the name of the current one
		t.Errorf("left over: %v", entries)
	}
}

func TestADamagedStoreOfTheSameNameIsMadeAgain(t *testing.T) {
	folder := t.TempDir()
	pages := generatedPages(20, 9)
	name := prepareStore(t, folder, pages)
	makeCurrent(t, folder, name)
	root := filepath.Join(folder, name, storeName, "store", "root.bolt")
	if err := os.Truncate(root, 100); err != nil {
		t.Fatal(err)
	}
	if again := prepareStore(t, folder, pages); again != name {
		t.Errorf("the store is called %s now; want %s", again, name)
	}
	x, err := Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	x.Close()
}

func TestCurrentBelievesNoStrangeName(t *testing.T) {
	folder := t.TempDir()
	prepareStore(t, folder, generatedPages(5, 9))
	for _, name := range []string{"", "..", "../x", "/etc", "nothing", "a\x00b"} {
		if err := os.WriteFile(filepath.Join(folder, currentName), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := Current(folder); got != "" {
			t.Errorf("Current = %q where the file says %q", got, name)
		}
	}
}
