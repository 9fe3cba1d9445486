package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"anjian/internal/search"
	"anjian/internal/source"
)

// A desk follows what an editor does: texts, definitions, data; mistakes leave the last good state, and
// mending them shows everything that was done meanwhile.
func TestDeskFollowsAnEditor(t *testing.T) {
	definition := "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n"
	heading := "部门受案号,承办单位,受理日期,审结日期,审查结论\n"
	dir := folder(t, map[string]string{
		"content/data/审查逮捕.csv":                 heading + "甲,某市东区人民检察院,2025-01-03,,\n",
		"content/procuratorates/east.md":        "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": definition + sections,
		"content/manual/a.md":                   "+++\ntitle = \"说明\"\n+++\n头一稿\n",
	})
	ctx := context.Background()
	d, err := OpenDesk(ctx, Options{Dir: dir, Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	update := func(name, text string) error {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return d.Update(ctx, []string{name})
	}
	shows := func(page, want string) {
		t.Helper()
		if got, err := fs.ReadFile(d.Files(), page); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s does not show %q (%v)", page, want, err)
		}
	}
	refused := func(err error, where string) {
		t.Helper()
		list, ok := errors.AsType[*source.List](err)
		if !ok || !strings.Contains(list.Error(), where) {
			t.Errorf("told %v; want a fault in %s", err, where)
		}
	}
	const text, indicator = "content/manual/a.md", "content/indicators/arrest-accepted.md"
	shows("manual/a.html", "头一稿")

	if err := update(text, "+++\ntitle = \"说明\"\n+++\n二稿，见[指标](../indicators/arrest-accepted.md)，{{审查逮捕受理 2025-01}}\n"); err != nil {
		t.Fatal(err)
	}
	shows("manual/a.html", "二稿")
	shows("manual/a.html", ">1 件<")
	if err := update(indicator, definition+strings.Replace(sections, "问。", "受理多少。", 1)); err != nil {
		t.Fatal(err)
	}
	shows("indicators/arrest-accepted.html", "受理多少")

	refused(update(text, "+++\ntitle = \"说明\"\n+++\n三稿，见[别处](nowhere.md)\n"), text+":4")
	shows("manual/a.html", "二稿")
	refused(update(indicator, strings.Replace(definition, "count", "cuont", 1)+sections), indicator)
	if err := update("content/data/审查逮捕.csv", heading+"甲,某市东区人民检察院,2025-01-03,,\n乙,某市东区人民检察院,2025-01-04,,\n"); err == nil {
		t.Error("two mistakes stand, and a change elsewhere was shown")
	}
	refused(update(indicator, definition+sections), text+":4")
	if err := update(text, "+++\ntitle = \"说明\"\n+++\n四稿，{{审查逮捕受理 2025-01}}\n"); err != nil {
		t.Fatal(err)
	}
	shows("manual/a.html", "四稿")
	shows("manual/a.html", ">2 件<")

	if err := os.Remove(filepath.Join(dir, indicator)); err != nil {
		t.Fatal(err)
	}
	if err := d.Update(ctx, []string{indicator}); err != nil {
		t.Fatal(err)
	}
	found, err := d.Finish(ctx)
	if err != nil {
		t.Fatal(err)
	}
	refused(found.Err(), text+":4")
	if err := update(text, "+++\ntitle = \"说明\"\nstatus = \"拟稿\"\n+++\n五稿\n"); err != nil {
		t.Fatal(err)
	}
	shows("manual/a.html", "五稿")
	if _, err := fs.Stat(d.Files(), "indicators/arrest-accepted.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the page of a deleted indicator is there (%v)", err)
	}
	if found, err := d.Search(ctx, search.Query{Text: "五稿"}); err != nil || found.Total != 1 {
		t.Errorf("search finds %d pages (%v); want 1", found.Total, err)
	}
	if found, err := d.Finish(ctx); err != nil || found.Faults() > 0 {
		t.Errorf("finished with %v, %v", found, err)
	}
}

// A folder that is at fault from the start shows nothing, and comes up when it is mended.
func TestDeskOpensAtFault(t *testing.T) {
	dir := folder(t, map[string]string{"content/manual/a.md": "+++\ntitel = \"说明\"\n+++\n正文\n"})
	d, err := OpenDesk(context.Background(), Options{Dir: dir})
	if list, ok := errors.AsType[*source.List](err); !ok || list.Faults() == 0 {
		t.Fatalf("opened with %v; want faults", err)
	}
	defer d.Close()
	if _, err := fs.Stat(d.Files(), "index.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is a page: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content/manual/a.md"), []byte("+++\ntitle = \"说明\"\n+++\n正文\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := d.Update(context.Background(), []string{"content/manual/a.md"}); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(d.Files(), "manual/a.html"); err != nil {
		t.Error(err)
	}
	if _, err := OpenDesk(context.Background(), Options{Dir: t.TempDir()}); err == nil {
		t.Error("a folder that is no site was opened")
	}
}

// A search that is still making its index when a text changes leaves that of the next one alone.
func TestDeskSearchesWhileTextsChange(t *testing.T) {
	files := smallSite()
	dir, ctx := folder(t, files), context.Background()
	d, err := OpenDesk(ctx, Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	const name = "content/manual/start.md"
	var searching sync.WaitGroup
	for i := range 20 {
		if err := os.WriteFile(filepath.Join(dir, name), fmt.Appendf(nil, "%s\n第%d稿\n", files[name], i), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := d.Update(ctx, []string{name}); err != nil {
			t.Fatal(err)
		}
		searching.Go(func() {
			if found, err := d.Search(ctx, search.Query{Text: "怎样开始"}); err != nil || found.Total == 0 {
				t.Errorf("draft %d: search finds %d pages (%v)", i, found.Total, err)
			}
		})
	}
	searching.Wait()
}
