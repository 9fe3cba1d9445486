package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A browser is headless Chromium.
type browser struct {
	tab  context.Context
	stop func()
}

func startBrowser() (*browser, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, errors.New("no Chromium: install the package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("allow-file-access-from-files", false))
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	tab, cancel := chromedp.NewContext(allocator)
	b := &browser{tab: tab, stop: func() { cancel(); end() }}
	if err := chromedp.Do(tab, chromedp.Navigate("about:blank")); err != nil {
		b.stop()
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	return b, nil
}

const patience = 60 * time.Second

// cold opens an address in a new browser context, where nothing is cached, and evaluates a script.
func cold[T any](b *browser, address, script string) (T, error) {
	var none T
	ctx, cancel := chromedp.NewContext(b.tab, chromedp.WithNewBrowserContext())
	defer cancel()
	if err := chromedp.Do(ctx); err != nil { // the tab must not end with the limit below
		return none, err
	}
	limited, end := context.WithTimeout(ctx, patience)
	defer end()
	// Telling the driver of every request costs more than some requests themselves.
	quiet := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.Disable, cdp.Empty{})
		return err
	})
	if err := chromedp.Do(limited, chromedp.Navigate(address), quiet); err != nil {
		return none, err
	}
	return chromedp.Run(limited, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// A page stays open for several scripts.
type openPage struct {
	ctx   context.Context
	close func()
}

func (b *browser) open(address string) (*openPage, error) {
	ctx, cancel := chromedp.NewContext(b.tab, chromedp.WithNewBrowserContext())
	p := &openPage{ctx, cancel}
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		cancel()
		return nil, err
	}
	return p, nil
}

func eval[T any](p *openPage, script string) (T, error) {
	limited, end := context.WithTimeout(p.ctx, patience)
	defer end()
	return chromedp.Run(limited, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}
