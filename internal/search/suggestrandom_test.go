package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// oddSite has what the file of suggestions must carry: paths that are no pages, capitals and marks
// in them, titles without text, characters without reading, many of a kind.
func oddSite(many int) Site {
	site := Site{Readings: &Readings{
		words:      map[string]string{"重庆": "chong qing", "重庆大": "chong qing da"},
		characters: map[rune][]string{'大': {"da"}},
	}}
	for i, p := range []Place{
		{"a.html", "重庆大学", "甲", []string{"重大", "重大", "，"}},
		{"a.html#B", "重庆", "甲", nil},
		{"a-b-C.html#x-!y", "a|b", "乙", []string{"a b", "a|b", "Ｂ－1"}},
		{"a-b-c.html", "", "", nil},
		{"a~.html", " ", "乙", []string{"～", "0"}},
		{"a.csv", "𠮷𠮷\n\u2028x\x7f", "丙", []string{"𠮷", "\xff"}},
		{"文件/Über!.html#一-二", "㐀〇龘 …", "丙", []string{"㐀", "“”"}},
		{"", "12 12", "甲", []string{"12", "12 12"}},
		{"p/q.html", "乙页", "丁", []string{"q", "乙"}},
		{"p/q.html#图-1-abc", "图：图 1「ABC」 · 乙页", "丁", []string{"q"}},
		{"p/q.html#column-受理_日期", "受理_日期 · 乙页", "丁", []string{"受理_日期"}},
		{"p/q.html#column-a$", "a$ · 丙页¦", "丁", nil},
		{"p/q.html#column-$b!", "b · 丙页¦", "丁", nil},
		{"p/q.html#column-c", "C · 丙页 · 丁", "丁", nil},
		{"p/q.html#column-d-", "D - · 丙页 · 丁", "丁", nil},
		{"p/r.txt#e", "e ·", "丁", []string{"r.txt"}},
		{"zz/" + strings.Repeat("a-", 40) + "a.html", "长长", "甲", nil},
		{"zz/" + strings.Repeat("a-", 40) + "b.html", "长", "甲", nil},
	} {
		if i%2 == 0 {
			site.Pages = append(site.Pages, Page{ID: p.Path, Title: p.Title, Type: p.Type, Codes: p.Codes})
		} else {
			site.Places = append(site.Places, p)
		}
	}
	for i := range many {
		site.Places = append(site.Places, Place{fmt.Sprintf("many/%d.html", i), fmt.Sprintf("很多 %d", i), "多", nil})
	}
	return site
}

func TestSuggestionsAreReadAsWritten(t *testing.T) {
	vectors, _ := readSuggestVectors(t)
	for _, site := range []Site{{}, {Places: []Place{{Path: "x.html"}}}, oddSite(130), vectors} {
		types, list := targets(site)
		file := Suggestions(site)
		gotTypes, got, _, err := readTargets(file)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(gotTypes, types) {
			t.Errorf("types are %q; want %q", gotTypes, types)
		}
		if len(got) != len(list) {
			t.Fatalf("%d targets; want %d", len(got), len(list))
		}
		for i, w := range list {
			if fmt.Sprintf("%q %q %d %q", got[i].path, got[i].title, got[i].kind, got[i].codes) != fmt.Sprintf("%q %q %d %q", w.path, w.title, w.kind, w.codes) {
				t.Errorf("target %d is %+v; want %+v", i, got[i], w)
			}
		}
		if !bytes.Equal(file, Suggestions(site)) {
			t.Error("a site gives two files")
		}
		c := suggestClient(t, site)
		s, err := newSuggester(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"cq", "chongqingd", "重庆", "12", "a b", "a|b", "b1", "0", "𠮷", "x", "㐀", "ling", "hd", "c", "chang", "chch", "很多 1", "z"} {
			compareSuggestions(t, s, c, text, 0)
		}
	}
}

func TestDamagedSuggestionsAreRefused(t *testing.T) {
	site, _ := readSuggestVectors(t)
	file := Suggestions(site)
	r := rand.New(rand.NewPCG(7, 7))
	refused := 0
	for range 1000 {
		broken := bytes.Clone(file)
		if i := r.IntN(len(broken)); r.IntN(2) == 0 {
			broken[i] = byte(' ' + r.IntN(95))
		} else {
			broken = slices.Delete(broken, i, min(i+1+r.IntN(40), len(broken)))
		}
		if _, err := newSuggester(broken); err != nil { // and does not panic
			refused++
		}
	}
	if refused < 100 {
		t.Errorf("%d of 1000 damaged files refused", refused)
	}
}

// typed makes what somebody may have typed while looking for one of the titles.
func typed(r *rand.Rand, s *suggester) string {
	c := s.list[r.IntN(len(s.list))]
	var b strings.Builder
	from := 0
	if len(c.units) > 0 {
		from = r.IntN(len(c.units))
	}
	for _, u := range c.units[from:] {
		switch n := r.IntN(12); {
		case n == 0:
			return b.String()
		case n == 1:
			b.WriteByte(' ')
		case n == 2:
			b.WriteRune(rune(' ' + r.IntN(95)))
		}
		reading := string(u.r)
		if len(u.readings) > 0 && r.IntN(6) > 0 {
			reading = u.readings[r.IntN(len(u.readings))]
			if r.IntN(2) == 0 {
				reading = reading[:1+r.IntN(len(reading))]
			}
		}
		b.WriteString(reading)
	}
	if len(c.codes) > 0 && r.IntN(3) == 0 {
		code := []rune(c.codes[r.IntN(len(c.codes))])
		b.WriteString(" " + string(code[r.IntN(len(code)):]))
	}
	return b.String()
}

func TestBothSidesSuggestAlikeAtRandom(t *testing.T) {
	site, _ := readSuggestVectors(t)
	s, err := newSuggester(Suggestions(site))
	if err != nil {
		t.Fatal(err)
	}
	c := suggestClient(t, site)
	r := rand.New(rand.NewPCG(7, 1))
	answered := 0
	for range 120 {
		text := typed(r, s)
		compareSuggestions(t, s, c, text, 5)
		if len(s.suggest(text, 1)) > 0 {
			answered++
		}
	}
	if answered < 60 {
		t.Errorf("%d of 120 texts mean something; the test shows little", answered)
	}
}

func FuzzSuggest(f *testing.F) {
	site, v := readSuggestVectors(f)
	for i := 0; i < len(v.Suggest); i += 20 { // all of them are a test of their own
		f.Add(v.Suggest[i].Text, 4)
	}
	odd := oddSite(0)
	site.Pages, site.Places = append(site.Pages, odd.Pages...), append(site.Places, odd.Places...)
	s, err := newSuggester(Suggestions(site))
	if err != nil {
		f.Fatal(err)
	}
	c := suggestClient(f, site)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		compareSuggestions(t, s, c, text, limit)
	})
}

func BenchmarkSuggest(b *testing.B) {
	var site Site
	for _, p := range inventedPages(3500) {
		site.Pages = append(site.Pages, Page{ID: p.ID, Title: p.Title, Type: p.Type})
	}
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			Suggestions(site)
		}
	})
	file := Suggestions(site)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := newSuggester(file); err != nil {
				b.Fatal(err)
			}
		}
	})
	s, err := newSuggester(file)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"检察", "gyss", "jianchajianyi", "12309", "听证 jdu"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				s.suggest(text, 8)
			}
		})
	}
}
