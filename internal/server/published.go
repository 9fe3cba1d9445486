package server

import (
	"errors"
	"io/fs"
	"os"
	"sync"
)

// Published is the tree of a folder that updates exchange as a whole: requests see the tree that lies there now,
// and those that run while it is exchanged end in the one that they began in.
type Published struct {
	dir string

	mu   sync.Mutex
	now  *os.Root
	info fs.FileInfo // of the folder that now is
	old  []*os.Root  // trees before, whose requests may still run; the oldest first
}

// patience is how many exchanges a request may outlive.
const patience = 8

// OpenPublished opens a folder; links that lead out of it are not followed.
func OpenPublished(dir string) (*Published, error) {
	p := &Published{dir: dir}
	_, err := p.root()
	return p, err
}

// Files is the tree as it is now.
func (p *Published) Files() fs.FS {
	root, err := p.root()
	if err != nil {
		return nothing{}
	}
	return root.FS()
}

func (p *Published) root() (*os.Root, error) {
	info, err := os.Stat(p.dir)
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		if p.now != nil && errors.Is(err, fs.ErrNotExist) {
			return p.now, nil // between the two renames of a system that cannot exchange folders
		}
		return nil, err
	}
	if p.now != nil && os.SameFile(info, p.info) {
		return p.now, nil
	}
	root, err := os.OpenRoot(p.dir)
	if err != nil {
		return nil, err
	}
	if p.now != nil {
		p.old = append(p.old, p.now)
	}
	if len(p.old) > patience {
		_ = p.old[0].Close() // only read from
		p.old = p.old[1:]
	}
	p.now, p.info = root, info
	return root, nil
}

// Close lets go of the folder.
func (p *Published) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, root := range append(p.old, p.now) {
		if root != nil {
			errs = append(errs, root.Close())
		}
	}
	return errors.Join(errs...)
}

// nothing holds nothing.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
