package search

import (
	"strings"
	"unicode/utf8"
)

// A phrase is one word of a query: terms that must stand at fixed distances. A word
// that is one Han character has single set and no terms.
type phrase struct {
	text   string // folded, as shown to the reader
	terms  []string
	at     []int // distance of each term from the first
	single rune
}

// wordsOf splits text at spaces outside "…" (or “…”); every word is an exact
// phrase. Words that hold nothing to search for, and repeated words, are left out.
func wordsOf(text string) []phrase {
	var phrases []phrase
	seen := map[string]bool{}
	for _, w := range splitWords(text) {
		p, ok := newPhrase(w)
		key := strings.Join(p.terms, " ") + string(p.single)
		if !ok || seen[key] {
			continue
		}
		seen[key] = true
		if phrases = append(phrases, p); len(phrases) == maxQueryWords {
			break
		}
	}
	return phrases
}

func splitWords(text string) []string {
	var words []string
	var b strings.Builder
	quoted, n := false, 0
	flush := func() {
		if w := strings.Trim(b.String(), " "); w != "" {
			words = append(words, w)
		}
		b.Reset()
	}
	for _, raw := range text {
		if n++; n > maxQueryRunes {
			break
		}
		r := fold(raw)
		switch {
		case r == '"' || r == '“' || r == '”':
			flush()
			quoted = !quoted
		case r == '\t' || r == '\n' || r == '\r':
			r = ' '
			fallthrough
		case r == ' ' && !quoted:
			if quoted {
				b.WriteRune(r)
			} else {
				flush()
			}
		default:
			b.WriteRune(r)
		}
	}
	flush()
	return words
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
