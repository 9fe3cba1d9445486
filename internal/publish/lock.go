package publish

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// lock takes the lock file, which stays behind: the kernel frees it when its holder dies,
// and removing it would let two runs hold two files of one name.
func lock(path string, started time.Time) (release func() error, err error) {
	l := flock.New(path)
	got, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock target: %w", err)
	}
	if !got {
		return nil, &LockedError{Lock: path, Holder: holder(path)}
	}
	note := fmt.Sprintf("pid %d\n", os.Getpid())
	if !started.IsZero() {
		note += "started " + started.Format(time.RFC3339) + "\n"
	}
	_ = os.WriteFile(path, []byte(note), 0o644) // only a note: the lock holds without it
	return l.Unlock, nil
}

func holder(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, 200))
	if err != nil {
		return "" // Windows: a locked file cannot be read
	}
	return strings.Join(strings.Split(strings.TrimSpace(string(text)), "\n"), ", ")
}
