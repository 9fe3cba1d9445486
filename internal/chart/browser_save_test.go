package chart

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// press clicks a button of a figure, wherever the figure is, by keyboard.
const press = `(() => { const b = document.querySelector('#%s [data-%s]'); b.focus({preventScroll: true}); if (document.activeElement !== b) throw 'no focus'; b.click(); return scrollY })()`

// TestSaveFromDisk downloads table and picture of figures from file://: one that
// was never in view and has no live chart yet, one that has only a picture.
func TestSaveFromDisk(t *testing.T) {
	allocator, page := demoInBrowser(t)
	tab, cancel := chromedp.NewContext(allocator)
	defer cancel()
	ctx, stop := context.WithTimeout(tab, hang)
	defer stop()
	dir := t.TempDir()
	allow := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{Behavior: "allow", DownloadPath: dir})
		return err
	})
	if err := chromedp.Do(ctx, prepare("light", true), chromedp.EmulateViewport(1280, 900), allow); err != nil {
		t.Fatal(err)
	}
	complain(t, ctx)
	if err := chromedp.Do(ctx, chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	for _, f := range allSamples(t) {
		if f.ID != "columns" && f.ID != "relation" && f.ID != "outcomes" {
			continue
		}
		if live, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!document.querySelector('#`+f.ID+` canvas')`)); err != nil || live {
			t.Fatalf("%s is live before it was in view: %v, %v", f.ID, live, err)
		}
		table := download(t, ctx, dir, f, "csv")
		if want := csvOf(f.Table); string(table) != want {
			t.Errorf("%s: the table is\n%q; want\n%q", f.ID, table, want)
		}
		picture := download(t, ctx, dir, f, "png")
		checkPicture(t, f, picture)
		if err := os.WriteFile(filepath.Join(*demo, "saved-"+f.ID+".png"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	outcomes := csvOf(mustComposition(t).Table)
	if !strings.Contains(outcomes, "已隐藏") {
		t.Error("no hidden cell was downloaded: the test shows nothing")
	}
}

func mustComposition(t *testing.T) Figure {
	t.Helper()
	f, err := Composition(sampleOutcomes())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// download presses a button and waits for the file.
func download(t *testing.T, ctx context.Context, dir string, f Figure, kind string) []byte {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[float64](fmt.Sprintf(press, f.ID, kind))); err != nil {
		t.Fatalf("%s %s: %v", f.ID, kind, err)
	}
	name := filepath.Join(dir, strings.ReplaceAll(f.Title, " ", "_")+"."+kind)
	for range 2400 {
		if data, err := os.ReadFile(name); err == nil && len(data) > 0 {
			if left, _ := filepath.Glob(dir + "/*.crdownload"); len(left) == 0 {
				return data
			}
		}
		time.Sleep(25 * time.Millisecond)
	}
	names, _ := filepath.Glob(dir + "/*")
	t.Fatalf("%s.%s did not arrive; there are %q", f.Title, kind, names)
	return nil
}

// csvOf is the table as it must be saved: a byte order mark, CRLF, quotes where needed.
func csvOf(t Table) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if strings.ContainsAny(cell, "\",\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString("\r\n")
	}
	return b.String()
}

// checkPicture reads a PNG: at least twice the size of the picture, not blank,
// in the colours of the theme.
func checkPicture(t *testing.T, f Figure, data []byte) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", f.ID, err)
		return
	}
	if size := picture.Bounds(); size.Dx() < 1000 || size.Dy() < 300 {
		t.Errorf("%s: the picture has %d × %d pixels", f.ID, size.Dx(), size.Dy())
	}
	found := map[token]int{}
	for y := range picture.Bounds().Dy() {
		for x := range picture.Bounds().Dx() {
			r, g, b, _ := picture.At(x, y).RGBA()
			hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
			for _, c := range []token{card, brand, brand2, ink} {
				if c.hex() == hex {
					found[c]++
				}
			}
		}
	}
	if found[card] < 100000 || found[brand]+found[brand2] < 2000 || found[ink] < 100 {
		t.Errorf("%s: of the picture's pixels %d are card, %d and %d blue, %d ink", f.ID, found[card], found[brand], found[brand2], found[ink])
	}
}
