package chart

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"

	"anjian/internal/stat"

	"github.com/chromedp/chromedp"
)

// mostBytes is what a page of thirty charts may weigh, compressed.
const mostBytes = 80_000

// thirtyCharts are control charts of 36 months with courses of their own, so
// that compression cannot live on one of them: two thirds with straight limits,
// one third with limits that follow each month's size.
func thirtyCharts(t testing.TB) []Figure {
	t.Helper()
	state := uint32(20251231)
	random := func() float64 { // in [0, 1), equal on every run
		state = state*1664525 + 1013904223
		return float64(state>>8) / (1 << 24)
	}
	var list []Figure
	for k := range 30 {
		values := make([]float64, 36)
		for i := range values {
			values[i] = math.Round((10+float64(k)+6*(random()+random()+random()-1.5))*10) / 10
		}
		s := controlSample(t, fmt.Sprintf("trend-%d", k+1), values, "%", stat.Options{Baseline: 12})
		s.Title = fmt.Sprintf("第 %d 项指标：属常态波动", k+1)
		s.Bounds = Percent
		if k%3 == 2 {
			l := &s.Limits[0]
			for i := range values {
				reach := 3 * math.Sqrt(l.Mean*(100-l.Mean)/float64(80+int(300*random())))
				l.LowerAt, l.UpperAt = append(l.LowerAt, short4(l.Mean-reach)), append(l.UpperAt, short4(l.Mean+reach))
				l.LowerTextAt, l.UpperTextAt = append(l.LowerTextAt, fixed(l.LowerAt[i], 1)), append(l.UpperTextAt, fixed(l.UpperAt[i], 1))
			}
		}
		f, err := Control(s)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	return list
}

// A page of thirty charts with pictures, options and tables stays light. How
// long it takes from disk is printed, not tested, by
//
//	go test ./internal/chart -run TestThirtyCharts -browser -v
func TestThirtyCharts(t *testing.T) {
	dir := t.TempDir()
	page := writeDemo(t, dir, thirtyCharts(t))
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(page)
	w.Close()
	t.Logf("a page of thirty charts: %d bytes, %d compressed", len(page), packed.Len())
	if packed.Len() > mostBytes {
		t.Errorf("a page of thirty charts weighs %d bytes compressed; the budget is %d", packed.Len(), mostBytes)
	}
	if !*browser {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancel()
	tab, cancel := chromedp.NewContext(allocator)
	defer cancel()
	ctx, stop := context.WithTimeout(tab, hang)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)); err != nil {
		t.Fatal(err)
	}
	var first, loaded, live []float64
	for range 9 {
		if err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, "index.html"))); err != nil {
			t.Fatal(err)
		}
		m, err := chromedp.Run(ctx, chromedp.Evaluate[[3]float64](milestones, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		first, loaded, live = append(first, m[0]), append(loaded, m[1]), append(live, m[2])
	}
	for _, l := range [][]float64{first, loaded, live} {
		slices.Sort(l)
	}
	t.Logf("from disk, median of %d: first content %.0f ms, DOMContentLoaded %.0f ms (%.0f to %.0f), first live chart %.0f ms",
		len(loaded), first[len(first)/2], loaded[len(loaded)/2], loaded[0], loaded[len(loaded)-1], live[len(live)/2])
}

// milestones are, in milliseconds: first content, DOMContentLoaded, first live chart.
const milestones = `(async () => {
	for (let i = 0; i < 300 && !document.querySelector('.live-chart canvas'); i++) await new Promise((r) => setTimeout(r, 10));
	const live = performance.now(), paint = performance.getEntriesByName('first-contentful-paint')[0];
	return [paint ? paint.startTime : 0, performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd, live];
})()`
