package build

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"anjian/internal/edition"
	"anjian/internal/search"
)

// editionsOf makes both editions of a site folder in memory.
func editionsOf(t testing.TB, dir string) map[string]*rendered {
	t.Helper()
	ctx := context.Background()
	s, err := load(ctx, Options{Dir: dir, Cache: t.TempDir()}, false)
	defer s.close()
	if err == nil {
		err = s.judge()
	}
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*rendered{}
	for _, e := range []edition.Edition{edition.Internal(), edition.Leaders()} {
		if all[e.Name], err = s.render(ctx, e, nil); err != nil {
			t.Fatal(e.Name, err)
		}
	}
	return all
}

// anchorsOf lists the ids of a page.
func anchorsOf(t *testing.T, page []byte) map[string]bool {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
		}
	}
	return ids
}

func TestSearchOfTheSample(t *testing.T) {
	for name, made := range sampleEditions(t) {
		t.Run(name, func(t *testing.T) {
			placesExist(t, made)
			typesAreFew(t, made)
		})
	}
}

// placesExist: every place of the edition is where it says to be, under a name of its own.
func placesExist(t *testing.T, made *rendered) {
	t.Helper()
	ids := map[string]map[string]bool{}
	paths, titles, types := map[string]bool{}, map[string]string{}, map[string]int{}
	for _, p := range made.search.Places {
		page, anchor, _ := strings.Cut(p.Path, "#")
		if ids[page] == nil {
			ids[page] = anchorsOf(t, made.tree[page])
		}
		if anchor == "" || !ids[page][anchor] {
			t.Errorf("nothing at %s", p.Path)
		}
		if paths[p.Path] {
			t.Errorf("two places at %s", p.Path)
		}
		if other := titles[p.Title]; other != "" {
			t.Errorf("%s and %s are both called %q", other, p.Path, p.Title)
		}
		paths[p.Path], titles[p.Title] = true, p.Path
		types[p.Type]++
	}
	// A list of eight suggestions is read; what many are called alike would fill it.
	for _, kind := range []struct {
		title       string
		least, most int
	}{{"图", 20, 80}, {"表", 5, 40}, {"条文", 100, 300}, {"数据字典", 150, 400}, {"手册", 100, 250}, {"案由", 10, 60}, {"会商意见", 8, 60}} {
		if n := types[kind.title]; n < kind.least || n > kind.most {
			t.Errorf("%d places are %s", n, kind.title)
		}
		delete(types, kind.title)
	}
	for _, kind := range slices.Sorted(maps.Keys(types)) {
		t.Errorf("places of an unknown type %s", kind)
	}
	for _, p := range made.search.Pages {
		known := anchorsOf(t, made.tree[p.ID])
		for _, s := range p.Sections {
			if !known[s.Anchor] {
				t.Errorf("%s has no %q", p.ID, s.Anchor)
			}
		}
	}
}

// typesAreFew: what readers may filter by is few enough to be listed, and said in the words of the office.
func typesAreFew(t *testing.T, made *rendered) {
	t.Helper()
	want := []string{
		"业务态势", "业务画像", "典型案例", "分析研判", "制度规范", "办案期限", "反向审视", "品牌", "手册", "指导性案例", "指标", "数据字典", "数据情况",
		"案卡规则", "检察建议", "正向激励", "白皮书", "监督模型", "监督线索", "目录", "综合履职案例", "质量评查", "通报", "部门工作", "重点工作",
	}
	found := map[string]bool{}
	for _, p := range made.search.Pages {
		found[p.Type] = true
	}
	if got := slices.Sorted(maps.Keys(found)); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("types %q", got)
	}
}

func TestWhatAPageIsCalled(t *testing.T) {
	files := smallSite()
	change := func(file, old, text string) {
		t.Helper()
		if !strings.Contains(files[file], old) {
			t.Fatalf("%s lacks %q", file, old)
		}
		files[file] = strings.Replace(files[file], old, text, 1)
	}
	change("content/indicators/non-arrest-rate.md", "unit", "number = \"1.1\"\nformer_numbers = [\"9\"]\naliases = [\"不批捕率\"]\nunit")
	change("content/datasets/arrest-review.md", "name = \"受理日期\"", "name = \"受理日期\"\naliases = [\"收案时间\"]")
	change("content/datasets/arrest-review.md", "name = \"审查结论\"\ntype = \"text\"\nvalues = [\"批准逮捕\", \"不批准逮捕\"]\neditions = [\"内部\"]",
		"name = \"审查结论\"\naliases = [\"处理意见\"]\ntype = \"text\"\nvalues = [\"批准逮捕\", \"不批准逮捕\"]\neditions = [\"内部\", \"领导\"]")
	change("content/datasets/arrest-review.md", "+++\n## 说明", "[[column]]\nname = \"承办人工号\"\naliases = [\"办案人员\"]\n+++\n## 说明")
	change("content/manual/start.md", "和[甲盗窃案](../cases/first.md)", "") // which leaders do not see
	change("content/procuratorates/east.md", "short", "code = \"330102\"\nformer_names = [{ name = \"某市郊区人民检察院\" }]\nshort")
	guiding := func(title, number, released string) string {
		return "+++\ntitle = \"" + title + "\"\ndate = 2025-05-01\nstatus = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-05-01\nline = \"刑事检察/审查逮捕\"\n" +
			"issuer = \"某机关\"\nnumber = \"" + number + "\"\npublished = 2024-05-01\nkeywords = [\"盗窃罪\"]\narticles = [\"刑事诉讼法第九十一条\"]\n" +
			"redacted_by = \"第一检察部\"\nreleased = [" + released + "]\n+++\n" + strings.Replace(caseBody, "典型意义", "指导意义", 1) + "\n\n## 相关规定\n条文。\n"
	}
	files["content/guiding/all.md"] = guiding("甲盗窃指导案", "检例第41号", "\"内部\", \"领导\"")
	files["content/guiding/leaders.md"] = guiding("乙诈骗指导案", "检例第42号", "\"领导\"")
	all := editionsOf(t, folder(t, files))

	inside, leaders := all[edition.Inside].search, all[edition.Leadership].search
	for id, want := range map[string][]string{
		"indicators/non-arrest-rate.html": {"1.1", "9", "不批捕率", "non-arrest-rate"},
		"rules/order.html":                {"T01", "order"},
		"guiding/all.html":                {"检例第41号", "all"},
		"procuratorates/east.html":        {"某市东区人民检察院", "东区院", "east", "330102", "某市郊区人民检察院"},
	} {
		if got := pageOfSite(t, inside, id).Codes; !slices.Equal(got, want) {
			t.Errorf("%s is called %q; want %q", id, got, want)
		}
	}
	if p := pageOfSite(t, inside, "reports/2025-12.html"); p.Year != "2025" || p.Procuratorate != "市院" || p.Type != "分析研判" {
		t.Errorf("an analysis of 2025 written in 2026 is filed under %q %q %q", p.Year, p.Procuratorate, p.Type)
	}
	if got := inside.Procuratorates; !slices.Equal(got, []string{"市院", "东区院", "西区院"}) {
		t.Errorf("procuratorates in the order %q", got)
	}

	for _, tt := range []struct {
		site  search.Site
		name  string
		words map[string]bool
	}{
		{inside, edition.Inside, map[string]bool{"收案时间": true, "处理意见": true, "检例第41号": true, "检例第42号": false, "办案人员": false, "乙诈骗": false, "刑诉法91": true, "甲0-1": false}},
		{leaders, edition.Leadership, map[string]bool{"收案时间": false, "处理意见": true, "检例第41号": true, "检例第42号": true, "办案人员": false, "甲盗窃案": false, "甲0-1": false}},
	} {
		text, err := json.Marshal(tt.site)
		if err != nil {
			t.Fatal(err)
		}
		for word, want := range tt.words {
			if got := bytes.Contains(text, []byte(word)); got != want {
				t.Errorf("%s: search knows %q: %v; want %v", tt.name, word, got, want)
			}
		}
	}
}

func pageOfSite(t *testing.T, s search.Site, id string) search.Page {
	t.Helper()
	for _, p := range s.Pages {
		if p.ID == id {
			return p
		}
	}
	t.Fatalf("no page %s", id)
	return search.Page{}
}
