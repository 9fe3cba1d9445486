package search

import (
	"unicode/utf8"

	"anjian/internal/shard"
)

// terms collects, for one text, each term with its count and its positions already
// written as numbers.
type terms map[string]*occurrences

type occurrences struct {
	n, last   int
	positions []byte
}

func (ts terms) add(term []byte, pos int) {
	o := ts[string(term)]
	if o == nil {
		o = &occurrences{}
		ts[string(term)] = o
	}
	o.n++
	o.positions = shard.AppendNumber(o.positions, pos-o.last)
	o.last = pos
}

// A character is what the list of one Han character needs to know of one entry.
type character struct {
	inTitle bool
	inBody  int
	chunk   int // of its first place in the body
}

// A dissected is one entry taken apart; entries are independent of each other.
type dissected struct {
	title, body   terms
	titleN, bodyN int // tokens
	characters    map[rune]*character
	chunks        []string
	lead          string
}

func analyse(e Page) *dissected {
	a := &dissected{title: terms{}, body: terms{}, characters: map[rune]*character{}}
	note := func(t token) *character {
		if t.kind != pair && t.kind != tail {
			return nil
		}
		r, _ := utf8.DecodeRune(t.term)
		c := a.characters[r]
		if c == nil {
			c = &character{}
			a.characters[r] = c
		}
		return c
	}
	scan(e.Title, func(t token) {
		a.titleN++
		a.title.add(t.term, t.pos)
		if c := note(t); c != nil {
			c.inTitle = true
		}
	})
	scan(e.Body, func(t token) {
		a.bodyN++
		a.body.add(t.term, t.pos)
		if c := note(t); c != nil {
			if c.inBody == 0 {
				c.chunk = t.pos / chunkUnits
			}
			c.inBody++
		}
	})
	a.chunks = chunks(e.Body)
	a.lead = lead(e.Body)
	return a
}

// A list is the posting list of one term: for each entry that holds it the distance
// to the entry before, and what follows.
type list struct {
	data []byte
	last int
}

func (l *list) begin(entry int) {
	l.data = shard.AppendNumber(l.data, entry-l.last)
	l.last = entry
}

// postings are the posting lists of a whole site.
type postings struct {
	terms      map[string]*[2]list // title, body: then count−1 and the distances of positions
	characters map[rune]*list      // then 2×count in the body + 1 if in the title, and the chunk
}

func newPostings() *postings {
	return &postings{terms: map[string]*[2]list{}, characters: map[rune]*list{}}
}

// add appends entry, whose number must be higher than those before.
func (p *postings) add(entry int, a *dissected) {
	for field, ts := range [2]terms{a.title, a.body} {
		for term, o := range ts {
			l := p.terms[term]
			if l == nil {
				l = &[2]list{}
				p.terms[term] = l
			}
			l[field].begin(entry)
			l[field].data = shard.AppendNumber(l[field].data, o.n-1)
			l[field].data = append(l[field].data, o.positions...)
		}
	}
	for r, c := range a.characters {
		l := p.characters[r]
		if l == nil {
			l = &list{}
			p.characters[r] = l
		}
		l.begin(entry)
		flag := 0
		if c.inTitle {
			flag = 1
		}
		l.data = shard.AppendNumber(l.data, 2*c.inBody+flag)
		l.data = shard.AppendNumber(l.data, c.chunk)
	}
}
