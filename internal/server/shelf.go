package server

import (
	"bytes"
	"compress/gzip"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"sync"
	"time"
)

// A packed file is an answer as it goes out again and again: the bytes, the same compressed where that is
// worth it, and a tag of the content.
type packed struct {
	name     string
	modified time.Time
	size     int64
	data     []byte
	gzip     []byte // nil where the file is small, or does not shrink
	tag      string // hex, of the content
}

const (
	shelfBytes  = 256 << 20 // of all packed files in memory; a site of ten thousand pages has some 100 MB
	shelvedFile = 8 << 20   // larger ones are read for every request
	leastPacked = 1 << 10   // bytes below which compression saves no packet
)

// pack makes the answer of a file.
func pack(name string, info fs.FileInfo, data []byte) *packed {
	sum := sha256.Sum256(data)
	p := &packed{name: name, modified: info.ModTime(), size: info.Size(), data: data, tag: hex.EncodeToString(sum[:12])}
	if len(data) < leastPacked || !shrinks(contentType(name)) {
		return p
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil && b.Len() < len(data)*9/10 {
		p.gzip = b.Bytes()
	}
	return p
}

// shrinks tells the types that are text.
func shrinks(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	switch kind {
	case "application/json", "application/xml", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(kind, "text/")
}

// A shelf keeps the packed files that were asked for last.
type shelf struct {
	most int64

	mu    sync.Mutex
	files map[string]*list.Element // by name
	order *list.List               // of *packed, the last asked for in front
	bytes int64
}

func newShelf(most int64) *shelf {
	return &shelf{most: most, files: map[string]*list.Element{}, order: list.New()}
}

// get returns what is kept of a file, nil where that is nothing or of another state of it.
func (s *shelf) get(name string, info fs.FileInfo) *packed {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.files[name]
	if e == nil {
		return nil
	}
	p := e.Value.(*packed)
	if p.size != info.Size() || !p.modified.Equal(info.ModTime()) {
		s.drop(e)
		return nil
	}
	s.order.MoveToFront(e)
	return p
}

// put keeps a file, and lets go of those that nobody asked for.
func (s *shelf) put(p *packed) {
	if p.weight() > shelvedFile {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.files[p.name]; e != nil {
		s.drop(e)
	}
	s.files[p.name] = s.order.PushFront(p)
	for s.bytes += p.weight(); s.bytes > s.most; {
		s.drop(s.order.Back())
	}
}

func (s *shelf) drop(e *list.Element) {
	p := s.order.Remove(e).(*packed)
	delete(s.files, p.name)
	s.bytes -= p.weight()
}

func (p *packed) weight() int64 { return int64(len(p.data) + len(p.gzip)) }
