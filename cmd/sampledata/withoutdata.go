package main

import (
	"io/fs"
	"slices"
)

// withoutData is a content folder whose data and closed months are still to come.
type withoutData struct{ fs.FS }

func (w withoutData) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	if name == "." {
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() == "data" || e.Name() == "closed" })
	}
	return entries, err
}
