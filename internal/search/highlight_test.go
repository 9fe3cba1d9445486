package search

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/dop251/goja"

	"anjian/templates"
)

// newMarker is the part of highlight.js that finds the words on the page that a result leads to.
func newMarker(t testing.TB) *goja.Runtime {
	t.Helper()
	script, err := fs.ReadFile(templates.Files, "assets/highlight.js")
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	if _, err := vm.RunScript("highlight.js", string(script)); err != nil {
		t.Fatal(err)
	}
	return vm
}

// shaded writes a text with what is marked in it in brackets; several places side by side are one.
func shaded(text string, marked func(from, to int) bool) string {
	var b strings.Builder
	open, at := false, 0
	for _, r := range text {
		n := utf16.RuneLen(r)
		if on := marked(at, at+n); on != open {
			b.WriteByte("]["[map[bool]int{true: 1}[on]])
			open = on
		}
		b.WriteRune(r)
		at += n
	}
	if open {
		b.WriteByte(']')
	}
	return b.String()
}

// marker tells where words stand in a text, in two ways.
type marker struct {
	*testing.T
	vm *goja.Runtime
}

// onPage is what the page marks.
func (m marker) onPage(text string, words ...string) string {
	m.Helper()
	var places []struct{ Start, End int }
	call(m, m.vm, &places, "placesOf", text, words)
	return shaded(text, func(from, to int) bool {
		for _, p := range places {
			if p.Start <= from && to <= p.End {
				return true
			}
		}
		return false
	})
}

// inSnippet is what the search marks.
func (m marker) inSnippet(text string, words ...string) string {
	var phrases []phrase
	for _, w := range words {
		if p, ok := newPhrase(w); ok {
			phrases = append(phrases, p)
		}
	}
	list, units := matches(text, phrases), utf16Offsets(text)
	return shaded(text, func(from, to int) bool {
		for _, m := range list {
			if units[m.start] <= from && to <= units[m.end] {
				return true
			}
		}
		return false
	})
}

func (m marker) compare(text string, words ...string) {
	m.Helper()
	if got, want := m.onPage(text, words...), m.inSnippet(text, words...); got != want {
		m.Errorf("%q: the page marks\n%q; the search\n%q", words, got, want)
	}
}

// A page marks on arrival what the search marks in its snippets.
func TestPagesMarkWhatTheSearchFinds(t *testing.T) {
	m := marker{t, newMarker(t)}
	for _, tt := range []struct {
		text  string
		words []string
	}{
		{"案－件比、案·件比和案件比", []string{"案-件比"}},
		{"检察建议书", []string{"检察", "建议", "察建"}},
		{"ＧＢ１８０３０与gb18030、gb180", []string{"gb18030"}},
		{"30%的人、30人、３０％", []string{"30%"}},
		{"互联网+检察", []string{"互联网+"}},
		{"1+N、1 n、1-N", []string{"1+n"}},
		{"（2024）望检刑诉1号，2024望检刑诉1号", []string{"（2024）望检刑诉1号"}},
		{"审查、起诉与审查起诉", []string{"审查起诉"}},
		{"审查、起诉与审查起诉", []string{"审查、起诉"}},
		{"审\u200b查", []string{"审查"}},
		{"𠮷林市的林", []string{"林"}},
		{"abc abcd", []string{"abc"}},
	} {
		m.compare(tt.text, tt.words...)
	}
	random, compared := rand.New(rand.NewPCG(1, 2)), 0
	for range 1500 {
		text := randomText(random, 30)
		cs := []rune(text)
		from := random.IntN(len(cs))
		word := string(cs[from:min(from+1+random.IntN(8), len(cs))])
		// The search lets go of a character that stands alone after punctuation at the end of a word; a page does not.
		if m.onPage(word, word) == m.inSnippet(word, word) {
			m.compare(text, word)
			compared++
		}
	}
	if compared < 1300 {
		t.Errorf("only %d random words were compared", compared)
	}
}

func randomText(random *rand.Rand, pieces int) string {
	choice := make([]byte, pieces)
	for i := range choice {
		choice[i] = byte(random.Uint32())
	}
	return assemble(choice, textPieces)
}

// utf16Offsets says where each character of a text begins in a JavaScript string, and where the text ends.
func utf16Offsets(text string) []int {
	list := []int{0}
	for _, r := range text {
		list = append(list, list[len(list)-1]+utf16.RuneLen(r))
	}
	return list
}
