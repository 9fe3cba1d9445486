package search

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// A vector is one text with its analysis; testdata/vectors.json holds them for Go and
// for the client. In Query, ~ marks terms shorter than a triple.
type vector struct{ Text, Tokens, Query, Single string }

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
	return list
}

func tokensOf(text string) string {
	var out []string
	scan(text, func(t token) { out = append(out, fmt.Sprintf("%s@%d", t.term, t.pos)) })
	return strings.Join(out, " ")
}

func termsOf(p phrase) string {
	var out []string
	for i, term := range p.terms {
		short := ""
		if p.short[i] {
			short = "~"
		}
		out = append(out, fmt.Sprintf("%s%s@%d", short, term, p.at[i]))
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
		if got := termsOf(p); got != v.Query || single != v.Single || ok != (v.Query+v.Single != "") {
			t.Errorf("query %q = %s, single %q, %v; want %s, %q", v.Text, got, single, ok, v.Query, v.Single)
		}
	}
}

func TestClientAnalysisVectors(t *testing.T) {
	c := newClient(t, &site{})
	c.run(t, `function tokens(s) { return AJ.text.scan(s).map(function (t) { return t.term + "@" + t.pos; }).join(" "); }
	function terms(s) { var p = AJ.query.phrase(s) || { terms: [], single: "" };
		return p.terms.map(function (t, i) { return (p.short[i] ? "~" : "") + t + "@" + p.at[i]; }).join(" ") + "|" + p.single; }`)
	call := func(f, text string) string {
		if err := c.VM.Set("text", text); err != nil {
			t.Fatal(err)
		}
		return c.run(t, f+"(text)").String()
	}
	for _, v := range readVectors(t) {
		if got := call("tokens", v.Text); got != v.Tokens {
			t.Errorf("client: tokens of %q = %s; want %s", v.Text, got, v.Tokens)
		}
		if got := call("terms", v.Text); got != v.Query+"|"+v.Single {
			t.Errorf("client: query %q = %s; want %s|%s", v.Text, got, v.Query, v.Single)
		}
	}
}

func TestClientKnowsTheSameCharacters(t *testing.T) {
	t.Parallel()
	c := newClient(t, &site{})
	// Long stretches are equal, so only changes are compared; planes 4 to 13 are empty, 15 and 16 private.
	got := c.run(t, `(function () {
		var out = [], last = -1, r, kind, by;
		for (r = 0; r <= 0xf00ff; r++) {
			if (r === 0x40000) r = 0xdff00;
			if (r === 0xd800) r = 0xe000;
			kind = AJ.text.classOf(r);
			by = AJ.text.fold(r) - r;
			if (by * 8 + kind !== last) out.push(r + ":" + kind + " " + by);
			last = by * 8 + kind;
		}
		return out.join("\n");
	})()`).String()
	var want []string
	last := ""
	for r := rune(0); r <= 0xf00ff; r++ {
		if r == 0x40000 {
			r = 0xdff00
		}
		if r == 0xd800 {
			r = 0xe000
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
