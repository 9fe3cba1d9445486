package build

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"anjian/internal/period"
	"anjian/internal/publish"
	"anjian/internal/search"
)

// A settled site is not read again; whatever could change it, or changed it behind our back, starts a
// whole run, which ends in the same site as one from nothing.
func TestSettled(t *testing.T) {
	dir := folder(t, map[string]string{
		"content/manual/a.md":               "+++\ntitle = \"说明\"\n+++\n正文\n",
		"content/manual/images/a.txt":       "x",
		"content/deep/er/odd.md":            "+++\ntitle = \"放错了地方\"\n+++\n",
		"content/data/审查逮捕.csv":             "部门受案号,承办单位,受理日期,审结日期,审查结论\n",
		"content/procuratorates/east.md":    "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrest-review.md": emptyDataset,
	})
	o := Options{Dir: dir, Today: period.DateOf(2026, 1, 5)}
	run := func() (bool, *Report) {
		t.Helper()
		var read atomic.Bool
		o.Progress = func(s Step) {
			if s.Name == "读取" {
				read.Store(true)
			}
		}
		r, err := Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		return read.Load(), r
	}
	_, first := run()
	read, second := run()
	if read || !second.Unchanged() || second.Documents != first.Documents || second.Rows != first.Rows || second.Pages != first.Pages || second.Out != first.Out {
		t.Errorf("nothing changed, yet it read: %v; says %+v, first %+v", read, second, first)
	}
	if got, want := second.Findings.Error(), first.Findings.Error(); got != want || !strings.Contains(want, "没有读") {
		t.Errorf("now says %q; first %q", got, want)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) func() {
		return func() {
			if err := os.WriteFile(at(name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(name string) func() {
		return func() {
			if err := os.RemoveAll(at(name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	settings, err := os.ReadFile(at("config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		change func()
	}{
		{"a document", write("content/manual/a.md", "+++\ntitle = \"说明\"\n+++\n另文\n")},
		{"a new file", write("content/manual/b.md", "+++\ntitle = \"又一篇\"\n+++\n正文\n")},
		{"a file gone", remove("content/manual/b.md")},
		{"a file that is no document", write("content/manual/images/a.txt", "y")},
		{"an export", write("content/data/审查逮捕.csv", "部门受案号,承办单位,受理日期,审结日期,审查结论\n甲,某市东区人民检察院,2025-01-03,,\n")},
		{"the settings", write("config.toml", string(settings)+"notice = \"内部\"\n")},
		{"a published page", write("public/index.html", "x")},
		{"a published page gone", remove("public/manual/a.html")},
		{"a list", write("dispatch/清单目录.html", "x")},
		{"the lists gone", remove("dispatch")},
		{"a stranger in the folder", write("public/diary.txt", "x")},
		{"the whole tree gone", remove("public")},
		{"the index gone", remove(".anjian/search")},
		{"what was remembered", write(strings.TrimPrefix(o.settledFile(), dir), "{")},
		{"the version", func() { o.Version = "2" }},
		{"the cut-off", func() { o.Cutoff = "2025-11-30" }},
		{"a cut-off of today", func() { o.Cutoff = "today" }},
		{"the day", func() { o.Today++ }},
	} {
		tt.change()
		if read, _ := run(); !read {
			t.Errorf("%s was changed, and nothing was read", tt.name)
		}
		if read, r := run(); read || !r.Unchanged() {
			t.Errorf("after %s was changed, the site does not settle", tt.name)
		}
	}
	o.Cutoff = "2025-11-30" // on which the day has no bearing
	run()
	o.Today++
	if read, _ := run(); read {
		t.Error("another day was taken for a change")
	}
	desk, err := OpenDesk(context.Background(), o) // whose index is its own
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	if found, err := desk.Search(context.Background(), search.Query{Text: "说明"}); err != nil || found.Total == 0 {
		t.Errorf("a preview finds %+v (%v)", found, err)
	}
	if read, _ := run(); read {
		t.Error("a preview was taken for a change")
	}
	settledSite := contents(t, at("public"))
	manifest, err := manifestOf(at("public"))
	if err != nil || len(manifest.Kept) == 0 {
		t.Errorf("no style sheet of another day stays for pages that are open: %v", err)
	}
	for _, k := range manifest.Kept { // these, and that the manifest lists them, are the memory of a folder
		delete(settledSite, k.Name)
	}
	delete(settledSite, publish.ManifestName)
	fresh := o
	fresh.Out, fresh.Cache, fresh.Progress = t.TempDir(), t.TempDir(), nil
	if _, err := Run(context.Background(), fresh); err != nil {
		t.Fatal(err)
	}
	freshSite := contents(t, fresh.Out)
	delete(freshSite, publish.ManifestName)
	if !maps.Equal(settledSite, freshSite) {
		t.Error("the settled site differs from one made from nothing")
	}
}

// Editions updated one at a time, in turn, do not forget each other; ways of updating that are long unused are forgotten.
func TestSettledOneByOne(t *testing.T) {
	dir := folder(t, map[string]string{
		"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n正文\n",
	})
	settings, err := os.ReadFile(filepath.Join(dir, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "config.toml"), append(settings, "\n[[edition]]\nname = \"领导\"\nout = \"public-leader\"\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	run := func(o Options) bool {
		t.Helper()
		r, err := Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		return r.Unchanged()
	}
	inside := Options{Dir: dir, Today: period.DateOf(2026, 1, 5), Edition: "内部"}
	leaders := Options{Dir: dir, Today: period.DateOf(2026, 1, 5), Edition: "领导"}
	if run(inside) || run(leaders) {
		t.Fatal("a first run changed nothing")
	}
	var read atomic.Bool
	progress := func(s Step) {
		if s.Name == "读取" {
			read.Store(true)
		}
	}
	inside.Progress, leaders.Progress = progress, progress
	if !run(inside) || !run(leaders) || read.Load() {
		t.Error("one edition forgot the other")
	}
	for i := range 2 * mostSettled {
		o := inside
		o.Cutoff = period.DateOf(2025, 12, 1+i).String()
		run(o)
	}
	kept, err := os.ReadDir(filepath.Dir(inside.settledFile()))
	if err != nil || len(kept) != mostSettled {
		t.Errorf("%d ways are remembered (%v); want %d", len(kept), err, mostSettled)
	}
}

// A run whose inputs change while it goes on is not remembered.
func TestUnsettled(t *testing.T) {
	dir := folder(t, map[string]string{"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n正文\n"})
	o := Options{Dir: dir}
	o.Progress = func(s Step) {
		if s.Name == "发布" {
			if err := os.WriteFile(filepath.Join(dir, "content/manual/late.md"), []byte("+++\ntitle = \"迟来\"\n+++\n正文\n"), 0o644); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(o.settledFile()); !os.IsNotExist(err) {
		t.Errorf("it is remembered: %v", err)
	}
}

// A copy of a site brings the cache along, and is published for itself.
func TestSettledElsewhere(t *testing.T) {
	first := folder(t, map[string]string{"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n正文\n"})
	if _, err := Run(context.Background(), Options{Dir: first}); err != nil {
		t.Fatal(err)
	}
	second := t.TempDir()
	for _, part := range []string{"content", ".anjian"} {
		if err := os.CopyFS(filepath.Join(second, part), os.DirFS(filepath.Join(first, part))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join(first, "config.toml"))
	if err == nil {
		err = os.WriteFile(filepath.Join(second, "config.toml"), settings, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), Options{Dir: second})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(second, "public", "index.html")); err != nil || r.Unchanged() {
		t.Errorf("the copy is not published: %v, says %+v", err, r.Tree)
	}
}
