package searchtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/dop251/goja"
)

// A Client is the unmodified browser client in a JavaScript engine. Where a browser would load a
// file by a script element, read is asked for it.
type Client struct {
	VM    *goja.Runtime
	Loads []string // names of the files that were asked for
}

// NewClient runs the scripts of the client, in order.
func NewClient(read func(name string) ([]byte, bool), scripts ...string) (*Client, error) {
	c := &Client{VM: goja.New()}
	err := c.VM.Set("readFile", func(name string) (string, bool) {
		name, _, _ = strings.Cut(name, "?") // asks past caches
		c.Loads = append(c.Loads, name)
		data, ok := read(name)
		return string(data), ok
	})
	if err != nil {
		return nil, err
	}
	for _, script := range append([]string{document}, scripts...) {
		if _, err := c.VM.RunString(script); err != nil {
			return nil, fmt.Errorf("run client: %w", err)
		}
	}
	return c, nil
}

// document is as much of a browser as the client needs on a page without a search box.
const document = `globalThis.window = globalThis;
globalThis.location = { href: "", search: "", pathname: "/page.html" };
globalThis.addEventListener = function () {};
globalThis.URLSearchParams = function () { this.get = function () { return null; }; };
globalThis.document = {
	addEventListener: function () {},
	getElementById: function () { return null; },
	querySelector: function () { return null; },
	querySelectorAll: function () { return []; },
	createElement: function () { return { remove: function () {} }; },
	head: { appendChild: function (e) {
		var got = readFile(e.src);
		if (!got[1]) { e.onerror(); return; }
		(0, eval)(got[0]);
		e.onload();
	} }
};`

// Find returns the client's answer to a question, as JSON.
func (c *Client) Find(q Question, from, size int) ([]byte, error) {
	return c.await("AJ.find(input)", q, from, size)
}

// A Ranking is what the client finds, before anything is shown of it.
type Ranking struct {
	Total  int             `json:"total"`
	All    int             `json:"all"`
	Facets json.RawMessage `json:"facets"`
	Hits   []Ranked        `json:"hits"`
}

// A Ranked entry is known by its number.
type Ranked struct {
	Entry int     `json:"entry"`
	Score float64 `json:"score"`
}

// Rank returns all entries that the client finds, in its order.
func (c *Client) Rank(q Question) (Ranking, error) {
	data, err := c.await(`AJ.index.ready().then(function (meta) {
		var root = AJ.query.parse(input.text, false, meta.synonyms).root;
		return root ? AJ.rank(root, input).then(function (r) {
			return { total: r.total, all: r.all, facets: r.facets, hits: r.hits.map(function (h) {
				return { entry: h[0], score: h[1] };
			}) };
		}) : { facets: { type: [], procuratorate: [], line: [], year: [] }, hits: [] };
	})`, q, 0, 10)
	if err != nil {
		return Ranking{}, err
	}
	var r Ranking
	return r, json.Unmarshal(data, &r)
}

// await sets input and returns what a promise gives, as JSON.
func (c *Client) await(promise string, q Question, from, size int) ([]byte, error) {
	input := struct {
		Text          string `json:"text"`
		Type          string `json:"type"`
		Procuratorate string `json:"procuratorate"`
		Line          string `json:"line"`
		Year          string `json:"year"`
		From          int    `json:"from"`
		Size          int    `json:"size"`
	}{q.Text, q.Type, q.Procuratorate, q.BusinessLine, q.Year, from, size}
	data, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	_, err = c.VM.RunString(fmt.Sprintf(`var input = %s, output = "", failure = "";
	%s.then(function (r) { output = JSON.stringify(r); }, function (e) { failure = String(e); });`, data, promise))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.Text, err)
	}
	if f := c.VM.Get("failure").String(); f != "" {
		return nil, fmt.Errorf("%s: %w", q.Text, errors.New(f))
	}
	return []byte(c.VM.Get("output").String()), nil
}

// Different tells the first place at which two answers in JSON differ, "" if none does. Numbers are
// equal within 1e-9: scores are sums that the two engines may add up in another order. What is
// false may be left out.
func Different(a, b []byte) (string, error) {
	var x, y any
	if err := json.Unmarshal(a, &x); err != nil {
		return "", err
	}
	if err := json.Unmarshal(b, &y); err != nil {
		return "", err
	}
	return different("", x, y), nil
}

func different(at string, x, y any) string {
	switch x := x.(type) {
	case map[string]any:
		y, ok := y.(map[string]any)
		if !ok {
			break
		}
		no := func(_ string, v any) bool { return v == false }
		maps.DeleteFunc(x, no)
		maps.DeleteFunc(y, no)
		names := slices.Sorted(maps.Keys(x))
		if !slices.Equal(names, slices.Sorted(maps.Keys(y))) {
			break
		}
		for _, name := range names {
			if d := different(at+"."+name, x[name], y[name]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		y, ok := y.([]any)
		if !ok || len(x) != len(y) {
			break
		}
		for i := range x {
			if d := different(fmt.Sprintf("%s[%d]", at, i), x[i], y[i]); d != "" {
				return d
			}
		}
		return ""
	case float64:
		if y, ok := y.(float64); ok && math.Abs(x-y) <= 1e-9 {
			return ""
		}
	default:
		if x == y {
			return ""
		}
	}
	return fmt.Sprintf("%s: %.200s and %.200s", at, fmt.Sprint(x), fmt.Sprint(y))
}
