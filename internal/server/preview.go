package server

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"anjian/templates"
)

const (
	newsPath = "/api/preview"
	pollTime = 25 * time.Second // shorter than writeTimeout
)

//go:embed preview.css preview-place.js preview.js
var previewFiles embed.FS

// A previewAsset is a script or style sheet of the preview; its name carries a hash of its content, so
// that browsers fetch it once.
type previewAsset struct {
	path string
	data []byte
}

var (
	barStyle    = assetOf("preview.css", read(previewFiles, "preview.css"))
	startStyle  = assetOf("preview-start.css", siteStyle())
	placeScript = assetOf("preview-place.js", read(previewFiles, "preview-place.js"))
	newsScript  = assetOf("preview.js", read(previewFiles, "preview.js"))
)

func read(files fs.FS, name string) []byte {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err) // it is embedded
	}
	return data
}

// siteStyle is what our pages look like, for those that we show before there is a site.
func siteStyle() []byte {
	sheets, err := fs.Glob(templates.Files, "css/*.css")
	if err != nil {
		panic(err) // the pattern is well formed
	}
	var all []byte
	for _, name := range sheets {
		all = append(all, read(templates.Files, name)...)
	}
	return all
}

func assetOf(name string, data []byte) previewAsset {
	sum, ext := sha256.Sum256(data), path.Ext(name)
	return previewAsset{"/assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext, data}
}

func (a previewAsset) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentType(a.path))
	w.Header().Set("Cache-Control", immutable)
	w.Write(a.data) // net/http drops it for HEAD
}

// decorate adds the preview's bar and scripts to a page. t must have been asked for before the page
// was read: a page that is newer than its news is only looked at once more, an older one would stay.
func (h *handler) decorate(t told, p page) []byte {
	b := newBar(t, p.name)
	b.Start = p.start
	var head []byte
	if p.start {
		head = append(head, `<link rel="stylesheet" href="`+startStyle.path+"\">\n"...)
	}
	head = append(head, `<link rel="stylesheet" href="`+barStyle.path+"\">\n"+`<script src="`+placeScript.path+"\" defer></script>\n"+
		`<script src="`+newsScript.path+`" data-serial="`+t.serial+`" data-page="`+h.state(t, p)+`" data-alert="`+html.EscapeString(b.Alert)+"\" defer></script>\n"...)
	out := insert(p.data, "</head>", head)
	return insert(out, "</body>", b.html("bar"))
}

// insert puts text before the last mark of a page, at its end if there is none.
func insert(page []byte, mark string, text []byte) []byte {
	at := bytes.LastIndex(page, []byte(mark))
	if at < 0 {
		at = len(page)
	}
	return slices.Concat(page[:at], text, page[at:])
}

// pictures are the images that a page shows. Their names do not change with their content.
var pictures = regexp.MustCompile(`<img [^>]*\bsrc="([^":]+)"`)

// state tells one state of a page from others: its text, the pictures on it, and the rows that it
// fetches when a number is pressed.
func (h *handler) state(t told, p page) string {
	sum := sha256.New()
	sum.Write([]byte(strconv.Itoa(p.status) + "\n"))
	sum.Write(p.data)
	for _, m := range pictures.FindAllSubmatch(p.data, -1) {
		name, err := url.PathUnescape(html.UnescapeString(string(m[1])))
		if err != nil {
			continue
		}
		if data, err := fs.ReadFile(p.tree, path.Join(path.Dir(p.name), name)); err == nil {
			sum.Write(data)
		}
	}
	if bytes.Contains(p.data, []byte("data-trace")) {
		sum.Write([]byte(t.rows))
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// A newsAnswer is what an open page learns.
type newsAnswer struct {
	Serial string `json:"serial"`
	Page   string `json:"page"`  // the state of the page as it is now
	Bar    string `json:"bar"`   // what stands in the bar
	Alert  string `json:"alert"` // said aloud when it was not said before
}

// news answers a page when it is no longer what the page names, or when there is more to tell, or
// after a while.
func (h *handler) news(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if !plainPath(query.Get("path")) {
		writeJSON(w, http.StatusBadRequest, failure{"没有这个页面"})
		return
	}
	wait := time.NewTimer(pollTime)
	defer wait.Stop()
	for {
		t := h.opts.Live.told()
		p := h.look(query.Get("path"))
		state := h.state(t, p)
		if t.serial != query.Get("serial") || state != query.Get("page") {
			b := newBar(t, p.name)
			b.Start = p.start
			writeJSON(w, http.StatusOK, newsAnswer{t.serial, state, string(b.html("inside")), b.Alert})
			return
		}
		select {
		case <-t.changed:
		case <-wait.C:
			w.WriteHeader(http.StatusNoContent)
			return
		case <-r.Context().Done():
			return
		}
	}
}
