package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"
)

// An export is a file that a dataset reads.
type export struct {
	name     string
	size     int64
	modified time.Time
	sha256   string // hex; empty until it is known
	print    fingerprint
	marked   bool // print is known
}

// exportsOf looks at the files without reading them.
func exportsOf(fsys fs.FS, names []string) ([]*export, error) {
	var list []*export
	for _, name := range names {
		info, err := fs.Stat(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("look at export: %w", err)
		}
		list = append(list, &export{name: name, size: info.Size(), modified: info.ModTime()})
	}
	return list, nil
}

// touched tells whether a file was written to since it was looked at.
func (e *export) touched(fsys fs.FS) bool {
	info, err := fs.Stat(fsys, e.name)
	return err != nil || info.Size() != e.size || !info.ModTime().Equal(e.modified)
}

// sum reads a file for its hash.
func (e *export) sum(fsys fs.FS) error {
	f, err := fsys.Open(e.name)
	if err != nil {
		return fmt.Errorf("open export: %w", err)
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.CopyBuffer(struct{ io.Writer }{hash}, struct{ io.Reader }{f}, make([]byte, 256<<10)); err != nil {
		return fmt.Errorf("read export: %w", err)
	}
	e.sha256 = hex.EncodeToString(hash.Sum(nil))
	return nil
}

// sumAll reads several files for their hashes, workers at a time.
func sumAll(fsys fs.FS, list []*export, workers int) error {
	failed := make([]error, len(list))
	slots := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, e := range list {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			failed[i] = e.sum(fsys)
		})
	}
	wg.Wait()
	for _, err := range failed {
		if err != nil {
			return err
		}
	}
	return nil
}

// sameSize lists the files that may be copies of each other. The others need no hash before they
// are read: it is made on the side.
func sameSize(list []*export) []*export {
	of := map[int64]int{}
	for _, e := range list {
		of[e.size]++
	}
	var same []*export
	for _, e := range list {
		if of[e.size] > 1 && e.sha256 == "" {
			same = append(same, e)
		}
	}
	return same
}
