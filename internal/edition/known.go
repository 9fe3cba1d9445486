package edition

// lookNames reports the names in the loaded data, the longest where several begin or lie
// inside each other.
func (s *scan) lookNames() {
	s.names, s.persons = s.names[:0], s.persons[:0]
	if s.d.names == nil || s.d.names.words == nil {
		return
	}
	words := s.d.names.words
	state := int32(0)
	apart := 0 // signs since the last letter
	for i, r := range s.runes {
		if state == 0 && !words.begins(r) {
			continue
		}
		if parts(r) {
			if apart++; apart > 1 && !(r == ' ' || r == '\n') || apart > 4 {
				state = 0
			}
			continue
		}
		apart = 0
		state = words.step(state, r)
		for t := state; t != 0; t = words.next[t] {
			if words.word[t] >= 0 {
				s.addName(words.word[t], i+1)
			}
		}
	}
	for i, h := range s.names {
		if i > 0 && s.names[i-1].to >= h.to || i+1 < len(s.names) && s.names[i+1].from == h.from {
			continue
		}
		known := s.d.names.list[h.word]
		if known.common && !s.person(h.from, h.to) {
			continue
		}
		if known.handler {
			s.name(HandlerName, h.from, h.to)
		} else {
			s.name(PartyName, h.from, h.to)
		}
	}
}

// parts reports the signs that may stand between the letters of a name, as in 张　三.
func parts(r rune) bool {
	return r == ' ' || r == '\n' || r == '-' || r == midDot || r == '.' || r == '\''
}

// addName notes a name that ends before the rune at to. Hits are kept in the order of their
// beginnings; names that end at one place come from the longest to the shortest.
func (s *scan) addName(word int32, to int) {
	known := s.d.names.list[word]
	from := to
	for n := known.length; n > 0; {
		if from--; !parts(s.runes[from]) {
			n--
		}
	}
	if known.latin[0] && from > 0 && capital(s.runes[from-1]) || known.latin[1] && to < len(s.runes) && capital(s.runes[to]) {
		return // inside of another word
	}
	for n := len(s.names); n > 0 && s.names[n-1].from >= from; n = len(s.names) {
		s.names = s.names[:n-1] // the new one reaches further
	}
	if n := len(s.names); n > 0 && s.names[n-1].to >= to {
		return
	}
	s.names = append(s.names, hit{from, to, word})
}
