package edition

// A guess is what may be the name of a person in running text.
type guess struct {
	to      int  // behind its last letter
	bounded bool // a sign or a word that follows names stands behind it
}

// letters collects up to six Han characters from a place on, over single blanks and breaks.
type letters struct {
	r     [7]rune
	at    [7]int
	apart [7]bool // a blank or break stands before
	n     int
}

func (l *letters) read(runes []rune, i int) {
	l.n = 0
	for apart := false; l.n < len(l.r) && i < len(runes); i++ {
		switch r := runes[i]; {
		case han(r):
			l.r[l.n], l.at[l.n], l.apart[l.n] = r, i, apart
			l.n++
			apart = false
		case (r == ' ' || r == '\n') && !apart && l.n > 0:
			apart = true
		default:
			return
		}
	}
}

// guessName returns the name that begins at a rune, if the words there can be one. What is
// masked already is none.
func (s *scan) guessName(i int) (guess, bool) {
	p := peopleKnown()
	l := &s.letters
	if l.read(s.runes, i); l.n < 2 {
		return guess{}, false
	}
	if g, ok := s.dotted(i); ok {
		return g, true
	}
	sur := surnameLength(l.r[:l.n])
	if sur == 0 || p.is(l.r[sur], never) {
		return guess{}, false
	}
	for n := min(sur+2, l.n); n > sur; n-- {
		if s.framed(sur, n) {
			return guess{l.at[n-1] + 1, true}, true
		}
	}
	n := sur + 1 // letters of the name
	switch {
	case l.n == n || p.is(l.r[n], never) || l.apart[n] && !l.apart[1]:
	case p.is(l.r[n], after) && !(p.is(l.r[n], given) && s.endsAfter(n+1)):
	default:
		n++
	}
	if l.n > n && l.r[n] == '某' {
		return guess{}, false
	}
	g := guess{l.at[n-1] + 1, s.endsAfter(n)}
	return g, sur == 2 || s.plausible(n, g.bounded)
}

// framed reports whether what only persons do follows the first n letters at once: between the word
// for a person and 涉嫌 or 犯盗窃罪 stands a name, be its beginning that of a word: 被告人查明海到案.
// Two letters before another verb may be how it was done: 被告人陆续到案.
func (s *scan) framed(sur, n int) bool {
	p := peopleKnown()
	l := &s.letters
	if p.common[letterKey(l.r[:n])] {
		return false
	}
	for _, r := range l.r[sur:n] {
		if !p.is(r, given) || p.is(r, never) {
			return false
		}
	}
	to := l.at[n-1] + 1
	if n < l.n && p.is(l.r[n], after) && !l.apart[n] {
		if l.r[n] == '犯' && s.behind(cueOffence, to+1, 0) {
			return true
		}
		if !s.behind(cueAct, to, 0) {
			to++ // 因涉嫌
		}
	}
	return s.behind(cueAct, to, 0) && (n > 2 || s.startsWith(to, suspected))
}

var suspected = []rune("涉嫌")

// plausible reports whether the first n letters are a name and no words; bounded says that
// something ends a name behind them.
func (s *scan) plausible(n int, bounded bool) bool {
	p := peopleKnown()
	l := &s.letters
	first, second := p.is(l.r[1], given), n == 3 && p.is(l.r[2], given)
	likely := first && (n == 2 || second)
	switch {
	case p.common[letterKey(l.r[:n])]:
		return false
	case p.opening[pair(l.r[0], l.r[1])]:
		return n == 3 && likely && bounded && !p.common[letterKey(l.r[:2])]
	case p.is(l.r[0], ambiguous):
		return likely && (bounded || n == 3) || bounded && (first || second || n == 2 && !p.is(l.r[1], after))
	}
	return true
}

// endsAfter reports whether a name of n letters would end at a sign or before a word that
// follows names.
func (s *scan) endsAfter(n int) bool {
	l := &s.letters
	return n >= l.n || l.apart[n] || peopleKnown().is(l.r[n], after)
}

// dotted reads a name with a dot inside: 买买提·艾力.
func (s *scan) dotted(i int) (guess, bool) {
	dots, part := 0, 0
	end := i
	for ; end < len(s.runes) && end < i+28; end++ {
		r := s.runes[end]
		if r == midDot && part > 0 {
			dots, part = dots+1, 0
			continue
		}
		if !han(r) || r == '某' || dots > 0 && part > 0 && peopleKnown().is(r, never|after) && !peopleKnown().is(r, given) {
			break
		}
		part++
		if part > 7 {
			break
		}
	}
	if dots == 0 || part == 0 || end < len(s.runes) && s.runes[end] == '某' {
		return guess{}, false
	}
	return guess{end, true}, true
}
