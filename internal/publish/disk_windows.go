package publish

import (
	"io/fs"
	"os"

	"golang.org/x/sys/windows"
)

const (
	syncsWhole = false // Windows has no call for a whole file system, so each file is flushed
	hasModes   = false // rights are lists that a folder inherits from the one above it
)

var (
	fullErrors     = []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL}
	readOnlyErrors = []error{windows.ERROR_WRITE_PROTECT}
	mountErrors    = []error{windows.ERROR_NOT_SAME_DEVICE}
)

// exchange is unknown to Windows: the swap takes two renames.
func exchange(*os.File, string, string) error { return errNoExchange }

func syncFileSystem(*os.File) error { return nil }

// syncFolder does nothing: NTFS writes its journal itself, and folders cannot be flushed.
func syncFolder(*os.File) error { return nil }

func freeBytes(dir string, _ *os.File) (int64, error) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, &os.PathError{Op: "free space", Path: dir, Err: err}
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, &os.PathError{Op: "free space", Path: dir, Err: err}
	}
	return int64(min(free, 1<<62)), nil
}

func ownerOf(fs.FileInfo) (owner, group int, known bool) { return 0, 0, false }

// sameDevice is true: a volume mounted in a folder shows as a link, which is refused anyway.
func sameDevice(_, _ fs.FileInfo) bool { return true }
