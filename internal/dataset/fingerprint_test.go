package dataset

import (
	"bytes"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"anjian/internal/source"
)

// sequential hides that a file can be read anywhere.
type sequential struct{ fs.FS }

func (s sequential) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return struct{ fs.File }{f}, err
}

func marked(t *testing.T, fsys fs.FS, workers int) fingerprint {
	t.Helper()
	list, err := exportsOf(fsys, []string{"a.csv"})
	if err == nil {
		err = markAll(fsys, list, workers)
	}
	if err != nil {
		t.Fatal(err)
	}
	return list[0].print
}

// However a file is read, its fingerprint is the same; another byte anywhere, or another length, gives another.
func TestFingerprint(t *testing.T) {
	content := bytes.Repeat([]byte("甲1,批捕,2025-03-01\n"), 3*segmentBytes/23) // no whole number of segments
	seen := map[fingerprint]string{}
	for _, tt := range []struct {
		name   string
		change func([]byte) []byte
	}{
		{"nothing", func(b []byte) []byte { return b }},
		{"the first byte", func(b []byte) []byte { b[0] ^= 1; return b }},
		{"the last byte of a segment", func(b []byte) []byte { b[segmentBytes-1] ^= 1; return b }},
		{"the first of the next", func(b []byte) []byte { b[segmentBytes] ^= 1; return b }},
		{"the last byte", func(b []byte) []byte { b[len(b)-1] ^= 1; return b }},
		{"one byte less", func(b []byte) []byte { return b[:len(b)-1] }},
		{"one segment", func(b []byte) []byte { return b[:segmentBytes] }},
		{"two segments exchanged", func(b []byte) []byte {
			return append(append(bytes.Clone(b[segmentBytes:2*segmentBytes]), b[:segmentBytes]...), b[2*segmentBytes:]...)
		}},
		{"all", func([]byte) []byte { return nil }},
		{"all but a zero", func([]byte) []byte { return []byte{0} }},
	} {
		fsys := fstest.MapFS{"a.csv": {Data: tt.change(bytes.Clone(content))}}
		print := marked(t, fsys, 4)
		if other, twice := seen[print]; twice {
			t.Errorf("changing %s and changing %s give one fingerprint", tt.name, other)
		}
		seen[print] = tt.name
		if again := marked(t, fsys, 1); again != print {
			t.Errorf("changing %s: %x by one goroutine, %x by four", tt.name, again, print)
		}
		if again := marked(t, sequential{fsys}, 4); again != print {
			t.Errorf("changing %s: %x read in order, %x read anywhere", tt.name, again, print)
		}
	}
}

// rewritten is a folder whose file is written to while it is read.
type rewritten struct {
	fstest.MapFS
	mu     sync.Mutex
	opened int
}

func (r *rewritten) Open(name string) (fs.File, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := r.MapFS.Open(name)
	if name == "data/a.csv" {
		if r.opened++; r.opened == 2 { // read, and summed on the side
			file := *r.MapFS[name]
			file.ModTime = file.ModTime.Add(time.Second)
			r.MapFS[name] = &file
		}
	}
	return f, err
}

// A table whose file changed meanwhile is not kept under the fingerprint of the new content.
func TestRewrittenFileIsNotKept(t *testing.T) {
	files := fstest.MapFS{"data/a.csv": {Data: []byte(plain), ModTime: time.Unix(1, 0)}}
	one := strings.Replace(arrests, `"*.csv", "*.xlsx", "*.xls"`, `"*.csv"`, 1)
	for _, tt := range []struct {
		name string
		fsys fs.FS
		kept int
	}{{"a quiet file", files, 1}, {"one written to", &rewritten{MapFS: files}, 0}} {
		cache := &memory{kept: map[string][]byte{}}
		var errs source.List
		_, err := Load(tt.fsys, "data", []*Definition{define(t, one)}, Options{Cache: cache, Workers: 1}, &errs)
		if err != nil || errs.Faults() > 0 {
			t.Fatal(err, errs.Err())
		}
		if len(cache.kept) != tt.kept {
			t.Errorf("of %s %d tables are kept; want %d", tt.name, len(cache.kept), tt.kept)
		}
	}
}
