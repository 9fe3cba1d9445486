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

// mountAll scrolls to every figure and waits for its live chart.
const mountAll = `(async () => { const all = [...document.querySelectorAll('figure[data-chart]')].filter((f) => f.querySelector('script'));
	for (const f of all) { f.scrollIntoView(); for (let i = 0; i < 100 && !f.querySelector('canvas'); i++) await new Promise((r) => setTimeout(r, 30)); }
	scrollTo(0, 0); return [all.length, document.querySelectorAll('figure.is-live canvas').length] })()`

// middleOf is the middle of a live chart on the screen.
const middleOf = `(() => { const b = document.querySelectorAll('.live-chart')[%d]; b.scrollIntoView({block: 'center'});
	const r = b.getBoundingClientRect(); return [r.x + r.width * 0.5, r.y + r.height * 0.45] })()`

// TestInBrowser mounts every live chart under the site's content security
// policy from file://, points at it, and accepts no console message. It runs
// under CI=true and when asked to: go test ./internal/chart -browser [-demo DIR]
func TestInBrowser(t *testing.T) {
	if !*browser && os.Getenv("CI") != "true" {
		t.Skip("neither -browser nor CI: the sample site's own browser test mounts these charts too")
	}
	if *demo == "" {
		*demo = t.TempDir()
		defer func() { *demo = "" }()
	}
	TestDemo(t)
	page, err := filepath.Abs(filepath.Join(*demo, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
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
			limited, stop := context.WithTimeout(tab, time.Minute)
			defer stop()
			if err := chromedp.Listen(limited, func(event any) {
				switch e := event.(type) {
				case *runtime.EventConsoleAPICalled:
					t.Errorf("console %s", e.Type)
				case *runtime.EventExceptionThrown:
					t.Errorf("exception: %+v", e.ExceptionDetails)
				case *cdplog.EventEntryAdded:
					t.Errorf("log: %s", e.Entry.Text)
				}
			}); err != nil {
				t.Fatal(err)
			}
			if err := chromedp.Do(limited, chromedp.Navigate("file://"+page)); err != nil {
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
					if err := chromedp.Do(limited, chromedp.MouseEvent(chromedp.MouseMoved, at[0], at[1]), chromedp.Sleep(80*time.Millisecond)); err != nil {
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
		})
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
