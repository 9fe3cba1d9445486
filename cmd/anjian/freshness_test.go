package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// at makes the clock of all further pages stand still at a moment, until the returned function is called.
func (r *reader) at(moment string) (free func()) {
	r.Helper()
	var id page.ScriptIdentifier
	r.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		clock := fmt.Sprintf("Date.now = () => Date.parse(%q);", moment)
		res, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: clock})
		if err == nil {
			id = res.Identifier
		}
		return err
	}))
	return func() {
		call(r, page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: id})
	}
}

const (
	readFreshness = `(() => { const tag = document.querySelector('.freshness .tag'); return tag ? tag.dataset.state + ' ' + tag.textContent : ''; })()`
	readState     = `document.querySelector('.site-state').innerText.replace(/\s+/g, ' ').trim()`
)

// The badge turns by the reader's clock alone; a clock that is before the cut-off makes it say nothing.
func TestFreshness(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile(filepath.Join(sampleSite(t), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	const stamp = `data-cutoff="2025-12-31" data-every="月"`
	if !strings.Contains(string(text), stamp) {
		t.Fatalf("the overview does not bear %s", stamp)
	}
	if err := os.Symlink(filepath.Join(sampleSite(t), "assets"), filepath.Join(dir, "assets")); err != nil {
		t.Fatal(err)
	}
	r := newReader(t, fileURL(dir, "", "")+"/")
	for i, tt := range []struct{ cutoff, every, now, want string }{
		{"2025-12-31", "月", "2025-12-31T09:00:00+08:00", "good ✓ 在更新周期内"},
		{"2025-12-31", "月", "2026-01-31T23:59:59+08:00", "good ✓ 在更新周期内"},
		{"2025-12-31", "月", "2026-02-01T00:00:00+08:00", "warn ▲ 已超过 1 个月，待更新"},
		{"2025-12-31", "月", "2026-02-28T12:00:00+08:00", "warn ▲ 已超过 1 个月，待更新"},
		{"2025-12-31", "月", "2026-03-01T00:00:00+08:00", "bad ◆ 已超过 2 个月未更新，引用前先核实"},
		{"2025-12-31", "月", "2027-01-05T12:00:00+08:00", "bad ◆ 已超过 12 个月未更新，引用前先核实"},
		{"2025-02-28", "月", "2025-03-31T12:00:00+08:00", "good ✓ 在更新周期内"}, // the last day of a month stands for the month
		{"2024-02-28", "月", "2024-03-29T12:00:00+08:00", "warn ▲ 已超过 1 个月，待更新"},
		{"2025-12-25", "月", "2026-01-26T12:00:00+08:00", "warn ▲ 已超过 1 个月，待更新"}, // statistical months that end on the 25th
		{"2025-12-30", "月", "2026-02-28T12:00:00+08:00", "warn ▲ 已超过 1 个月，待更新"},
		{"2025-12-31", "周", "2026-01-07T12:00:00+08:00", "good ✓ 在更新周期内"},
		{"2025-12-31", "周", "2026-01-14T12:00:00+08:00", "warn ▲ 已超过 1 周，待更新"},
		{"2025-12-31", "周", "2026-01-22T12:00:00+08:00", "bad ◆ 已超过 3 周未更新，引用前先核实"},
		{"2025-12-31", "日", "2026-01-01T12:00:00+08:00", "good ✓ 在更新周期内"},
		{"2025-12-31", "日", "2026-01-02T12:00:00+08:00", "warn ▲ 已超过 1 天，待更新"},
		{"2025-12-31", "日", "2026-01-03T12:00:00+08:00", "bad ◆ 已超过 2 天未更新，引用前先核实"},
		{"2025-12-31", "日", "2025-12-31T16:30:00Z", "good ✓ 在更新周期内"}, // 1 January in Beijing
		{"2025-12-31", "月", "2025-12-30T12:00:00+08:00", ""},
		{"2025-12-31", "月", "1970-01-01T00:00:00Z", ""},
		{"2025-12-31", "年", "2026-12-30T12:00:00+08:00", ""},
		{"", "月", "2026-12-30T12:00:00+08:00", ""},
	} {
		name := fmt.Sprintf("page-%d.html", i)
		made := strings.Replace(string(text), stamp, fmt.Sprintf(`data-cutoff="%s" data-every="%s"`, tt.cutoff, tt.every), 1)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
		free := r.at(tt.now)
		r.open(name)
		if got := see[string](r, readFreshness); got != tt.want {
			t.Errorf("data to %s, every %s, at %s: %q; want %q", tt.cutoff, tt.every, tt.now, got, tt.want)
		}
		free()
	}
	r.quiet()
}

// A page that stays open over the days turns by itself.
func TestFreshnessOfAPageThatStaysOpen(t *testing.T) {
	r := newReader(t, fileURL(sampleSite(t), "", "")+"/")
	r.at("2026-01-31T12:00:00+08:00")
	r.open("index.html")
	if got := see[string](r, readFreshness); !strings.HasPrefix(got, "good") {
		t.Fatalf("at first it says %q", got)
	}
	see[bool](r, `(Date.now = () => Date.parse('2026-02-02T12:00:00+08:00'), document.dispatchEvent(new Event('visibilitychange')), true)`)
	if got := see[string](r, readFreshness); !strings.HasPrefix(got, "warn") {
		t.Errorf("two days later it says %q", got)
	}
	see[bool](r, `(Date.now = () => Date.parse('2025-01-02T12:00:00+08:00'), document.dispatchEvent(new Event('visibilitychange')), true)`)
	if got := see[string](r, readFreshness); got != "" {
		t.Errorf("by a clock that was set back it says %q", got)
	}
}

// Every page says which edition it is, and of which day its data are; without script too.
func TestEveryPageSaysItsEdition(t *testing.T) {
	eachEdition(t, func(t *testing.T, dir string) {
		want := filepath.Base(t.Name()) + "版 数据截至 2025-12-31"
		r := newReader(t, fileURL(dir, "", "")+"/")
		for _, width := range []int64{1280, 390} {
			for _, theme := range []string{"light", "dark"} {
				for _, now := range []string{"2026-01-15T12:00:00+08:00", "2026-02-15T12:00:00+08:00", "2026-05-15T12:00:00+08:00"} {
					free := r.at(now)
					r.look(width, theme)
					r.open("index.html")
					if got := see[string](r, readState); !strings.HasPrefix(got, want) {
						t.Errorf("%d px, %s: the page says %q; want %q", width, theme, got, want)
					}
					if wide := see[int](r, `document.querySelector('.site-state').scrollWidth - innerWidth`); wide > 0 {
						t.Errorf("%d px: %d too wide", width, wide)
					}
					picture(t, r.ctx, fmt.Sprintf("state-%s-%s-%d-%s.png", filepath.Base(t.Name()), theme, width, now[:7]))
					free()
				}
			}
		}
		call(r, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		r.open("index.html")
		if got := see[string](r, readState); got != want {
			t.Errorf("without script the page says %q; want %q", got, want)
		}
		for _, name := range pages(t, dir) {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(text), filepath.Base(t.Name())+`版</span>`) || !strings.Contains(string(text), `data-cutoff="2025-12-31"`) {
				t.Errorf("%s does not say its edition and cut-off", name)
			}
		}
	})
}
