package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

func ask(h http.Handler, path string, headers ...string) *http.Response {
	r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Text goes out compressed to whoever takes that, and either form has a tag of its own.
func TestCompressedAnswers(t *testing.T) {
	long := bytes.Repeat([]byte("审查起诉平均用时。"), 1000)
	h := Handler(Options{Root: func() fs.FS {
		return fstest.MapFS{"a.html": {Data: long}, "short.html": {Data: []byte("短")}, "a.png": {Data: long}}
	}})
	for range 2 { // made, and kept
		plain := ask(h, "/a.html")
		packed := ask(h, "/a.html", "Accept-Encoding", "br, gzip")
		if plain.Header.Get("Content-Encoding") != "" || packed.Header.Get("Content-Encoding") != "gzip" || packed.Header.Get("Vary") != "Accept-Encoding" {
			t.Fatalf("encodings %q and %q", plain.Header, packed.Header)
		}
		wire := body(t, packed)
		if got := packed.Header.Get("Content-Length"); got != fmt.Sprint(len(wire)) || len(wire) > len(long)/10 {
			t.Errorf("%d bytes on the wire, announced as %s", len(wire), got)
		}
		z, err := gzip.NewReader(bytes.NewReader(wire))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(z); err != nil || !bytes.Equal(text, long) || !bytes.Equal(body(t, plain), long) {
			t.Errorf("the page came out otherwise: %v", err)
		}
		for _, form := range []*http.Response{plain, packed} {
			again := ask(h, "/a.html", "Accept-Encoding", form.Header.Get("Content-Encoding"), "If-None-Match", form.Header.Get("ETag"))
			if again.StatusCode != http.StatusNotModified || len(body(t, again)) > 0 {
				t.Errorf("asked with the tag %s: %d", form.Header.Get("ETag"), again.StatusCode)
			}
		}
		if plain.Header.Get("ETag") == packed.Header.Get("ETag") {
			t.Error("two forms with one tag")
		}
	}
	for _, tt := range []struct{ path, accepts, rng, want string }{
		{"/a.html", "gzip;q=0", "", ""},
		{"/a.html", "gzip;q=0.5", "", "gzip"},
		{"/a.html", "*", "", "gzip"},
		{"/a.html", "identity, *;q=0", "", ""},
		{"/a.html", "gzip", "bytes=0-9", ""},
		{"/short.html", "gzip", "", ""},
		{"/a.png", "gzip", "", ""},
	} {
		headers := []string{"Accept-Encoding", tt.accepts}
		if tt.rng != "" {
			headers = append(headers, "Range", tt.rng)
		}
		if got := ask(h, tt.path, headers...).Header.Get("Content-Encoding"); got != tt.want {
			t.Errorf("%s to a client that accepts %q (range %q): encoding %q, want %q", tt.path, tt.accepts, tt.rng, got, tt.want)
		}
	}
}

// A shelf holds what was asked for last, within its bounds, and nothing of an older state.
func TestShelf(t *testing.T) {
	day := time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)
	file := func(data string, at time.Time) (fs.FileInfo, []byte) {
		f, err := fstest.MapFS{"x": {Data: []byte(data), ModTime: at}}.Stat("x")
		if err != nil {
			t.Fatal(err)
		}
		return f, []byte(data)
	}
	s := newShelf(100)
	put := func(name, data string) {
		info, text := file(data, day)
		s.put(pack(name, info, text))
	}
	held := func(name, data string, at time.Time) bool {
		info, _ := file(data, at)
		return s.get(name, info) != nil
	}
	put("a", strings.Repeat("甲", 10))
	put("b", strings.Repeat("乙", 10))
	put("c", strings.Repeat("丙", 10))
	held("a", strings.Repeat("甲", 10), day)
	put("d", strings.Repeat("丁", 10)) // 120 bytes: b goes, which nobody asked for
	for name, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if got := held(name, strings.Repeat("一", 10), day); got != want {
			t.Errorf("%s is held: %v", name, got)
		}
	}
	if held("a", strings.Repeat("甲", 10), day.Add(time.Nanosecond)) || held("c", "短", day) {
		t.Error("an older state is given out")
	}
	if len(s.files) != 1 || s.bytes != 30 || s.order.Len() != 1 {
		t.Errorf("%d files, %d bytes, %d in order are held", len(s.files), s.bytes, s.order.Len())
	}
}

func write(t *testing.T, dir, generation string) {
	t.Helper()
	for i := range 20 {
		name := filepath.Join(dir, fmt.Sprintf("p%02d.html", i))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(generation), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// While trees are exchanged, every request is answered whole, and later ones see the newest.
func TestPublishedUnderExchange(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	write(t, public, strings.Repeat("0", 2000))
	p, err := OpenPublished(public)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	h := Handler(Options{Root: p.Files})
	var asked, wrong atomic.Int64
	done := make(chan struct{})
	var readers sync.WaitGroup
	for r := range 4 {
		readers.Go(func() {
			for i := r; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				answer := ask(h, fmt.Sprintf("/p%02d.html", i%20))
				text := make([]byte, 2001)
				n, _ := io.ReadFull(answer.Body, text)
				if asked.Add(1); answer.StatusCode != http.StatusOK || n != 2000 || strings.Count(string(text[:n]), string(text[:1])) != n {
					wrong.Add(1)
				}
			}
		})
	}
	for generation := range 60 {
		next := filepath.Join(dir, fmt.Sprintf("next%d", generation))
		write(t, next, strings.Repeat(string(rune('0'+generation%10)), 2000))
		if err := os.Rename(public, filepath.Join(dir, fmt.Sprintf("old%d", generation))); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(next, public); err != nil {
			t.Fatal(err)
		}
		if got := body(t, ask(h, "/p07.html")); got[0] != byte('0'+generation%10) {
			t.Fatalf("after exchange %d the page is of another", generation)
		}
	}
	close(done)
	readers.Wait()
	if wrong.Load() > 0 || asked.Load() < 60 {
		t.Errorf("%d of %d answers were wrong", wrong.Load(), asked.Load())
	}
}

func TestPublishedKeepsToItsFolder(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	write(t, public, "x")
	if err := os.WriteFile(filepath.Join(dir, "secret.html"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../secret.html", filepath.Join(public, "link.html")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	p, err := OpenPublished(public)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	h := Handler(Options{Root: p.Files, Sound: func() error { return errors.New("changed") }})
	if answer := ask(h, "/link.html"); answer.StatusCode == http.StatusOK || strings.Contains(string(body(t, answer)), "secret") {
		t.Errorf("a link out of the folder is answered with %d", answer.StatusCode)
	}
	if answer := ask(h, "/healthz"); answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a tree without its front page is healthy: %d", answer.StatusCode)
	}
	if err := os.WriteFile(filepath.Join(public, "index.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if answer := ask(h, "/healthz"); answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(string(body(t, answer)), "changed") {
		t.Errorf("a damaged tree is healthy: %d", answer.StatusCode)
	}
}
