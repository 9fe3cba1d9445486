package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"path"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"anjian/templates"
)

// maxQuery is the longest search text, in characters.
const maxQuery = 200

// Handler serves opts without a network of its own.
func Handler(opts Options) http.Handler {
	h := &handler{opts}
	mux := http.NewServeMux()
	mux.HandleFunc("/", h.file)
	mux.HandleFunc("/healthz", h.health)
	if opts.Search != nil {
		mux.HandleFunc("/api/search", h.search)
	}
	if opts.Live != nil {
		mux.HandleFunc("/api/generation", opts.Live.serve)
		mux.HandleFunc(previewScript, opts.Live.asset)
		mux.HandleFunc(previewStyle, opts.Live.asset)
	}
	return h.guard(mux)
}

type handler struct{ opts Options }

// guard sets the headers that every answer carries and refuses what is never answered.
func (h *handler) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", templates.ContentSecurityPolicy+"; frame-ancestors 'none'")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		head.Set("Cross-Origin-Resource-Policy", "same-origin")
		head.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		head.Set("Cache-Control", "no-store")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			head.Set("Allow", "GET, HEAD")
			http.Error(w, "只接受读取请求", http.StatusMethodNotAllowed)
		case !h.opts.Remote && !ownHost(r.Host):
			http.Error(w, "地址不符", http.StatusMisdirectedRequest)
		case !plainPath(r.URL.Path):
			h.notFound(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownHost keeps other sites from reaching this machine through a name of theirs.
func ownHost(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// plainPath refuses hidden files, ways upwards and what Windows reads in its own way.
func plainPath(p string) bool {
	if !strings.HasPrefix(p, "/") || !utf8.ValidString(p) || strings.ContainsAny(p, "\\:~\x00") {
		return false
	}
	for part := range strings.SplitSeq(strings.Trim(p[1:], "/"), "/") {
		if strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || part == "" && p != "/" {
			return false
		}
	}
	return !strings.HasSuffix(p, "//")
}

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	tree, name := h.opts.Root(), strings.TrimPrefix(r.URL.Path, "/")
	if strings.HasSuffix(r.URL.Path, "/") {
		name += "index.html"
	} else if info, err := fs.Stat(tree, name); err == nil && info.IsDir() {
		if _, err := fs.Stat(tree, name+"/index.html"); err == nil {
			http.Redirect(w, r, path.Base(name)+"/", http.StatusMovedPermanently)
			return
		}
	}
	if info, err := fs.Stat(tree, name); err != nil || !info.Mode().IsRegular() {
		h.notFound(w, r)
		return
	}
	data, err := fs.ReadFile(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		h.notFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, "读取失败", http.StatusInternalServerError)
		return
	}
	kind := contentType(name)
	w.Header().Set("Content-Type", kind)
	switch {
	case strings.HasPrefix(kind, "text/html"):
		data = h.opts.Live.inject(data)
	case hashed.MatchString(name):
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	default:
		w.Header().Set("Cache-Control", "no-cache")
	}
	sum := sha256.Sum256(data)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
}

// hashed names carry a checksum of their content: assets/site.0a1b2c3d.css, search/0a1b2c3d/m.js.
var hashed = regexp.MustCompile(`^(assets/.*\.[0-9a-f]{8,}\.[a-z0-9]+|search/[0-9a-f]{8,}/.*)$`)

// relative are addresses in 404.html, which stands for pages at any depth.
var relative = regexp.MustCompile(`\b(href|src|action|data-echarts|data-shards)="([^"/#:]+[^":]*)"`)

func (h *handler) notFound(w http.ResponseWriter, _ *http.Request) {
	page, err := fs.ReadFile(h.opts.Root(), "404.html")
	if err != nil { // there may be no site yet
		page = []byte("<!doctype html>\n<html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>没有这个页面</title>\n<body><p>没有这个页面</p>\n</body></html>\n")
	}
	page = relative.ReplaceAll(h.opts.Live.inject(page), []byte(`$1="/$2"`))
	w.Header().Set("Content-Type", contentType("404.html"))
	w.WriteHeader(http.StatusNotFound)
	w.Write(page) // net/http drops it for HEAD
}

func (h *handler) health(w http.ResponseWriter, _ *http.Request) {
	if _, err := fs.Stat(h.opts.Root(), "index.html"); err != nil {
		http.Error(w, "no site", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
}

func (h *handler) search(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if utf8.RuneCountInString(query.Get("q")) > maxQuery {
		writeJSON(w, http.StatusBadRequest, failure{"搜索词过长，最多 200 字"})
		return
	}
	answer, err := h.opts.Search(query)
	if err != nil {
		writeJSON(w, http.StatusInternalServerError, failure{"搜索未能完成"})
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

type failure struct {
	Error string `json:"error"`
}

func writeJSON(w http.ResponseWriter, status int, answer any) {
	text, err := json.Marshal(answer)
	if err != nil {
		status, text = http.StatusInternalServerError, []byte(`{"error":"搜索未能完成"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	w.Write(append(text, '\n'))
}

// contentTypes are fixed here: what the system knows differs from machine to machine.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".ico": "image/x-icon", ".woff2": "font/woff2", ".xml": "application/xml",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

func contentType(name string) string {
	if kind, known := contentTypes[strings.ToLower(path.Ext(name))]; known {
		return kind
	}
	return "application/octet-stream"
}
