package chart

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// TestGolden keeps picture, option, table and sentence of every kind as they
// are: go test ./internal/chart -update rewrites them, the diff is read before it
// is committed.
func TestGolden(t *testing.T) {
	want := map[string]bool{}
	for _, f := range allSamples(t) {
		files := map[string]string{
			f.ID + ".svg": strings.ReplaceAll(string(f.SVG), "><", ">\n<") + "\n",
			f.ID + ".txt": words(f),
		}
		if f.Option != "" {
			var b bytes.Buffer
			if err := json.Indent(&b, []byte(f.Option), "", " "); err != nil {
				t.Fatal(err)
			}
			files[f.ID+".json"] = b.String() + "\n"
		}
		for name, got := range files {
			want[name] = true
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			golden, err := os.ReadFile(path)
			if err != nil {
				t.Errorf("%v; write it with -update", err)
				continue
			}
			if i := firstDifference(got, string(golden)); i > 0 {
				t.Errorf("%s differs from line %d on; if that is meant, run with -update", name, i)
			}
		}
	}
	names, _ := filepath.Glob("testdata/*")
	for _, name := range names {
		if !want[filepath.Base(name)] {
			if *update {
				os.Remove(name)
				continue
			}
			t.Errorf("%s belongs to no sample", name)
		}
	}
}

// words are the figure's texts and its table.
func words(f Figure) string {
	lines := []string{f.Title, f.Subtitle, f.Sentence, f.Method, f.Table.Caption, strings.Join(f.Table.Header, " | ")}
	for _, row := range f.Table.Rows {
		lines = append(lines, strings.Join(row, " | "))
	}
	return strings.Join(lines, "\n") + "\n"
}

// firstDifference is the first line that differs, 0 if none does.
func firstDifference(got, want string) int {
	if got == want {
		return 0
	}
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i + 1
		}
	}
	return min(len(a), len(b)) + 1
}
