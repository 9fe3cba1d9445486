package chart

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var browser = flag.Bool("browser", false, "look at the demo page in headless Chromium; with -demo also leave screenshots there")

// hang is how long a test may wait for a browser: so long that no busy machine is taken for a page that hangs.
const hang = 10 * time.Minute

// mountAll scrolls to every figure and waits for its live chart.
const mountAll = `(async () => { const all = [...document.querySelectorAll('figure[data-chart]')].filter((f) => f.querySelector('script') && !(innerWidth < 500 && f.querySelector('svg.wide')));
	for (const f of all) { f.scrollIntoView(); for (let i = 0; i < 2000 && !f.querySelector('canvas'); i++) await new Promise((r) => setTimeout(r, 30)); }
	scrollTo(0, 0); return [all.length, document.querySelectorAll('figure.is-live canvas').length] })()`

// middleOf is the middle of a live chart on the screen.
const middleOf = `(() => { const b = document.querySelectorAll('.live-chart')[%d]; b.scrollIntoView({block: 'center'});
	const r = b.getBoundingClientRect(); return [r.x + r.width * 0.5, r.y + r.height * 0.45] })()`

// demoInBrowser writes the demo page and starts headless Chromium, under CI=true
// and when asked to: go test ./internal/chart -browser [-demo DIR]
func demoInBrowser(t *testing.T) (ctx context.Context, page string) {
	t.Helper()
	if !*browser && os.Getenv("CI") != "true" {
		t.Skip("neither -browser nor CI")
	}
	if *demo == "" {
		*demo = t.TempDir()
		t.Cleanup(func() { *demo = "" })
	}
	TestDemo(t)
	page, err := filepath.Abs(filepath.Join(*demo, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	return ctx, "file://" + page
}

// complain fails the test for everything that a page has to say.
func complain(t *testing.T, ctx context.Context) {
	t.Helper()
	if err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			t.Errorf("console %s", e.Type)
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %+v", e.ExceptionDetails)
		case *cdplog.EventEntryAdded: // violations of the content security policy too
			t.Errorf("log: %s", e.Entry.Text)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// shown counts pictures and live charts that can be seen.
const shown = `(() => { const seen = (s) => [...document.querySelectorAll(s)].filter((e) => e.getBoundingClientRect().height > 0).length;
	return [seen('svg.chart'), seen('.live-chart')] })()`

// TestInBrowser mounts every live chart under the site's content security
// policy from file://, points at it, and accepts no console message: light,
// dark, narrow, without script, and in print, which shows the static pictures.
func TestInBrowser(t *testing.T) {
	allocator, page := demoInBrowser(t)
	for _, view := range []struct {
		name   string
		width  int64
		theme  string
		script bool
	}{
		{"wide", 1280, "light", true},
		{"dark", 1280, "dark", true},
		{"narrow", 390, "light", true},
		{"still", 1280, "light", false},
		{"still-dark", 1280, "dark", false},
		{"still-narrow", 390, "light", false},
	} {
		t.Run(view.name, func(t *testing.T) {
			tab, cancel := chromedp.NewContext(allocator)
			defer cancel()
			if err := chromedp.Do(tab, prepare(view.theme, view.script), chromedp.EmulateViewport(view.width, 900)); err != nil {
				t.Fatal(err)
			}
			limited, stop := context.WithTimeout(tab, hang)
			defer stop()
			complain(t, limited)
			if err := chromedp.Do(limited, chromedp.Navigate(page)); err != nil {
				t.Fatal(err)
			}
			if view.script {
				mounted, err := chromedp.Run(limited, chromedp.Evaluate[[2]int](mountAll, chromedp.EvalAwaitPromise))
				if err != nil || mounted[0] != mounted[1] || mounted[0] == 0 {
					t.Fatalf("figures and live charts: %v, %v", mounted, err)
				}
				for i := range mounted[0] {
					at, err := chromedp.Run(limited, chromedp.Evaluate[[2]float64](fmt.Sprintf(middleOf, i)))
					if err != nil {
						t.Fatal(err)
					}
					if err := chromedp.Do(limited, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]), chromedp.Sleep(30*time.Millisecond)); err != nil {
						t.Fatal(err)
					}
				}
			}
			picture, err := chromedp.Run(limited, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*demo, view.name+".png"), picture, 0o644); err != nil {
				t.Fatal(err)
			}
			if view.name == "wide" {
				inPrint(t, limited)
			}
		})
	}
}

// inPrint checks that paper gets the static pictures and no live chart.
func inPrint(t *testing.T, ctx context.Context) {
	t.Helper()
	print := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	})
	if err := chromedp.Do(ctx, print); err != nil {
		t.Fatal(err)
	}
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[[2]int](shown))
	if want := len(allSamples(t)); err != nil || seen[0] != want || seen[1] != 0 {
		t.Errorf("print shows %d pictures and %d live charts, %v; want %d and 0", seen[0], seen[1], err, want)
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*demo, "print.png"), picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

// prepare sets the theme, switches scripts and turns the logs on.
func prepare(theme string, script bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, cdplog.Enable, cdp.Empty{})
		return err
	})
}
