package search

import (
	"slices"
	"strings"
	"testing"
)

// folded is text as a reader compares it: widths and capitals aside, and without hyphens
// and dots between Han characters. A line feed stands before and after.
func folded(text string) []rune {
	var all, out []rune
	for _, r := range text {
		if f := fold(r); classOf(f) != ignored {
			all = append(all, f)
		}
	}
	for i, r := range all {
		if joins(r) && i > 0 && i+1 < len(all) && classOf(all[i-1]) == han && classOf(all[i+1]) == han {
			continue
		}
		out = append(out, r)
	}
	return append(append([]rune{'\n'}, out...), '\n')
}

// holds reports whether text holds word, not cutting runs of letters or digits.
func holds(text, word []rune) bool {
	s, w := string(text), string(word)
	for from := 0; ; {
		i := strings.Index(s[from:], w)
		if i < 0 {
			return false
		}
		at := len([]rune(s[:from+i]))
		if !cutsWord(text, at) && !cutsWord(text, at+len(word)) {
			return true
		}
		from += i + len(string(word[:1]))
	}
}

// checkTruth compares what Bleve finds with a plain look at every page.
func checkTruth(t *testing.T, s *site, queries []string, precision float64) {
	t.Helper()
	found, right := 0, 0
	all := make([][]rune, len(s.Pages))
	for i, p := range s.Pages {
		all[i] = folded(strings.Join(append([]string{p.Title, p.Body}, p.Codes...), "\n"))
	}
	for _, q := range queries {
		word := folded(q)
		word = word[1 : len(word)-1]
		want := map[string]bool{}
		for i, p := range s.Pages {
			if holds(all[i], word) {
				want[p.ID] = true
			}
		}
		res, err := s.index.Search(Query{Text: `"` + q + `"`, Size: len(s.Pages)})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range res.Hits {
			found++
			if want[h.ID] {
				right++
				delete(want, h.ID)
			}
			if !slices.ContainsFunc(slices.Concat(h.Title, h.Code, h.Snippet), func(p Piece) bool { return p.Mark }) {
				t.Errorf("%q: nothing is marked in %s", q, h.ID)
			}
		}
		if len(want) > 0 {
			t.Errorf("%q: %d pages hold it and are not found", q, len(want))
		}
	}
	if found == 0 || float64(right)/float64(found) < precision {
		t.Errorf("%d of %d pages found hold what was asked for", right, found)
	}
}

func TestFindsExactlyThePagesThatHoldIt(t *testing.T) {
	t.Parallel()
	s := newSite(t, inventedSite(180))
	var words []string
	for _, q := range queriesOf(inventedQueries) {
		if !strings.ContainsAny(q, " ，、“（\"_。:") && q[0] != '-' {
			words = append(words, q)
		}
	}
	checkTruth(t, s, words, 0.999)
}

func TestNoPhraseCrossesPunctuation(t *testing.T) {
	pages := []Page{
		{ID: "a.html", Title: "甲", Body: "完成审查、起诉工作。公益"},
		{ID: "b.html", Title: "乙", Body: "完成审查起诉工作，公益诉讼"},
		{ID: "c.html", Title: "审查", Body: "起诉工作（审查）起诉\n诉讼"},
	}
	s := newSite(t, Site{Pages: pages})
	for _, tt := range []struct {
		query string
		want  []string
	}{
		{"审查起诉", []string{"b.html"}},
		{"工作公益", nil},
		{"“审查、起诉”", []string{"a.html", "c.html"}}, // which mark it is, is not kept
		{"公益诉讼", []string{"b.html"}},
		{"审查 起诉", []string{"a.html", "b.html", "c.html"}},
	} {
		res, err := s.index.Search(Query{Text: tt.query})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		slices.Sort(got)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q finds %v; want %v", tt.query, got, tt.want)
		}
	}
}

func lawTexts(t *testing.T, s *site) {
	t.Parallel()
	if len(s.Pages) != 400 {
		t.Fatalf("%d law texts; want 400", len(s.Pages))
	}
	res, err := s.index.Search(Query{Text: "检察建议", Size: 400})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, h := range res.Hits {
		got[h.ID] = true
	}
	n := 0
	for _, p := range s.Pages {
		if strings.Contains(p.Title+"\n"+p.Body, "检察建议") {
			n++
			if !got[p.ID] {
				t.Errorf("检察建议 is not found in %s", p.ID)
			}
		}
	}
	if n != 17 || res.Total != 17 {
		t.Errorf("检察建议 found in %d, held by %d; want 17 and 17", res.Total, n)
	}
	queries := strings.Fields("检察建议 人民检察院 第二百六十条 非法证据排除 公益诉讼 法律监督 应当 支持起诉 未成年人 不起诉 认罪认罚 抗诉 司法部 案 盗 的 税 2018年 第1号")
	checkTruth(t, s, queries, 0.999)
	var asked []Query
	for _, q := range append(queries, "检察建议 公益诉讼", "人民检察院 抗诉 再审", "盗窃 案") {
		asked = append(asked, Query{Text: q})
	}
	asked = append(asked, Query{Text: "检察建议", Type: "司法解释"}, Query{Text: "检察建议 公益诉讼", Type: "司法解释"})
	compareSides(t, s, asked)
}
