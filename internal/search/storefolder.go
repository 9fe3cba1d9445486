package search

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Several stores may lie in one folder, each in a folder of its own that is named by what it
// holds; a file says which of them is the one to be opened. A store is made beside the others
// and never changed, so whoever reads one is not disturbed, and a run that is broken off leaves
// the old one in place.
const (
	currentName  = "current"
	makingEnding = ".making"
	goneEnding   = ".gone"
)

// Prepare makes the store of a site in a folder and returns its name. One that is there already
// costs nothing; else the current one, or any other, is what it is made from. MakeCurrent then makes it
// the current one.
func Prepare(ctx context.Context, folder string, site Site) (name string, err error) {
	s, entries, err := newStatistics(site)
	if err != nil {
		return "", fmt.Errorf("build index: %w", err)
	}
	if name, err = s.name(); err != nil {
		return "", fmt.Errorf("build index: %w", err)
	}
	dir := filepath.Join(folder, name)
	if intact(dir) {
		return name, nil
	}
	making := dir + makingEnding
	before := latest(folder, name)
	if err = os.MkdirAll(folder, 0o755); err == nil {
		err = errors.Join(os.RemoveAll(making), os.RemoveAll(dir))
	}
	if err == nil {
		err = s.makeStore(ctx, making, before, entries)
	}
	if err == nil {
		err = os.Rename(making, dir)
	}
	if err != nil {
		return "", fmt.Errorf("build index: %w", err)
	}
	return name, nil
}

// MakeCurrent makes a prepared store of a folder the current one and removes the others.
func MakeCurrent(folder, name string) error {
	if Current(folder) != name {
		making := filepath.Join(folder, currentName+makingEnding)
		err := os.WriteFile(making, []byte(name), 0o644)
		if err == nil {
			err = os.Rename(making, filepath.Join(folder, currentName))
		}
		if err != nil {
			return fmt.Errorf("make index current: %w", err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("make index current: %w", err)
	}
	for _, e := range entries {
		if !e.IsDir() || e.Name() == name {
			continue
		}
		// Under another name first: half a store must not be taken for one. Where a reader
		// keeps it from being renamed or removed, the next run tries again.
		old := filepath.Join(folder, e.Name())
		gone := strings.TrimSuffix(old, goneEnding) + goneEnding
		if old == gone || os.Rename(old, gone) == nil {
			_ = os.RemoveAll(gone)
		}
	}
	return nil
}

// Current is the name of the current store of a folder, "" where there is none.
func Current(folder string) string {
	data, err := os.ReadFile(filepath.Join(folder, currentName))
	name := string(data)
	if err != nil || !filepath.IsLocal(name) || filepath.Base(name) != name {
		return ""
	}
	if _, err := os.Stat(filepath.Join(folder, name, statisticsName)); err != nil {
		return ""
	}
	return name
}

// name is the name of the store of a site: a hash of what it is made from.
func (s *statistics) name() (string, error) {
	data, err := json.Marshal(s)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8]), nil
}

// intact reports whether a store is there with all its files in full.
func intact(dir string) bool {
	s, err := readStatistics(dir)
	if err != nil {
		return false
	}
	for _, f := range s.Files {
		info, err := os.Stat(filepath.Join(dir, storeName, filepath.FromSlash(f.Name)))
		if err != nil || info.Size() != f.Size {
			return false
		}
	}
	return true
}

// latest is the folder of the store to start from: the current one or, where none is, the one
// that was made last; "" where there is none.
func latest(folder, except string) string {
	if name := Current(folder); name != "" && name != except {
		return filepath.Join(folder, name)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return ""
	}
	var best string
	var made fs.FileInfo
	for _, e := range entries {
		dir := filepath.Join(folder, e.Name())
		info, err := os.Stat(filepath.Join(dir, statisticsName))
		if err == nil && e.Name() != except && (made == nil || info.ModTime().After(made.ModTime())) {
			best, made = dir, info
		}
	}
	return best
}
