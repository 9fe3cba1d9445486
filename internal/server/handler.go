package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anjian/internal/search"
	"anjian/templates"
)

// Handler serves opts without a network of its own.
func Handler(opts Options) http.Handler {
	h := &handler{opts: opts}
	if opts.Live == nil { // pages of a preview are made anew all the time
		h.shelf = newShelf(shelfBytes)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/", h.file)
	mux.HandleFunc("/healthz", h.health)
	if opts.Search != nil {
		mux.HandleFunc("/"+search.API, h.search)
	}
	if opts.Live != nil {
		mux.HandleFunc(newsPath, h.news)
		for _, a := range []previewAsset{barStyle, startStyle, placeScript, newsScript} {
			mux.Handle(a.path, a)
		}
	}
	return h.guard(mux)
}

type handler struct {
	opts  Options
	shelf *shelf // nil where nothing is kept
}

// guard sets the headers that every answer carries and refuses what is never answered.
func (h *handler) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		for _, h := range templates.Headers() {
			head.Set(h.Name, h.Value)
		}
		head.Set("Cache-Control", "no-store")
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			head.Set("Allow", "GET, HEAD")
			http.Error(w, "只接受读取请求", http.StatusMethodNotAllowed)
		case !h.opts.Remote && !ownHost(r.Host):
			http.Error(w, "地址不符", http.StatusMisdirectedRequest)
		case !plainPath(r.URL.Path):
			h.answer(w, r, h.told(), h.missing(page{tree: h.opts.Root()}, fs.ErrNotExist))
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

const immutable = "public, max-age=31536000, immutable"

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	t := h.told() // before the page is read, see decorate
	h.answer(w, r, t, h.look(r.URL.Path))
}

// told is the news, if there are any.
func (h *handler) told() told {
	if h.opts.Live == nil {
		return told{}
	}
	return h.opts.Live.told()
}

func (h *handler) answer(w http.ResponseWriter, r *http.Request, t told, p page) {
	if p.move != "" {
		http.Redirect(w, r, p.move, http.StatusMovedPermanently)
		return
	}
	kind := contentType(p.name)
	if p.status != http.StatusOK {
		kind = contentType("404.html")
	}
	w.Header().Set("Content-Type", kind)
	switch {
	case strings.HasPrefix(kind, "text/html"):
		if h.opts.Live != nil {
			p.data = h.decorate(t, p)
		}
	case hashed.MatchString(p.name):
		w.Header().Set("Cache-Control", immutable)
	}
	if p.status != http.StatusOK {
		w.WriteHeader(p.status)
		w.Write(p.data) // net/http drops it for HEAD
		return
	}
	if p.packed == nil {
		sum := sha256.Sum256(p.data)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		http.ServeContent(w, r, p.name, time.Time{}, bytes.NewReader(p.data))
		return
	}
	h.hand(w, r, p.packed)
}

// hand answers with a packed file, compressed to those who take that.
func (h *handler) hand(w http.ResponseWriter, r *http.Request, p *packed) {
	tag, data := p.tag, p.data
	if p.gzip != nil {
		w.Header().Add("Vary", "Accept-Encoding")
		if r.Header.Get("Range") == "" && takesGzip(r.Header.Get("Accept-Encoding")) {
			tag, data = p.tag+"-gz", p.gzip
			w.Header().Set("Content-Length", strconv.Itoa(len(data)))
			w.Header().Set("Content-Encoding", "gzip")
		}
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, p.name, time.Time{}, bytes.NewReader(data))
}

// takesGzip tells whether a client accepts gzip: it names it, or any, and not with weight zero.
func takesGzip(accepts string) bool {
	any := false
	for one := range strings.SplitSeq(accepts, ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		zero := strings.Trim(strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q="), "0.") == "" && weight != ""
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip":
			return !zero
		case "*":
			any = !zero
		}
	}
	return any
}

// hashed names carry a checksum of their content: assets/site.0a1b2c3d.css. All else is stored nowhere: pages, rows and
// the files of the search hold what readers may see and their computers should not keep.
var hashed = regexp.MustCompile(`^assets/.*\.[0-9a-f]{8,}\.[a-z0-9]+$`)

func (h *handler) health(w http.ResponseWriter, _ *http.Request) {
	if _, err := fs.Stat(h.opts.Root(), "index.html"); err != nil {
		http.Error(w, "no site", http.StatusServiceUnavailable)
		return
	}
	if h.opts.Sound != nil {
		if err := h.opts.Sound(); err != nil {
			http.Error(w, "damaged: "+err.Error(), http.StatusServiceUnavailable)
			return
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("ok\n"))
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
