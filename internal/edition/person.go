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
	n := sur + 1 // letters of the name
	switch {
	case l.n == n || p.is(l.r[n], never) || l.apart[n] && !l.apart[1]:
	case p.is(l.r[n], after) && !(p.is(l.r[n], given) && s.endsAfter(n+1)):
	default:
		n++
	}
	if l.n > n && l.r[n] == '某' || n < l.n && l.r[sur] == '某' {
		return guess{}, false
	}
	g := guess{l.at[n-1] + 1, s.endsAfter(n)}
	return g, sur == 2 || s.plausible(n, g.bounded)
}

// plausible reports whether the first n letters are a name and no words; bounded says that
// something ends a name behind them.
func (s *scan) plausible(n int, bounded bool) bool {
	p := peopleKnown()
	l := &s.letters
	first, second := p.is(l.r[1], given), n == 3 && p.is(l.r[2], given)
	likely := first && (n == 2 || second)
	switch {
	case p.common[string(l.r[:n])]:
		return false
	case p.opening[pair(l.r[0], l.r[1])]:
		return n == 3 && likely && bounded && !p.common[string(l.r[:2])]
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

// lookDescribed reports names that no word introduces, where they stand at the beginning of a
// clause before what only persons do or are: 张三，男; 张三涉嫌; 张三盗窃案.
func (s *scan) lookDescribed() {
	for _, m := range s.marks {
		class := CuedName
		switch {
		case m.kind == cueWork:
			class = HandlerName
		case m.kind != cueAct && (m.kind != cueOffence || !s.caseBehind(m.to)):
			continue
		}
		for n := 2; n <= 4; n++ {
			from := m.from - n
			if from < 0 || !han(s.runes[from]) {
				break
			}
			if from > 0 && (han(s.runes[from-1]) || alphanumeric(s.runes[from-1])) {
				continue
			}
			if s.letters.read(s.runes, from); s.letters.n >= n && s.describedName(n) {
				s.addPerson(class, from, m.from)
			}
		}
	}
}

// describedName reports whether n letters are a name beyond doubt.
func (s *scan) describedName(n int) bool {
	p := peopleKnown()
	l := &s.letters
	sur := surnameLength(l.r[:n])
	if sur == 0 || n-sur > 2 || n == sur {
		return false
	}
	for _, r := range l.r[sur:n] {
		if r == '某' || p.is(r, never) || !p.is(r, given) {
			return false
		}
	}
	return sur == 2 || s.plausible(n, true)
}

// caseBehind reports whether 案 follows an offence, other offences between them aside.
func (s *scan) caseBehind(to int) bool {
	for i := to; i < len(s.runes) && i < to+12; i++ {
		switch r := s.runes[i]; {
		case r == '案':
			return true
		case !han(r) && r != '、' && r != ',':
			return false
		}
	}
	return false
}

// lookPersons reports names that a word before calls a party or a handler: 被告人张三.
func (s *scan) lookPersons() {
	done := 0
	for _, m := range s.marks {
		class := CuedName
		switch m.kind {
		case cueHandler:
			class = HandlerName
		case cueParty, cueYoung, cueLabel:
		default:
			continue
		}
		if m.to <= done {
			continue
		}
		i := m.to
		for n := 0; i < len(s.runes) && n < 4 && introduces(s.runes[i]); n++ {
			i++
		}
		if m.kind == cueLabel && i == m.to {
			continue
		}
		for i < len(s.runes) {
			g, ok := s.guessName(i)
			if !ok {
				break
			}
			s.addPerson(class, i, g.to)
			done = g.to
			if i = s.nextInList(g.to); i == 0 {
				break
			}
		}
	}
}

// introduces reports what may stand between the word for a person and the name.
func introduces(r rune) bool {
	switch r {
	case ':', ' ', '\n', '(', '"', '“', '\'', '‘', '[', '【', '《', stopped:
		return true
	}
	return false
}

// nextInList returns where the next name of a list begins: 张三、李四和王五; 0 if there is no more.
func (s *scan) nextInList(i int) int {
	for n := 0; i < len(s.runes) && n < 2 && s.runes[i] == ' '; n++ {
		i++
	}
	if i+1 >= len(s.runes) {
		return 0
	}
	switch s.runes[i] {
	case '、', ',', '和', '与', '及', '/', ';':
		return i + 1
	}
	return 0
}

// addPerson reports a name that the words around tell, once.
func (s *scan) addPerson(class Class, from, to int) {
	for i := len(s.persons) - 1; i >= 0; i-- {
		if p := s.persons[i]; p.from < to && from < p.to {
			return
		}
	}
	s.name(class, from, to)
}

// name reports a name, and a young person's if the sentence says so.
func (s *scan) name(class Class, from, to int) {
	s.persons = append(s.persons, hit{from: from, to: to})
	s.report(class, from, to)
	if class != HandlerName && s.sentenceHas(from, to, cueYoung) && s.sentenceHas(from, to, cueOffence) {
		s.report(Juvenile, from, to)
	}
}

// sentenceHas reports whether a cue stands in the sentence around runes from…to.
func (s *scan) sentenceHas(from, to int, kind cue) bool {
	first, last := from, to
	for first > 0 && from-first < 80 && !endsSentence(s.runes[first-1]) {
		first--
	}
	for last < len(s.runes) && last-to < 80 && !endsSentence(s.runes[last]) {
		last++
	}
	for i := s.markFrom(first); i < len(s.marks) && s.marks[i].to <= last; i++ {
		if s.marks[i].kind == kind && s.marks[i].from >= first {
			return true
		}
	}
	return false
}

func endsSentence(r rune) bool { return r == '。' || r == '!' || r == '?' || r == stopped }

// person reports whether the words around runes from…to say that a person is meant, where the
// letters are a word as well.
func (s *scan) person(from, to int) bool {
	i := from
	for n := 0; i > 0 && n < 4 && introduces(s.runes[i-1]); n++ {
		i--
	}
	for _, kind := range []cue{cueParty, cueHandler, cueYoung, cueLabel} {
		if s.before(kind, i, 0) {
			return true
		}
	}
	return s.describes(to) || s.listed(from, to)
}

// describes reports whether what stands behind a name speaks of a person: ，男, （女, 涉嫌.
func (s *scan) describes(to int) bool {
	if s.behind(cueAct, to, 0) || s.behind(cueWork, to, 0) {
		return true
	}
	if to+1 < len(s.runes) && (s.runes[to] == ',' || s.runes[to] == '(') {
		i := to + 1
		for i < len(s.runes) && s.runes[i] == ' ' {
			i++
		}
		return i < len(s.runes) && (s.runes[i] == '男' || s.runes[i] == '女')
	}
	return false
}

// listed reports whether a name stands in a list beside another one of the loaded data.
func (s *scan) listed(from, to int) bool {
	for _, h := range s.names {
		if s.d.names.list[h.word].common {
			continue
		}
		if h.to < from && s.nextInList(h.to) == from || h.from > to && s.nextInList(to) == h.from {
			return true
		}
	}
	return false
}
