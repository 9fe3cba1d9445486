package search

import (
	"slices"
	"unicode/utf8"
)

// A phrase is one word of a query: terms that must stand at fixed distances. A word
// that is one Han character has single set and no terms.
type phrase struct {
	text   string // folded, as shown to the reader
	terms  []string
	at     []int  // distance of each term from the first
	short  []bool // whether the term is shorter than a triple
	single rune
}

// newPhrase analyses one word. ok is false if nothing can be searched for.
func newPhrase(text string) (p phrase, ok bool) {
	p = phrase{text: text}
	var all []textUnit
	units(text, func(u *textUnit) {
		c := *u
		c.term = slices.Clone(u.term)
		all = append(all, c)
	})
	if len(all) == 1 && !all[0].word && all[0].sign == 0 {
		p.single, _ = utf8.DecodeRune(all[0].term)
		return p, true
	}
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].touching {
			to++
		}
		p.cover(all[from:to], to == len(all))
		from = to
	}
	for i := range p.at {
		p.at[i] -= all[0].pos
	}
	return p, len(p.terms) > 0
}

// cover adds as few terms as hold all of some touching units: triples side by side. A single
// Han character at the end of a query adds nothing, for the text may go on after it.
func (p *phrase) cover(list []textUnit, last bool) {
	n := len(list)
	for i := 0; n > 1 && i < n; {
		// near the end a stretch begins earlier, and ends with the last unit
		if from := min(i, n-3); from >= 0 && hasTriple(&list[from], &list[from+1], &list[from+2]) {
			i = p.stretch(list, from, 3)
		} else {
			i = p.stretch(list, min(i, n-2), 2)
		}
	}
	u := &list[n-1]
	switch {
	case u.sign != 0:
		p.add(string(append(utf8.AppendRune(nil, u.sign), u.term...)), u.pos, true)
	case n == 1 && (u.word || !last):
		p.add(string(u.term), u.pos, true)
	}
}

// stretch adds n units from one on as a term and returns where it ends.
func (p *phrase) stretch(list []textUnit, from, n int) (end int) {
	term := slices.Clone(list[from].term)
	for i := from + 1; i < from+n; i++ {
		term = appendLink(term, &list[i-1], &list[i])
	}
	p.add(string(term), list[from].pos, n < 3)
	return from + n
}

func (p *phrase) add(term string, pos int, short bool) {
	p.terms, p.at, p.short = append(p.terms, term), append(p.at, pos), append(p.short, short)
}
