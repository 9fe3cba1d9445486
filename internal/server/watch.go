package server

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// debounce is how long the files must be quiet before they are read.
const debounce = 150 * time.Millisecond

// Watched are the entries of a site folder that a site is made from.
var watched = []string{"config.toml", "content", "templates"}

// Watch calls changed after files of a site folder changed and were quiet for a moment, one call
// at a time, until ctx ends. Ready, if not nil, is called once changes are seen.
func Watch(ctx context.Context, dir string, ready, changed func()) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch %s: %w", dir, err)
	}
	defer w.Close()
	if err := w.Add(dir); err != nil {
		return fmt.Errorf("watch: %w", err)
	}
	for _, name := range watched {
		addFolders(w, filepath.Join(dir, name))
	}
	seen := fingerprint(dir)
	if ready != nil {
		ready()
	}
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case e, open := <-w.Events:
			if !open {
				return nil
			}
			if !concerns(dir, e) {
				continue
			}
			if e.Has(fsnotify.Create) {
				addFolders(w, e.Name)
			}
			quiet.Reset(debounce)
		case _, open := <-w.Errors:
			if !open {
				return nil
			}
			quiet.Reset(debounce) // events were lost: look
		case <-quiet.C:
			if now := fingerprint(dir); now != seen {
				seen = now
				changed()
			}
		}
	}
}

// concerns reports whether an event is about a file that the site is made from.
func concerns(dir string, e fsnotify.Event) bool {
	name, err := filepath.Rel(dir, e.Name)
	if err != nil || e.Op == fsnotify.Chmod || scratch(filepath.Base(name)) {
		return false
	}
	top, _, _ := strings.Cut(filepath.ToSlash(name), "/")
	for _, w := range watched {
		if top == w {
			return true
		}
	}
	return false
}

// scratch reports names that editors and office programs give to files of their own.
func scratch(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".tmp")
}

// addFolders watches a folder and those below it; what cannot be watched is left out.
func addFolders(w *fsnotify.Watcher, dir string) {
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return nil
		}
		if scratch(e.Name()) {
			return fs.SkipDir
		}
		_ = w.Add(name)
		return nil
	})
}

// fingerprint tells whether any watched file changed in name, size or time.
func fingerprint(dir string) [sha256.Size]byte {
	h := sha256.New()
	for _, top := range watched {
		_ = filepath.WalkDir(filepath.Join(dir, top), func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if scratch(e.Name()) {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := os.Stat(name); err == nil && !info.IsDir() {
				fmt.Fprintf(h, "%q %d %d\n", name, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return [sha256.Size]byte(h.Sum(nil))
}
