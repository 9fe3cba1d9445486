package publish

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// A Lock keeps other runs away from a target. The kernel frees it when its holder dies, so there
// are no stale ones.
type Lock struct {
	disk   *disk
	file   *os.File
	target string // base name in disk
}

// Acquire takes the lock of a target at once or returns a *LockedError. The folder that the target
// lies in is made where it is missing.
func Acquire(target string, started time.Time) (*Lock, error) {
	return acquire(target, started, faults{})
}

func acquire(name string, started time.Time, f faults) (*Lock, error) {
	l, err := openTarget(name, f)
	if err != nil {
		return nil, err
	}
	if err := l.take(started); err != nil {
		return nil, errors.Join(err, l.Release())
	}
	return l, nil
}

// openTarget opens the folder that a target lies in, and takes no lock.
func openTarget(name string, f faults) (*Lock, error) {
	target, err := filepath.Abs(name)
	if err != nil {
		return nil, fmt.Errorf("find target: %w", err)
	}
	parent, base := filepath.Split(target)
	if base == "" {
		return nil, fmt.Errorf("find target: %q has no name", name)
	}
	parent = filepath.Clean(parent)
	err = os.MkdirAll(parent, folderMode)
	if errors.Is(err, syscall.ENOTDIR) {
		return nil, &ForeignError{Target: parent}
	}
	if err != nil {
		return nil, fmt.Errorf("make folder of target: %w", because(err))
	}
	d, err := openDisk(parent, f)
	if err != nil {
		return nil, fmt.Errorf("open folder of target: %w", because(err))
	}
	return &Lock{disk: d, target: base}, nil
}

// take locks the lock file, which stays behind: removing it would let two runs hold two files of
// one name.
func (l *Lock) take(started time.Time) error {
	name := prefix + "lock-" + l.target
	path := filepath.Join(l.disk.path, name)
	entry, err := l.disk.lstat(name)
	if err == nil && !entry.Mode().IsRegular() { // a link would have us write somewhere else
		return &ForeignError{Target: path}
	}
	err = l.disk.do("lock", name, func() (err error) {
		l.file, err = l.disk.root.OpenFile(name, os.O_RDWR|os.O_CREATE, fileMode)
		return err
	})
	if err != nil {
		return fmt.Errorf("open lock: %w", err)
	}
	got, err := tryLock(l.file)
	if err != nil {
		return fmt.Errorf("lock target: %w", err)
	}
	if !got {
		return &LockedError{Lock: path, Holder: holder(l.file)}
	}
	note := fmt.Sprintf("pid %d\n", os.Getpid())
	if !started.IsZero() {
		note += "started " + started.Format(time.RFC3339) + "\n"
	}
	_ = l.file.Truncate(0) // only a note: the lock holds without it
	_, _ = l.file.WriteAt([]byte(note), 0)
	return nil
}

// Release lets other runs in.
func (l *Lock) Release() error {
	if l.file == nil { // of a target that is guarded otherwise
		return l.disk.close()
	}
	return errors.Join(l.file.Close(), l.disk.close())
}

func holder(f *os.File) string {
	text, err := io.ReadAll(io.NewSectionReader(f, 0, 200))
	if err != nil {
		return ""
	}
	return strings.Join(strings.Split(strings.TrimSpace(string(text)), "\n"), ", ")
}
