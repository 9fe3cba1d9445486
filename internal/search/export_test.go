package search

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anjian/internal/shard"
)

func exported(t testing.TB, site Site) (string, map[string][]byte) {
	t.Helper()
	files := map[string][]byte{}
	folder, err := Export(site, nil, func(name string, data []byte) error {
		if files[name] != nil {
			return fmt.Errorf("%s is written twice", name)
		}
		files[name] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder, files
}

func digest(files map[string][]byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%s %x\n", name, sha256.Sum256(files[name]))
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

func TestExportsAreEqualAndScripts(t *testing.T) {
	pages := inventedPages(150)
	folder, files := exported(t, Site{Pages: pages})
	slices.Reverse(pages)
	again, other := exported(t, Site{Pages: pages})
	if folder != again || digest(files) != digest(other) {
		t.Errorf("the same pages in another order give %s %s and %s %s", folder, digest(files), again, digest(other))
	}
	for name, data := range files {
		if !strings.HasPrefix(name, folder) && name != "search/m.js" {
			t.Errorf("%s lies outside %s", name, folder)
		}
		callee, _, err := shard.ParseCall(data)
		if err != nil || !strings.HasPrefix(callee, "AJ.") {
			t.Errorf("%s calls %q, %v", name, callee, err)
		}
	}
	pages[7].Body += "改"
	if changed, _ := exported(t, Site{Pages: pages}); changed == folder {
		t.Error("a changed page keeps the folder")
	}
}

// What these pages become is pinned: browsers keep shards by the name of their folder,
// so whoever changes the bytes must raise formatVersion and write the new value here.
func TestFormatVersionNamesTheBytes(t *testing.T) {
	const version, want = 3, "1bd4048ff175aa25"
	_, files := exported(t, inventedSite(12))
	if got := digest(files); formatVersion != version || got != want {
		t.Errorf("format %d gives %s; format %d gave %s", formatVersion, got, version, want)
	}
}

func TestExportStopsAtTheFirstError(t *testing.T) {
	full := errors.New("disk full")
	n := 0
	_, err := Export(inventedSite(20), nil, func(string, []byte) error { n++; return full })
	if !errors.Is(err, full) || n != 1 {
		t.Errorf("Export = %v after %d writes; want the first error", err, n)
	}
}

func TestEmptySite(t *testing.T) {
	s := newSite(t, Site{Pages: nil})
	compareSides(t, s, []Query{{Text: "检察"}, {Text: "案"}, {Text: ""}})
}

func TestUnusualPages(t *testing.T) {
	pages := []Page{
		{ID: "a.html", Title: "", Body: ""},
		{ID: "b.html", Title: "案", Body: "", Type: "品牌"},
		{ID: "c.html", Title: "不明\xff字节", Body: "案\xff件\u2028</script>", Type: "constructor"},
		{ID: "d.html", Title: "案案", Body: strings.Repeat("案", 3000) + "尾字", Type: "品牌"},
		{ID: "e.html", Title: "长", Body: strings.Repeat("，", 2000) + "检察建议" + strings.Repeat("。", 1500), Type: "__proto__"},
	}
	s := newSite(t, Site{Pages: pages})
	compareSides(t, s, []Query{
		{Text: "案"},
		{Text: "案", Type: "品牌"},
		{Text: "案件"},
		{Text: "检察建议"},
		{Text: "尾字"},
		{Text: "案 尾字"},
		{Text: "constructor"},
		{Text: "字节"},
		{Text: "案案案案"},
		{Text: "尾"},
		{Text: "案", From: 2, Size: 1},
		{Text: "案", From: 500, Size: 100},
		{Text: "案件", From: 500},
	})
}

// numbered are n pages that say nothing.
func numbered(n int) []Page {
	pages := make([]Page, n)
	for i := range pages {
		pages[i].ID = fmt.Sprint(i)
	}
	return pages
}

func TestBadPagesAreRefused(t *testing.T) {
	for _, tt := range []struct {
		pages []Page
		want  string
	}{
		{[]Page{{ID: "a.html"}, {ID: "a.html"}}, `two pages have the id "a.html"`},
		{[]Page{{Title: "甲"}}, "has no id"},
		{numbered(maxPages + 1), "可以搜索的页面有 20001 个，最多 20000 个"},
	} {
		if _, err := Build(t.TempDir(), Site{Pages: tt.pages}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Build of %d pages: %v; want %q", len(tt.pages), err, tt.want)
		}
		if _, err := Export(Site{Pages: tt.pages}, nil, nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("Export of %d pages: %v; want %q", len(tt.pages), err, tt.want)
		}
	}
}

func TestBuildWantsANewFolderAndOpenItsOwnFormat(t *testing.T) {
	dir := t.TempDir()
	x, err := Build(dir, inventedSite(3))
	if err != nil {
		t.Fatal(err)
	}
	other, err := Open(dir) // a second reader at the same time
	if err != nil {
		t.Fatal(err)
	}
	x.Close()
	other.Close()
	if _, err := Build(dir, Site{}); err == nil {
		t.Error("Build into a used folder succeeds")
	}
	if err := (&statistics{Format: 0}).write(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "format 0") {
		t.Errorf("Open of another format = %v", err)
	}
}

func TestLongBodiesAreSplitWhereNoPhraseIsCut(t *testing.T) {
	p := Page{ID: "a.html", Title: "长文", Body: "第一节。检察建议\n第二节。公益诉讼与支持起诉。结尾审查起诉工作"}
	p.Sections = []Section{{"one", "第一节", 0}, {"two", "第二节", strings.Index(p.Body, "第二节")}}
	parts := split(p, 20)
	body := ""
	for i, part := range parts {
		body += part.Body
		if n := len([]rune(part.Body)); n > 20 || n == 0 {
			t.Errorf("part %d has %d characters", i, n)
		}
	}
	if body != p.Body || len(parts) != 3 {
		t.Fatalf("%d parts hold %q; want %q in 3", len(parts), body, p.Body)
	}
	for i, want := range []string{"a.html", "a.html#two", "a.html#part-3"} {
		if parts[i].ID != want {
			t.Errorf("part %d leads to %s; want %s", i, parts[i].ID, want)
		}
	}
	if parts[1].Body != "第二节。公益诉讼与支持起诉。" {
		t.Errorf("part 1 = %q", parts[1].Body)
	}
}

// Sections that reach over several parts, and one that is called as a part would be.
func TestPartsOfOnePageHaveIDsOfTheirOwn(t *testing.T) {
	p := Page{ID: "a.html", Body: strings.Repeat("检察建议工作。", 30)}
	for _, sections := range [][]Section{
		nil,
		{{"one", "", 0}},
		{{"two", "", 21 * 2}},
		{{"part-4", "", 21 * 2}, {"two", "", 21 * 20}},
	} {
		p.Sections = sections
		seen := map[string]bool{}
		for _, part := range split(p, 21) {
			if seen[part.ID] {
				t.Errorf("sections %v: two parts have the id %q", sections, part.ID)
			}
			seen[part.ID] = true
		}
		if len(seen) < 10 || !seen["a.html"] {
			t.Errorf("sections %v: parts %v", sections, seen)
		}
	}
}

// The score of one query worked out by hand from Bleve's formula, so that an upgrade
// of Bleve that changes it fails here and not in a reader's browser.
func TestScoreByHand(t *testing.T) {
	pages := []Page{
		{ID: "a.html", Title: "检察", Body: "检察建议，检察"},
		{ID: "b.html", Title: "其他", Body: "建议检察机关办理"},
		{ID: "c.html", Title: "其他", Body: "无关"},
	}
	s := newSite(t, Site{Pages: pages})
	res, err := s.index.Search(Query{Text: "检察"})
	if err != nil {
		t.Fatal(err)
	}
	// Lengths count tokens: titles 2 2 2, bodies 8 14 2; averages are rounded up: 2 and 8.
	idf := func(df float64) float64 { return math.Log(1 + (3-df+0.5)/(df+0.5)) }
	title, body, none := idf(1), idf(2), idf(0)
	square := func(x float64) float64 { return x * x }
	norm := 1 / math.Sqrt(square(3*title)+square(2*none)+square(body)+square(4*none)) // headings and codes hold nothing
	leaf := func(boost, idf, freq, length, avg float64) float64 {
		tf := math.Sqrt(freq)
		return idf * (tf * 1.2) / (tf + 1.2*(0.25+0.75*length/avg)) * boost * idf * norm
	}
	want := map[string]float64{
		"a.html": (leaf(3, title, 1, 2, 2) + leaf(1, body, 2, 8, 8)) * 2 / 4, // two of four fields
		"b.html": leaf(1, body, 1, 14, 8) / 4,
	}
	if res.Total != 2 {
		t.Fatalf("%d hits; want 2", res.Total)
	}
	for _, h := range res.Hits {
		if math.Abs(h.Score-want[h.ID]) > 1e-6 { // Bleve keeps lengths in 32 bits
			t.Errorf("%s scores %v; want %v", h.ID, h.Score, want[h.ID])
		}
	}
}

func TestClientSaysWhichFileIsMissing(t *testing.T) {
	s := newSite(t, inventedSite(20))
	c := newClient(t, s)
	lost := maps.Clone(s.files)
	for name := range s.files {
		if strings.Contains(name, "/s/") {
			delete(s.files, name)
		}
	}
	ask := `var failure = "", total = -1;
		AJ.find({ text: "检察" }).then(function (a) { total = a.total; }, function (e) { failure = e.message; }); 0`
	c.run(t, ask)
	if got := c.VM.Get("failure").String(); !regexp.MustCompile(`^search/[0-9a-f]{8}/s/\d+\.js$`).MatchString(got) {
		t.Errorf("failure = %q; want the name of the file", got)
	}
	maps.Copy(s.files, lost)
	c.run(t, ask)
	if c.VM.Get("total").ToInteger() < 0 {
		t.Errorf("asking again fails: %s", c.VM.Get("failure"))
	}
}

// A page that was opened before an update asks for files that are gone: it finds its way to
// the new ones.
func TestClientFollowsAnUpdate(t *testing.T) {
	of := inventedSite(20)
	s := newSite(t, of)
	c := newClient(t, s)
	before := c.search(t, Query{Text: "检察"})
	of.Pages[3].Title += "（甲乙丙丁）"
	next := newSite(t, of)
	clear(s.files)
	maps.Copy(s.files, next.files)
	after := c.search(t, Query{Text: "甲乙丙丁"})
	if before.Total == 0 || after.Total != 1 || after.Hits[0].ID != of.Pages[3].ID {
		t.Errorf("found %d before the update and %d after it; want some and 1", before.Total, after.Total)
	}
}

func BenchmarkBuildLaws(b *testing.B) {
	pages := lawPages(b)
	for b.Loop() {
		x, err := Build(b.TempDir(), Site{Pages: pages})
		if err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
}

func BenchmarkExportLaws(b *testing.B) {
	pages := lawPages(b)
	for b.Loop() {
		bytes, files := 0, 0
		_, err := Export(Site{Pages: pages}, nil, func(_ string, data []byte) error {
			bytes += len(data)
			files++
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(bytes), "bytes")
		b.ReportMetric(float64(files), "files")
	}
}
