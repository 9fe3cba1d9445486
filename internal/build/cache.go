package build

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// mostTables bounds how many tables of one dataset the cache keeps.
const mostTables = 3

// A tableCache keeps the tables of datasets in the cache folder, never in what is published. It
// holds rows of cases: only the user may read it. Any trouble with it is as if it held nothing.
type tableCache struct {
	dir string
	mu  sync.Mutex
	use map[string]bool // files of this run
}

func newTableCache(dir string) *tableCache {
	return &tableCache{dir: filepath.Join(dir, "tables"), use: map[string]bool{}}
}

func (c *tableCache) folder(name string) string { return filepath.Join(c.dir, filepath.Base(name)) }

func (c *tableCache) file(name, key string) string {
	path := filepath.Join(c.folder(name), key+".table")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.use[path] = true
	return path
}

func (c *tableCache) Has(name string) bool {
	found, err := filepath.Glob(filepath.Join(c.folder(name), "*.table"))
	return err == nil && len(found) > 0
}

func (c *tableCache) Get(name, key string) []byte {
	data, err := os.ReadFile(c.file(name, key))
	if err != nil {
		return nil
	}
	return data
}

// Put writes beside the final name and renames, so that a run that is broken off leaves no half table.
func (c *tableCache) Put(name, key string, write func(io.Writer) error) {
	if os.MkdirAll(c.folder(name), 0o700) != nil {
		return
	}
	f, err := os.CreateTemp(c.folder(name), "*.part")
	if err != nil {
		return
	}
	defer os.Remove(f.Name()) // gone already if all went well
	w := bufio.NewWriterSize(f, 1<<20)
	err = write(w)
	if err == nil {
		err = w.Flush()
	}
	if closed := f.Close(); err == nil && closed == nil {
		os.Rename(f.Name(), c.file(name, key))
	}
	c.sweep(name)
}

// sweep removes what was written longest ago beyond the bound, and leftovers of broken runs.
func (c *tableCache) sweep(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	type kept struct {
		path string
		time int64
	}
	var tables []kept
	entries, err := os.ReadDir(c.folder(name))
	if err != nil {
		return
	}
	for _, e := range entries {
		path := filepath.Join(c.folder(name), e.Name())
		info, err := e.Info()
		switch {
		case err != nil || c.use[path]:
		case filepath.Ext(path) == ".table":
			tables = append(tables, kept{path, info.ModTime().UnixNano()})
		default:
			os.Remove(path) // of a run that was broken off; if another still writes it, it does without
		}
	}
	slices.SortFunc(tables, func(a, b kept) int { return cmp.Compare(b.time, a.time) })
	for _, t := range tables[min(len(tables), mostTables-1):] {
		os.Remove(t.path)
	}
}

// programID tells this program from every other, versions that were not given a number as well: it is
// the hash of the running file.
func programID(version string) string {
	if hash := runningHash(); hash != "" {
		return version + " " + hash
	}
	return ""
}

// runningHash reads the running file once: that takes a while, and it does not change.
var runningHash = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return ""
	}
	return hex.EncodeToString(hash.Sum(nil))
})
