package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A disk is the folder that holds the target, its stage and the tree before. Every
// operation stays below that folder; links that lead out of it are refused by os.Root.
type disk struct {
	path string
	root *os.Root
	faults
}

// faults let tests stop before an operation, refuse the exchange and invent free space.
type faults struct {
	before     func(op, name string) error
	noExchange bool
	free       func() (int64, error)
}

var errNoExchange = errors.New("the file system cannot exchange two folders")

func openDisk(path string, f faults) (*disk, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	return &disk{path: path, root: root, faults: f}, nil
}

func (d *disk) step(op, name string) error {
	if d.before == nil {
		return nil
	}
	return d.before(op, name)
}

func (d *disk) lstat(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }

// folder opens a folder of the disk for reading, without following a link at name.
func (d *disk) folder(name string) (fs.FS, func() error, error) {
	info, err := d.lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.IsDir() {
		return nil, nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("not a folder")}
	}
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, nil, err
	}
	return root.FS(), root.Close, nil
}

func (d *disk) mkdirAll(name string) error {
	if info, err := d.lstat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := d.step("mkdir", name); err != nil {
		return err
	}
	return d.root.MkdirAll(name, 0o755)
}

// write makes a new file. It never opens one that exists: that may be a link into the live tree.
func (d *disk) write(name string, data []byte) error {
	if err := d.step("create", name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err = d.step("write", name); err == nil {
		_, err = f.Write(data)
	} else {
		f.Write(data[:len(data)/2]) // a torn write
	}
	if err == nil && !syncsWhole {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (d *disk) link(from, to string) error {
	if err := d.step("link", to); err != nil {
		return err
	}
	return d.root.Link(from, to)
}

func (d *disk) rename(from, to string) error {
	if err := d.step("rename", from); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

func (d *disk) removeAll(name string) error {
	if _, err := d.lstat(name); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := d.step("remove", name); err != nil {
		return err
	}
	return d.root.RemoveAll(name)
}

// exchange swaps two folders in one step, or returns errNoExchange.
func (d *disk) exchange(a, b string) error {
	if err := d.step("exchange", a); err != nil {
		return err
	}
	if d.noExchange {
		return errNoExchange
	}
	return exchange(filepath.Join(d.path, a), filepath.Join(d.path, b))
}

// sync makes everything written so far survive a loss of power.
func (d *disk) sync() error {
	if err := d.step("sync", "."); err != nil {
		return err
	}
	return syncFileSystem(d.path)
}

// syncFolder makes the entries of the disk's own folder survive a loss of power.
func (d *disk) syncFolder() error {
	if err := d.step("syncdir", "."); err != nil {
		return err
	}
	return syncFolder(d.path)
}

func (d *disk) freeBytes() (int64, error) {
	if d.free != nil {
		return d.free()
	}
	return freeBytes(d.path)
}

const headRoom = 64 << 20

// checkSpace refuses to start when a tree half as large again as the last would not fit.
func (d *disk) checkSpace(last int64) error {
	free, err := d.freeBytes()
	if err != nil {
		return fmt.Errorf("measure free space: %w", err)
	}
	if need := last + last/2 + headRoom; free < need {
		return fmt.Errorf("%w: %d MiB free in %s, %d MiB needed", ErrNoSpace, free>>20, d.path, need>>20)
	}
	return nil
}
