package search

import "unicode/utf8"

// A phrase is one word of a query: terms that must stand at fixed distances. A word
// that is one Han character has single set and no terms.
type phrase struct {
	text   string // folded, as shown to the reader
	terms  []string
	at     []int // distance of each term from the first
	single rune
}

// newPhrase analyses one word. ok is false if nothing can be searched for.
func newPhrase(text string) (p phrase, ok bool) {
	type term struct {
		text string
		kind tokenKind
		pos  int
	}
	var terms []term
	var last token
	scan(text, func(t token) {
		if t.kind == sign { // in place of the unit alone
			terms = terms[:len(terms)-1]
		}
		terms = append(terms, term{string(t.term), t.kind, t.pos})
		last = t
	})
	p = phrase{text: text}
	// The text may go on after the last run, so its tail must not be asked for; the
	// head stands in for a run of one character.
	keepHead := last.kind == tail && last.run == 1 && last.touches
	if n := len(terms); n > 1 && last.kind == tail {
		terms = terms[:n-1]
	}
	kept := terms[:0]
	for i, t := range terms {
		if t.kind != head || keepHead && i == len(terms)-1 {
			kept = append(kept, t)
		}
	}
	if len(kept) == 1 && kept[0].kind == tail {
		p.single, _ = utf8.DecodeRuneInString(kept[0].text)
		return p, true
	}
	for i := 0; i < len(kept); i++ {
		p.terms = append(p.terms, kept[i].text)
		p.at = append(p.at, kept[i].pos-kept[0].pos)
		// A pair that both neighbours already pin needs no look-up of its own.
		if i+2 < len(kept) && kept[i].kind == pair && kept[i+1].kind == pair && kept[i+2].kind == pair &&
			kept[i+1].pos == kept[i].pos+1 && kept[i+2].pos == kept[i].pos+2 {
			i++
		}
	}
	return p, len(p.terms) > 0
}
