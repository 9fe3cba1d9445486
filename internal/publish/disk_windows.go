package publish

import (
	"os"

	"golang.org/x/sys/windows"
)

// syncsWhole is false: Windows has no call for a whole file system, so each file is flushed.
const syncsWhole = false

// exchange is unknown to Windows: the swap takes two renames.
func exchange(_, _ string) error { return errNoExchange }

func syncFileSystem(string) error { return nil }

// syncFolder does nothing: NTFS writes its journal itself, and folders cannot be flushed.
func syncFolder(string) error { return nil }

func freeBytes(dir string) (int64, error) {
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
