package server

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
)

func tree() fstest.MapFS {
	return fstest.MapFS{
		"index.html":               {Data: []byte("<html><body><p>总览</p></body></html>")},
		"indicators/index.html":    {Data: []byte("指标")},
		"indicators/a.html":        {Data: []byte("<body>甲</body>")},
		"data/x.csv":               {Data: []byte("a,b")},
		"empty/x.txt":              {Data: []byte("x")},
		"404.html":                 {Data: []byte(`<link href="assets/s.css"><a href="#m">没有</a><a href="/x">`)},
		"assets/site.0a1b2c3d.css": {Data: []byte("p{}")},
		"search/m.js":              {Data: []byte("AJ.m()")},
		"search/0a1b2c3d/s/7.js":   {Data: []byte("AJ.s()")},
		"search/preview/q.js":      {Data: []byte("AJ.q()")},
		".gitignore":               {Data: []byte("secret")},
		"a/.hidden/x.html":         {Data: []byte("secret")},
	}
}

func get(t *testing.T, h http.Handler, method, target string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1/", nil)
	u, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	r.URL, r.RequestURI = u, target
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(body)
}

func TestFiles(t *testing.T) {
	h := Handler(Options{Root: func() fs.FS { return tree() }})
	for _, tt := range []struct {
		method, path string
		status       int
		body, kind   string
	}{
		{"GET", "/", 200, "总览", "text/html; charset=utf-8"},
		{"GET", "/index.html", 200, "总览", "text/html; charset=utf-8"},
		{"HEAD", "/index.html", 200, "", "text/html; charset=utf-8"},
		{"GET", "/indicators/", 200, "指标", "text/html; charset=utf-8"},
		{"GET", "/indicators", 301, "", ""},
		{"GET", "/data/x.csv", 200, "a,b", "text/csv; charset=utf-8"},
		{"GET", "/empty/", 404, "没有", "text/html; charset=utf-8"},
		{"GET", "/empty", 404, "没有", "text/html; charset=utf-8"},
		{"GET", "/missing.html", 404, `href="/assets/s.css"><a href="#m">`, "text/html; charset=utf-8"},
		{"POST", "/index.html", 405, "", ""},
		{"DELETE", "/api/search", 405, "", ""},
		{"GET", "/.gitignore", 404, "", ""},
		{"GET", "/a/.hidden/x.html", 404, "", ""},
		{"GET", "/../server.go", 404, "", ""},
		{"GET", "/%2e%2e/server.go", 404, "", ""},
		{"GET", "/..%5cserver.go", 404, "", ""},
		{"GET", "/index.html::$DATA", 404, "", ""},
		{"GET", "/index.html.", 404, "", ""},
		{"GET", "/INDEX~1.HTM", 404, "", ""},
		{"GET", "//index.html", 404, "", ""},
		{"GET", "/indicators//a.html", 404, "", ""},
		{"GET", "/index.html/", 404, "", ""},
		{"GET", "/index.html%00.png", 404, "", ""},
		{"GET", "/api/search?q=x", 404, "", ""},
		{"GET", "/api/preview", 404, "", ""},
		{"GET", "/healthz", 200, "ok", ""},
	} {
		resp, body := get(t, h, tt.method, tt.path)
		if resp.StatusCode != tt.status || !strings.Contains(body, tt.body) || strings.Contains(body, "secret") ||
			tt.kind != "" && resp.Header.Get("Content-Type") != tt.kind {
			t.Errorf("%s %s = %d %q %q, want %d %q", tt.method, tt.path, resp.StatusCode, resp.Header.Get("Content-Type"), body, tt.status, tt.body)
		}
		if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") ||
			resp.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s %s: headers %v", tt.method, tt.path, resp.Header)
		}
	}
}

func TestCaching(t *testing.T) {
	h := Handler(Options{Root: func() fs.FS { return tree() }})
	for path, want := range map[string]string{
		"/": "no-store", "/assets/site.0a1b2c3d.css": "public, max-age=31536000, immutable", "/data/x.csv": "no-store",
		"/search/m.js": "no-store", "/search/0a1b2c3d/s/7.js": "no-store", "/search/preview/q.js": "no-store",
	} {
		resp, _ := get(t, h, "GET", path)
		if got := resp.Header.Get("Cache-Control"); got != want || resp.Header.Get("ETag") == "" {
			t.Errorf("%s: Cache-Control %q, want %q", path, got, want)
		}
	}
}

func TestForeignHost(t *testing.T) {
	for _, tt := range []struct {
		host   string
		remote bool
		status int
	}{
		{"127.0.0.1:8080", false, 200},
		{"localhost:8080", false, 200},
		{"[::1]:8080", false, 200},
		{"evil.invalid", false, 421},
		{"evil.invalid", true, 200},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = tt.host
		w := httptest.NewRecorder()
		Handler(Options{Root: func() fs.FS { return tree() }, Remote: tt.remote}).ServeHTTP(w, r)
		if w.Code != tt.status {
			t.Errorf("host %q, remote %v: %d, want %d", tt.host, tt.remote, w.Code, tt.status)
		}
	}
}

func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	address, done := make(chan string), make(chan error)
	go func() {
		done <- Serve(ctx, Options{Addr: "127.0.0.1:0", Root: func() fs.FS { return tree() }, Listening: func(a string) { address <- a }})
	}()
	resp, err := http.Get(<-address + "indicators/a.html")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if err != nil || string(body) != "<body>甲</body>" {
		t.Errorf("served %q, %v", body, err)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("Serve = %v after the end of its context", err)
	}
	for _, addr := range []string{":0", "0.0.0.0:0", "192.0.2.1:80"} {
		if err := Serve(ctx, Options{Addr: addr}); !errors.Is(err, ErrRemote) {
			t.Errorf("Serve on %q = %v, want ErrRemote", addr, err)
		}
	}
}
