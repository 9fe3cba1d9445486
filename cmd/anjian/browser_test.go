package main

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts headless Chromium, or skips the test where there is none and CI is not set.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium: install the package chromium")
		}
		t.Skip("no Chromium on this machine")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.WindowSize(1280, 900))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	ctx, timeout := context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(func() { timeout(); cancel(); stop() })
	if err := chromedp.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// A watch collects what a page complains about and asks for.
type watch struct {
	mu       sync.Mutex
	messages []string
	requests []string
}

func listen(ctx context.Context) *watch {
	w := &watch{}
	chromedp.ListenTarget(ctx, func(event any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			w.messages = append(w.messages, "console."+string(e.Type))
		case *runtime.EventExceptionThrown:
			w.messages = append(w.messages, e.ExceptionDetails.Error())
		case *log.EventEntryAdded: // security policy violations arrive here too
			w.messages = append(w.messages, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "file://") && !strings.HasPrefix(e.Request.URL, "data:") && !strings.HasPrefix(e.Request.URL, "blob:") {
				w.requests = append(w.requests, e.Request.URL)
			}
		}
	})
	return w
}

// take returns what was seen since the last call.
func (w *watch) take() (messages, requests []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	messages, requests = w.messages, w.requests
	w.messages, w.requests = nil, nil
	return messages, requests
}

func fileURL(dir, page, query string) string {
	return (&url.URL{Scheme: "file", Path: filepath.Join(dir, page), RawQuery: query}).String()
}

func TestEveryPageKindOpensFromDisk(t *testing.T) {
	dir := sampleSite(t)
	ctx := browser(t)
	w := listen(ctx)
	if err := chromedp.Run(ctx, log.Enable(), network.Enable(), runtime.Enable()); err != nil {
		t.Fatal(err)
	}
	list := append([]string{}, pageKinds...)
	for _, kind := range []string{"cases", "reports", "papers", "works", "manual", "rules", "datasets"} {
		found, _ := filepath.Glob(filepath.Join(dir, kind, "*.html"))
		for _, f := range found {
			if filepath.Base(f) != "index.html" {
				list = append(list, kind+"/"+filepath.Base(f))
			}
		}
	}
	for _, page := range list {
		var charts, live int
		err := chromedp.Run(ctx,
			chromedp.Navigate(fileURL(dir, page, "")),
			// Bring every chart into view, then wait until all of them are alive.
			chromedp.Evaluate(`(async () => {
				const figures = [...document.querySelectorAll('figure[data-chart]')];
				for (const f of figures) { f.scrollIntoView(); await new Promise(r => setTimeout(r, 20)); }
				for (let i = 0; i < 200 && figures.some(f => !f.querySelector('canvas')); i++) {
					for (const f of figures) if (!f.querySelector('canvas')) f.scrollIntoView();
					await new Promise(r => setTimeout(r, 25));
				}
				return figures.length;
			})()`, &charts, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }),
			chromedp.Evaluate(`[...document.querySelectorAll('figure[data-chart]')].filter(f => f.querySelector('canvas')).length`, &live),
		)
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if live != charts {
			t.Errorf("%s: %d of %d charts came alive", page, live, charts)
		}
		messages, requests := w.take()
		if len(messages) > 0 {
			t.Errorf("%s: console says %q", page, messages)
		}
		if len(requests) > 0 {
			t.Errorf("%s: asks for %q", page, requests)
		}
	}
}

// A search for a phrase finds exactly the pages whose main part holds it.
func TestSearchFromDiskFindsExactlyThePages(t *testing.T) {
	dir := sampleSite(t)
	ctx := browser(t)
	w := listen(ctx)
	if err := chromedp.Run(ctx, log.Enable(), network.Enable(), runtime.Enable()); err != nil {
		t.Fatal(err)
	}
	for _, phrase := range []string{"检察建议", "认罪认罚", "审查起诉", "灯塔小屋", "常态波动"} {
		want := pagesHolding(t, dir, phrase)
		var got []string
		err := chromedp.Run(ctx,
			chromedp.Navigate(fileURL(dir, "search.html", "q="+url.QueryEscape(phrase))),
			chromedp.Evaluate(`(async () => {
				const wait = ms => new Promise(r => setTimeout(r, ms));
				const links = () => [...document.querySelectorAll('#search-results a')].map(a => a.getAttribute('href').split(/[?#]/)[0]);
				for (let i = 0; i < 200 && !links().length; i++) await wait(25);
				for (let i = 0; i < 100; i++) { // all further results
					const before = links().length;
					const more = document.querySelector('#search-more');
					if (!more || more.hidden) break;
					more.click();
					for (let j = 0; j < 80 && links().length === before; j++) await wait(25);
				}
				return [...new Set(links())].sort();
			})()`, &got, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		if err != nil {
			t.Fatalf("%s: %v", phrase, err)
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("search for %s finds %d pages %v; want %d %v", phrase, len(got), got, len(want), want)
		}
		if messages, requests := w.take(); len(messages)+len(requests) > 0 {
			t.Errorf("%s: console says %q, asks for %q", phrase, messages, requests)
		}
	}
}
