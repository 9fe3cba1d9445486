package build

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/edition"
	"anjian/internal/gate"
	"anjian/internal/source"
)

// A publishedSite is one that was published, and is then edited.
type publishedSite struct {
	*testing.T
	dir string
}

func publishedWith(t *testing.T, files map[string]string) publishedSite {
	t.Helper()
	s := publishedSite{t, folder(t, files)}
	s.publish()
	return s
}

func (s publishedSite) options() Options { return Options{Dir: s.dir, Version: "1"} }

func (s publishedSite) publish() {
	s.Helper()
	if _, err := Run(context.Background(), s.options()); err != nil {
		s.Fatal(err)
	}
}

func (s publishedSite) write(name, text string) {
	s.Helper()
	to := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

// diff compares, and holds that nothing was written outside the cache.
func (s publishedSite) diff() EditionDiff {
	s.Helper()
	before := contents(s.T, s.dir)
	d, _, err := Compare(context.Background(), s.options())
	if err != nil {
		s.Fatal(err)
	}
	after := contents(s.T, s.dir)
	for _, files := range []map[string]string{before, after} {
		maps.DeleteFunc(files, func(name, _ string) bool { return strings.HasPrefix(name, ".anjian/") })
	}
	if !maps.Equal(before, after) {
		s.Error("comparing wrote something")
	}
	if len(d.Editions) != 1 {
		s.Fatalf("%d editions", len(d.Editions))
	}
	return d.Editions[0]
}

func pathsOf(list []PageChange) string {
	var names []string
	for _, one := range list {
		names = append(names, one.Path)
	}
	return strings.Join(names, " ")
}

const work = "deadline = 2026-06-30\ndate = 2025-12-01\n+++\n## 任务\n\n"

const signedOff = "status = \"签发\"\nreviewer = \"分管副检察长\"\nreviewed = 2025-12-02\n"

func approverSite() map[string]string {
	heading := "部门受案号,承办单位,受理日期,审结日期,审查结论\n"
	return map[string]string{
		"content/data/审查逮捕.csv":                 heading + "甲,某市东区人民检察院,2025-01-03,2025-01-10,批准逮捕\n乙,某市东区人民检察院,2025-02-03,2025-02-10,不批准逮捕\n",
		"content/procuratorates/east.md":        "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n",
		"content/datasets/arrest-review.md":     emptyDataset,
		"content/indicators/arrest-accepted.md": "+++\ntitle = \"审查逮捕受理\"\nline = \"刑事检察/审查逮捕\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"arrest-review\"\ndate = \"受理日期\"\nvalue = { count = true }\n+++\n" + sections,
		"content/works/first.md":                "+++\ntitle = \"第一项\"\n" + signedOff + work + "一月受理 {{审查逮捕受理 2025-01}}。\n\n逐案核查。\n",
		"content/works/second.md":               "+++\ntitle = \"第二项\"\n" + signedOff + work + "按月通报。\n",
		"content/works/third.md":                "+++\ntitle = \"第三项\"\n" + work + "还没有写完。\n",
		"content/manual/a.md":                   "+++\ntitle = \"说明\"\n+++\n怎样看。\n",
	}
}

func TestDiffOfNothing(t *testing.T) {
	s := publishedWith(t, approverSite())
	if d := s.diff(); !d.Files.Empty() || len(d.New)+len(d.Gone)+len(d.Changed)+len(d.Numbers)+d.Framed > 0 || d.Files.Before != d.Files.After || d.Search.Changed || d.Search.Before != d.Search.After {
		t.Errorf("nothing was edited: %+v", d)
	}
	if err := os.RemoveAll(filepath.Join(s.dir, "public")); err != nil {
		t.Fatal(err)
	}
	d := s.diff()
	if !d.First || !slices.ContainsFunc(d.New, func(r PageRef) bool {
		return r.Path == "works/first.html" && r.Note == "新签发：分管副检察长，2025-12-02"
	}) || d.Files.Gone+d.Files.Changed+d.Files.Same > 0 || !d.Search.Changed || d.Search.FilesBefore > 0 {
		t.Errorf("nothing was published: %+v", d)
	}
}

// A sentence: one page, its lines, no number.
func TestDiffOfASentence(t *testing.T) {
	files := approverSite()
	s := publishedWith(t, files)
	s.write("content/works/first.md", strings.Replace(files["content/works/first.md"], "逐案核查。", "逐案核查，按周报告。", 1))
	d := s.diff()
	if got := pathsOf(d.Changed); got != "works/first.html" || len(d.New)+len(d.Gone)+len(d.Numbers) > 0 {
		t.Fatalf("changed %q: %+v", got, d)
	}
	c := d.Changed[0]
	if c.Title != "第一项" || c.Document != "content/works/first.md" || strings.Join(c.Removed, "|") != "逐案核查。" || strings.Join(c.Added, "|") != "逐案核查，按周报告。" || c.Less+c.More+c.Numbers > 0 || c.Drawn {
		t.Errorf("the change is %+v", c)
	}
	// One word gives all files of the search other names: they are told in one line.
	if d.Files.New+d.Files.Gone > 0 || d.Files.Changed > 5 {
		t.Errorf("files: %+v", d.Files)
	}
	folder := filepath.Join(s.dir, "public", filepath.FromSlash(d.Search.Folder))
	if _, err := os.Stat(folder); !d.Search.Changed || d.Search.FilesAfter < 10 || d.Search.After == 0 || !strings.HasPrefix(d.Search.Folder, "search/") || !os.IsNotExist(err) {
		t.Errorf("search: %+v", d.Search)
	}
}

// Texts that were signed, withdrawn and deleted.
func TestDiffOfStates(t *testing.T) {
	files := approverSite()
	files["content/works/fourth.md"] = strings.Replace(files["content/works/second.md"], "第二项", "第四项", 1)
	s := publishedWith(t, files)
	s.write("content/works/third.md", strings.Replace(files["content/works/third.md"], work, signedOff+work, 1))
	s.write("content/works/second.md", strings.Replace(files["content/works/second.md"], "签发", "审核", 1))
	if err := os.Remove(filepath.Join(s.dir, "content/works/fourth.md")); err != nil {
		t.Fatal(err)
	}
	d := s.diff()
	if len(d.New) != 1 || d.New[0] != (PageRef{"works/third.html", "第三项", "content/works/third.md", "新签发：分管副检察长，2025-12-02"}) {
		t.Errorf("new: %+v", d.New)
	}
	if want := []PageRef{
		{"works/fourth.html", "第四项", "", "文稿已删去"}, {"works/second.html", "第二项", "content/works/second.md", "已撤回：现在是“审核”"},
	}; !slices.Equal(d.Gone, want) {
		t.Errorf("gone: %+v", d.Gone)
	}
	for _, c := range d.Changed { // lists of works, and nothing that people wrote
		if len(c.Removed)+len(c.Added) > 0 || c.Less+c.More == 0 {
			t.Errorf("changed: %+v", c)
		}
	}
	if len(d.Numbers) > 0 {
		t.Errorf("numbers: %+v", d.Numbers)
	}
}

var printedNumber = regexp.MustCompile(`data-number="([^"]+)"[^>]*>([^<]*)<`)

// numbersIn reads the numbers of a page a second way.
func numbersIn(page string) map[string][]string {
	all := map[string][]string{}
	for _, m := range printedNumber.FindAllStringSubmatch(page, -1) {
		all[m[1]] = append(all[m[1]], strings.TrimSpace(m[2]))
	}
	return all
}

// One more row: exactly the numbers that pages print otherwise, on exactly these pages.
func TestDiffOfARow(t *testing.T) {
	files := approverSite()
	s := publishedWith(t, files)
	before := contents(t, filepath.Join(s.dir, "public"))
	s.write("content/data/审查逮捕.csv", files["content/data/审查逮捕.csv"]+"丙,某市东区人民检察院,2025-01-08,2025-01-20,批准逮捕\n")
	d := s.diff()
	s.publish()
	after := contents(t, filepath.Join(s.dir, "public"))
	want := map[string][]string{}
	for name, text := range after {
		if path, ok := strings.CutSuffix(name, ".html"); !ok || path == "" || before[name] == "" {
			continue
		}
		was := numbersIn(before[name])
		for id, now := range numbersIn(text) {
			if was[id] != nil && len(was[id]) == len(now) && !slices.Equal(was[id], now) {
				want[id] = append(want[id], name)
			}
		}
	}
	got := map[string][]string{}
	for _, n := range d.Numbers {
		got[n.ID] = n.Pages
		if n.ID == "arrest-accepted@2025-01@all" && (n.From != "1 件" || n.To != "2 件" || n.Title != "2025年1月审查逮捕受理") {
			t.Errorf("the number of January: %+v", n)
		}
	}
	if !slices.Contains(got["arrest-accepted@2025-01@all"], "works/first.html") {
		t.Errorf("the live figure of January is not among %v", got)
	}
	for id, names := range want {
		slices.Sort(names)
		slices.Sort(got[id])
		if !slices.Equal(names, got[id]) {
			t.Errorf("%s changes on %v, told %v", id, names, got[id])
		}
	}
	for id := range got {
		if want[id] == nil {
			t.Errorf("%s is told and does not change", id)
		}
	}
	for _, c := range d.Changed {
		if before[c.Path] == after[c.Path] {
			t.Errorf("%s is told and does not change", c.Path)
		}
		if strings.Contains(strings.Join(append(c.Removed, c.Added...), ""), "丙") {
			t.Errorf("a case is named: %+v", c)
		}
	}
}

// Inputs that are at fault are told as in a build.
func TestDiffOfFaults(t *testing.T) {
	s := publishedWith(t, approverSite())
	s.write("content/manual/a.md", "+++\ntitle = \"说明\"\n+++\n见[别处](nowhere.md)。\n")
	_, _, err := Compare(context.Background(), s.options())
	if list, ok := errors.AsType[*source.List](err); !ok || !strings.Contains(list.Error(), "content/manual/a.md:4") {
		t.Errorf("told %v", err)
	}
}

// What may not be published any more is not told by the comparison either; a picture alone is a picture.
func TestComparePage(t *testing.T) {
	page := func(main string) *readPage {
		return readHTML([]byte(`<html><head><title>甲 · 案鉴</title></head><body><main id="main">` + main + `</main><footer>x</footer></body></html>`))
	}
	number := func(text, counts string) string {
		return `<p>比率 <span data-number="rate@2025@all" title="` + counts + `">` + text + `</span></p>`
	}
	for _, tt := range []struct {
		what, before, after string
		from, to            string
		nothing, drawn      bool
		less, more          int
		removed, added      string
	}{
		{what: "the same", before: number("5.0%", "1/20 件"), after: number("5.0%", "1/20 件"), nothing: true},
		{what: "a number", before: number("5.0%", "1/20 件"), after: number("6.0%", "1/20 件"), from: "5.0%", to: "6.0%"},
		{what: "its counts", before: number("5.0%", "1/20 件"), after: number("5.0%", "2/40 件"), from: "5.0%（1/20 件）", to: "5.0%（2/40 件）"},
		{what: "hidden since", before: number("3 人", ""), after: number("已隐藏", ""), from: "不再公开的数", to: "已隐藏"},
		{what: "a picture", before: `<svg><path d="M0"/></svg>`, after: `<svg><path d="M1"/></svg>`, drawn: true},
		{what: "a row", before: `<table class="figure-table"><tr><td>甲案</td></tr></table>`, after: `<table class="figure-table"><tr><td>乙案</td></tr><tr><td>丙案</td></tr></table>`, less: 1, more: 2},
		{what: "a row in a text", before: `<div class="prose"><table class="figure-table"><tr><td>甲案</td></tr></table></div>`, after: `<div class="prose"></div>`, less: 1},
		{what: "a sentence", before: `<div class="prose"><p>旧。</p><ul><li>同</li></ul></div>`, after: `<div class="prose"><p>新。</p><ul><li>同</li></ul></div>`, removed: "旧。", added: "新。"},
		{what: "a sentence of a number", before: `<div class="prose">` + number("3 件", "") + `</div>`, after: `<div class="prose"><p>新。</p></div>`, removed: "比率 3 件", added: "新。"},
		{
			what: "a sentence of a number that is hidden since", before: `<div class="prose"><p>少年 <span data-number="few@2025@all">3 人</span>，比率 <span data-number="rate@2025@all">5.0%</span>。</p></div>`,
			after: `<div class="prose"><p>不再写。</p></div>`, removed: "少年 不再公开的数，比率 5.0%。", added: "不再写。",
		},
	} {
		c, shifts := comparePage(page(tt.before), page(tt.after), func(id string) bool { return id == "few@2025@all" })
		if (c == nil) != tt.nothing {
			t.Errorf("%s: %+v", tt.what, c)
		}
		if c == nil {
			continue
		}
		from, to := "", ""
		if len(shifts) == 1 {
			from, to = shifts[0].from, shifts[0].to
		}
		if from != tt.from || to != tt.to || c.Drawn != tt.drawn || c.Less != tt.less || c.More != tt.more ||
			strings.Join(c.Removed, "|") != tt.removed || strings.Join(c.Added, "|") != tt.added {
			t.Errorf("%s: %+v, %v", tt.what, c, shifts)
		}
	}
}

// What publishing would be refused for is not shown for approval either, and nothing is compared.
func TestDiffPassesTheGate(t *testing.T) {
	files := approverSite()
	s := publishedWith(t, files)
	s.write("content/works/first.md", strings.Replace(files["content/works/first.md"], "逐案核查。", "联系电话13800138000。", 1))
	d, _, err := Compare(context.Background(), s.options())
	refusal, refused := errors.AsType[*gate.Refusal](err)
	if !refused || d != nil {
		t.Fatalf("Compare = %v, %v, want a refusal and nothing to show", d, err)
	}
	if !slices.ContainsFunc(refusal.Findings, func(f gate.Finding) bool {
		return f.File == "works/first.html" && f.Class == edition.MobileNumber
	}) {
		t.Errorf("refused for %v", refusal.Findings)
	}
}

// A text may be changed because somebody's number stood in it: the approver sees that a line goes, not the number.
func TestDiffMasksWhatGoes(t *testing.T) {
	s := publishedWith(t, approverSite())
	page := filepath.Join(s.dir, "public/works/first.html")
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	s.write("public/works/first.html", strings.Replace(string(text), "逐案核查。", "联系电话13800138000。", 1))
	d := s.diff()
	if len(d.Changed) != 1 || !slices.Equal(d.Changed[0].Removed, []string{"联系电话***********。"}) || !slices.Equal(d.Changed[0].Added, []string{"逐案核查。"}) {
		t.Errorf("changed %+v", d.Changed)
	}
}
