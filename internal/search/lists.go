package search

import (
	"strings"

	"anjian/internal/shard"
)

// A list is one posting list: for each entry that holds the term the distance to the
// entry before, and what the entry adds.
type list struct {
	data []byte
	last int
}

func (l *list) add(entry int, what string) {
	l.data = shard.AppendNumber(l.data, entry-l.last)
	l.data = append(l.data, what...)
	l.last = entry
}

// A termLists is all that is known of one term. Positions need no entry numbers: they
// follow the entries of the counts.
type termLists struct {
	short     bool
	counts    list
	positions []byte
}

// lists are the posting lists of a whole site.
type lists struct {
	terms      map[string]*termLists
	characters map[rune]*list
}

func newLists() *lists {
	return &lists{terms: map[string]*termLists{}, characters: map[rune]*list{}}
}

// add appends entry, whose number must be higher than those before.
func (ls *lists) add(entry int, a *dissected) {
	for i := range a.terms {
		t := &a.terms[i]
		l := ls.terms[t.term]
		if l == nil {
			l = &termLists{short: t.short}
			ls.terms[strings.Clone(t.term)] = l // not the whole entry with it
		}
		l.counts.add(entry, t.counts)
		l.positions = append(l.positions, t.positions...)
	}
	for _, c := range a.characters {
		l := ls.characters[c.char]
		if l == nil {
			l = &list{}
			ls.characters[c.char] = l
		}
		l.add(entry, c.code)
	}
}
