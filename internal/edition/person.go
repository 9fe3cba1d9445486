package edition

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
