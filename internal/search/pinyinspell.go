package search

import "slices"

// A unit is what pinyin spells: a Han character with its readings, or a Latin letter, which
// stands for itself. Digits and marks are passed over.
type unit struct {
	r        rune
	at       int // character of the text
	readings []string
}

// pinyinOf returns the letters and Han characters of a word that may be pinyin, nil for others:
// pinyin has at least one letter, nothing but Han characters beside letters, and two of both.
func pinyinOf(word string) []rune {
	var q []rune
	letters := false
	for _, r := range word {
		switch {
		case r >= 'a' && r <= 'z':
			letters = true
		case classOf(r) != han:
			return nil
		}
		q = append(q, r)
	}
	if !letters || len(q) < 2 {
		return nil
	}
	return q
}

// spell returns how well q spells the units, best first (wholeInitials…, else noMatch), and the
// characters that it spells. A syllable may be given in part, down to its initial.
func spell(units []unit, q []rune) (rank int, marks []match) {
	rank = noMatch
	begin, end := 0, 0
	var ways [2][]uint8
	for from := range units {
		if !units[from].begins(q[0]) {
			continue
		}
		if ways[0] == nil {
			ways = [2][]uint8{make([]uint8, len(q)+1), make([]uint8, len(q)+1)}
		}
		if r, to := spellFrom(units, from, q, ways); r < rank {
			rank, begin, end = r, from, to
		}
		if rank <= partInitials { // nothing further in is better
			break
		}
	}
	for _, u := range units[begin:end] {
		marks = append(marks, match{start: u.at, end: u.at + 1})
	}
	return rank, marks
}

// Ways in which a place in q was reached.
const (
	unreached = iota
	bySyllables
	byInitials
)

// spellFrom is spell for what begins with one unit; to is the unit after the last. It walks the
// units and keeps for each place in q how it can be reached.
func spellFrom(units []unit, from int, q []rune, ways [2][]uint8) (rank, to int) {
	now, next := ways[0], ways[1]
	clear(now)
	now[0] = byInitials
	rank = noMatch
	for i, going := from, true; going && i < len(units); i++ {
		clear(next)
		going = false
		for j, way := range now[:len(q)] {
			if way != unreached && units[i].reach(q, j, way, next) {
				going = true
			}
		}
		if r := rankOf(next[len(q)], from == 0, i+1 == len(units)); r < rank {
			rank, to = r, i+1
		}
		now, next = next, now
	}
	return rank, to
}

func rankOf(way uint8, first, last bool) int {
	rank := partInitials
	switch {
	case way == unreached:
		return noMatch
	case first && last:
		rank = wholeInitials
	case first:
		rank = beginsInitials
	}
	if way == bySyllables {
		rank++ // wholeSyllables …
	}
	return rank
}

// begins tells whether what is spelled can begin with r.
func (u *unit) begins(r rune) bool {
	return u.r == r || slices.ContainsFunc(u.readings, func(s string) bool { return rune(s[0]) == r })
}

// reach notes in next where in q the unit can lead from j. It tells whether anywhere.
func (u *unit) reach(q []rune, j int, way uint8, next []uint8) bool {
	if u.r == q[j] {
		next[j+1] = max(next[j+1], way)
		return true
	}
	any := false
	for _, reading := range u.readings {
		for k := 0; k < len(reading) && j+k < len(q) && spells(q[j+k], rune(reading[k])); k++ {
			w := way
			if k > 1 || k == 1 && reading[1] != 'h' {
				w = bySyllables
			}
			next[j+k+1] = max(next[j+k+1], w)
			any = true
		}
	}
	return any
}

// spells lets u be typed for ü, which readings write as v.
func spells(typed, written rune) bool { return typed == written || typed == 'u' && written == 'v' }
