package search

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// A vector is one text with its analysis; testdata/vectors.json holds them for Go and
// for the client. Cover is what remains of Query when pinned pairs are left out; it
// is Query itself where absent.
type vector struct{ Text, Tokens, Query, Cover, Single string }

func readVectors(t *testing.T) []vector {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	for i, v := range list {
		if v.Cover == "" {
			list[i].Cover = v.Query
		}
	}
	return list
}

func tokensOf(text string) string {
	var out []string
	scan(text, func(t token) { out = append(out, fmt.Sprintf("%s@%d", t.term, t.pos)) })
	return strings.Join(out, " ")
}

func coverOf(p phrase) string {
	var out []string
	for i, term := range p.terms {
		out = append(out, fmt.Sprintf("%s@%d", term, p.at[i]))
	}
	return strings.Join(out, " ")
}

func TestAnalysisVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		if got := tokensOf(v.Text); got != v.Tokens {
			t.Errorf("tokens of %q = %s; want %s", v.Text, got, v.Tokens)
		}
		p, ok := newPhrase(v.Text)
		single := ""
		if p.single != 0 {
			single = string(p.single)
		}
		if got := coverOf(p); got != v.Cover || single != v.Single || ok != (v.Cover+v.Single != "") {
			t.Errorf("query %q = %s, single %q, %v; want %s, %q", v.Text, got, single, ok, v.Cover, v.Single)
		}
		for _, term := range strings.Fields(v.Cover) {
			if !slices.Contains(strings.Fields(v.Query), term) {
				t.Errorf("%q: %s is covered but not asked for", v.Text, term)
			}
		}
	}
}

func TestClientAnalysisVectors(t *testing.T) {
	s := newSite(t, inventedSite(180))
	c := newClient(t, s)
	c.run(t, `function tokens(s) { return AJ.text.scan(s).map(function (t) { return t.term + "@" + t.pos; }).join(" "); }
	function cover(s) { var p = AJ.query.phrase(s) || { terms: [], single: "" };
		return p.terms.map(function (t, i) { return t + "@" + p.at[i]; }).join(" ") + "|" + p.single; }`)
	call := func(f, text string) string {
		if err := c.vm.Set("text", text); err != nil {
			t.Fatal(err)
		}
		return c.run(t, f+"(text)").String()
	}
	for _, v := range readVectors(t) {
		if got := call("tokens", v.Text); got != v.Tokens {
			t.Errorf("client: tokens of %q = %s; want %s", v.Text, got, v.Tokens)
		}
		if got := call("cover", v.Text); got != v.Cover+"|"+v.Single {
			t.Errorf("client: query %q = %s; want %s|%s", v.Text, got, v.Cover, v.Single)
		}
	}
}

func TestClientKnowsTheSameCharacters(t *testing.T) {
	s := newSite(t, inventedSite(180))
	c := newClient(t, s)
	// Long stretches are equal, so only changes are compared; planes 4 to 13 are empty.
	got := c.run(t, `(function () {
		var out = [], last = "", r, now;
		for (r = 0; r <= 0x10ffff; r++) {
			if (r === 0x40000) r = 0xdff00;
			if (r >= 0xd800 && r <= 0xdfff) continue;
			now = AJ.text.classOf(r) + " " + (AJ.text.fold(r) - r);
			if (now !== last) out.push(r + ":" + now);
			last = now;
		}
		return out.join("\n");
	})()`).String()
	var want []string
	last := ""
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r == 0x40000 {
			r = 0xdff00
		}
		if r >= 0xd800 && r <= 0xdfff {
			continue
		}
		now := fmt.Sprintf("%d %d", classOf(r), fold(r)-r)
		if now != last {
			want = append(want, fmt.Sprintf("%d:%s", r, now))
		}
		last = now
	}
	if got != strings.Join(want, "\n") {
		t.Errorf("client classes differ:\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
	if !slices.IsSortedFunc(spans[:], func(a, b span) int { return int(a.from - b.from) }) {
		t.Error("spans are not in order")
	}
}

// FuzzSubstring: whatever stretch of a text is asked for, the text is found, as long as
// the stretch does not begin or end inside a run of letters or digits.
func FuzzSubstring(f *testing.F) {
	for i, s := range []string{"检察院依照第264条之一，提出检察建议。", "案-件比 GB18030 Ⅲ级 A－b·c", "听证·会、1+N案\u200b件\n12件", "a案b件3c·d-e案"} {
		f.Add(s, uint8(i), uint8(5+i))
		f.Add(s, uint8(i*3), uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, from, size uint8) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		runes := []rune(text)
		a := min(int(from), len(runes))
		b := min(a+int(size), len(runes))
		if cutsWord(runes, a) || cutsWord(runes, b) {
			t.Skip()
		}
		p, ok := newPhrase(string(runes[a:b]))
		if !ok {
			t.Skip()
		}
		found := matches(text, []phrase{p})
		if len(found) == 0 {
			t.Fatalf("%q is not found in %q", string(runes[a:b]), text)
		}
		for _, m := range found {
			if m.start < 0 || m.end > len(runes) || m.start >= m.end {
				t.Errorf("match %v outside %q", m, text)
			}
		}
		checkTokens(t, text)
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
