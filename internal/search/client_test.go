package search

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"anjian/internal/searchtest"
)

// clientFiles are the parts of the client that answer queries.
var clientFiles = []string{
	"search-text.js", "search-query.js", "search-index.js", "search-rank.js", "search-show.js", "search-find.js", "search-suggest.js", "search-nearest.js",
}

// clientScripts returns them.
func clientScripts(t testing.TB) []string {
	t.Helper()
	scripts := make([]string, len(clientFiles))
	for i, name := range clientFiles {
		script, err := os.ReadFile(filepath.FromSlash("../../templates/assets/" + name))
		if err != nil {
			t.Fatal(err)
		}
		scripts[i] = string(script)
	}
	return scripts
}

// A client is the unmodified browser client; its <script> elements read the files of a site.
type client struct{ *searchtest.Client }

func newClient(t testing.TB, s *site) *client {
	t.Helper()
	c, err := searchtest.NewClient(s.read, clientScripts(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return &client{c}
}

func (c *client) run(t testing.TB, script string) goja.Value {
	t.Helper()
	v, err := c.VM.RunString(script)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// search asks as Index.Search does.
func (c *client) search(t testing.TB, q Query) Results {
	t.Helper()
	in, _ := json.Marshal(map[string]any{
		"text": q.Text, "plain": q.Plain, "type": q.Type, "procuratorate": q.Procuratorate, "line": q.Line, "year": q.Year,
		"from": q.From, "size": q.Size,
	})
	if err := c.VM.Set("input", string(in)); err != nil {
		t.Fatal(err)
	}
	c.run(t, `var output = "", failure = "";
	AJ.find(JSON.parse(input)).then(
		function (answer) { output = JSON.stringify(answer); },
		function (e) { failure = String(e); });`)
	if f := c.VM.Get("failure").String(); f != "" {
		t.Fatalf("client: %q: %s", q.Text, f)
	}
	var res Results
	if err := json.Unmarshal([]byte(c.VM.Get("output").String()), &res); err != nil {
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
			t.Fatalf("Search(%+v): %v", q, err)
		}
		got := c.search(t, q)
		for i := range min(len(got.Hits), len(want.Hits)) {
			g, w := &got.Hits[i].Score, want.Hits[i].Score
			if math.IsNaN(w) || math.Abs(*g-w) > 1e-9 {
				t.Errorf("%+v: hit %d scores %v; in Bleve %v", q, i, *g, w)
			}
			*g = w
		}
		if g, w := inJSON(t, got), inJSON(t, want); g != w {
			t.Errorf("%+v differs\nclient %s\nBleve  %s", q, g, w)
		}
	}
}

func inJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestClientAnswersAsBleveDoes(t *testing.T) {
	t.Parallel()
	s := newSite(t, inventedSite(180))
	var queries []Query
	for i, text := range queriesOf(inventedQueries) {
		q := Query{Text: text, Size: 3} // showing takes the JavaScript engine longest
		if i%4 == 0 {
			q.Size = 0 // ten
		}
		queries = append(queries, q)
		if i%3 == 0 {
			queries = append(queries, Query{Text: text, Type: "典型案例", Size: 3}, Query{Text: text, From: 10, Size: 3})
		}
	}
	if len(queries) < 60 {
		t.Fatalf("%d queries; want at least 60", len(queries))
	}
	compareSides(t, s, queries)
}
