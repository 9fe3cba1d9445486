package main

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// hang is how long a test may wait for a browser: so long that no busy machine is taken for a page that hangs.
const hang = 20 * time.Minute

// patience is how long one thing on a page is waited for, likewise.
const patience = 3 * time.Minute

// chromium is started once for all tests: each gets a profile and a tab of its own in it.
var chromium struct {
	once sync.Once
	ctx  context.Context
	stop []context.CancelFunc
	path string
	err  error
}

func startChromium() {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			chromium.path = found
			break
		}
	}
	if chromium.path == "" {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium.path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.WindowSize(1280, 900))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeFirst := chromedp.NewContext(allocator)
	chromium.ctx, chromium.stop, chromium.err = ctx, []context.CancelFunc{closeFirst, end}, chromedp.Do(ctx, chromedp.Navigate("about:blank"))
}

// stopChromium ends what startChromium began, if it did.
func stopChromium() {
	for _, stop := range chromium.stop {
		stop()
	}
}

// browser opens a tab of headless Chromium that shares nothing with those of other tests, or skips the test where
// there is no Chromium and CI is not set.
func browser(t testing.TB) context.Context {
	t.Helper()
	chromium.once.Do(startChromium)
	if chromium.path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no Chromium: install the package chromium")
		}
		t.Skip("no Chromium on this machine")
	}
	if chromium.err != nil {
		t.Fatal(chromium.err)
	}
	tab, cancel := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	if err := chromedp.Do(tab, enable()); err != nil {
		t.Fatal(err)
	}
	limited, end := context.WithTimeout(tab, hang)
	t.Cleanup(end)
	return limited
}

// enable turns on what a watch listens to, and puts the page in front, where a reader has it: behind, a field that
// has the focus from the start tells nobody.
func enable() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{})
		return err
	})
}

// A watch collects what a page complains about and asks for.
type watch struct {
	mu       sync.Mutex
	messages []string
	requests []string
}

func listen(t testing.TB, ctx context.Context) *watch {
	t.Helper()
	w := &watch{}
	err := chromedp.Listen(ctx, func(event any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			w.messages = append(w.messages, "console."+string(e.Type))
		case *runtime.EventExceptionThrown:
			w.messages = append(w.messages, e.ExceptionDetails.Text)
		case *log.EventEntryAdded: // security policy violations arrive here too
			w.messages = append(w.messages, e.Entry.Text)
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; !strings.HasPrefix(u, "file://") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
				w.requests = append(w.requests, u)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
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

// mountAll brings every chart into view and waits until it is alive.
const mountAll = `(async () => {
	const figures = [...document.querySelectorAll('figure[data-chart]')].filter((f) => f.querySelector('script') && !(innerWidth < 500 && f.querySelector('svg.wide')));
	for (const f of figures) {
		f.scrollIntoView();
		for (let i = 0; i < 3000 && !f.querySelector('canvas'); i++) await new Promise(r => setTimeout(r, 20));
	}
	return [figures.length, figures.filter(f => f.querySelector('canvas')).length];
})()`

// unlike picks pages of a tree until every kind of thing that its pages are made of is on one of them: elements with
// their classes, attributes, scripts, kinds of charts.
func unlike(t *testing.T, dir string, picked []string) []string {
	t.Helper()
	seen := map[string]bool{}
	more := func(page string) (new bool) {
		thing := func(name string) {
			new = new || !seen[name]
			seen[name] = true
		}
		for n := range parse(t, dir, page).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			thing(n.Data)
			for _, class := range strings.Fields(attr(n, "class")) {
				thing(n.Data + "." + class)
			}
			for _, a := range n.Attr {
				thing(n.Data + "[" + a.Key + "]")
			}
			if n.Data == "script" {
				thing(path.Base(attr(n, "src")))
			}
		}
		for _, m := range kindInPage.FindAllSubmatch(file(t, dir, page), -1) {
			thing(string(m[1]) + " " + string(m[2]))
		}
		return new
	}
	for _, page := range picked {
		more(page)
	}
	for _, page := range pages(t, dir) {
		if !slices.Contains(picked, page) && more(page) {
			picked = append(picked, page)
		}
	}
	return picked
}

// A page of each kind, and whatever differs from these in what it is made of, opens from disk without a complaint.
func TestEveryPageKindOpensFromDisk(t *testing.T) {
	dir := sampleSite(t)
	ctx := browser(t)
	w := listen(t, ctx)
	list := unlike(t, dir, slices.Clone(pageKinds))
	if *everyChart {
		list = pages(t, dir)
	}
	t.Logf("%d pages", len(list))
	for _, page := range list {
		if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(dir, page, ""))); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		live, err := chromedp.Run(ctx, chromedp.Evaluate[[2]int](mountAll, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if live[0] != live[1] {
			t.Errorf("%s: %d of %d charts came alive", page, live[1], live[0])
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

// allResults waits for the first results and turns over to all further ones.
const allResults = `(async () => {
	const wait = ms => new Promise(r => setTimeout(r, ms));
	const links = () => [...document.querySelectorAll('#search-results a')].map(a => a.getAttribute('href').split(/[?#]/)[0]);
	const all = new Set();
	for (let i = 0; i < 2400 && !links().length; i++) await wait(25);
	for (let i = 0; i < 100; i++) {
		links().forEach(l => all.add(l));
		const next = [...document.querySelectorAll('#search-pages a')].find(a => a.textContent === '下一页'), list = document.getElementById('search-results');
		if (!next) break;
		const before = list.start;
		next.click();
		for (let j = 0; j < 6000 && list.start === before; j++) await wait(10);
	}
	return [...all].sort();
})()`

// A search for a phrase finds exactly the pages whose main part holds it.
func TestSearchFromDiskFindsExactlyThePages(t *testing.T) {
	dir := sampleSite(t)
	ctx := browser(t)
	w := listen(t, ctx)
	for _, phrase := range []string{"检察建议", "认罪认罚", "审查起诉", "灯塔小屋", "常态波动"} {
		want := pagesHolding(t, dir, phrase)
		if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(dir, "search.html", "q="+url.QueryEscape(phrase)))); err != nil {
			t.Fatalf("%s: %v", phrase, err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](allResults, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", phrase, err)
		}
		if len(want) == 0 || strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("search for %s finds %d pages %v; want %d %v", phrase, len(got), got, len(want), want)
		}
		if messages, requests := w.take(); len(messages)+len(requests) > 0 {
			t.Errorf("%s: console says %q, asks for %q", phrase, messages, requests)
		}
	}
}
