package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync/atomic"
)

// A disk is the folder that holds the target, its stage and the trees before. Every
// operation stays below that folder; links that lead out of it are refused by os.Root.
// Calls that os.Root does not have are made relative to the opened folder, never by its path.
type disk struct {
	path string
	root *os.Root
	self *os.File // the folder itself
	faults

	modeless atomic.Bool // files keep the modes that the system shows for all of them
}

// faults let tests stop before an operation, take abilities away and invent free space.
type faults struct {
	before     func(op, name string) error
	noExchange bool
	noLinks    bool
	noSync     bool // what a loss of power would leave is not what a test of one process sees
	free       func() (int64, error)
}

const (
	fileMode   = 0o644
	folderMode = 0o755
	ownMode    = 0o700 // of what readers have no business in
)

var errNoExchange = errors.New("the file system cannot exchange two folders")

func openDisk(path string, f faults) (*disk, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	self, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &disk{path: path, root: root, self: self, faults: f}, nil
}

func (d *disk) close() error { return errors.Join(d.self.Close(), d.root.Close()) }

// do takes one step that changes the disk.
func (d *disk) do(op, name string, step func() error) error {
	if d.before != nil {
		if err := d.before(op, name); err != nil {
			return because(err)
		}
	}
	return because(step())
}

func (d *disk) lstat(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }

func (d *disk) exists(name string) bool {
	_, err := d.lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

func (d *disk) isFolder(name string) bool {
	info, err := d.lstat(name)
	return err == nil && info.IsDir()
}

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

// mkdirAll makes a folder and those above it, all readable whatever the umask.
func (d *disk) mkdirAll(name string) error {
	if name == "." || d.isFolder(name) {
		return nil
	}
	if err := d.mkdirAll(path.Dir(name)); err != nil {
		return err
	}
	if err := d.mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) { // another goroutine was faster
		return err
	}
	info, err := d.lstat(name)
	if err != nil {
		return err
	}
	return d.setMode(name, info.Mode(), folderMode)
}

func (d *disk) mkdir(name string) error {
	return d.do("mkdir", name, func() error { return d.root.Mkdir(name, folderMode) })
}

// setMode gives a file or folder its mode where it has another.
func (d *disk) setMode(name string, has, want fs.FileMode) error {
	if !hasModes || has&settable == want || d.modeless.Load() {
		return nil
	}
	return d.do("chmod", name, func() error {
		f, err := d.root.Open(name) // kernels before 6.6 change the mode of an open file only, if links are not to be followed
		if err != nil {
			return err
		}
		return errors.Join(f.Chmod(want), f.Close())
	})
}

// tryMode is setMode for the first time: shares that know no modes are let off from then on, whether
// they say so or not.
func (d *disk) tryMode(name string, has, want fs.FileMode) error {
	err := d.setMode(name, has, want)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) {
		d.modeless.Store(true)
		return nil
	}
	if err != nil {
		return err
	}
	info, err := d.lstat(name)
	if err == nil && info.Mode()&settable != want {
		d.modeless.Store(true)
	}
	return err
}

const settable = fs.ModePerm | fs.ModeSetgid

// write makes a new file. It never opens one that exists: that may be a link into the live tree.
func (d *disk) write(name string, data []byte) error {
	var f *os.File
	err := d.do("create", name, func() (err error) {
		f, err = d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		return err
	})
	if err != nil {
		return err
	}
	written := false
	err = d.do("write", name, func() error {
		written = true
		_, err := f.Write(data)
		return err
	})
	if !written {
		f.Write(data[:len(data)/2]) // a torn write
	}
	if err == nil && !syncsWhole && !d.noSync {
		err = because(f.Sync())
	}
	if err == nil {
		var info fs.FileInfo
		if info, err = f.Stat(); err == nil {
			err = d.setMode(name, info.Mode(), fileMode)
		}
	}
	return errors.Join(err, because(f.Close()))
}

func (d *disk) link(from, to string) error {
	return d.do("link", to, func() error {
		if d.noLinks {
			return &os.LinkError{Op: "link", Old: from, New: to, Err: errors.ErrUnsupported}
		}
		return d.root.Link(from, to)
	})
}

// linkOrCopy makes a file of the same content: on file systems without hard links, and when a file
// has as many as it can have, by copying.
func (d *disk) linkOrCopy(from, to string) error {
	if d.link(from, to) == nil {
		return nil
	}
	data, err := d.root.ReadFile(from)
	if err == nil {
		err = d.write(to, data)
	}
	return err
}

func (d *disk) rename(from, to string) error {
	return d.do("rename", from, func() error { return d.root.Rename(from, to) })
}

func (d *disk) removeAll(name string) error {
	if !d.exists(name) {
		return nil
	}
	return d.do("remove", name, func() error { return d.root.RemoveAll(name) })
}

// exchange swaps two folders in one step, or returns errNoExchange.
func (d *disk) exchange(a, b string) error {
	return d.do("exchange", a, func() error {
		if d.noExchange {
			return errNoExchange
		}
		return exchange(d.self, a, b)
	})
}

// sync makes everything written so far survive a loss of power.
func (d *disk) sync() error {
	return d.do("sync", ".", func() error {
		if d.noSync {
			return nil
		}
		return syncFileSystem(d.self)
	})
}

// syncFolder makes the entries of the disk's own folder survive a loss of power.
func (d *disk) syncFolder() error {
	return d.do("syncdir", ".", func() error {
		if d.noSync {
			return nil
		}
		return syncFolder(d.self)
	})
}

func (d *disk) freeBytes() (int64, error) {
	if d.free != nil {
		return d.free()
	}
	return freeBytes(d.path, d.self)
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
