package edition

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
