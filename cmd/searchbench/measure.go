package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"anjian/internal/searchtest"
)

// measured is what an engine cost over the questions it was asked.
type measured struct {
	first    int // bytes before the first question can be answered, as they travel
	postings []int
	texts    []int // of questions that show ten results
	requests []int
	ready    []float64 // milliseconds until an engine that was never loaded can be asked
	cold     []float64 // milliseconds from then to results with snippets, with nothing cached
	names    []float64 // and to the places that a question names, which are shown below results
	warm     []float64 // and when everything is loaded
	tally    searchtest.Tally
}

// An answer is what the scripts below return.
type answer struct {
	Ready        float64  `json:"ready"`
	Milliseconds float64  `json:"ms"`    // after that
	Names        float64  `json:"names"` // after it was ready: all that is shown
	Total        int      `json:"total"`
	Shown        int      `json:"shown"`
	IDs          []string `json:"ids"`
}

// measure asks both engines everything. blank pages are open only as long as their questions.
func (c *corpus) measure(b *browser, program string) error {
	if program != "" {
		var err error
		if c.theirs, err = c.runPagefind(program); err != nil {
			return err
		}
	}
	s, err := serve(c.dir)
	if err != nil {
		return err
	}
	defer s.stop()
	if err := c.measureOurs(b, s); err != nil {
		return fmt.Errorf("our search: %w", err)
	}
	if c.theirs == nil {
		return nil
	}
	if err := c.theirs.measure(c, b, s); err != nil {
		return fmt.Errorf("pagefind: %w", err)
	}
	return nil
}

// A comparison needs questions that every engine understands: words, and none of those that the
// office's synonyms add to.
func comparable(q searchtest.Question) bool {
	return !strings.Contains(q.Truth, "|") && slices.Contains(strings.Fields("one two three four long mixed words"), q.Class)
}

// in puts values into a script, as JSON.
func in(script string, values ...any) string {
	parts := make([]string, len(values))
	for i, v := range values {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err) // strings and numbers only
		}
		parts[i] = string(data)
	}
	return "(" + script + ")(" + strings.Join(parts, ",") + ")"
}

const (
	loadOurs = `async (client) => {
		await new Promise((done, fail) => {
			const e = document.createElement("script");
			e.src = client; e.onload = done; e.onerror = () => fail(new Error(client));
			document.head.appendChild(e);
		});
		return true;
	}`
	// Results are shown before the places that a question names; where it finds nothing, with them.
	askOurs = `async (load, q) => {
		const start = performance.now();
		if (load) await (` + loadOurs + `)(load);
		await AJ.index.ready();
		const ready = performance.now();
		let shown = 0;
		const r = await AJ.find(q, () => { shown = shown || performance.now(); });
		const end = performance.now();
		return { ready: ready - start, ms: (shown || end) - ready, names: end - ready, total: r.total, shown: r.hits.length, ids: r.hits.map((h) => h.id) };
	}`
)

// asked is a question as the client takes it.
func asked(q searchtest.Question, number int) map[string]any {
	return map[string]any{
		"text": q.Text, "type": q.Type, "procuratorate": q.Procuratorate, "line": q.BusinessLine, "year": q.Year,
		"from": 0, "size": number,
	}
}

func (c *corpus) measureOurs(b *browser, s *server) error {
	for _, q := range c.questions {
		s.take()
		a, err := cold[answer](b, s.url("blank.html"), in(askOurs, c.client, asked(q, 10)))
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		m := &c.ours
		var first, postings, texts, requests int
		for _, t := range s.take() {
			switch {
			case t.path == c.client:
				c.parts.client = t.bytes
				first += t.bytes
			case t.path == "search/m.js":
				c.parts.meta = t.bytes
				first += t.bytes
			case strings.HasSuffix(t.path, "/q.js"): // told beside: names to go to, not what was found
				c.parts.suggestions = t.bytes
			case isText(t.path):
				texts += t.bytes
			case strings.HasPrefix(t.path, "search/"):
				postings += t.bytes
			default:
				continue
			}
			requests++
		}
		if first > 0 {
			m.first = max(m.first, first)
		}
		m.ready, m.cold, m.names = append(m.ready, a.Ready), append(m.cold, a.Milliseconds), append(m.names, a.Names)
		m.requests, m.postings = append(m.requests, requests), append(m.postings, postings)
		if a.Shown == 10 {
			m.texts = append(m.texts, texts)
		}
	}
	page, err := b.open(s.url("blank.html"))
	if err != nil {
		return err
	}
	defer page.close()
	if _, err := eval[bool](page, in(loadOurs, c.client)); err != nil {
		return err
	}
	for _, q := range c.questions {
		all, err := eval[answer](page, in(askOurs, "", asked(q, len(c.pages))))
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		again, err := eval[answer](page, in(askOurs, "", asked(q, 10)))
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		c.ours.warm = append(c.ours.warm, again.Milliseconds)
		if err := c.compare(&c.ours.tally, q, all.IDs); err != nil {
			return err
		}
	}
	return c.fromDisk(b)
}

// isText tells the files that results are shown from.
func isText(path string) bool {
	parts := strings.Split(path, "/")
	return len(parts) > 2 && parts[0] == "search" && parts[2] == "t"
}

// compare counts an answer where the pages' HTML tells what is right.
func (c *corpus) compare(t *searchtest.Tally, q searchtest.Question, ids []string) error {
	if !comparable(q) {
		return nil
	}
	meant, err := c.library.Holding(q, false)
	if err != nil {
		return err
	}
	var found []string
	for _, id := range ids {
		page, _, _ := strings.Cut(id, "#") // a part of a long page
		if !slices.Contains(found, page) {
			found = append(found, page)
		}
	}
	t.Add(q, meant, found)
	return nil
}

// fromDisk asks one question of the same folder opened as files.
func (c *corpus) fromDisk(b *browser) error {
	dir, err := filepath.Abs(c.dir)
	if err != nil {
		return err
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/blank.html"}
	q := c.questions[len(c.questions)/3]
	a, err := cold[answer](b, address.String(), in(askOurs, c.client, asked(q, 10)))
	if err != nil {
		c.disk = "fails: " + err.Error()
		return nil
	}
	c.disk = fmt.Sprintf("works: %s, %d found, %.0f ms", q.Text, a.Total, a.Milliseconds)
	return nil
}
