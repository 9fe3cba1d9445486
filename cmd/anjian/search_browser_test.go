package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"anjian/templates"
)

// A reader has a page of a site open in a browser, from disk or from a server, and listens to what it complains about.
type reader struct {
	*testing.T
	ctx  context.Context
	base string // of all addresses, ending in a slash
	*watch
}

// eachWay runs a test on the sample site opened from disk, and over loopback.
func eachWay(t *testing.T, test func(r *reader)) {
	t.Helper()
	dir := sampleSite(t)
	t.Run("disk", func(t *testing.T) { test(newReader(t, fileURL(dir, "", "")+"/")) })
	t.Run("loopback", func(t *testing.T) { test(newReader(t, serveFiles(t, http.FileServer(http.Dir(dir))))) })
}

func newReader(t *testing.T, base string) *reader {
	ctx := browser(t)
	r := &reader{T: t, ctx: ctx, base: base, watch: listen(t, ctx)}
	t.Cleanup(func() {
		if t.Failed() {
			picture(t, ctx, strings.ReplaceAll(t.Name(), "/", "-")+".png")
		}
	})
	return r
}

// serveFiles serves with the policy that servers send; it returns the address.
func serveFiles(t *testing.T, files http.Handler) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", templates.ContentSecurityPolicy)
		if path.Ext(r.URL.Path) == ".ico" {
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL + "/"
}

// open shows a page; query holds names and values in turn.
func (r *reader) open(page string, query ...string) {
	r.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(query); i += 2 {
		values.Set(query[i], query[i+1])
	}
	page, anchor, _ := strings.Cut(page, "#")
	address := r.base + page
	if len(values) > 0 {
		address += "?" + values.Encode()
	}
	if anchor != "" {
		address += "#" + anchor
	}
	r.do(chromedp.Navigate(address))
}

func (r *reader) do(a chromedp.Action[chromedp.Void]) {
	r.Helper()
	if err := chromedp.Do(r.ctx, a); err != nil {
		r.Fatal(err)
	}
}

// keys are what a keyboard sends: the code of the key, and the text that it types unless the page prevents it.
var keys = map[string]struct {
	code int64
	text string
}{
	"ArrowDown": {40, ""}, "ArrowUp": {38, ""}, "Home": {36, ""}, "End": {35, ""}, "Tab": {9, ""}, "Escape": {27, ""},
	"Enter": {13, "\r"}, " ": {32, " "}, "/": {191, "/"}, "k": {75, "k"}, "Process": {229, ""},
}

// press sends keys one after the other.
func (r *reader) press(names ...string) {
	r.Helper()
	for _, name := range names {
		r.pressWith(0, name)
	}
}

func (r *reader) pressWith(modifiers chromedp.Modifier, name string) {
	r.Helper()
	k := keys[name]
	if modifiers != 0 {
		k.text = ""
	}
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: name, Modifiers: int64(modifiers), WindowsVirtualKeyCode: k.code, Text: k.text, UnmodifiedText: k.text}
	if k.text == "" {
		down.Type = input.DispatchKeyEventTypeRawKeyDown
	}
	up := down
	up.Type, up.Text, up.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
	call(r, input.DispatchKeyEvent, down)
	call(r, input.DispatchKeyEvent, up)
}

// typed puts text in where the focus is.
func (r *reader) typed(text string) {
	r.Helper()
	call(r, input.InsertText, input.InsertTextParams{Text: text})
}

// call sends one command to the browser.
func call[P, R any](r *reader, command cdp.Command[P, R], params P) {
	r.Helper()
	r.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	}))
}

// see evaluates an expression in the page, and waits for it if it is a promise.
func see[T any](r *reader, expression string) T {
	r.Helper()
	got, err := chromedp.Run(r.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		r.Fatalf("%s: %v", expression, err)
	}
	return got
}

// until waits for something to become true in the page, over a change of pages too.
func (r *reader) until(what, expression string) {
	r.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(25 * time.Millisecond) {
		got, err := chromedp.Run(r.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if err == nil && got {
			return
		}
	}
	r.Fatalf("%s: not seen; the page is %s, says %q", what, see[string](r, "location.href"), see[string](r, "document.body.innerText.slice(0, 600)"))
}

// quiet wants that nothing was complained about, and asked for from elsewhere, since the last call.
func (r *reader) quiet() {
	r.Helper()
	messages, requests := r.take()
	for _, q := range requests {
		if !strings.HasPrefix(q, r.base) {
			messages = append(messages, "asks for "+q)
		}
	}
	if len(messages) > 0 {
		r.Errorf("the page complains: %q", messages)
	}
}

// look sets the width of the window and the theme.
func (r *reader) look(width int64, theme string) {
	r.Helper()
	r.do(chromedp.EmulateViewport(width, 900))
	call(r, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
}

// answered is true once the search page shows the answer to what its address asks.
const answered = `document.getElementById('search-results').getAttribute('aria-busy') === 'false' &&
	document.title.startsWith(new URLSearchParams(location.search).get('q'))`
