package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// beforePages gives every page and frame what payloads call.
const beforePages = `window.hit = (n) => { (window.top.hits = window.top.hits || []).push(n); };`

// useEverything does what a reader would: opens what is folded, brings charts to life and points at them,
// opens the rows behind a number. It returns which payloads ran, what in the page could run or lead out of the site,
// and how many charts and rows there were.
const useEverything = `(async () => {
	const wait = ms => new Promise(r => setTimeout(r, ms));
	for (const d of document.querySelectorAll('details')) d.open = true;
	const figures = [...document.querySelectorAll('figure[data-chart]')].filter(f => f.querySelector('script'));
	for (const f of figures) {
		f.scrollIntoView();
		for (let i = 0; i < 3000 && !f.querySelector('canvas'); i++) await wait(20);
		const canvas = f.querySelector('canvas');
		if (!canvas) continue;
		const box = canvas.getBoundingClientRect();
		for (let x = 1; x < 10; x++) for (let y = 1; y < 4; y++)
			canvas.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, clientX: box.left + box.width * x / 10, clientY: box.top + box.height * y / 4 }));
	}
	const number = document.querySelector('[data-number]');
	if (number && /\/indicators\/(hostile-\d+|non-arrest-rate)\.html/.test(location.pathname)) {
		number.click();
		for (let i = 0; i < 3000 && !document.querySelector('.trace-rows tbody tr'); i++) await wait(20);
	}
	await wait(10);
	const address = /^(href|src|action|formaction|data|xlink:href|poster|background|srcset|ping)$/i, leads = /^[\s\x00-\x1f]*([a-z][a-z0-9+.-]*:|[\/\\]{2})/i;
	const could = [...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => /^(on|srcdoc$)/i.test(a.name) || address.test(a.name) && leads.test(a.value.replace(/[\t\n\r]/g, '')) && !/^(file:|data:image\/(png|svg))/.test(a.value)).map(a => e.localName + ' ' + a.name + '=' + a.value));
	return [(window.hits || []).join(' '), could.join(' '), String(figures.filter(f => f.querySelector('canvas')).length), String(document.querySelectorAll('.trace-rows tbody tr').length)];
})()`

// A guard watches the browser for anything that a text of the site may have set off.
type guard struct {
	*watch
	folder  string // of the site
	mu      sync.Mutex
	strange []string // dialogs, and files asked for outside the site
}

func guarded(t *testing.T, ctx context.Context, dir string) *guard {
	t.Helper()
	g := &guard{watch: listen(t, ctx), folder: dir}
	inside := (&url.URL{Scheme: "file", Path: dir}).String() + "/"
	err := chromedp.Listen(ctx, func(event any) {
		g.mu.Lock()
		defer g.mu.Unlock()
		switch e := event.(type) {
		case *page.EventJavascriptDialogOpening:
			g.strange = append(g.strange, "a dialog says "+e.Message)
			go dismiss(ctx) // or the page waits for ever
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, inside) {
				g.strange = append(g.strange, "asks for "+u)
			}
		}
	})
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			if _, err := cdp.Call(ctx, t, page.Enable, page.EnableParams{}); err != nil {
				return err
			}
			_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: beforePages})
			return err
		}))
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func dismiss(ctx context.Context) {
	_ = chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
		return err
	}))
}

// withoutPolicy takes the policy of pages away: what it would stop must not even begin.
func withoutPolicy(ctx context.Context, off bool) error {
	return chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: off})
		return err
	}))
}

// open opens a page and uses it. harm says what should not have been, "" if nothing.
func (g *guard) open(t *testing.T, ctx context.Context, address string) (charts, rows int, harm string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[[4]string](useEverything, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	messages, requests := g.take()
	g.mu.Lock()
	strange := g.strange
	g.strange = nil
	g.mu.Unlock()
	if got[0] != "" || got[1] != "" || len(messages)+len(requests)+len(strange) > 0 {
		harm = fmt.Sprintf("runs %s, could run %s, says %q, asks for %q, %q", got[0], got[1], messages, requests, strange)
	}
	charts, _ = strconv.Atoi(got[2])
	rows, _ = strconv.Atoi(got[3])
	return charts, rows, harm
}

// The guard sees what it is there to see.
func TestGuardSeesWhatRuns(t *testing.T) {
	ctx, dir := browser(t), t.TempDir()
	g := guarded(t, ctx, filepath.Join(dir, "site"))
	if err := withoutPolicy(ctx, true); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ page, want string }{
		{`<img src="data:," onerror="hit(7)">`, "runs 7"},
		{`<script>hit(8)</script>`, "runs 8"},
		{`<iframe srcdoc="<script>parent.hit(9)</script>"></iframe>`, "runs 9"},
		{`<script>alert(1)</script>`, "a dialog says 1"},
		{`<script>console.log(1)</script>`, "console.log"},
		{`<img src="https://evil.invalid/p.gif">`, "https://evil.invalid/p.gif"},
		{`<img src="../outside.png">`, "asks for file://"},
		{`<p onclick="hit(2)">`, "could run p onclick=hit(2)"},
		{`<a href=" java&#9;script:hit(3)">x</a>`, "could run a href="},
		{`<a href="//evil.invalid/">x</a>`, "could run a href="},
		{`<iframe srcdoc="x"></iframe>`, "could run iframe srcdoc=x"},
		{`<p>&lt;script>hit(1)&lt;/script>`, ""},
	} {
		if err := os.MkdirAll(g.folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(g.folder, "a.html"), []byte("<!doctype html><title>x</title><body>"+tt.page), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, _, harm := g.open(t, ctx, fileURL(g.folder, "a.html", "")); !strings.Contains(harm, tt.want) || (harm == "") != (tt.want == "") {
			t.Errorf("%s: the guard says %q; want %q", tt.page, harm, tt.want)
		}
	}
	if err := withoutPolicy(ctx, false); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(g.folder, "a.html"), []byte(`<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'"><title>x</title><body><p onclick=x><script>hit(1)</script>`), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, harm := g.open(t, ctx, fileURL(g.folder, "a.html", "")); !strings.Contains(harm, "Content Security Policy") || strings.Contains(harm, "runs 1") {
		t.Errorf("under the policy the guard says %q", harm)
	}
}
