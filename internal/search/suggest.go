package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Suggestion is a page or place that a reader may have meant.
type Suggestion struct {
	Path  string  `json:"path"`
	Title []Piece `json:"title"`
	Type  string  `json:"type"`
	Note  string  `json:"note"` // the number or other name that matched, "" if the title did
}

// Suggest returns the pages and places that text may mean, best first; at most 8 if limit is 0.
func (x *Index) Suggest(text string, limit int) []Suggestion { return x.suggester.suggest(text, limit) }

// Nearest returns those whose titles are nearest to a query that found nothing.
func (x *Index) Nearest(text string, limit int) []Suggestion { return x.suggester.nearest(text, limit) }

// A suggester answers what a reader may mean by a few letters or characters. It knows titles,
// numbers and other names of pages and places, and how they are read; it is made of the same
// file as the client's (suggestfile.go) and gives the same answers (search-suggest.js).
type suggester struct {
	types []string
	list  []candidate // by path
}

// A candidate is a target with the keys by which it is found.
type candidate struct {
	target
	part   bool // of a page, not a page
	length int  // characters of the title
	key    key
	lead   int    // bytes of the key that repeat a number, as in “26.1 无罪判决率”
	end    int    // bytes of the key that name it; the name of its page follows
	units  []unit // of what names it
	more   []unit // of the name of its page
	names  []name
}

// A name is a number or other name of a candidate.
type name struct {
	key   key
	units []unit // only if it holds Han characters
	file  bool   // only the name of the file: counts where it is typed in full
}

// newSuggester reads what Suggestions wrote.
func newSuggester(file []byte) (*suggester, error) {
	types, list, readings, err := readTargets(file)
	if err != nil {
		return nil, fmt.Errorf("read suggestions: %w", err)
	}
	s := &suggester{types: types, list: make([]candidate, len(list))}
	for i, t := range list {
		s.list[i] = newCandidate(t, readings)
	}
	return s, nil
}

func newCandidate(t target, readings *readingTable) candidate {
	c := candidate{target: t, part: strings.Contains(t.path, "#"), length: utf8.RuneCountInString(t.title), key: plainOf(t.title)}
	for _, code := range t.codes {
		n := name{key: plainOf(code), file: code == t.file()}
		n.units = readings.units(n.key, 0, len(n.key.text))
		if n.file || !slices.ContainsFunc(n.units, func(u unit) bool { return u.readings != nil }) {
			n.units = nil
		}
		c.names = append(c.names, n)
	}
	c.end = c.key.ending(t.name())
	if number := plainOf(t.number()).text; len(number) < c.end && strings.HasPrefix(c.key.text, number) {
		c.lead = len(number)
	}
	c.units = readings.units(c.key, c.lead, c.end)
	c.more = readings.units(c.key, c.end, len(c.key.text))
	return c
}

// Ranks of what matches, best first.
const (
	codeEquals = iota
	titleEquals
	codeBegins
	titleBegins
	within // title or code hold it
	// Pinyin spells all of it, its beginning, or a part further in: by initials alone, or by
	// syllables too.
	wholeInitials
	wholeSyllables
	beginsInitials
	beginsSyllables
	partInitials
	partSyllables
	ofPage // only the name of the page that it is a part of
	noMatch
)

const (
	defaultSuggestions = 8
	maxPlaces          = 8 // named by a query beside its hits
)

// A fit says how well a candidate fits what was typed, and by what.
type fit struct {
	rank  int
	named bool    // by a code or other name
	code  int     // which one, if the title does not hold or spell what was typed; else -1
	marks []match // of the title
}

// suggest returns what text may mean, best first: order of the match, what the title shows before
// what other names hold or spell, pages before their parts, order of the types, shorter titles,
// paths. Several words must all match; text may also be one word that was typed with spaces.
// Each path comes once.
func (s *suggester) suggest(text string, limit int) []Suggestion {
	return s.first(s.matches(text), limit)
}

// named returns what a query calls by number, other name or pinyin. What only its title finds is
// a hit anyway. A query without Latin letters and digits calls nothing, so that the client need
// not load names for it; names in Chinese are searched with the pages.
func (s *suggester) named(text string) []Suggestion {
	words, _ := typedWords(text)
	if len(words) != 1 || !strings.ContainsFunc(words[0], func(r rune) bool { return r < 0x80 && classOf(r) != mark }) {
		return []Suggestion{}
	}
	found := slices.DeleteFunc(s.matches(text), func(f found) bool {
		return f.rank == within || f.rank == ofPage || !f.named && f.rank < wholeInitials
	})
	return s.first(found, maxPlaces)
}

type found struct {
	*candidate
	fit
	at int // in the order of paths
}

func (a found) compare(b found) int {
	return cmp.Or(a.order()-b.order(), a.hidden()-b.hidden(), a.depth()-b.depth(), a.kind-b.kind, a.length-b.length, a.at-b.at)
}

// order is the rank, but that it is as good to begin with a code as with a title.
func (f fit) order() int {
	if f.rank == codeBegins {
		return titleBegins
	}
	return f.rank
}

// hidden is 1 where the title does not show why it is here, though it is not for its number either.
func (a found) hidden() int {
	if a.code >= 0 && a.rank >= within {
		return 1
	}
	return 0
}

// depth is 1 for a part of a page.
func (c *candidate) depth() int {
	if c.part {
		return 1
	}
	return 0
}

func (s *suggester) matches(text string) []found {
	words, all := typedWords(text)
	if len(words) == 0 {
		return nil
	}
	one := newAsked(all)
	var each []asked
	if len(words) > 1 {
		for _, w := range words {
			each = append(each, newAsked(w))
		}
	}
	var list []found
	for i := range s.list {
		c := &s.list[i]
		m, ok := c.fits(one)
		if several, all := c.fitsAll(each); all && (!ok || several.rank < m.rank) {
			m, ok = several, true
		}
		if ok {
			list = append(list, found{c, m, i})
		}
	}
	slices.SortFunc(list, found.compare)
	return list
}

// first returns the best found, each path once.
func (s *suggester) first(list []found, limit int) []Suggestion {
	if limit <= 0 {
		limit = defaultSuggestions
	}
	suggestions := []Suggestion{}
	seen := map[string]bool{}
	for _, f := range list {
		if len(suggestions) == limit {
			break
		}
		if seen[f.path] {
			continue
		}
		seen[f.path] = true
		x := Suggestion{Path: f.path, Title: pieces(f.title, f.marks), Type: s.types[f.kind]}
		if f.code >= 0 {
			x.Note = f.codes[f.code]
		}
		suggestions = append(suggestions, x)
	}
	return suggestions
}

// An asked is a word of a query, and its letters and Han characters if it may be pinyin.
type asked struct {
	text   string
	pinyin []rune
}

func newAsked(word string) asked { return asked{word, pinyinOf(word)} }

// fits tells how one word fits; ok is false if it does not.
func (c *candidate) fits(w asked) (f fit, ok bool) {
	rank, at := c.titleRank(w.text)
	var marks []match
	if rank < noMatch {
		marks = []match{c.key.stretch(at, at+len(w.text))}
	}
	f = c.better(rank, marks, func(n *name) int { return c.nameRank(n, w.text) })
	if w.pinyin == nil || f.rank < ofPage && f.code < 0 {
		return f, f.rank < noMatch
	}
	// What a code says the title may show, spelled.
	spelled, shown := spell(c.units, w.pinyin)
	if spelled == noMatch {
		if spelled, shown = spell(c.more, w.pinyin); spelled < noMatch {
			spelled = ofPage
		}
	}
	if f.code >= 0 {
		if spelled < noMatch {
			f.code, f.marks = -1, shown
		}
		return f, true
	}
	if spelled < f.rank {
		f = fit{rank: spelled, code: -1, marks: shown}
	}
	f = c.better(f.rank, f.marks, func(n *name) int {
		rank, _ := spell(n.units, w.pinyin)
		return rank
	})
	return f, f.rank < noMatch
}

// better returns how the title fits, or a code that fits better. Where both do, the title shows it.
func (c *candidate) better(title int, marks []match, rank func(*name) int) fit {
	f := fit{title, false, -1, marks}
	for i := range c.names {
		if r := rank(&c.names[i]); r < f.rank {
			f.rank, f.named = r, true
			if title >= ofPage {
				f.code = i
			}
		}
	}
	return f
}

// nameRank of a part of a page tells little by how its other name begins: who types 办案 does not mean the column
// that is also called 办案院领导职务.
func (c *candidate) nameRank(n *name, word string) int {
	switch at := n.key.index(word); {
	case at < 0 || n.file && len(word) < len(n.key.text):
		return noMatch
	case at == 0 && len(word) == len(n.key.text):
		return codeEquals
	case at > 0 || c.part:
		return within
	}
	return codeBegins
}

// titleRank also returns where in the key of the title the word stands. A title is known with
// its number and without, and without the name of its page.
func (c *candidate) titleRank(word string) (rank, at int) {
	text := c.key.text
	for _, from := range []int{0, c.lead} {
		if strings.HasPrefix(text[from:], word) {
			if to := from + len(word); to == c.end || to == len(text) {
				return titleEquals, from
			}
			return titleBegins, from
		}
	}
	switch at := c.key.index(word); {
	case at < 0:
		return noMatch, 0
	case at >= c.end:
		return ofPage, at
	default:
		return within, at
	}
}

// fitsAll tells how several words fit that must all match: as well as the worst of them.
func (c *candidate) fitsAll(words []asked) (all fit, ok bool) {
	all.code = -1
	for _, w := range words {
		f, ok := c.fits(w)
		if !ok {
			return f, false
		}
		all.rank = max(all.rank, f.rank)
		all.named = all.named || f.named
		if all.code < 0 {
			all.code = f.code
		}
		all.marks = append(all.marks, f.marks...)
	}
	return all, len(words) > 0
}
