package server

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"net/http"
	"path"
	"sync"
	"time"
)

const (
	previewScript = "/assets/preview.js"
	previewStyle  = "/assets/preview.css"
	pollTime      = 25 * time.Second // shorter than writeTimeout
)

var (
	//go:embed preview.js
	scriptFile []byte
	//go:embed preview.css
	styleFile []byte
)

// A Live tells open pages that the tree behind them changed, and shows in every page why
// the last update failed. It is safe for concurrent use.
type Live struct {
	mu         sync.Mutex
	generation int
	failure    string
	changed    chan struct{} // closed at the next change
}

// NewLive returns a Live at generation 1, without a failure.
func NewLive() *Live { return &Live{generation: 1, changed: make(chan struct{})} }

// Updated says that the tree is new: pages reload, an earlier failure is gone.
func (l *Live) Updated() { l.next("") }

// Failed says that the tree could not be made anew; message is shown above the last good pages.
func (l *Live) Failed(message string) { l.next(message) }

func (l *Live) next(failure string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.generation++
	l.failure = failure
	close(l.changed)
	l.changed = make(chan struct{})
}

func (l *Live) state() (generation int, failure string, changed <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.generation, l.failure, l.changed
}

// serve answers when the generation is no longer the one that the page names, or after a while.
func (l *Live) serve(w http.ResponseWriter, r *http.Request) {
	generation, _, changed := l.state()
	if r.URL.Query().Get("after") == fmt.Sprint(generation) {
		wait := time.NewTimer(pollTime)
		defer wait.Stop()
		select {
		case <-changed:
			generation, _, _ = l.state()
		case <-wait.C:
		case <-r.Context().Done():
			return
		}
	}
	writeJSON(w, http.StatusOK, struct {
		Generation int `json:"generation"`
	}{generation})
}

func (l *Live) asset(w http.ResponseWriter, r *http.Request) {
	data := scriptFile
	if r.URL.Path == previewStyle {
		data = styleFile
	}
	w.Header().Set("Content-Type", contentType(path.Base(r.URL.Path)))
	w.Write(data)
}

// inject adds the reloading script, and the failure if there is one, to a page. A nil Live adds nothing.
func (l *Live) inject(page []byte) []byte {
	if l == nil {
		return page
	}
	generation, failure, _ := l.state()
	end := bytes.LastIndex(page, []byte("</body>"))
	if end < 0 {
		end = len(page)
	}
	out := append([]byte(nil), page[:end]...)
	if failure != "" {
		out = fmt.Appendf(out, "<link rel=\"stylesheet\" href=\"%s\">\n<section class=\"preview-failure\" role=\"alert\" aria-label=\"未能更新\">"+
			"<strong>未能更新，以下为上一次成功的内容</strong><pre>%s</pre></section>\n", previewStyle, html.EscapeString(failure))
	}
	out = fmt.Appendf(out, "<script src=\"%s\" data-generation=\"%d\" defer></script>\n", previewScript, generation)
	return append(out, page[end:]...)
}
