package search

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// queryVectors is testdata/queries.json: texts and the trees they mean, for Go and for
// the client. A tree is written as tree below writes it; "" stands for nothing asked.
type queryVectors struct {
	Synonyms [][]string
	Queries  []queryVector
}

type queryVector struct {
	Text  string
	Plain bool
	Tree  string
	Words []string    // where given
	Also  []Expansion // where given
}

func readQueryVectors(t testing.TB) (v queryVectors, source string) {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v, string(data)
}

// tree writes a node: '词', title'词', '词'*0.5 for a synonym, type='值', any(… …),
// all(… -…).
func tree(n *node) string {
	if n == nil {
		return ""
	}
	switch n.kind {
	case wordNode:
		s := n.field + "'" + n.phrase.text + "'"
		if n.boost != 1 {
			s += "*" + fmt.Sprint(n.boost)
		}
		return s
	case facetNode:
		return n.facet + "='" + n.value + "'"
	}
	var parts []string
	for _, c := range n.children {
		parts = append(parts, tree(c))
	}
	for _, c := range n.without {
		parts = append(parts, "-"+tree(c))
	}
	return map[nodeKind]string{allOf: "all(", anyOf: "any("}[n.kind] + strings.Join(parts, " ") + ")"
}

func TestQueryVectors(t *testing.T) {
	v, _ := readQueryVectors(t)
	if len(v.Queries) < 270 {
		t.Errorf("%d queries; some were lost", len(v.Queries))
	}
	s := NewSynonyms(v.Synonyms)
	for _, q := range v.Queries {
		got := parseQuery(q.Text, q.Plain, s)
		if tree(got.root) != q.Tree {
			t.Errorf("%q means %s; want %s", q.Text, tree(got.root), q.Tree)
		}
		if q.Words != nil && !slices.Equal(got.words, q.Words) {
			t.Errorf("%q has the words %q; want %q", q.Text, got.words, q.Words)
		}
		if q.Also != nil && fmt.Sprint(got.also) != fmt.Sprint(q.Also) {
			t.Errorf("%q is expanded to %v; want %v", q.Text, got.also, q.Also)
		}
	}
}

// newParser loads the parts of the client that read queries, and functions that write
// what was understood as the ones above do.
func newParser(t testing.TB) *goja.Runtime {
	t.Helper()
	vm := goja.New()
	for _, name := range []string{"search-text.js", "search-query.js"} {
		source, err := os.ReadFile(filepath.FromSlash("../../templates/assets/" + name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := vm.RunScript(name, string(source)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := vm.RunString(`function tree(n) {
		if (!n) return "";
		if (n.kind === "word") return n.field + "'" + n.phrase.text + "'" + (n.boost === 1 ? "" : "*" + n.boost);
		if (n.kind === "facet") return n.facet + "='" + n.value + "'";
		if (n.kind === "any" && n.without.length) throw new Error("any without");
		return n.kind + "(" + n.children.map(tree).concat((n.without || []).map(function (c) { return "-" + tree(c); })).join(" ") + ")";
	}
	function terms(p) { return p.single || p.terms.map(function (t, i) { return (p.short[i] ? "~" : "") + t + "@" + p.at[i]; }).join(" "); }
	function leaves(n) {
		if (n.kind === "word") return [n.phrase.text + ": " + terms(n.phrase)];
		return [].concat.apply([], (n.children || []).concat(n.without || []).map(leaves));
	}
	function understand(text, plain, synonyms) {
		var p = AJ.query.parse(text, plain, synonyms);
		return { tree: tree(p.root), words: p.words, also: p.also, leaves: p.root ? leaves(p.root) : [] };
	}`); err != nil {
		t.Fatal(err)
	}
	return vm
}

// An understanding is what understand gives back.
type understanding struct {
	Tree   string      `json:"tree"`
	Words  []string    `json:"words"`
	Also   []Expansion `json:"also"`
	Leaves []string    `json:"leaves"` // every phrase with its terms
}

func understandingOf(p parsed) understanding {
	u := understanding{Tree: tree(p.root), Words: p.words, Also: p.also}
	var walk func(n *node)
	walk = func(n *node) {
		if n.kind == wordNode {
			terms := string(n.phrase.single)
			if n.phrase.single == 0 {
				terms = termsOf(n.phrase)
			}
			u.Leaves = append(u.Leaves, n.phrase.text+": "+terms)
		}
		for _, c := range slices.Concat(n.children, n.without) {
			walk(c)
		}
	}
	if p.root != nil {
		walk(p.root)
	}
	return u
}

func (u understanding) String() string {
	return fmt.Sprintf("%s %q %q %q", u.Tree, u.Words, u.Also, u.Leaves)
}

func TestClientQueryVectors(t *testing.T) {
	v, source := readQueryVectors(t)
	vm := newParser(t)
	// The script reads the file itself: half surrogate pairs do not survive Go.
	if err := vm.Set("source", source); err != nil {
		t.Fatal(err)
	}
	s := NewSynonyms(v.Synonyms)
	if err := vm.Set("groups", s.Groups()); err != nil { // as m.js has them
		t.Fatal(err)
	}
	out, err := vm.RunString(`var v = JSON.parse(source);
		JSON.stringify(v.queries.map(function (q) { return understand(q.text, q.plain, groups); }))`)
	if err != nil {
		t.Fatal(err)
	}
	var got []understanding
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(v.Queries) {
		t.Fatalf("client read %d queries of %d", len(got), len(v.Queries))
	}
	for i, q := range v.Queries {
		if got[i].Tree != q.Tree {
			t.Errorf("client: %q means %s; want %s", q.Text, got[i].Tree, q.Tree)
		}
		if want := understandingOf(parseQuery(q.Text, q.Plain, s)); got[i].String() != want.String() {
			t.Errorf("client: %q is understood as\n%s\nin Go as\n%s", q.Text, got[i], want)
		}
	}
}
