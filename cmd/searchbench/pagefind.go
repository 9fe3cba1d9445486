package main

import (
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"anjian/internal/searchtest"
)

// pagefind is what Pagefind made of the same pages, and what it cost.
type pagefind struct {
	built         time.Duration
	files         size
	plain, quoted measured
}

// runPagefind indexes the main parts of the pages; its files lie beside ours.
func (c *corpus) runPagefind(program string) (*pagefind, error) {
	out := filepath.Join(c.dir, "pagefind")
	start := time.Now()
	cmd := exec.Command(program, "--site", c.pagesDir(), "--output-path", out, "--root-selector", "main", "--exclude-selectors", "[data-unsearched]", "--keep-index-url", "--quiet")
	if text, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("run Pagefind: %w: %s", err, text)
	}
	p := &pagefind{built: time.Since(start)}
	var err error
	p.files, err = sizeOf(out)
	return p, err
}

const askPagefind = `async (q, all) => {
	const start = performance.now();
	const pf = await import("/pagefind/pagefind.js");
	await pf.init();
	const ready = performance.now();
	const found = await pf.search(q);
	const shown = await Promise.all(found.results.slice(0, 10).map((r) => r.data()));
	const ms = performance.now() - ready;
	const rest = all ? await Promise.all(found.results.map((r) => r.data())) : [];
	return { ready: ready - start, ms: ms, total: found.results.length, shown: shown.length, ids: rest.map((r) => r.raw_url || r.url) };
}`

func (p *pagefind) measure(c *corpus, b *browser, s *server) error {
	for _, way := range []struct {
		m   *measured
		ask func(string) string
	}{{&p.plain, func(q string) string { return q }}, {&p.quoted, quote}} {
		for _, q := range c.questions {
			if !comparable(q) {
				continue
			}
			s.take()
			a, err := cold[answer](b, s.url("blank.html"), in(askPagefind, way.ask(q.Text), false))
			if err != nil {
				return fmt.Errorf("%s: %w", q.Text, err)
			}
			way.m.add(a, s.take())
		}
		if err := p.warm(c, b, s, way.m, way.ask); err != nil {
			return err
		}
	}
	return nil
}

// add counts what one cold question cost.
func (m *measured) add(a answer, log []transfer) {
	var first, postings, texts, requests int
	for _, t := range log {
		switch {
		case strings.HasPrefix(t.path, "pagefind/index/"):
			postings += t.bytes
		case strings.HasPrefix(t.path, "pagefind/fragment/"):
			texts += t.bytes
		case strings.HasPrefix(t.path, "pagefind/"):
			first += t.bytes
		default:
			continue
		}
		requests++
	}
	m.first = max(m.first, first)
	m.ready, m.cold = append(m.ready, a.Ready), append(m.cold, a.Milliseconds)
	m.requests, m.postings = append(m.requests, requests), append(m.postings, postings)
	if a.Shown == 10 {
		m.texts = append(m.texts, texts)
	}
}

func (p *pagefind) warm(c *corpus, b *browser, s *server, m *measured, ask func(string) string) error {
	page, err := b.open(s.url("blank.html"))
	if err != nil {
		return err
	}
	defer page.close()
	for _, q := range c.questions {
		if !comparable(q) {
			continue
		}
		all, err := eval[answer](page, in(askPagefind, ask(q.Text), true))
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		again, err := eval[answer](page, in(askPagefind, ask(q.Text), false))
		if err != nil {
			return fmt.Errorf("%s: %w", q.Text, err)
		}
		m.warm = append(m.warm, again.Milliseconds)
		ids := make([]string, len(all.IDs))
		for i, id := range all.IDs {
			path, err := url.PathUnescape(strings.TrimPrefix(id, "/"))
			if err != nil {
				return err
			}
			ids[i] = path
		}
		if err := c.compare(&m.tally, q, ids); err != nil {
			return err
		}
	}
	return nil
}

// quote asks for each word as an exact phrase, which is how readers of Pagefind repair its guesses.
func quote(q string) string {
	words := strings.Fields(strings.NewReplacer(`"`, " ", "“", " ", "”", " ", "\u3000", " ").Replace(q))
	for i, w := range words {
		words[i] = `"` + w + `"`
	}
	return strings.Join(words, " ")
}

// questionsOf counts those that both were asked.
func questionsOf(list []searchtest.Question) int {
	n := 0
	for _, q := range list {
		if comparable(q) {
			n++
		}
	}
	return n
}
