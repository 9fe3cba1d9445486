package internal

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// touching are the rooms that name files by a path of their own, and why that is safe. All others read what
// they are handed: a folder opened as os.Root, out of which neither ".." nor a link leads.
var touching = map[string]string{
	"build":   "opens the site folder and published trees as os.Root; its own paths lie in the cache folder, and one is the running program",
	"cli":     "files that the person at the keyboard names, and the site folder of that person",
	"publish": "works below an os.Root beside the target; asks the system for syncs and exchanges, which need a path",
	"search":  "the index in the cache folder, whose library takes paths",
	"server":  "looks which files changed; reads none",
	"status":  "the status page in a folder that the operator names",
}

var fileCall = regexp.MustCompile(`\bos\.(Open|OpenFile|ReadFile|WriteFile|Create|ReadDir|DirFS|Mkdir|MkdirAll|Remove|RemoveAll|Rename|Stat|Lstat|CreateTemp|MkdirTemp|Symlink|Link|Chmod|Chtimes|Truncate|CopyFS)\(|\bfilepath\.(Walk|WalkDir|Glob|EvalSymlinks)\(`)

func TestFilesAreReachedThroughARoot(t *testing.T) {
	used := map[string]bool{}
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		call := fileCall.Find(text)
		if call == nil {
			continue
		}
		room := filepath.ToSlash(filepath.Dir(file))
		if used[room] = true; touching[room] == "" {
			t.Errorf("%s calls %s…): read from the fs.FS or os.Root that is handed in", file, call)
		}
	}
	for room := range touching {
		if !used[room] {
			t.Errorf("%s touches no file any more: take it out of the table", room)
		}
	}
}
