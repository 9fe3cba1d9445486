package search

import "unicode/utf8"

// A textUnit is what positions count: a Han character, or a run of letters or of digits.
type textUnit struct {
	term       []byte // folded; valid until the third unit after
	word       bool   // letters or digits
	touching   bool   // nothing but blanks or light signs lies between the unit before and this
	joined     bool   // both are Han characters of one run
	pos        int    // from 1; punctuation takes a position of its own
	start, end int    // bytes of the text
	sign       rune   // + % or ‰ directly after it, else 0
	signEnd    int
}

// units takes text apart into units and calls emit for each.
func units(text string, emit func(*textUnit)) {
	s := unitScanner{emit: emit}
	for i := 0; i < len(text); {
		raw, size := utf8.DecodeRuneInString(text[i:])
		r := fold(raw)
		switch c := classOf(r); c {
		case ignored:
			i += size
		case han:
			u := s.next(i)
			u.term = utf8.AppendRune(u.term, r)
			u.joined = s.run
			i += size
			u.end, s.run = i, true
		case letter, digit:
			i = s.word(text, i, c)
		default:
			if !s.run || !joins(r) || !hanNext(text[i+size:]) {
				s.mark(r, i+size)
			}
			i += size
		}
	}
	s.tell()
}

func hanNext(text string) bool {
	for _, raw := range text {
		if c := classOf(fold(raw)); c != ignored {
			return c == han
		}
	}
	return false
}

type unitScanner struct {
	emit func(*textUnit)
	ring [4]textUnit // so that the units before stay valid
	n    int
	last *textUnit // not told yet: a sign may follow
	pos  int
	gap  bool // punctuation lies between the last unit and here
	run  bool // the last unit is a Han character that the next one may join
}

// next tells of the last unit and begins another.
func (s *unitScanner) next(start int) *textUnit {
	s.tell()
	u := &s.ring[s.n%len(s.ring)]
	touching := s.pos > 0 && !s.gap
	s.n++
	s.pos++
	*u = textUnit{term: u.term[:0], touching: touching, pos: s.pos, start: start}
	s.last, s.gap = u, false
	return u
}

func (s *unitScanner) tell() {
	if s.last != nil {
		s.emit(s.last)
		s.last = nil
	}
}

// word reads the run of class c that begins at text[from] and returns where it ends.
func (s *unitScanner) word(text string, from int, c class) int {
	u := s.next(from)
	u.word, s.run = true, false
	i := from
	for i < len(text) {
		raw, size := utf8.DecodeRuneInString(text[i:])
		r := fold(raw)
		k := classOf(r)
		if k != c && k != ignored {
			break
		}
		i += size
		if k == c {
			u.term = utf8.AppendRune(u.term, r)
			u.end = i
		}
	}
	return i
}

// mark reads punctuation that ends at a byte of the text.
func (s *unitScanner) mark(r rune, end int) {
	if s.last != nil && signs(r) {
		s.last.sign, s.last.signEnd = r, end
	}
	s.tell()
	s.run = false
	if !light(r) {
		s.pos++
		s.gap = true
	}
}
