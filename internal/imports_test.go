package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is the policy of the design: a room imports rooms of lower layers only. Change the
// design first, then this table.
var layers = map[string]int{
	"source": 0, "period": 0, "stat": 0, "statute": 0, "suppress": 0,
	"tomlfile": 1, "table": 1, "edition": 1, "shard": 1,
	"document": 2, "formula": 2, "grid": 2, "prose": 2, "word": 2,
	"dataset": 3, "example": 3,
	"monitor": 4, "cardcheck": 4, "closed": 4,
	"indicator": 5, "correction": 5,
	"trace": 6, "review": 6, "lead": 6, "reconcile": 6,
	"reverse": 6, "credit": 6, "handout": 6,
	"chart": 7, "sheet": 7,
	"site": 8, "dispatch": 8,
	"search": 9, "gate": 9, "publish": 9,
	"config": 10,
	"build":  11,
	"server": 12, "status": 12,
	"cli": 13,

	// Imported by tests and by cmd/searchbench only.
	"searchtest": 14,
}

// modules names the rooms that may import a module from outside. Tests may import any.
var modules = map[string][]string{
	"github.com/BurntSushi/toml":                      {"tomlfile"},
	"github.com/yuin/goldmark":                        {"document"},
	"github.com/expr-lang/expr":                       {"formula"},
	"github.com/go-echarts/go-echarts/v2":             {"chart"},
	"github.com/xuri/excelize/v2":                     {"sheet"},
	"github.com/blevesearch/bleve/v2":                 {"search"},
	"github.com/blevesearch/bleve_index_api":          {"search"},
	"github.com/dop251/goja":                          {"searchtest"},
	"github.com/mozillazg/go-pinyin":                  {"cli", "search"}, // names of new files; suggestions
	"github.com/JohannesKaufmann/html-to-markdown/v2": {"word"},
	"github.com/zeebo/xxh3":                           {"dataset"},
	"golang.org/x/sys":                                {"publish"},
	"github.com/evanw/esbuild":                        {"site"}, // minifies scripts
	"github.com/fsnotify/fsnotify":                    {"server"},
	"github.com/spf13/cobra":                          {"cli"},
	"github.com/spf13/pflag":                          {"cli"},
	"github.com/schollz/progressbar/v3":               {"cli"},
	"golang.org/x/term":                               {"cli"},
	"golang.org/x/text":                               {"document", "edition", "grid", "search"},
	"golang.org/x/net":                                {"grid", "site", "build", "word"}, // html only
}

// embedded names the rooms that may import what lies embedded beside internal: what pages are
// made of, and what new sites are made of.
var embedded = map[string][]string{
	"templates": {"site", "search", "build", "server", "status", "cli"},
	"content":   {"cli"},
}

func TestRoomsImportLowerLayersOnly(t *testing.T) {
	for room, imports := range roomImports(t) {
		layer, known := layers[room]
		if !known {
			t.Errorf("internal/%s is not in the table of layers", room)
		}
		for _, path := range imports {
			if other, ours := strings.CutPrefix(path, "anjian/internal/"); ours {
				other, _, _ = strings.Cut(other, "/")
				if below, known := layers[other]; known && below >= layer && other != room {
					t.Errorf("%s (layer %d) imports %s (layer %d)", room, layer, other, below)
				}
				continue
			}
			if top, ours := strings.CutPrefix(path, "anjian/"); ours {
				if !slices.Contains(embedded[top], room) {
					t.Errorf("%s imports %s", room, path)
				}
				continue
			}
			if !strings.Contains(strings.SplitN(path, "/", 2)[0], ".") {
				continue // the standard library
			}
			if !slices.Contains(roomsOf(path), room) {
				t.Errorf("%s imports %s, which belongs to %q", room, path, roomsOf(path))
			}
		}
	}
}

// The program itself decides nothing.
func TestMainImportsOnlyCommands(t *testing.T) {
	for _, path := range fileImports(t, "../cmd/anjian") {
		if strings.Contains(path, ".") || strings.HasPrefix(path, "anjian/") && path != "anjian/internal/cli" {
			t.Errorf("cmd/anjian imports %s", path)
		}
	}
}

func roomsOf(path string) []string {
	for module, rooms := range modules {
		if path == module || strings.HasPrefix(path, module+"/") {
			return rooms
		}
	}
	return nil
}

// roomImports lists what each folder under internal imports outside of tests.
func roomImports(t *testing.T) map[string][]string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, e := range entries {
		if imports := fileImports(t, e.Name()); e.IsDir() && imports != nil {
			all[e.Name()] = imports
		}
	}
	if len(all) < 5 {
		t.Fatalf("found only %d rooms", len(all))
	}
	return all
}

// fileImports returns the imports of all Go files below a folder but its tests; nil if there is no Go file.
func fileImports(t *testing.T, dir string) []string {
	t.Helper()
	var imports []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && e.Name() == "testdata" {
			return fs.SkipDir
		}
		if e.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		imports = append(imports, "internal") // so that a room without imports is a room
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports = append(imports, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}
