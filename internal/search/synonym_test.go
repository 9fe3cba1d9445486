package search

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anjian/internal/source"
)

func TestReadSynonyms(t *testing.T) {
	const good = "[[group]]\nwords = [\"未检\", \"未成年人检察\"]\n"
	for _, tt := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"two groups", good + "[[group]]\nwords = [\"案管\", \"案件管理\"]\n", ""},
		{"several lines", "[[group]]\nwords = [\n  \"未检\",  # 条线\n  \"未成年人检察\",\n]\n", ""},
		{"one word", good + "[[group]]\nwords = [\"案管\"]\n", "T09 4:9"},
		{"no words", good + "[[group]]\n", "T09 3:1"},
		{"empty word", "[[group]]\nwords = [\"案管\", \"\", \"案件管理\"]\n", "T05 2:17"},
		{"punctuation", "[[group]]\nwords = [\"案管\", \"，。\"]\n", "T05 2:17"},
		{"one character", "[[group]]\nwords = [\"捕\", \"逮捕\"]\n", "T05 2:11"},
		{"one letter", "[[group]]\nwords = [\"a\", \"逮捕\"]\n", "T05 2:11"},
		{"two groups with a word", good + "[[group]]\nwords = [\"少检\", \"未检\"]\n", "T17 4:17"},
		{"one group with a word twice", "[[group]]\nwords = [\"案-件比\", \"案件比\"]\n", "T17 2:19"},
		{"full width", "[[group]]\nwords = [\"A股\", \"Ａ股\"]\n", "T17 2:17"},
		{"a sentence", "[[group]]\nwords = [\"案管\", \"" + strings.Repeat("长", 31) + "\"]\n", "T05 2:17"},
		{"nine words", "[[group]]\nwords = [\"一一\", \"二二\", \"三三\", \"四四\", \"五五\", \"六六\", \"七七\", \"八八\", \"九九\"]\n", "T11 2:9"},
		{"unknown key", "[[group]]\nwords = [\"案管\", \"案件管理\"]\nword = \"a\"\n", "T03 3:1"},
		{"no list", "[[group]]\nwords = \"案管\"\n", "T04 2:10"},
		{"syntax", "[[group]]\nwords = [案管]\n", "T01 2:10"},
		{"all at once", "[[group]]\nwords = [\"捕\", \"\"]\n[[group]]\nwords = [\"案管\"]\n", "T05 2:11|T05 2:16|T09 4:9"},
	} {
		errs := new(source.List)
		s := ReadSynonyms("synonyms.toml", []byte(tt.text), errs)
		var got []string
		for _, e := range errs.Sorted() {
			got = append(got, fmt.Sprintf("%s %d:%d", e.Code, e.Pos.Line, e.Pos.Col))
			if e.Pos.File != "synonyms.toml" || e.Message == "" || e.Hint == "" {
				t.Errorf("%s: finding lacks something: %v", tt.name, e)
			}
		}
		if joined := strings.Join(got, "|"); joined != tt.want {
			t.Errorf("%s: findings %s; want %s", tt.name, joined, tt.want)
		}
		if tt.want == "" && len(s.Groups()) != strings.Count(tt.text, "[[group]]") {
			t.Errorf("%s: groups %q", tt.name, s.Groups())
		}
		if tt.want != "" && tt.name != "unknown key" && slices.ContainsFunc(s.Groups(), func(g []string) bool { return g[0] != "未检" }) {
			t.Errorf("%s: a group at fault counts: %q", tt.name, s.Groups())
		}
	}
	var many strings.Builder
	for i := range 301 {
		fmt.Fprintf(&many, "[[group]]\nwords = [\"甲%d\", \"乙%d\"]\n", i, i)
	}
	errs := new(source.List)
	ReadSynonyms("synonyms.toml", []byte(many.String()), errs)
	if found := errs.Sorted(); len(found) != 1 || found[0].Code != source.OutOfRange || found[0].Pos.Line != 601 {
		t.Errorf("301 groups: %v", found)
	}
}

// The sample's synonyms are sound, and a search for one word finds the others both ways.
func TestSampleSynonyms(t *testing.T) {
	text, err := os.ReadFile(filepath.FromSlash("../../" + SynonymsFile))
	if err != nil {
		t.Fatal(err)
	}
	errs := new(source.List)
	s := ReadSynonyms(SynonymsFile, text, errs)
	if err := errs.Err(); err != nil {
		t.Fatal(err)
	}
	if len(s.Groups()) < 40 {
		t.Errorf("%d groups; some were lost", len(s.Groups()))
	}
	for _, g := range s.Groups() {
		for _, word := range g {
			got := parseQuery(word, false, s)
			others := slices.DeleteFunc(slices.Clone(g), func(w string) bool { return w == word })
			if len(got.also) != 1 || got.also[0].Word != word || !slices.Equal(got.also[0].Words, others) {
				t.Errorf("%q also searches for %q; want %q", word, got.also, others)
			}
		}
	}
}

// What the client reads from m.js makes the same table as what Go read.
func TestGroupsMakeTheSameSynonyms(t *testing.T) {
	s := NewSynonyms([][]string{{"Ａ股", "人民币普通股"}, {"案-件比", "案件比", "案件流转比"}, {"，"}, {"未检", "ａ股"}})
	again := NewSynonyms(s.Groups())
	if fmt.Sprint(s.Groups()) != fmt.Sprint(again.Groups()) {
		t.Errorf("%q become %q", s.Groups(), again.Groups())
	}
	if got := fmt.Sprint(s.Groups()); got != "[[a股 人民币普通股] [案-件比 案件流转比]]" {
		t.Errorf("groups are %s", got)
	}
	if (*Synonyms)(nil).Groups() != nil {
		t.Error("no synonyms have groups")
	}
}
