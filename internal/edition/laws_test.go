package edition

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// lawsFolder is a collection of Chinese laws beside the repository, where there is one.
const lawsFolder = "../../../../shared/samples/laws"

func laws(t testing.TB) map[string][]byte {
	folder := lawsFolder
	for _, alternative := range []string{"../../../shared/samples/laws", lawsFolder} {
		if _, err := os.Stat(alternative); err == nil {
			folder = alternative
		}
	}
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Skip("no folder of laws beside the repository")
	}
	return files
}

func TestNoFalseAlarmInLaws(t *testing.T) {
	d := NewDetector(Policy{Edition: Edition{Name: HandedOut}})
	for path, text := range laws(t) {
		d.Find(text, func(c Class, start, end int) {
			t.Errorf("%s: %s", filepath.Base(path), around(text, c, start, end))
		})
	}
}

func around(text []byte, c Class, start, end int) string {
	from, to := max(0, start-45), min(len(text), end+45)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return fmt.Sprintf("%s: %s", c, strings.ReplaceAll(string(text[from:start])+"«"+string(text[start:end])+"»"+string(text[end:to]), "\n", "⏎"))
}
