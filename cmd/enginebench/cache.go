package main

import (
	"io"
	"os"
	"path/filepath"
)

// A folderCache keeps tables in a folder, one file a dataset.
type folderCache string

func (c folderCache) path(name, key string) string {
	return filepath.Join(string(c), filepath.Base(name)+"-"+key)
}

func (c folderCache) Has(name string) bool {
	found, err := filepath.Glob(c.path(name, "*"))
	return err == nil && len(found) > 0
}

func (c folderCache) Get(name, key string) []byte {
	data, err := os.ReadFile(c.path(name, key))
	if err != nil {
		return nil
	}
	return data
}

// Put writes a table; one that cannot be written is not kept.
func (c folderCache) Put(name, key string, write func(io.Writer) error) {
	if os.MkdirAll(string(c), 0o700) != nil {
		return
	}
	path := c.path(name, key)
	if writeFile(path, func(w writer) error { return write(w) }) != nil {
		_ = os.Remove(path) // half a table is none
	}
}
