package main

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// A server serves a folder as a web server with gzip would and remembers what was asked for.
type server struct {
	dir      string
	listener net.Listener
	http     *http.Server

	mu    sync.Mutex
	ready map[string][]byte // bodies as they travel
	log   []transfer
}

// A transfer is one answered request: its path and the bytes of its body as they travelled.
type transfer struct {
	path  string
	bytes int
}

func serve(dir string) (*server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir, listener: l, ready: map[string][]byte{}}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	s.http = &http.Server{Handler: s}
	go func() { _ = s.http.Serve(l) }() // ends with stop
	return s, nil
}

// prepare compresses every file beforehand, as a web server with gzip_static has them.
func (s *server) prepare() error {
	return filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(s.dir, name)
		if err == nil {
			s.body(filepath.ToSlash(rel))
		}
		return err
	})
}

func (s *server) stop() { _ = s.http.Close() }

func (s *server) url(name string) string { return "http://" + s.listener.Addr().String() + "/" + name }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	body, ok := s.body(name)
	s.mu.Lock()
	s.log = append(s.log, transfer{name, len(body)})
	s.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	if compresses(name) {
		w.Header().Set("Content-Encoding", "gzip")
	}
	_, _ = w.Write(body) // a reader that has gone is no fault of ours
}

// body returns a file as it travels, compressed once.
func (s *server) body(name string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b, ok := s.ready[name]; ok {
		return b, b != nil
	}
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.ready[name] = nil
		return nil, false
	}
	s.ready[name] = onWire(name, data)
	return s.ready[name], true
}

// take returns what was transferred since the last call.
func (s *server) take() []transfer {
	s.mu.Lock()
	defer s.mu.Unlock()
	log := s.log
	s.log = nil
	return log
}

// compresses tells which files a web server compresses; Pagefind's own are compressed already.
func compresses(name string) bool {
	switch path.Ext(name) {
	case ".html", ".js", ".css", ".json", ".svg":
		return true
	}
	return false
}

func onWire(name string, data []byte) []byte {
	if !compresses(name) {
		return data
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level exists
	_, _ = z.Write(data)                                  // to memory
	_ = z.Close()
	return b.Bytes()
}
