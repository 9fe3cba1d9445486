package search

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// show fills in what h displays, from what Bleve keeps of the entry.
func (x *Index) show(ctx context.Context, h *Hit, root *node) error {
	req := bleve.NewSearchRequestOptions(query.NewDocIDQuery([]string{h.ID}), 1, 0, false)
	req.Fields = []string{"*"}
	found, err := x.bleve.SearchInContext(ctx, req)
	if err != nil {
		return err
	}
	if len(found.Hits) == 0 {
		return fmt.Errorf("entry %s is not in the store", h.ID)
	}
	value := func(name string) string {
		s, _ := found.Hits[0].Fields[name].(string)
		return s
	}
	h.Type, h.Procuratorate, h.Line, h.Year = value("type"), value("procuratorate"), value("line"), value("year")
	e := Page{Body: value(fields[bodyField].name)}
	if err := json.Unmarshal([]byte(value("Sections")), &e.Sections); err != nil {
		return fmt.Errorf("sections of %s: %w", h.ID, err)
	}
	phrases := phrasesOf(root)
	title := value(fields[titleField].name)
	h.Title = pieces(title, matches(title, phrases))
	h.Code = codePieces(value(fields[codeField].name), phrases)
	c := chunks(&e)[chunkToShow(e.Body, phrases)]
	near := matches(c.text, phrases)
	h.Snippet = snippet(c.text, near, snippetLength)
	h.Sections = sectionHits(c, near, phrases)
	return nil
}

// phrasesOf returns the phrases that a tree asks for.
func phrasesOf(root *node) []phrase {
	leaves := root.leaves()
	list := make([]phrase, len(leaves))
	for i, l := range leaves {
		list[i] = l.phrase
	}
	return list
}

// codePieces shows the first number or other name that holds a word.
func codePieces(codes string, phrases []phrase) []Piece {
	for _, code := range strings.Split(codes, "\n") {
		if marks := matches(code, phrases); len(marks) > 0 {
			return pieces(code, marks)
		}
	}
	return []Piece{}
}

// chunkToShow is the chunk in which most words stand first, the earliest of several: the
// client reads no more of a text than this one. Single characters decide only alone.
func chunkToShow(body string, phrases []phrase) int {
	first := map[int]int{} // of each word
	single := 0            // of the first character, if there is no word
	for _, m := range slices.Backward(matches(body, phrases)) {
		if c := m.pos / chunkUnits; phrases[m.word].single != 0 {
			single = c
		} else {
			first[m.word] = c
		}
	}
	if len(first) == 0 {
		return single
	}
	votes := map[int]int{}
	for _, c := range first {
		votes[c]++
	}
	best := -1
	for _, c := range slices.Sorted(maps.Keys(votes)) {
		if best < 0 || votes[c] > votes[best] {
			best = c
		}
	}
	return best
}

// sectionHits returns the sections of a chunk with most different words, then most matches,
// in the order of the page.
func sectionHits(c chunk, marks []match, phrases []phrase) []SectionHit {
	type found struct{ from, to, number, worth int }
	var list []found
	for i, s := range c.sections {
		f := found{from: s.At, to: utf8.RuneCountInString(c.text), number: i}
		if i+1 < len(c.sections) {
			f.to = c.sections[i+1].At
		}
		if f.worth = worth(between(marks, f.from, f.to)); f.worth > 0 {
			list = append(list, f)
		}
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(b.worth, a.worth) })
	list = list[:min(len(list), maxSections)]
	slices.SortFunc(list, func(a, b found) int { return cmp.Compare(a.number, b.number) })
	hits := []SectionHit{}
	for _, f := range list {
		s := c.sections[f.number]
		from := f.from + headingLength(c.text, s)
		if inside := between(marks, from, f.to); len(inside) > 0 {
			from = begin(c.text, from, densest(inside).start)
		}
		hits = append(hits, SectionHit{
			Anchor: s.Anchor, Title: pieces(s.Title, matches(s.Title, phrases)),
			Snippet: window(c.text, from, min(from+sectionLength, f.to), marks),
		})
	}
	return hits
}

// headingLength counts the characters of the heading that a section of text begins with, which its title says already; 0
// where the section began in an earlier chunk.
func headingLength(text string, s Section) int {
	heading := []rune(s.Title + "\n")
	if runes := []rune(text)[s.At:]; len(runes) < len(heading) || !slices.Equal(runes[:len(heading)], heading) {
		return 0
	}
	return len(heading)
}

// between returns the matches that begin at from or later and before to.
func between(marks []match, from, to int) []match {
	i, _ := slices.BinarySearchFunc(marks, from, func(m match, at int) int { return cmp.Compare(m.start, at) })
	j, _ := slices.BinarySearchFunc(marks, to, func(m match, at int) int { return cmp.Compare(m.start, at) })
	return marks[i:j]
}
