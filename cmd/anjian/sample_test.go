package main

import (
	"context"
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

// sampleSite builds the sample site into a temporary folder, once for all tests.
func sampleSite(t *testing.T) string {
	t.Helper()
	sample.once.Do(func() {
		var dir string
		if dir, sample.err = os.MkdirTemp("", "anjian-sample-"); sample.err != nil {
			return
		}
		sample.dir = filepath.Join(dir, "public")
		sample.report, sample.err = build.Run(context.Background(), build.Options{
			Dir: "../..", Out: sample.dir, Cache: filepath.Join(dir, "cache"), Version: "test",
		})
	})
	if sample.err != nil {
		t.Fatal(sample.err)
	}
	return sample.dir
}

// asProgram makes the test binary behave as the program itself, for tests that need a process.
const asProgram = "ANJIAN_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	code := m.Run()
	if sample.dir != "" {
		os.RemoveAll(filepath.Dir(sample.dir))
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
