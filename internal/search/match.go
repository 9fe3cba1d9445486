package search

import (
	"cmp"
	"slices"
	"sort"
	"unicode/utf8"
)

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
