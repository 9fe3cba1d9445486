package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/build"
)

// The acceptance tests look at the sample site as a reader would: built once from the
// repository's own content/, opened from disk.

var sample struct {
	once   sync.Once
	dir    string
	report *build.Report
	err    error
}

// sampleSite builds both editions of the sample site into a temporary folder, once for all tests, and
// returns where the 内部 edition is.
func sampleSite(t *testing.T) string {
	t.Helper()
	sample.once.Do(func() {
		if sample.dir, sample.err = os.MkdirTemp("", "anjian-sample-"); sample.err == nil {
			sample.report, sample.err = buildSample(sample.dir)
		}
	})
	if sample.err != nil {
		t.Fatal(sample.err)
	}
	return sample.report.Out
}

// buildSample builds a copy of the sample whose settings have the edition for leaders in force, as
// they tell how to.
func buildSample(dir string) (*build.Report, error) {
	if err := copyInto(filepath.Join(dir, "content"), "../../content"); err != nil {
		return nil, err
	}
	settings, err := os.ReadFile("../../config.toml")
	if err != nil {
		return nil, err
	}
	before, block, found := strings.Cut(string(settings), "# [[edition]]\n")
	if !found {
		return nil, errors.New("config.toml does not show how to make an edition")
	}
	name, rest, _ := strings.Cut(block, "\n")
	out, rest, _ := strings.Cut(rest, "\n")
	text := before + "[[edition]]\n" + strings.TrimPrefix(name, "# ") + "\n" + strings.TrimPrefix(out, "# ") + "\n" + rest
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(text), 0o644); err != nil {
		return nil, err
	}
	return build.Run(context.Background(), build.Options{Dir: dir, Cache: filepath.Join(dir, "cache"), Version: "test"})
}

// eachEdition runs a test on every edition of the sample site.
func eachEdition(t *testing.T, test func(t *testing.T, dir string)) {
	t.Helper()
	sampleSite(t)
	trees := sample.report.Trees()
	if len(trees) != 2 {
		t.Fatalf("the sample has %d editions", len(trees))
	}
	for _, tree := range trees {
		t.Run(tree.Edition.Name, func(t *testing.T) { test(t, tree.Out) })
	}
}

// asProgram makes the test binary behave as the program itself, for tests that need a process.
const asProgram = "ANJIAN_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	code := m.Run()
	stopChromium()
	if sample.dir != "" {
		os.RemoveAll(sample.dir)
	}
	os.Exit(code)
}

// pages lists the HTML files of a folder.
func pages(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".html") {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// parsed keeps the pages of built sites: many tests look at all of them, none changes one.
var parsed sync.Map // of *html.Node by file

// parse reads one page of a built site.
func parse(t *testing.T, dir, page string) *html.Node {
	t.Helper()
	name := filepath.Join(dir, page)
	if doc, ok := parsed.Load(name); ok {
		return doc.(*html.Node)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	parsed.Store(name, doc)
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
