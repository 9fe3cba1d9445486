package search

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// A client is the unmodified browser client; its <script> elements read the files of a site.
type client struct {
	vm    *goja.Runtime
	loads []string
}

func newClient(t testing.TB, s *site) *client {
	t.Helper()
	c := &client{vm: goja.New()}
	set := func(name string, value any) {
		if err := c.vm.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	set("readShard", func(name string) (string, bool) {
		c.loads = append(c.loads, name)
		data, ok := s.files[name]
		return string(data), ok
	})
	c.run(t, `globalThis.document = {
		createElement: function () { return { remove: function () {} }; },
		head: { appendChild: function (e) {
			var got = readShard(e.src);
			if (!got[1]) { e.onerror(); return; }
			(0, eval)(got[0]);
			e.onload();
		} }
	};`)
	for _, name := range []string{"search-text.js", "search-query.js", "search-index.js", "search-find.js"} {
		source, err := os.ReadFile(filepath.FromSlash("../../templates/assets/" + name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.vm.RunScript(name, string(source)); err != nil {
			t.Fatal(err)
		}
	}
	set("folder", s.folder)
	c.run(t, `AJ.index.from(folder)`)
	return c
}

func (c *client) run(t testing.TB, script string) goja.Value {
	t.Helper()
	v, err := c.vm.RunString(script)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// search asks as Index.Search does.
func (c *client) search(t testing.TB, q Query) Results {
	t.Helper()
	in, _ := json.Marshal(map[string]any{"text": q.Text, "type": q.Type, "from": q.From, "to": q.From + max(q.Size, 10)})
	if err := c.vm.Set("input", string(in)); err != nil {
		t.Fatal(err)
	}
	c.run(t, `var output = "", failure = "";
	(function (q) {
		AJ.find(q.text, q.type).then(function (a) {
			return AJ.rows(a, q.from, q.to).then(function (hits) {
				output = JSON.stringify({
					words: a.words.map(function (w) { return w.text; }), total: a.total, all: a.all,
					types: a.types.map(function (t) { return { type: t[0], count: t[1] }; }), hits: hits
				});
			});
		}).catch(function (e) { failure = String(e); });
	})(JSON.parse(input));`)
	if f := c.vm.Get("failure").String(); f != "" {
		t.Fatalf("client: %q: %s", q.Text, f)
	}
	var res Results
	if err := json.Unmarshal([]byte(c.vm.Get("output").String()), &res); err != nil {
		t.Fatalf("client: %q: %v", q.Text, err)
	}
	return res
}

func queriesOf(list []string) []string {
	var queries []string
	for _, q := range list {
		queries = append(queries, strings.Split(q, "\n")...)
	}
	return queries
}

// compareSides asks both sides the same and fails on any difference a reader could see.
func compareSides(t *testing.T, s *site, queries []Query) {
	t.Helper()
	c := newClient(t, s)
	for _, q := range queries {
		want, err := s.index.Search(q)
		if err != nil {
			t.Fatalf("Search(%q): %v", q.Text, err)
		}
		got := c.search(t, q)
		if got.Total != want.Total || got.All != want.All || !slices.Equal(got.Words, want.Words) {
			t.Errorf("%q: client has %d of %d for %q; Bleve %d of %d for %q",
				q.Text, got.Total, got.All, got.Words, want.Total, want.All, want.Words)
		}
		if !slices.Equal(got.Types, want.Types) {
			t.Errorf("%q: client counts %v; Bleve %v", q.Text, got.Types, want.Types)
		}
		if len(got.Hits) != len(want.Hits) {
			t.Errorf("%q: client shows %d hits; Bleve %d", q.Text, len(got.Hits), len(want.Hits))
			continue
		}
		for i, w := range want.Hits {
			g := got.Hits[i]
			if math.IsNaN(w.Score) || math.Abs(g.Score-w.Score) > 1e-9 {
				t.Errorf("%q: hit %d scores %v; in Bleve %v", q.Text, i, g.Score, w.Score)
			}
			g.Score = w.Score
			if fmt.Sprint(g) != fmt.Sprint(w) {
				t.Errorf("%q: hit %d differs\nclient %v\nBleve  %v", q.Text, i, g, w)
			}
		}
	}
}

func TestClientAnswersAsBleveDoes(t *testing.T) {
	s := newSite(t, t.TempDir(), inventedPages(180))
	defer s.index.Close()
	var queries []Query
	for i, text := range queriesOf(inventedQueries) {
		queries = append(queries, Query{Text: text})
		if i%3 == 0 {
			queries = append(queries, Query{Text: text, Type: "典型案例"}, Query{Text: text, From: 10})
		}
	}
	if len(queries) < 60 {
		t.Fatalf("%d queries; want at least 60", len(queries))
	}
	compareSides(t, s, queries)
}
