package search

import "slices"

// nearest returns the pages and places whose titles share most pairs of neighbouring characters
// with text, at least half of its own: for readers whose query found nothing. Most pairs come
// first, then the order of suggest.
func (s *suggester) nearest(text string, limit int) []Suggestion {
	_, all := typedWords(text)
	wanted := map[[2]rune]bool{}
	for _, p := range pairsOf(all) {
		wanted[p] = true
	}
	var list []found
	for i := range s.list {
		c := &s.list[i]
		shared := map[[2]rune]bool{}
		var marks []match
		at := 0 // in the key
		for _, p := range pairsOf(c.key.text) {
			next := at + len(string(p[0]))
			if wanted[p] {
				shared[p] = true
				marks = append(marks, c.key.stretch(at, at+1), c.key.stretch(next, next+1))
			}
			at = next
		}
		if len(wanted) > 0 && 2*len(shared) >= len(wanted) {
			list = append(list, found{c, fit{len(wanted) - len(shared), false, -1, marks}, i})
		}
	}
	slices.SortFunc(list, found.compare)
	return s.first(list, limit)
}

// pairsOf returns the neighbouring characters of a key.
func pairsOf(text string) [][2]rune {
	runes := []rune(text)
	var pairs [][2]rune
	for i := 1; i < len(runes); i++ {
		pairs = append(pairs, [2]rune{runes[i-1], runes[i]})
	}
	return pairs
}
