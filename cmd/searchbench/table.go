package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"anjian/internal/searchtest"
)

// Budgets of search, in bytes and milliseconds.
const (
	firstBudget    = 16 << 10
	medianPostings = 8 << 10
	mostPostings   = 16 << 10
	textsBudget    = 15 << 10
	coldBudget     = 50
)

// print writes one table: our search, and Pagefind with words as typed and quoted.
func (c *corpus) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s: %d pages, %d questions, %d of them of words only (Pagefind is asked these)\n",
		c.name, len(c.pages), len(c.questions), questionsOf(c.questions))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	heads := []string{"", "ours"}
	list := []*measured{&c.ours}
	if c.theirs != nil {
		heads, list = append(heads, "Pagefind", "Pagefind quoted"), append(list, &c.theirs.plain, &c.theirs.quoted)
	}
	row := func(name string, say func(*measured) string) {
		fmt.Fprint(t, name)
		for _, m := range list {
			fmt.Fprint(t, "\t", say(m))
		}
		fmt.Fprintln(t)
	}
	for i, h := range heads {
		if i > 0 {
			fmt.Fprint(t, "\t")
		}
		fmt.Fprint(t, h)
	}
	fmt.Fprintln(t)
	row("recall", func(m *measured) string { return fmt.Sprintf("%.4f", m.tally.Recall()) })
	row("precision", func(m *measured) string { return fmt.Sprintf("%.4f", m.tally.Precision()) })
	row("first use", func(m *measured) string { return kb(m.first) })
	row("postings a query, p50 / p95 / max", func(m *measured) string { return spread(m.postings, kb) })
	row("texts of 10 results, p50 / p95 / max", func(m *measured) string { return spread(m.texts, kb) })
	row("requests of a cold query, p50 / p95 / max", func(m *measured) string {
		return spread(m.requests, func(n int) string { return fmt.Sprint(n) })
	})
	row("ready to be asked, p50 / p95 / max", func(m *measured) string { return spread(m.ready, ms) })
	row("cold result after that, p50 / p95 / max", func(m *measured) string { return spread(m.cold, ms) })
	row("places named as well, p50 / p95 / max", func(m *measured) string { return spread(m.names, ms) })
	row("warm, p50 / p95 / max", func(m *measured) string { return spread(m.warm, ms) })
	sizes := []size{c.files}
	if c.theirs != nil {
		sizes = append(sizes, c.theirs.files, c.theirs.files)
	}
	fmt.Fprint(t, "files, raw / on the wire")
	for _, s := range sizes {
		fmt.Fprintf(t, "\t%d, %.1f / %.1f MB", s.files, float64(s.raw)/(1<<20), float64(s.gz)/(1<<20))
	}
	fmt.Fprintln(t)
	_ = t.Flush() // to a terminal
	if c.theirs != nil {
		fmt.Fprintf(w, "Pagefind indexed in %.1f s\n", c.theirs.built.Seconds())
	}
	fmt.Fprintf(w, "client %s, m.js %s, q.js beside %s; file:// %s\n", kb(c.parts.client), kb(c.parts.meta), kb(c.parts.suggestions), c.disk)
	c.budgets(w)
	if len(c.ours.tally.Lost)+len(c.ours.tally.False) > 0 {
		fmt.Fprintf(w, "ours, not found: %d\n%s\nfound and not meant: %d\n%s\n", len(c.ours.tally.Lost), searchtest.Some(c.ours.tally.Lost),
			len(c.ours.tally.False), searchtest.Some(c.ours.tally.False))
	}
}

func (c *corpus) budgets(w io.Writer) {
	line := func(name string, got, limit float64, say string) {
		met := "met"
		if got > limit {
			met = "NOT MET"
		}
		fmt.Fprintf(w, "budget %-38s %-10s %s\n", name, say, met)
	}
	m := &c.ours
	line("first use ≤ 16 KB", float64(m.first), firstBudget, kb(m.first))
	p50, p95 := at(m.postings, 50), at(m.postings, 95)
	line("postings a query, median ≤ 8 KB", float64(p50), medianPostings, kb(p50))
	line("postings a query, 95th percentile ≤ 16 KB", float64(p95), mostPostings, kb(p95))
	texts := at(m.texts, 95)
	line("10 snippets, 95th percentile ≤ 15 KB", float64(texts), textsBudget, kb(texts))
	line("cold result, median ≤ 50 ms", at(m.cold, 50), coldBudget, ms(at(m.cold, 50)))
	line("recall 1.000", 1-m.tally.Recall(), 0, fmt.Sprintf("%.4f", m.tally.Recall()))
	line("precision ≥ 0.999", 0.999-m.tally.Precision(), 0, fmt.Sprintf("%.4f", m.tally.Precision()))
}

func kb(n int) string { return fmt.Sprintf("%.1f KB", float64(n)/1024) }

func ms(x float64) string { return fmt.Sprintf("%.1f ms", x) }

func spread[T int | float64](list []T, say func(T) string) string {
	return say(at(list, 50)) + " / " + say(at(list, 95)) + " / " + say(at(list, 100))
}

// at is a percentile by nearest rank, 0 of nothing.
func at[T int | float64](list []T, percent int) T {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(list))
	return sorted[(len(sorted)*percent+99)/100-1]
}
