package build

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestTableCacheKeepsFewAndWhole(t *testing.T) {
	dir := t.TempDir()
	put := func(c *tableCache, key, text string, fail error) {
		c.Put("arrests", key, func(w io.Writer) error {
			io.WriteString(w, text)
			return fail
		})
	}
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 6 {
		put(newTableCache(dir), fmt.Sprint(i), fmt.Sprint("table ", i), nil)
		path := filepath.Join(dir, "tables", "arrests", fmt.Sprint(i, ".table"))
		if err := os.Chtimes(path, start, start.AddDate(0, 0, i)); err != nil {
			t.Fatal(err)
		}
	}
	c := newTableCache(dir)
	if got := string(c.Get("arrests", "5")); got != "table 5" || c.Get("arrests", "1") != nil || c.Get("arrests", "4") == nil {
		t.Errorf("the newest reads %q; of the others %v %v are there", got, c.Get("arrests", "1") != nil, c.Get("arrests", "4") != nil)
	}
	put(c, "6", "half", errors.New("disk full"))
	if c.Get("arrests", "6") != nil {
		t.Error("a table that could not be written is there")
	}
	if !c.Has("arrests") || c.Has("prosecution") {
		t.Error("it does not know what it has")
	}
	files, err := os.ReadDir(filepath.Join(dir, "tables", "arrests"))
	if err != nil || len(files) > mostTables {
		t.Errorf("%d files are kept, %v", len(files), err)
	}
	info, err := os.Stat(filepath.Join(dir, "tables", "arrests"))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("others may read the folder: %v, %v", info.Mode(), err)
	}
}
