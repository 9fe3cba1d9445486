package build

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/search"
)

// folder writes a site folder from files and returns its path.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["config.toml"] = "version = 1\ncutoff = 2025-12-31\n[site]\nowner = \"某市人民检察院\"\n"
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents lists every published file with its content.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnEmptyOfficeStillGetsASite(t *testing.T) {
	dir := folder(t, map[string]string{"content/manual/a.md": "+++\ntitle = \"说明\"\n+++\n正文\n"})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(r.Out, "index.html")); err != nil {
		t.Error(err)
	}
}

// On an office's first day the exports may hold a heading and no row yet: what is not known is not
// printed as 0, and the pages say so.
func TestADatasetWithoutRows(t *testing.T) {
	dir := folder(t, map[string]string{
		"content/data/审查逮捕.csv":                 "部门受案号,承办单位,受理日期,审结日期,审查结论\n",
		"content/procuratorates/east.md":        "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/lines/criminal.md":             "+++\ntitle = \"刑事检察\"\naccepted = \"arrest-accepted\"\nconcluded = \"arrest-accepted\"\npending = \"arrest-accepted\"\nsupervision = \"non-arrest-rate\"\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
		"content/indicators/non-arrest-rate.md": "+++\ntitle = \"不捕率\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"质量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"审结日期\"\nnumerator = { count = true, where = '审查结论 == \"不批准逮捕\"' }\ndenominator = { count = true }\n+++\n" + sections,
	})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	pages := contents(t, r.Out)
	if front := pages["index.html"]; strings.Contains(front, "本月受理") || !strings.Contains(front, "未知") {
		t.Error("the overview tells a volume that nobody knows")
	}
	rate := pages["indicators/non-arrest-rate.html"]
	if !strings.Contains(rate, "各月都没有可用的数") || strings.Contains(rate, "落在两条实线之间") {
		t.Error("the rate's page explains a funnel that it does not draw")
	}
}

const sections = "## 回答什么问题\n问。\n## 怎么算\n算。\n## 容易误读\n误。\n## 对应的业务工作\n业。\n"

const emptyDataset = `+++
title = "审查逮捕案件"
files = ["审查逮捕.csv"]
key = ["部门受案号"]
unit = "件"
procuratorate = "承办单位"
start = "受理日期"
end = "审结日期"
[[column]]
name = "部门受案号"
type = "text"
[[column]]
name = "承办单位"
type = "text"
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "审查结论"
type = "text"
values = ["批准逮捕", "不批准逮捕"]
+++
`

// A fault leaves what is published as it was, whatever it is.
func TestFaultsLeaveThePublishedSiteAlone(t *testing.T) {
	page := "+++\ntitle = \"说明\"\n+++\n正文\n"
	dir := folder(t, map[string]string{"content/manual/a.md": page})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	before := contents(t, r.Out)
	for _, bad := range []string{
		"+++\ntitel = \"说明\"\n+++\n",
		page + "[去](b.md)\n",
		page + "{{不存在的指标}}\n",
		page + "电话 13800138000\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, "content/manual/a.md"), []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Run(context.Background(), Options{Dir: dir}); err == nil {
			t.Errorf("%q was published", bad)
		}
		after := contents(t, r.Out)
		for name := range before {
			if before[name] != after[name] {
				t.Errorf("after %q: %s changed", bad, name)
			}
		}
	}
}

func TestVerifyLinks(t *testing.T) {
	good := tree{"index.html": []byte(`<a href="a/b.html#x">x</a>`), "a/b.html": []byte(`<h2 id="x"></h2><a href="../index.html">up</a>`)}
	if err := verifyLinks(good); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{
		`<a href="c.html">x</a>`, `<a href="a/b.html#y">x</a>`, `<img src="https://example.org/x.png">`, `<p id="q"></p><p id="q"></p>`,
	} {
		t2 := tree{"index.html": []byte(bad), "a/b.html": good["a/b.html"]}
		if verifyLinks(t2) == nil {
			t.Errorf("%s passes", bad)
		}
	}
}

var outside = regexp.MustCompile(`!?\[([^\]]*)\]\(https?://[^)]*\)`)

// 400 public law texts become a site in which a phrase is found in exactly the texts that hold it;
// the folder of public samples may be absent.
func TestLawTextsBecomeASearchableSite(t *testing.T) {
	const laws = "../../../shared/samples/laws"
	if _, err := os.Stat(laws); err != nil {
		t.Skip("the folder of public samples is absent")
	}
	files := map[string]string{}
	var want []string
	err := fs.WalkDir(os.DirFS(laws), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(laws), name)
		id := fmt.Sprintf("law-%03d", len(files))
		if strings.Contains(string(text), "检察建议") {
			want = append(want, "manual/"+id+".html")
		}
		text = outside.ReplaceAll(text, []byte("$1")) // links to other hosts are refused, as they must be
		title := strings.TrimSuffix(filepath.Base(name), ".md")
		files["content/manual/"+id+".md"] = fmt.Sprintf("+++\ntitle = %q\norder = %d\n+++\n%s\n", title, len(files), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 400 || len(want) != 17 {
		t.Fatalf("%d texts, %d with the phrase; want 400 and 17", len(files), len(want))
	}
	dir := folder(t, files)
	if _, err := Run(context.Background(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	x, err := OpenSearch(Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	result, err := x.Search(search.Query{Text: "检察建议", Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range result.Hits {
		got = append(got, h.ID)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("found in %v; want %v", got, want)
	}
}

func TestImagesArePublished(t *testing.T) {
	var dot bytes.Buffer
	if err := png.Encode(&dot, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{
		"content/manual/a.md":         "+++\ntitle = \"说明\"\n+++\n![总览](images/a.png)\n",
		"content/manual/images/a.png": dot.String(),
	})
	r, err := Run(context.Background(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(r.Out, "media/manual/images/a.png")); err != nil {
		t.Error(err)
	}
}
