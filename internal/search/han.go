package search

import "unicode/utf8"

// A tokenKind says where in a run of units a term comes from.
type tokenKind uint8

const (
	word tokenKind = iota // a run of letters or of digits
	pair                  // two neighbouring Han characters
	tail                  // the last Han character of a run
	head                  // "^" and the first Han character of a run that touches the unit before it
	sign                  // + % or ‰ and the unit that it follows
)

// A token is one term of a text. Positions count units from 1: a Han character, a
// run of letters, a run of digits; punctuation takes a position of its own, so no
// phrase reaches across 。 or 、.
type token struct {
	term       []byte // valid until the next token
	kind       tokenKind
	pos        int
	start, end int  // bytes of the text
	run        int  // tail: characters in its run
	touches    bool // tail: its run touches the unit before it
}

// scan analyses text (方法 han) and calls emit for each token. Every Han character
// begins exactly one pair or tail, so counting these counts characters. A head lets
// the last character of 第264条 be found although the text goes on after it; a sign
// keeps 互联网+ and 30% apart from 互联网 and 30.
func scan(text string, emit func(token)) {
	s := scanner{emit: emit}
	for i := 0; i < len(text); {
		raw, size := utf8.DecodeRuneInString(text[i:])
		r := fold(raw)
		switch c := classOf(r); c {
		case ignored:
			i += size
		case han:
			s.han(r, i, i+size)
			i += size
		case letter, digit:
			i = s.word(text, i, c)
		default:
			if s.run == 0 || !joins(r) || !hanNext(text[i+size:]) {
				s.mark(r, i+size)
			}
			i += size
		}
	}
	s.endRun()
}

func hanNext(text string) bool {
	for _, raw := range text {
		if c := classOf(fold(raw)); c != ignored {
			return c == han
		}
	}
	return false
}

type scanner struct {
	emit       func(token)
	pos        int
	gap        bool // punctuation lies between the last unit and here
	fresh      bool // nothing lies between the last unit and here
	run        int  // Han characters of the open run
	touches    bool // the open run touches the unit before it
	last       rune // last character of the open run, and its place
	start, end int
	buf        []byte
}

func (s *scanner) han(r rune, start, end int) {
	touches := s.pos > 0 && !s.gap
	s.pos++
	if s.run == 0 {
		s.touches = touches
		if touches {
			s.buf = utf8.AppendRune(append(s.buf[:0], '^'), r)
			s.emit(token{term: s.buf, kind: head, pos: s.pos, start: start, end: end})
		}
	} else {
		s.buf = utf8.AppendRune(utf8.AppendRune(s.buf[:0], s.last), r)
		s.emit(token{term: s.buf, kind: pair, pos: s.pos - 1, start: s.start, end: end})
	}
	s.last, s.start, s.end, s.gap, s.fresh = r, start, end, false, true
	s.run++
}

func (s *scanner) endRun() {
	if s.run == 0 {
		return
	}
	s.buf = utf8.AppendRune(s.buf[:0], s.last)
	s.emit(token{term: s.buf, kind: tail, pos: s.pos, start: s.start, end: s.end, run: s.run, touches: s.touches})
	s.run = 0
}

// word reads the run of class c that begins at text[from] and returns where it ends.
func (s *scanner) word(text string, from int, c class) int {
	s.endRun()
	s.pos++
	s.buf = s.buf[:0]
	i, end := from, from
	for i < len(text) {
		raw, size := utf8.DecodeRuneInString(text[i:])
		r := fold(raw)
		k := classOf(r)
		if k != c && k != ignored {
			break
		}
		i += size
		if k == c {
			s.buf = utf8.AppendRune(s.buf, r)
			end = i
		}
	}
	s.start, s.gap, s.fresh = from, false, true
	s.emit(token{term: s.buf, kind: word, pos: s.pos, start: from, end: end})
	return i
}

// mark ends the run; in both cases the last unit stands in buf then.
func (s *scanner) mark(r rune, end int) {
	s.endRun()
	if s.fresh && signs(r) {
		s.buf = append(utf8.AppendRune(nil, r), s.buf...)
		s.emit(token{term: s.buf, kind: sign, pos: s.pos, start: s.start, end: end})
	}
	s.fresh = false
	if !light(r) {
		s.pos++
		s.gap = true
	}
}
