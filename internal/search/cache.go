package search

import (
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"
)

// A Cache keeps the analyses of entries in one file from one run to the next, by what the
// entries say: an entry that did not change is not taken apart again, neither for the shards nor
// for the store. It changes nothing but the time that takes. What is wrong with the file is as if
// it held nothing; what cannot be written is done without.
//
// The file holds records one after the other, an index of them, and a last line that says where
// the index is. Record and index have sums of their own.
type Cache struct {
	program string // whose analyses they are
	path    string

	mu     sync.Mutex
	places map[entryKey]place
	used   map[entryKey]bool // in this run
	old    *os.File          // of the last run; nil if there is none
	made   *os.File          // of this run; nil until something is new
	end    int64             // of made
	failed bool              // writing
}

// A place is where a record lies.
type place struct {
	file *os.File
	at   int64
	size uint32
	sum  uint32 // CRC-32C
}

// OpenCache opens the file at path, which need not be there. program stands for the running
// program: what another one wrote is not believed. A cache without a path keeps nothing.
func OpenCache(path, program string) *Cache {
	c := &Cache{program: program, path: path, places: map[entryKey]place{}, used: map[entryKey]bool{}}
	if path == "" {
		return c
	}
	f, err := os.Open(path)
	if err != nil {
		return c
	}
	if places, err := readIndex(f, program); err == nil {
		c.old, c.places = f, places
	} else {
		f.Close()
	}
	return c
}

// whose returns the program whose analyses a cache keeps, "" for no cache.
func (c *Cache) whose() string {
	if c == nil {
		return ""
	}
	return c.program
}

// analysis returns what analyse does. A nil cache keeps nothing.
func (c *Cache) analysis(e *Page) *dissected {
	if c == nil || c.path == "" {
		return analyse(e)
	}
	k := keyOf(e)
	c.mu.Lock()
	c.used[k] = true
	p, known := c.places[k]
	c.mu.Unlock()
	if known {
		if record, err := p.read(); err == nil {
			if a := readAnalysis(string(record)); a != nil {
				return a
			}
		}
	}
	a := analyse(e)
	c.keep(k, appendAnalysis(nil, a))
	return a
}

// read returns a record as it was written.
func (p place) read() ([]byte, error) {
	record := make([]byte, p.size)
	if _, err := p.file.ReadAt(record, p.at); err != nil {
		return nil, err
	}
	if crc32.Checksum(record, castagnoli) != p.sum {
		return nil, errors.New("a record is damaged")
	}
	return record, nil
}

// keep adds a record to the file of this run.
func (c *Cache) keep(k entryKey, record []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.failed {
		return
	}
	if c.made == nil {
		err := os.MkdirAll(filepath.Dir(c.path), 0o755)
		if err == nil {
			c.made, err = os.CreateTemp(filepath.Dir(c.path), c.pattern())
		}
		if err != nil {
			c.failed = true
			return
		}
	}
	if _, err := c.made.WriteAt(record, c.end); err != nil {
		c.failed = true
		return
	}
	c.places[k] = place{c.made, c.end, uint32(len(record)), crc32.Checksum(record, castagnoli)}
	c.end += int64(len(record))
}

// pattern is how files are called that are still being written.
func (c *Cache) pattern() string { return filepath.Base(c.path) + ".*" + makingEnding }

// Save puts on disk what this run used and drops the rest. Where nothing is new and nothing can
// be dropped, the file stays as it is. It is the last use of a cache but Close.
func (c *Cache) Save() {
	if c == nil || c.path == "" || c.made == nil && len(c.used) == len(c.places) {
		return
	}
	for k, p := range c.usedBefore() {
		if record, err := p.read(); err == nil {
			c.keep(k, record)
		}
	}
	if c.old != nil {
		c.old.Close() // a file that is open cannot be replaced everywhere
		c.old = nil
	}
	if c.made == nil || c.failed {
		return
	}
	if _, err := c.made.WriteAt(c.index(), c.end); err != nil || c.made.Close() != nil {
		return
	}
	_ = os.Rename(c.made.Name(), c.path)
}

// Close lets go of the files; what was not saved is lost.
func (c *Cache) Close() {
	if c == nil || c.path == "" {
		return
	}
	if c.old != nil {
		c.old.Close()
	}
	if c.made != nil {
		c.made.Close()
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(c.path), c.pattern())) // of runs that were broken off, too
	for _, name := range left {
		_ = os.Remove(name)
	}
}

// usedBefore returns where what was used lies in the file of the last run.
func (c *Cache) usedBefore() map[entryKey]place {
	list := map[entryKey]place{}
	for k := range c.used {
		if p, known := c.places[k]; known && p.file == c.old {
			list[k] = p
		}
	}
	return list
}
