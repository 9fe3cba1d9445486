package search

import (
	"strings"
	"unicode/utf8"

	"anjian/internal/shard"
)

// A field is one text of an entry that words are looked for in. Their order is that of
// the shards.
type field int

const (
	titleField field = iota
	headingField
	bodyField
	codeField
	fieldCount = iota
)

// fields tells of each field its name in the Bleve store and its weight; search-rank.js
// holds the weights too.
var fields = [fieldCount]struct {
	name  string
	boost float64
}{
	titleField:   {"Title", 3},
	headingField: {"Heading", 2},
	bodyField:    {"Body", 1},
	codeField:    {"Code", 4},
}

// texts returns the fields of an entry; a line feed keeps headings and codes apart.
func texts(e *Page) [fieldCount]string {
	headings := make([]string, len(e.Sections))
	for i, s := range e.Sections {
		headings[i] = s.Title
	}
	return [fieldCount]string{
		titleField: e.Title, headingField: strings.Join(headings, "\n"),
		bodyField: e.Body, codeField: strings.Join(e.Codes, "\n"),
	}
}

// A dissected is an entry taken apart. It depends on nothing but the entry, not even on
// its number, so it can be kept for as long as the page stays the same.
type dissected struct {
	lengths    [fieldCount]int // tokens
	terms      []termPlaces    // by first occurrence
	characters []character     // by first occurrence
	chunks     []string        // arguments of AJ.t after the numbers: what is shown of a result
}

// A termPlaces is what an entry adds to the lists of one term.
type termPlaces struct {
	term      string
	short     bool   // shorter than a triple
	counts    string // see appendCounts
	positions string // per field that holds the term, distances of ascending positions
}

// A character is what an entry adds to the list of one Han character.
type character struct {
	char rune
	code string // see appendCharacter
}

// analyse takes an entry apart.
func analyse(e *Page) *dissected {
	d := dissector{terms: map[string]int{}, characters: map[rune]int{}}
	for f, text := range texts(e) {
		d.scan(field(f), text)
	}
	a := &dissected{lengths: d.lengths, chunks: chunkArguments(e)}
	a.terms = make([]termPlaces, len(d.found))
	for i := range d.found {
		o := &d.found[i]
		a.terms[i] = termPlaces{o.term, o.short, string(appendCounts(nil, o, &d.lengths)), string(o.positions)}
	}
	a.characters = make([]character, len(d.chars))
	for i, c := range d.chars {
		a.characters[i] = character{c.char, string(appendCharacter(nil, c))}
	}
	return a
}

// occurrences gathers where a term stands in one entry.
type occurrences struct {
	term      string
	short     bool
	n         [fieldCount]int
	chunk     int // of its first place in the body
	field     field
	last      int
	positions []byte
}

// A charCount gathers where a Han character stands in one entry.
type charCount struct {
	char        rune
	title, code bool // whether they hold it
	body        int
	chunk       int // of its first place in the body
}

type dissector struct {
	lengths    [fieldCount]int
	terms      map[string]int // index into found
	found      []occurrences
	characters map[rune]int // index into chars
	chars      []charCount
}

func (d *dissector) scan(f field, text string) {
	scan(text, func(t token) {
		d.lengths[f]++
		d.term(f, t)
		// Every occurrence of a character begins exactly one pair or is a tail.
		if t.kind == pair || t.kind == tail {
			d.character(f, t)
		}
	})
}

func (d *dissector) term(f field, t token) {
	i, known := d.terms[string(t.term)]
	if !known {
		i = len(d.found)
		term := string(t.term)
		d.terms[term] = i
		d.found = append(d.found, occurrences{term: term, short: t.kind != triple, field: f})
	}
	o := &d.found[i]
	if o.field != f {
		o.field, o.last = f, 0
	}
	if f == bodyField && o.n[f] == 0 {
		o.chunk = t.pos / chunkUnits
	}
	o.n[f]++
	o.positions = shard.AppendNumber(o.positions, t.pos-o.last)
	o.last = t.pos
}

func (d *dissector) character(f field, t token) {
	r, _ := utf8.DecodeRune(t.term)
	i, known := d.characters[r]
	if !known {
		i = len(d.chars)
		d.characters[r] = i
		d.chars = append(d.chars, charCount{char: r})
	}
	switch c := &d.chars[i]; f {
	case titleField:
		c.title = true
	case codeField:
		c.code = true
	case bodyField:
		if c.body == 0 {
			c.chunk = t.pos / chunkUnits
		}
		c.body++
	}
}

// appendCounts writes how often a term stands in each field. By far most stand in the body
// only, first in its first chunk: their count c is the even number 2(c−1). Others are an odd
// number 2m+1, whose bits of m are the fields and, as bit fieldCount, whether the first place
// in the body lies in a later chunk; then follow count−1 of each field and that chunk. The
// length of a field follows its count; those of bodies, which nearly all terms would repeat,
// lie in m.js.
func appendCounts(b []byte, o *occurrences, lengths *[fieldCount]int) []byte {
	mask := 0
	for f, n := range o.n {
		if n > 0 {
			mask |= 1 << f
		}
	}
	if mask == 1<<bodyField && o.chunk == 0 {
		return shard.AppendNumber(b, 2*(o.n[bodyField]-1))
	}
	if o.chunk > 0 {
		mask |= 1 << fieldCount
	}
	b = shard.AppendNumber(b, 2*mask+1)
	for f, n := range o.n {
		if n == 0 {
			continue
		}
		b = shard.AppendNumber(b, n-1)
		if field(f) != bodyField {
			b = shard.AppendNumber(b, lengths[f])
		}
	}
	if o.chunk > 0 {
		b = shard.AppendNumber(b, o.chunk)
	}
	return b
}

// appendCharacter writes 8×count in the body, +1 if the title holds the character, +2 if a code
// does, +4 if its first place in the body lies in a later chunk, which then follows.
func appendCharacter(b []byte, c charCount) []byte {
	n := 8 * c.body
	for bit, holds := range []bool{c.title, c.code, c.chunk > 0} {
		if holds {
			n += 1 << bit
		}
	}
	b = shard.AppendNumber(b, n)
	if c.chunk > 0 {
		b = shard.AppendNumber(b, c.chunk)
	}
	return b
}
