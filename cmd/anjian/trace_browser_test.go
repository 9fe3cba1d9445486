package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// panelState is what a reader sees of the panel.
type panelState struct {
	Open    bool     `json:"open"`
	Title   string   `json:"title"`
	Value   string   `json:"value"`
	Ledger  []string `json:"ledger"`
	Rows    int      `json:"rows"`
	Origin  string   `json:"origin"`
	Notes   string   `json:"notes"`
	Focus   string   `json:"focus"` // inside the panel, or the id of the focused number
	Visible bool     `json:"visible"`
}

// readPanel waits until the panel has what it is to show.
const readPanel = `(async () => {
	const panel = () => document.querySelector('.trace-panel');
	for (let i = 0; i < 1200 && !(panel() && !panel().hidden && panel().querySelector('.trace-rows tbody tr')); i++) await new Promise(r => setTimeout(r, 50));
	const p = panel(), text = s => { const e = p.querySelector(s); return e ? e.textContent : ''; };
	return {
		open: !p.hidden, title: text('h2'), value: text('.trace-value'),
		ledger: [...p.querySelector('.trace-ledger').querySelectorAll('td')].map(td => td.textContent.replace(/\u2009/g, '')),
		rows: p.querySelector('.trace-rows tbody').rows.length, origin: text('.trace-rows tbody small'),
		notes: [...p.querySelectorAll('.trace-note')].map(e => e.textContent.replace(/\u2009/g, '')).join(' '),
		focus: p.contains(document.activeElement) ? 'panel' : document.activeElement.dataset.number || '',
		visible: p.getBoundingClientRect().width > 300,
	};
})()`

const closedPanel = `(() => { const p = document.querySelector('.trace-panel'); return [String(p.hidden), document.activeElement.dataset.number || document.activeElement.tagName]; })()`

// A number on a page opened from disk leads to its rows and back, by mouse and by keyboard.
func TestANumberOpensItsRowsFromDisk(t *testing.T) {
	dir := sampleSite(t)
	ctx := browser(t)
	w := listen(t, ctx)
	if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(dir, "indicators/non-arrest-rate.html", ""))); err != nil {
		t.Fatal(err)
	}
	const id, inProse = "non-arrest-rate@2025-01..12@gaoxin", "average-prosecution-days@2025-12@all"
	if err := chromedp.Do(ctx, chromedp.Click(`.figure-table [data-number="`+id+`"]`)); err != nil {
		t.Fatal(err)
	}
	got := seen(t, ctx)
	if !got.Open || !got.Visible || got.Title != "不捕率" || got.Focus != "panel" || !strings.Contains(got.Value, "%") {
		t.Errorf("the panel shows %+v", got)
	}
	counted, sum := plainNumber(got.Ledger[0]), 0
	for _, n := range got.Ledger[:len(got.Ledger)-1] {
		sum += plainNumber(n)
	}
	if all := plainNumber(got.Ledger[len(got.Ledger)-1]); sum != all || counted == 0 {
		t.Errorf("the ledger %v adds up to %d", got.Ledger, sum)
	}
	// All rows are there, or it is told how many are counted only.
	rest := 0
	if told := regexp.MustCompile(`另有 (\d+) 行只计入汇总`).FindStringSubmatch(got.Notes); told != nil {
		rest = plainNumber(told[1])
	}
	if got.Rows == 0 || got.Rows != min(counted-rest, 50) || !strings.HasPrefix(got.Origin, "content/data/审查逮捕-") {
		t.Errorf("%d rows are listed of %d, the first from %s; told: %s", got.Rows, counted, got.Origin, got.Notes)
	}
	picture(t, ctx, "panel.png")
	escape(t, ctx, id)

	// Arrow keys move between the numbers of a table, Enter opens.
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowDown)); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	next := seen(t, ctx)
	if !next.Open || next.Value == got.Value {
		t.Errorf("by keyboard the panel shows %+v", next)
	}
	escape(t, ctx, "non-arrest-rate@2025-01..12@qingshi")

	// A live figure in prose opens the panel instead of leaving the page.
	if err := chromedp.Do(ctx, chromedp.Navigate(fileURL(dir, "reports/2025-12-analysis.html", ""))); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Click(`a.live-figure[data-number="`+inProse+`"]`)); err != nil {
		t.Fatal(err)
	}
	if live := seen(t, ctx); !live.Open || live.Rows == 0 {
		t.Errorf("a live figure shows %+v", live)
	}
	escape(t, ctx, inProse)
	if messages, requests := w.take(); len(messages)+len(requests) > 0 {
		t.Errorf("console says %q, asks for %q", messages, requests)
	}
}

func seen(t *testing.T, ctx context.Context) panelState {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[panelState](readPanel, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// escape closes the panel and wants the focus back on a number.
func escape(t *testing.T, ctx context.Context, id string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Escape)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[[2]string](closedPanel))
	if err != nil || got != [2]string{"true", id} {
		t.Errorf("after Escape: hidden %s, focus on %s, %v; want focus on %s", got[0], got[1], err, id)
	}
}

// picture keeps a screenshot where ANJIAN_PICTURES names a folder.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("ANJIAN_PICTURES")
	if folder == "" {
		return
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name), data, 0o644)
	}
	if err != nil {
		t.Error(err)
	}
}
