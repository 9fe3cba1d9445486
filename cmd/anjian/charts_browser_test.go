package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var kindInPage = regexp.MustCompile(`"anjian":\{"kind":"(\w+)","rules":"([\w′-]+)"`)

// everyChart looks at all pages, and at all charts, which takes some minutes.
var everyChart = flag.Bool("every-chart", false, "look at every page and every chart in the browser, not at one of each kind")

// chartPages picks pages of a tree that show every kind of chart, and every rule set, that it has.
func chartPages(t *testing.T, dir string) (list []string) {
	t.Helper()
	seen := map[string]bool{}
	for _, page := range pages(t, dir) {
		data, err := os.ReadFile(filepath.Join(dir, page))
		if err != nil {
			t.Fatal(err)
		}
		more := false
		for _, m := range kindInPage.FindAllSubmatch(data, -1) {
			key := string(m[1]) + " " + string(m[2])
			more = more || !seen[key] || *everyChart
			seen[key] = true
		}
		if more {
			list = append(list, page)
		}
	}
	if len(seen) < 5 {
		t.Fatalf("the sample shows %v", seen)
	}
	return list
}

// view sets how pages are looked at.
func view(theme, media string, script bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		look := emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, look); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script})
		return err
	})
}

// chartsShown counts figures, pictures and live charts that can be seen, and words of pictures that
// are too small on the screen; it asks the browser, which works where pages may run no script.
const chartsShown = `(() => {
	const seen = (s) => [...document.querySelectorAll(s)].filter((e) => e.getBoundingClientRect().height > 0);
	const small = seen('figure svg.chart text').filter((e) => 12 * e.getScreenCTM().a < 10);
	return [document.querySelectorAll('figure[data-chart]').length, seen('figure svg.chart').length, seen('.live-chart canvas').length, small.length];
})()`

// Every kind of chart draws in light and dark, on a telephone, without script and in print, and the
// browser has nothing to say about it.
func TestChartsInEveryView(t *testing.T) {
	dir := sampleSite(t)
	list := chartPages(t, dir)
	ctx := browser(t)
	w := listen(t, ctx)
	for _, v := range []struct {
		name, theme string
		width       int64
		script      bool
	}{
		{"light", "light", 1280, true},
		{"dark", "dark", 1280, true},
		{"telephone", "light", 390, true},
		{"no script", "light", 1280, false},
		{"telephone, no script", "dark", 390, false},
	} {
		if err := chromedp.Do(ctx, view(v.theme, "", v.script), chromedp.EmulateViewport(v.width, 900)); err != nil {
			t.Fatal(err)
		}
		for _, page := range list {
			if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(dir, page, ""))); err != nil {
				t.Fatalf("%s, %s: %v", v.name, page, err)
			}
			live := [2]int{}
			if v.script {
				var err error
				if live, err = chromedp.Run(ctx, chromedp.Evaluate[[2]int](mountAll, chromedp.EvalAwaitPromise)); err != nil || live[0] != live[1] {
					t.Errorf("%s, %s: %d of %d charts came alive, %v", v.name, page, live[1], live[0], err)
				}
			}
			seen, err := chromedp.Run(ctx, chromedp.Evaluate[[4]int](chartsShown))
			if err != nil || seen[0] == 0 || seen[1]+seen[2] != seen[0] || seen[2] != live[1] || seen[3] > 0 {
				t.Errorf("%s, %s: %d figures show %d pictures and %d live charts, %d words too small, %v", v.name, page, seen[0], seen[1], seen[2], seen[3], err)
			}
			if v.name == "light" { // paper gets the pictures, whatever was alive
				if err := chromedp.Do(ctx, view(v.theme, "print", true)); err != nil {
					t.Fatal(err)
				}
				if seen, err = chromedp.Run(ctx, chromedp.Evaluate[[4]int](chartsShown)); err != nil || seen[1] != seen[0] || seen[2] != 0 {
					t.Errorf("print, %s: %d figures show %d pictures and %d live charts, %v", page, seen[0], seen[1], seen[2], err)
				}
				if err := chromedp.Do(ctx, view(v.theme, "", true)); err != nil {
					t.Fatal(err)
				}
			}
			if messages, requests := w.take(); len(messages)+len(requests) > 0 {
				t.Errorf("%s, %s: console says %q, asks for %q", v.name, page, messages, requests)
			}
		}
	}
	t.Logf("%d pages: %q", len(list), list)
}
