package tomlfile

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"anjian/internal/source"
)

// Positions tells where the values of a TOML text stand.
type Positions struct {
	file string
	line int                   // of the text's first line
	at   map[string]source.Pos // by path; values under "=path", keys under "#path"
	read bool
}

// Read tells whether the values could be read. If not, none was, and why has been told.
func (p *Positions) Read() bool { return p.read }

// At returns the place of a value, e.g. At("version", 0, "from"); of text values it is the first
// character inside the quotes. For a path that the text lacks it is the place of the nearest
// ancestor, at last the first line.
func (p *Positions) At(path ...any) source.Pos { return p.find("=", path) }

// key returns the place of a key.
func (p *Positions) key(path ...any) source.Pos { return p.find("#", path) }

func (p *Positions) find(sort string, path []any) source.Pos {
	for n := len(path); n > 0; n-- {
		if pos, ok := p.at[sort+join(path[:n])]; ok {
			return pos
		}
		if pos, ok := p.at["="+join(path[:n])]; ok {
			return pos
		}
	}
	return source.Pos{File: p.file, Line: p.line}
}

func join(path []any) string {
	var b strings.Builder
	for _, step := range path {
		b.WriteByte('\x1f')
		switch step := step.(type) {
		case string:
			b.WriteString(step)
		case int:
			b.WriteString("[" + strconv.Itoa(step) + "]")
		}
	}
	return b.String()
}

// A scanner walks over TOML text and notes places. It checks nothing: on text that is not TOML
// it notes something and stops at the end.
type scanner struct {
	text      string
	i         int
	positions *Positions
	table     []any          // path of the table that keys belong to
	elements  map[string]int // elements so far of each array of tables
	tooMuch   *source.Error  // the first place where the text goes beyond a limit; the rest is not looked at

	seen, lines int // line ends before an offset, to count none twice
}

func (s *scanner) scan() {
	s.elements = map[string]int{}
	for {
		s.skip(" \t\r\n")
		switch {
		case s.i >= len(s.text):
			return
		case s.text[s.i] == '#':
			s.toLineEnd()
		case s.text[s.i] == '[':
			s.header()
		default:
			s.pair(s.table)
			s.toLineEnd()
		}
	}
}

func (s *scanner) header() {
	start := s.i
	array := strings.HasPrefix(s.text[s.i:], "[[")
	s.skip("[")
	keys := s.keyPath()
	if s.beyond(start, len(keys), len(keys)) {
		return
	}
	path := s.withElements(keys)
	if array {
		name := join(path)
		path = append(path, s.elements[name])
		s.elements[name]++
	}
	s.table = path
	s.note("=", path, start)
	s.toLineEnd()
}

// withElements adds to a header's path the current element of each array of tables it goes through.
func (s *scanner) withElements(keys []any) []any {
	var path []any
	for i, key := range keys {
		path = append(path, key)
		if n := s.elements[join(path)]; n > 0 && i < len(keys)-1 {
			path = append(path, n-1)
		}
	}
	return path
}

func (s *scanner) pair(table []any) {
	start := s.i
	keys := s.keyPath()
	path := append(append([]any(nil), table...), keys...)
	if s.beyond(start, len(keys), len(path)) {
		return
	}
	s.note("#", path, start)
	s.skip(" \t")
	if s.i < len(s.text) && s.text[s.i] == '=' {
		s.i++
		s.skip(" \t")
		s.value(path)
	}
}

func (s *scanner) keyPath() []any {
	var keys []any
	for s.i < len(s.text) {
		s.skip(" \t")
		if s.i < len(s.text) && (s.text[s.i] == '"' || s.text[s.i] == '\'') {
			keys = append(keys, s.quoted())
		} else {
			start := s.i
			for s.i < len(s.text) && !strings.ContainsRune(" \t\r\n.=]#,}", rune(s.text[s.i])) {
				s.i++
			}
			keys = append(keys, s.text[start:s.i])
		}
		s.skip(" \t")
		if s.i >= len(s.text) || s.text[s.i] != '.' {
			break
		}
		s.i++
	}
	return keys
}

func (s *scanner) value(path []any) {
	if s.i >= len(s.text) {
		return
	}
	switch s.text[s.i] {
	case '"', '\'':
		quote := s.text[s.i : s.i+1]
		inside := s.i + 1
		if strings.HasPrefix(s.text[s.i:], strings.Repeat(quote, 3)) {
			inside = s.i + 3
		}
		s.note("=", path, inside)
		s.quoted()
	case '[':
		s.note("=", path, s.i)
		s.list(path, ']')
	case '{':
		s.note("=", path, s.i)
		s.list(path, '}')
	default:
		s.note("=", path, s.i)
		for s.i < len(s.text) && !strings.ContainsRune(",]}#\r\n", rune(s.text[s.i])) {
			s.i++
		}
	}
}

// list walks over an array or an inline table.
func (s *scanner) list(path []any, end byte) {
	if s.beyond(s.i, 0, len(path)) {
		return
	}
	s.i++
	for n := 0; s.i < len(s.text); n++ {
		before := s.i
		s.blanks()
		if s.i >= len(s.text) || s.text[s.i] == end {
			break
		}
		if end == '}' {
			s.pair(path)
		} else {
			s.value(extend(path, n))
		}
		s.blanks()
		if s.i < len(s.text) && s.text[s.i] == ',' {
			s.i++
		} else if s.i == before {
			break
		}
	}
	if s.i < len(s.text) {
		s.i++
	}
}

// quoted walks over a string of any of the four kinds and returns its raw inside.
func (s *scanner) quoted() string {
	quote := s.text[s.i : s.i+1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(s.text[s.i:], long) {
		quote = long
	}
	s.i += len(quote)
	start := s.i
	for s.i < len(s.text) {
		switch {
		case strings.HasPrefix(s.text[s.i:], quote):
			inside := s.text[start:s.i]
			s.i += len(quote)
			return inside
		case s.text[s.i] == '\\' && quote[0] == '"':
			s.i += 2
		case s.text[s.i] == '\n' && len(quote) == 1:
			return s.text[start:s.i]
		default:
			s.i++
		}
	}
	s.i = len(s.text)
	return s.text[min(start, len(s.text)):]
}

func (s *scanner) skip(set string) {
	for s.i < len(s.text) && strings.IndexByte(set, s.text[s.i]) >= 0 {
		s.i++
	}
}

// blanks skips white space, line ends and comments.
func (s *scanner) blanks() {
	for {
		s.skip(" \t\r\n")
		if s.i >= len(s.text) || s.text[s.i] != '#' {
			return
		}
		s.toLineEnd()
	}
}

// toLineEnd goes behind the end of the line.
func (s *scanner) toLineEnd() {
	if n := strings.IndexByte(s.text[s.i:], '\n'); n >= 0 {
		s.i += n + 1
	} else {
		s.i = len(s.text)
	}
}

func (s *scanner) note(sort string, path []any, offset int) {
	name := sort + join(path)
	if _, ok := s.positions.at[name]; ok {
		return
	}
	s.positions.at[name] = s.pos(offset)
}

// pos returns the place of an offset. Places are asked for nearly in order, so that each line is counted
// once however many keys the text has.
func (s *scanner) pos(offset int) source.Pos {
	offset = min(offset, len(s.text))
	if offset < s.seen {
		s.seen, s.lines = 0, 0
	}
	s.lines += strings.Count(s.text[s.seen:offset], "\n")
	s.seen = offset
	start := strings.LastIndexByte(s.text[:offset], '\n') + 1
	return source.Pos{
		File: s.positions.file,
		Line: s.positions.line + s.lines,
		Col:  utf8.RuneCountInString(s.text[start:offset]) + 1,
	}
}

// beyond notes the first place that goes beyond a limit, and ends the walk there.
func (s *scanner) beyond(offset, words, depth int) bool {
	message, hint := "", ""
	switch {
	case words > maxWords:
		message, hint = "这个键用点连着 "+strconv.Itoa(maxWords)+" 个以上的词", "检查是否把文字写成了键；文字加引号"
	case depth > maxDepth:
		message, hint = "设置嵌套超过 "+strconv.Itoa(maxDepth)+" 层", "检查括号是否成对"
	default:
		return false
	}
	if s.tooMuch == nil {
		s.tooMuch = &source.Error{Code: source.TooMuchTOML, Pos: s.pos(offset), Message: message, Hint: hint}
	}
	s.i = len(s.text)
	return true
}
