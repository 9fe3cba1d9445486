package search

import "unicode/utf8"

// A tokenKind says what a term is made of.
type tokenKind uint8

const (
	word   tokenKind = iota // a run of letters or of digits
	pair                    // two neighbouring Han characters
	tail                    // the last Han character of a run
	linked                  // two units that touch and are no pair: 264^条, 1+n
	triple                  // three units that touch: 检察院, 第264^条
	sign                    // + % or ‰ and the unit that it follows
)

// A token is one term of a text, at the position of its first unit.
type token struct {
	term       []byte // valid until the next token
	kind       tokenKind
	pos        int
	start, end int // bytes of the text
}

// scan analyses text (方法 han) and calls emit for each token. Terms are words and stretches
// of two and three units, so that most queries are one or two rare terms:
//   - two characters are one pair, three one triple, found without positions;
//   - longer words are triples at fixed distances, whose lists are short;
//   - every Han character begins exactly one pair or tail, so counting these counts characters;
//   - a sign keeps 互联网+ and 30% apart from 互联网 and 30.
//
// No term reaches across punctuation, and no triple holds two words side by side: numbers
// beside numbers would make terms that stand nowhere else.
func scan(text string, emit func(token)) {
	s := scanner{emit: emit}
	units(text, s.unit)
	s.endRun()
}

type scanner struct {
	emit     func(token)
	a, b     *textUnit // the two units before; nil where they do not touch what follows
	open     *textUnit // the last unit, if it is a Han character
	buf, two []byte
}

func (s *scanner) unit(u *textUnit) {
	if !u.joined {
		s.endRun()
	}
	if !u.touching {
		s.a, s.b = nil, nil
	}
	if s.b != nil {
		kind := linked
		if u.joined {
			kind = pair
		}
		s.two = appendLink(append(s.two[:0], s.b.term...), s.b, u)
		s.emit(token{s.two, kind, s.b.pos, s.b.start, u.end})
	}
	if s.a != nil && hasTriple(s.a, s.b, u) {
		s.buf = appendLink(appendLink(append(s.buf[:0], s.a.term...), s.a, s.b), s.b, u)
		s.emit(token{s.buf, triple, s.a.pos, s.a.start, u.end})
	}
	if s.open = u; u.word {
		s.emit(token{u.term, word, u.pos, u.start, u.end})
		s.open = nil
	}
	if u.sign != 0 {
		s.buf = append(utf8.AppendRune(s.buf[:0], u.sign), u.term...)
		s.emit(token{s.buf, sign, u.pos, u.start, u.signEnd})
	}
	s.a, s.b = s.b, u
}

// endRun ends a run of Han characters.
func (s *scanner) endRun() {
	if u := s.open; u != nil {
		s.emit(token{u.term, tail, u.pos, u.start, u.end})
		s.open = nil
	}
}

// hasTriple reports whether three touching units make a term.
func hasTriple(a, b, c *textUnit) bool { return !(b.word && (a.word || c.word)) }

// appendLink appends u as the unit that follows another: a Han character of the same run as it
// is, any other after the sign between them, or ^.
func appendLink(b []byte, before, u *textUnit) []byte {
	switch {
	case u.joined:
	case before.sign != 0:
		b = utf8.AppendRune(b, before.sign)
	default:
		b = append(b, '^')
	}
	return append(b, u.term...)
}
