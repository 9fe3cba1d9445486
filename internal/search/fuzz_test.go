package search

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dop251/goja"
)

// Random bytes are never Chinese: these pieces, one for each byte, are what analysis
// and syntax tell apart.
var (
	textPieces = []string{
		"检察", "案", "件", "比", "〇", "一", "𠮷", "第", "条", "264", "12", "０", "a", "gb", "Ｂ", "é", "Ω", "ж", "Ⅲ", "ⅲ",
		"-", "－", "–", "·", "•", "・", " ", "\u3000", "\u00a0", ".", "+", "/", "_", "%", "。", "、", "，", "（", "）", "《", "“", "\n",
		"\u200b", "\u00ad", "\ufeff", "\ufe0f", "\u0301", "😀", "\u2028", "\x00", "\ufffd", "か", "བོད", "㈠", "①", "%", "‰", "％", "+", "^", "@",
		"\U000e0101", "\U000e0041", "\U00100200", // a variant of the character before, a tag, private use
	}
	queryPieces = []string{
		" ", " ", " ", "\u3000", "\n", "\u2028", "(", "（", ")", "）", "-", "－", " -", "\"", "“", "”", "＂", ":", "：", " OR ", " ＯＲ ", "OR", "or",
		"标题:", "编号：", "类型:", "单位:", "条线:", "年:", "年份：", "标题", "年", "2024", "２０２４", "未检", "未成年人检察", "案-件比", "案件比", "a股",
		"检察", "起诉", "案", "甲", "乙", "C++", "1+N", "30%", "互联网+", "（2024）望检刑诉1号", "。", "，", "、", "\u200b", "\ufeff", "--", "𠮷", "检察", "起诉", "听证",
	}
)

func assemble(choice []byte, pieces []string) string {
	var b strings.Builder
	for _, c := range choice {
		b.WriteString(pieces[int(c)%len(pieces)])
	}
	return b.String()
}

// call hands values to a function of the client and reads what it gives back.
func call(t testing.TB, vm *goja.Runtime, into any, function string, args ...any) {
	t.Helper()
	list, err := json.Marshal(args)
	if err != nil {
		t.Fatal(err)
	}
	if err := vm.Set("input", string(list)); err != nil {
		t.Fatal(err)
	}
	out, err := vm.RunString("JSON.stringify(" + function + ".apply(null, JSON.parse(input)))")
	if err != nil {
		t.Fatalf("client: %s(%s): %v", function, list, err)
	}
	if err := json.Unmarshal([]byte(out.String()), into); err != nil {
		t.Fatal(err)
	}
}

// FuzzQueries: both sides understand any text alike, within the limits.
func FuzzQueries(f *testing.F) {
	v, _ := readQueryVectors(f)
	for i, q := range v.Queries {
		f.Add(q.Text, []byte{}, q.Plain)
		f.Add("", []byte(q.Text)[:min(len(q.Text), 30)], i%2 == 0)
	}
	s := NewSynonyms(v.Synonyms)
	vm := newParser(f)
	f.Fuzz(func(t *testing.T, text string, choice []byte, plain bool) {
		text = strings.ToValidUTF8(text, "") + assemble(choice, queryPieces)
		p := parseQuery(text, plain, s)
		want := understandingOf(p)
		var got understanding
		call(t, vm, &got, "understand", text, plain, s.Groups())
		if got.String() != want.String() {
			t.Errorf("%q is understood by the client as\n%s\nin Go as\n%s", text, got, want)
		}
		if typed, depth := measure(p.root); typed > maxQueryWords || depth > 3*maxNesting+4 {
			t.Errorf("%q means %d words, %d deep: %s", text, typed, depth, want.Tree)
		}
		if plain && len(p.also) > 0 {
			t.Errorf("%q is expanded to %v although plain", text, p.also)
		}
	})
}

// measure counts the words and values that were typed, and the nodes above the deepest
// of them. Each group may add a conjunction, a disjunction and an exclusion.
func measure(n *node) (typed, depth int) {
	if n == nil {
		return 0, 0
	}
	if n.kind == facetNode || n.kind == wordNode && n.boost == 1 {
		typed = 1
	}
	for _, list := range [][]*node{n.children, n.without} {
		for _, c := range list {
			w, d := measure(c)
			typed, depth = typed+w, max(depth, d+1)
		}
	}
	return typed, depth
}

// tokenScript writes tokens as tokenLines does, with places in characters.
const tokenScript = `function tokens(text) {
	return AJ.text.scan(text).map(function (t) {
		return [t.term, t.kind, t.pos, t.start, t.end].join(" ");
	});
}
/** Whether the phrase of a part begins in the text where the part does. */
function standsAt(text, part, at) {
	var p = AJ.query.phrase(part), all = AJ.text.scan(text), places = new Set();
	if (!p) return null;
	at += AJ.text.scan(part)[0].start;
	all.forEach(function (t) { places.add(t.term + "\n" + t.pos); });
	return all.some(function (t) {
		if (t.start !== at) return false;
		if (p.single) return (t.kind === AJ.text.PAIR || t.kind === AJ.text.TAIL) && Array.from(t.term)[0] === p.single;
		return t.term === p.terms[0] && p.terms.every(function (term, i) { return places.has(term + "\n" + (t.pos + p.at[i])); });
	});
}`

func newAnalyser(t testing.TB) *goja.Runtime {
	t.Helper()
	vm := newParser(t)
	if _, err := vm.RunString(tokenScript); err != nil {
		t.Fatal(err)
	}
	return vm
}

func tokenLines(text string) []string {
	lines := []string{}
	at := func(i int) int { return utf8.RuneCountInString(text[:i]) }
	scan(text, func(k token) {
		lines = append(lines, fmt.Sprint(string(k.term), " ", k.kind, " ", k.pos, " ", at(k.start), " ", at(k.end)))
	})
	return lines
}

// FuzzTokens: both sides take any text apart alike.
func FuzzTokens(f *testing.F) {
	for _, v := range readSubstringVectors(f) {
		f.Add(v.Text, []byte{})
		f.Add("", []byte(v.Text))
	}
	vm := newAnalyser(f)
	f.Fuzz(func(t *testing.T, text string, choice []byte) {
		text = strings.ToValidUTF8(text, "\ufffd") + assemble(choice, textPieces)
		var got []string
		call(t, vm, &got, "tokens", text)
		if want := tokenLines(text); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("tokens of %q are in the client\n%q\nin Go\n%q", text, got, want)
		}
		checkTokens(t, text)
	})
}

// A substringVector says whether a part of a text is found where it stands. Never is
// set where the text lacks the part and must not be found for it.
type substringVector struct {
	Text, Part string
	Never      bool
}

func readSubstringVectors(t testing.TB) []substringVector {
	t.Helper()
	data, err := os.ReadFile("testdata/substrings.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []substringVector
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// standsAt reports whether the phrase of part begins in text where part does, at
// character at. ok is false if part holds nothing to search for.
func standsAt(text, part string, at int) (stands, ok bool) {
	p, ok := newPhrase(part)
	if !ok {
		return false, false
	}
	first := -1
	scan(part, func(k token) {
		if first < 0 {
			first = at + utf8.RuneCountInString(part[:k.start])
		}
	})
	type place struct {
		term string
		pos  int
	}
	places, begins := map[place]bool{}, []place{}
	scan(text, func(k token) {
		places[place{string(k.term), k.pos}] = true
		if utf8.RuneCountInString(text[:k.start]) != first {
			return
		}
		r, _ := utf8.DecodeRune(k.term)
		if p.single != 0 {
			stands = stands || (k.kind == pair || k.kind == tail) && r == p.single
		} else if string(k.term) == p.terms[0] {
			begins = append(begins, place{string(k.term), k.pos})
		}
	})
	for _, b := range begins {
		all := true
		for i, term := range p.terms {
			all = all && places[place{term, b.pos + p.at[i]}]
		}
		stands = stands || all
	}
	return stands, true
}

func TestSubstringVectors(t *testing.T) {
	vm := newAnalyser(t)
	for _, v := range readSubstringVectors(t) {
		places := []int{utf8.RuneCountInString(v.Text[:max(strings.Index(v.Text, v.Part), 0)])}
		if v.Never {
			places = nil
			for i := range utf8.RuneCountInString(v.Text) {
				places = append(places, i)
			}
		} else if !strings.Contains(v.Text, v.Part) {
			t.Errorf("%q is no part of %q", v.Part, v.Text)
		}
		for _, at := range places {
			stands, ok := standsAt(v.Text, v.Part, at)
			if !ok || stands == v.Never {
				t.Errorf("%q in %q at %d: found %v, searched for %v", v.Part, v.Text, at, stands, ok)
			}
			var got *bool
			call(t, vm, &got, "standsAt", v.Text, v.Part, at)
			if got == nil || *got == v.Never {
				t.Errorf("client: %q in %q at %d: %v", v.Part, v.Text, at, got)
			}
		}
	}
}

// FuzzSubstring: whatever stretch of a text is asked for, it is found where it stands,
// as long as it does not begin or end inside a run of letters or digits.
func FuzzSubstring(f *testing.F) {
	for i, v := range readSubstringVectors(f) {
		f.Add(v.Text, []byte{}, uint8(i), uint8(2+i%7))
		f.Add("", []byte(v.Text), uint8(i%5), uint8(3+i%9))
	}
	vm := newAnalyser(f)
	f.Fuzz(func(t *testing.T, text string, choice []byte, from, size uint8) {
		text = strings.ToValidUTF8(text, "\ufffd") + assemble(choice, textPieces)
		runes := []rune(text)
		a := min(int(from), len(runes))
		b := min(a+int(size), len(runes))
		if cutsWord(runes, a) || cutsWord(runes, b) {
			t.Skip()
		}
		part := string(runes[a:b])
		stands, ok := standsAt(text, part, a)
		if ok && !stands {
			t.Errorf("%q is not found in %q at %d", part, text, a)
		}
		var got *bool
		call(t, vm, &got, "standsAt", text, part, a)
		if (got != nil) != ok || ok && *got != stands {
			t.Errorf("client: %q in %q at %d: %v; in Go %v, %v", part, text, a, got, stands, ok)
		}
	})
}

// cutsWord reports whether place i lies inside a run of letters or of digits.
func cutsWord(runes []rune, i int) bool {
	side := func(step, j int) class {
		for ; j >= 0 && j < len(runes); j += step {
			if c := classOf(fold(runes[j])); c != ignored {
				return c
			}
		}
		return mark
	}
	left, right := side(-1, i-1), side(1, i)
	return left == right && (left == letter || left == digit)
}

// checkTokens fails if tokens leave the text or a Han character is not counted exactly once.
func checkTokens(t *testing.T, text string) {
	t.Helper()
	characters, last := 0, 0
	scan(text, func(k token) {
		if k.start < 0 || k.end > len(text) || k.start >= k.end || len(k.term) == 0 {
			t.Errorf("token %q at %d…%d outside %q", k.term, k.start, k.end, text)
		}
		if k.kind == pair || k.kind == tail {
			characters++
			if k.pos <= last {
				t.Errorf("%q: position %d after %d", text, k.pos, last)
			}
			last = k.pos
		}
	})
	for _, r := range text {
		if classOf(fold(r)) == han {
			characters--
		}
	}
	if characters != 0 {
		t.Errorf("%q: Han characters and tokens differ by %d", text, characters)
	}
}
