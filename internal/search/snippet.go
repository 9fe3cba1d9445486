package search

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// A Piece is a stretch of text for display, marked (<mark>) or not.
type Piece struct {
	Text string `json:"text"`
	Mark bool   `json:"mark,omitempty"`
}

// Sizes of what is shown, in characters; search-snippet.js holds the same.
const (
	snippetBefore = 24
	snippetLength = 110
	leadLength    = 80
	windowLength  = 60 // matches this near to each other count as one cluster
)

// show fills in what h displays, from the text that Bleve keeps.
func (x *Index) show(h *Hit, phrases []phrase) error {
	req := bleve.NewSearchRequestOptions(query.NewDocIDQuery([]string{h.ID}), 1, 0, false)
	req.Fields = []string{"Title", "Body", "Type", "Procuratorate", "Line", "Year"}
	found, err := x.bleve.Search(req)
	if err != nil {
		return err
	}
	if len(found.Hits) == 0 {
		return nil
	}
	field := func(name string) string {
		s, _ := found.Hits[0].Fields[name].(string)
		return s
	}
	h.Type, h.Procuratorate, h.Line, h.Year = field("Type"), field("Procuratorate"), field("Line"), field("Year")
	title, body := field("Title"), field("Body")
	h.Title = pieces(title, 0, len(title), matches(title, phrases))
	h.Snippet = snippet(body, phrases)
	return nil
}

// snippet shows the densest cluster of matches, as far as the chunk of the text
// holds it in which the cluster begins: the client loads no more than that.
func snippet(body string, phrases []phrase) []Piece {
	all := matches(body, phrases)
	// One-character words have no positions in the shards; they decide only alone.
	placed := slices.DeleteFunc(slices.Clone(all), func(m match) bool { return phrases[m.word].single != 0 })
	if len(placed) == 0 && len(all) > 0 {
		placed = all[:1]
	}
	if len(placed) == 0 {
		return pieces(lead(body), 0, leadLength+1, nil)
	}
	at := densest(placed, func(m match) int { return m.pos })
	chunk := chunks(body)[placed[at].pos/chunkUnits]
	near := matches(chunk, phrases)
	if len(near) == 0 {
		return pieces(lead(body), 0, leadLength+1, nil)
	}
	m := near[densest(near, func(m match) int { return m.start })]
	from := max(0, m.start-snippetBefore)
	return pieces(chunk, from, from+snippetLength, near)
}

// A match is one occurrence of a word of the query.
type match struct {
	word       int // index into the phrases
	pos        int // unit
	start, end int // characters
}

// matches returns the occurrences of all phrases in text, by position.
func matches(text string, phrases []phrase) []match {
	type place struct{ pos, start, end int }
	places := map[string][]place{}
	for _, p := range phrases {
		for _, term := range p.terms {
			places[term] = nil
		}
	}
	var list []match
	scan(text, func(t token) {
		if known, ok := places[string(t.term)]; ok {
			places[string(t.term)] = append(known, place{t.pos, t.start, t.end})
		}
		if t.kind != pair && t.kind != tail {
			return
		}
		first, _ := utf8.DecodeRune(t.term)
		for i, p := range phrases {
			if p.single == first {
				_, size := utf8.DecodeRuneInString(text[t.start:])
				list = append(list, match{i, t.pos, t.start, t.start + size})
			}
		}
	})
	for i, p := range phrases {
		if p.single != 0 {
			continue
		}
	starts:
		for _, first := range places[p.terms[0]] {
			end := first.end
			for j := 1; j < len(p.terms); j++ {
				next := places[p.terms[j]]
				k := sort.Search(len(next), func(k int) bool { return next[k].pos >= first.pos+p.at[j] })
				if k == len(next) || next[k].pos != first.pos+p.at[j] {
					continue starts
				}
				end = next[k].end
			}
			list = append(list, match{i, first.pos, first.start, end})
		}
	}
	slices.SortFunc(list, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.word, b.word))
	})
	return inCharacters(text, list)
}

// inCharacters turns byte offsets into character offsets.
func inCharacters(text string, list []match) []match {
	index := map[int]int{}
	for _, m := range list {
		index[m.start], index[m.end] = 0, 0
	}
	n := 0
	for i := range text {
		if _, ok := index[i]; ok {
			index[i] = n
		}
		n++
	}
	index[len(text)] = n
	for i := range list {
		list[i].start, list[i].end = index[list[i].start], index[list[i].end]
	}
	return list
}

// densest returns the first match whose neighbourhood holds most different words
// and, among equals, most matches. place must not decrease along list.
func densest(list []match, place func(match) int) int {
	best, bestWorth := 0, -1
	for i := range list {
		words := map[int]bool{}
		n := 0
		for j := i; j < len(list) && place(list[j]) < place(list[i])+windowLength; j++ {
			words[list[j].word] = true
			n++
		}
		if worth := len(words)*1000 + min(n, 999); worth > bestWorth {
			best, bestWorth = i, worth
		}
	}
	return best
}

// pieces cuts the characters from…to out of text, with … where something is left
// out and white space run together.
func pieces(text string, from, to int, marks []match) []Piece {
	runes := []rune(text)
	to = min(to, len(runes))
	marked := make([]bool, len(runes))
	for _, m := range marks {
		for i := m.start; i < m.end; i++ {
			marked[i] = true
		}
	}
	var list []Piece
	add := func(s string, mark bool) {
		if n := len(list); n > 0 && list[n-1].Mark == mark {
			list[n-1].Text += s
			return
		}
		list = append(list, Piece{s, mark})
	}
	if from > 0 {
		add("…", false)
	}
	space := true
	for i := from; i < to; i++ {
		if r := runes[i]; fold(r) != ' ' && r != '\n' && r != '\r' && r != '\t' {
			add(string(r), marked[i])
			space = false
		} else if !space {
			add(" ", marked[i])
			space = true
		}
	}
	if to < len(runes) {
		add("…", false)
	}
	return list
}

// lead returns the beginning of a body; a longer body is cut after leadLength
// characters, never within a number, and ends in ….
func lead(body string) string {
	body = strings.Join(strings.Fields(body), " ")
	end := runePrefix(body, leadLength)
	if end == len(body) {
		return body
	}
	for end > 0 && classOf(fold(rune(body[end]))) == digit && classOf(fold(rune(body[end-1]))) == digit {
		end--
	}
	return body[:end] + "…"
}
