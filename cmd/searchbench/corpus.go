package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"anjian/internal/searchtest"
)

// A corpus is one site to search: a folder with its pages, our files and, once it has run, Pagefind's.
type corpus struct {
	name      string
	dir       string
	client    string // path of our script
	pages     []searchtest.Page
	questions []searchtest.Question
	library   *searchtest.Library

	files  size                                    // of our search without the client
	parts  struct{ client, meta, suggestions int } // as they travel
	disk   string                                  // how it went from file://
	ours   measured
	theirs *pagefind // nil where it was left out
}

// A size of files, on disk and as they travel.
type size struct{ files, raw, gz int }

const blankPage = `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>bench</title></head><body></body></html>`

// unsearched pages are no content: our search leaves them out too.
var unsearched = map[string]bool{"404.html": true, "search.html": true}

// sampleSite copies the published pages and what search needs beside them.
func (o options) sampleSite() (*corpus, error) {
	c := &corpus{name: "sample site", dir: filepath.Join(o.work, "sample")}
	var err error
	if c.questions, err = o.asked("questions-sample.tsv"); err != nil {
		return nil, err
	}
	err = filepath.WalkDir(o.site, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(o.site, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, ".html") && !unsearched[name] {
			p, err := pageOf(name, data)
			if err != nil {
				return err
			}
			return c.addPage(p, data)
		}
		return c.put(name, data)
	})
	if err != nil {
		return nil, err
	}
	return c, c.finish(o)
}

// addPage writes a page twice: Pagefind is shown nothing but pages.
func (c *corpus) addPage(p searchtest.Page, data []byte) error {
	c.pages = append(c.pages, p)
	if err := write(filepath.Join(c.pagesDir(), filepath.FromSlash(p.ID)), data); err != nil {
		return err
	}
	return c.put(p.ID, data)
}

func (c *corpus) pagesDir() string { return c.dir + "-pages" }

// put writes a file of the site.
func (c *corpus) put(name string, data []byte) error {
	return write(filepath.Join(c.dir, filepath.FromSlash(name)), data)
}

func write(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

var clientPath = regexp.MustCompile(`assets/search\.[0-9a-f]{8}\.js`)

// finish lays the blank page and finds the client.
func (c *corpus) finish(o options) error {
	c.library = searchtest.NewLibrary(c.pages)
	search, err := os.ReadFile(filepath.Join(o.site, "search.html"))
	if err != nil {
		return err
	}
	if c.client = clientPath.FindString(string(search)); c.client == "" {
		return errors.New("search.html names no client; build the site anew")
	}
	if c.files, err = sizeOf(filepath.Join(c.dir, "search")); err != nil {
		return err
	}
	suggestions, err := filepath.Glob(filepath.Join(c.dir, "search", "*", "q.js"))
	if err != nil {
		return err
	}
	for _, path := range suggestions {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c.parts.suggestions = len(onWire(path, data))
	}
	return c.put("blank.html", []byte(blankPage))
}

// sizeOf adds up the files of a folder.
func sizeOf(dir string) (size, error) {
	var s size
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		s.files++
		s.raw += len(data)
		s.gz += len(onWire(path, data))
		return nil
	})
	return s, err
}
