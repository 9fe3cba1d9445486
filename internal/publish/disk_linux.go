package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	syncsWhole = true // syncFileSystem covers all files, so that none is synced by itself
	hasModes   = true
)

var (
	fullErrors     = []error{unix.ENOSPC, unix.EDQUOT}
	readOnlyErrors = []error{unix.EROFS}
	mountErrors    = []error{unix.EXDEV, unix.EBUSY}
)

func exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	err := unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EOPNOTSUPP) {
		return errNoExchange // an old kernel, some overlay and network file systems
	}
	if err != nil {
		return &os.LinkError{Op: "renameat2", Old: a, New: b, Err: err}
	}
	return nil
}

func syncFileSystem(dir *os.File) error {
	if err := unix.Syncfs(int(dir.Fd())); err != nil {
		return &os.PathError{Op: "syncfs", Path: dir.Name(), Err: err}
	}
	return nil
}

func syncFolder(dir *os.File) error { return dir.Sync() }

func freeBytes(_ string, dir *os.File) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Fstatfs(int(dir.Fd()), &s); err != nil {
		return 0, &os.PathError{Op: "statfs", Path: dir.Name(), Err: err}
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}

// ownerOf is who a file belongs to; device is the file system that it lies on.
func ownerOf(info fs.FileInfo) (owner, group int, known bool) {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Uid), int(s.Gid), true
	}
	return 0, 0, false
}

func sameDevice(a, b fs.FileInfo) bool {
	x, ok := a.Sys().(*syscall.Stat_t)
	y, also := b.Sys().(*syscall.Stat_t)
	return !ok || !also || x.Dev == y.Dev
}
