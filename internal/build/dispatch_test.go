package build

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/period"
	"anjian/internal/publish"
)

const cardDataset = `+++
title = "审查逮捕案件"
files = ["审查逮捕.csv"]
key = ["部门受案号"]
procuratorate = "承办单位"
handler = "承办人工号"
start = "受理日期"
end = "审结日期"
[[column]]
name = "部门受案号"
editions = ["内部"]
[[column]]
name = "承办单位"
editions = ["内部"]
[[column]]
name = "承办人工号"
[[column]]
name = "受理日期"
type = "date"
editions = ["内部"]
[[column]]
name = "审结日期"
type = "date"
editions = ["内部"]
+++
`

const cardRule = `+++
title = "审结早于受理"
code = "R01"
kind = "错填"
level = "错误"
dataset = "arrest-review"
where = '审结日期 < 受理日期'
basis = "日期先后"
fields = ["受理日期", "审结日期"]
+++
## 怎样改

核对文书。
`

func cardFolder(t *testing.T) string {
	return folder(t, map[string]string{
		"content/data/审查逮捕.csv":             "部门受案号,承办单位,承办人工号,受理日期,审结日期\n甲1,东区院,DQ0101,2025-03-05,2025-03-01\n甲2,东区院,DQ0102,2025-03-05,2025-03-01\n",
		"content/procuratorates/east.md":    "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrest-review.md": cardDataset,
		"content/rules/order.md":            cardRule,
	})
}

// Lists lie beside the site: what is published names no handler, and each list its own alone.
func TestListsLieBesideTheSite(t *testing.T) {
	dir := cardFolder(t)
	o := Options{Dir: dir, Today: period.DateOf(2026, 1, 5)}
	r, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "dispatch"); r.Lists.Out != want || r.Lists.Publish.Written == 0 {
		t.Errorf("lists went to %q: %+v; want %s", r.Lists.Out, r.Lists.Publish, want)
	}
	named := map[string]int{}
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		top, _, _ := strings.Cut(strings.TrimPrefix(path, dir+string(filepath.Separator)), string(filepath.Separator))
		if bytes.Contains(data, []byte("DQ010")) {
			named[top]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if named["public"] > 0 || named["dispatch"] == 0 || named["content"] == 0 {
		t.Errorf("files that name a handler: %v", named)
	}
	damage, err := publish.Verify(os.DirFS(filepath.Join(dir, "dispatch")), nil)
	if err != nil || len(damage) > 0 {
		t.Errorf("the tree of lists is damaged: %v, %v", damage, err)
	}
}

// One card is corrected: its list goes, the other handler's is taken over as it is.
func TestUnchangedListsAreTakenOver(t *testing.T) {
	dir := cardFolder(t)
	o := Options{Dir: dir, Today: period.DateOf(2026, 1, 5)}
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "dispatch", "东区院", "未写明部门", "核对修正清单-DQ0102.xlsx")
	before, err := os.Stat(list)
	if err != nil {
		t.Fatal(err)
	}
	export := filepath.Join(dir, "content", "data", "审查逮捕.csv")
	if err := os.WriteFile(export, []byte("部门受案号,承办单位,承办人工号,受理日期,审结日期\n甲1,东区院,DQ0101,2025-03-05,2025-03-11\n甲2,东区院,DQ0102,2025-03-05,2025-03-01\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(list)
	if err != nil || !os.SameFile(before, after) {
		t.Errorf("the unchanged list was written again: %v", err)
	}
	if r.Lists.Publish.Removed != 2 {
		t.Errorf("%+v; want the two files of the corrected card's list removed", r.Lists.Publish)
	}
}

func TestListsAreNotMade(t *testing.T) {
	for _, tt := range []struct {
		name     string
		settings string
		change   func(*Options)
	}{
		{"switched off", "[dispatch]\nout = \"\"\n", func(*Options) {}},
		{"another folder", "", func(o *Options) { o.Out = filepath.Join(o.Dir, "elsewhere") }},
		{"the leaders' edition", "[[edition]]\nname = \"领导\"\nout = \"leaders\"\n", func(o *Options) { o.Edition = edition.Leadership }},
	} {
		dir := cardFolder(t)
		settings, err := os.ReadFile(filepath.Join(dir, "config.toml"))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, "config.toml"), append(settings, tt.settings...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		o := Options{Dir: dir, Today: period.DateOf(2026, 1, 5)}
		tt.change(&o)
		r, err := Run(context.Background(), o)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "dispatch")); !os.IsNotExist(err) || r.Lists.Out != "" {
			t.Errorf("%s: lists were made: %v", tt.name, r.Lists)
		}
	}
}

// A tree of lists never takes the place of an edition.
func TestListsDoNotReplaceAnEdition(t *testing.T) {
	dir := cardFolder(t)
	o := Options{Dir: dir, Today: period.DateOf(2026, 1, 5)}
	o.Out = filepath.Join(dir, "dispatch")
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(filepath.Join(dir, "dispatch", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	o.Out = ""
	if _, err := Run(context.Background(), o); err == nil {
		t.Error("lists replaced the published site")
	}
	after, err := os.ReadFile(filepath.Join(dir, "dispatch", "index.html"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the site is gone: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); !os.IsNotExist(err) {
		t.Error("a fault of the lists let the site change")
	}
}
