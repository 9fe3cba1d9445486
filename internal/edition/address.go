package edition

import (
	"strings"
	"unicode/utf8"
)

// lookAddresses reports addresses of homes: a road, a village or an estate with a number, two
// parts of a building, or places below the county behind a word for a home. The addresses of
// public bodies may be printed.
func (s *scan) lookAddresses() {
	done := 0
	for words, spots := s.words, s.spots; len(words)+len(spots) > 0; {
		var i, end int
		if len(spots) == 0 || len(words) > 0 && words[0] < spots[0] {
			i, words = words[0], words[1:]
		} else {
			i, spots = spots[0], spots[1:]
		}
		switch {
		case i < done:
			continue
		case digit(s.runes[i]):
			if to, links := s.house(i); links >= 2 {
				end = to
			}
		case s.runes[i] < utf8.RuneSelf: // a word, a bracket
		case s.road(i):
			if to, links := s.house(i + 1); links >= 1 {
				end = to
			}
		}
		if end == 0 {
			continue
		}
		from := s.addressStart(i)
		if !s.ofPublicBody(from, end) {
			s.report(Address, from, end)
		}
		done = end
	}
	for i, m := range s.marks {
		if m.kind == cueHome && m.to >= done && !s.continued(i) {
			if from, to := s.homeBehind(m.to); to > 0 {
				s.report(Address, from, to)
				done = to
			}
		}
	}
}

// continued reports whether a longer cue of the same kind goes on where a cue ends: 居住 in 居住于.
func (s *scan) continued(i int) bool {
	for _, m := range s.marks[i+1:] {
		if m.from >= s.marks[i].to {
			return false
		}
		if m.kind == s.marks[i].kind && m.to > s.marks[i].to {
			return true
		}
	}
	return false
}

// roadEnds are the last characters of roads, villages and estates.
const roadEnds = "路街巷弄道同村屯庄坊里区园苑寓厦舍"

// road reports whether a road, village or estate with a name of its own ends at a rune.
func (s *scan) road(i int) bool {
	at := i - 1
	for at > 0 && i-at < 3 && between(s.runes[at]) {
		at--
	}
	if at < 1 || !han(s.runes[at]) && !digit(s.runes[at]) {
		return false
	}
	switch before := s.runes[at]; s.runes[i] {
	case '路':
		return !strings.ContainsRune("道公铁线电水思出网管通", before)
	case '街', '巷', '弄', '屯':
		return !strings.ContainsRune("各本该沿", before)
	case '村':
		return !strings.ContainsRune("乡农行各本该自每全", before)
	case '道':
		return before == '大'
	case '同':
		return before == '胡'
	case '区':
		return before == '小' || before == '社'
	case '园':
		return before == '花' || before == '家'
	case '寓':
		return before == '公'
	case '厦':
		return before == '大'
	case '舍':
		return before == '宿'
	case '里':
		return before != '公'
	case '庄', '坊', '苑':
		return true
	}
	return false
}

// houseUnits follow the numbers inside of a building, the longer ones first.
var houseUnits = [][]rune{
	[]rune("村民小组"), []rune("号楼"), []rune("号院"), []rune("单元"), []rune("号"), []rune("栋"), []rune("幢"), []rune("座"), []rune("室"), []rune("楼"), []rune("层"), []rune("组"), []rune("队"), []rune("弄"), []rune("巷"), []rune("户"), []rune("房"),
}

// house reads numbers with units from a rune on: 12号3单元401室. It returns the end of the last
// one and how many there were.
func (s *scan) house(i int) (end, links int) {
	c := cursor{s.runes, i}
	for links < 8 {
		if c.peek() == '第' {
			c.i++
		}
		from := c.i
		for c.i < len(c.runes) && c.i-from < 9 && houseNumber(c.peek()) {
			c.i++
		}
		if c.i == from {
			return end, links
		}
		c.peek()
		unit := s.houseUnit(c.i)
		if unit == 0 {
			if links > 0 && c.i-from >= 3 && digit(s.runes[from]) {
				end = from
				for end < len(s.runes) && (digit(s.runes[end]) || s.runes[end] == '-' && end+1 < len(s.runes) && digit(s.runes[end+1])) {
					end++ // 12号3-401
				}
			}
			return end, links
		}
		if c.i += unit; c.i < len(c.runes) && strings.ContainsRune("线桥台机令文工标地井泵仓车检隧公国省县乡别案", c.runes[c.i]) {
			return end, links
		}
		end = c.i
		links++
	}
	return end, links
}

func houseNumber(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '零', '〇', '两', '甲', '乙', '丙', '丁', '东', '西', '南', '北':
		return true
	}
	return alphanumeric(r)
}

// houseUnit returns how long the unit is that begins at a rune, or 0.
func (s *scan) houseUnit(i int) int {
	if i == len(s.runes) || !han(s.runes[i]) {
		return 0
	}
	for _, u := range houseUnits {
		if u[0] != s.runes[i] {
			continue
		}
		if end, ok := s.word(i, u); ok {
			return end - i
		}
	}
	return 0
}

// startsWith reports whether a word begins at a rune.
func (s *scan) startsWith(i int, word []rune) bool {
	if i+len(word) > len(s.runes) {
		return false
	}
	for j, r := range word {
		if s.runes[i+j] != r {
			return false
		}
	}
	return true
}

// word reports whether a word begins at a rune, single blanks and breaks aside, and its end.
func (s *scan) word(i int, word []rune) (end int, ok bool) {
	for j, r := range word {
		if j > 0 && i < len(s.runes) && between(s.runes[i]) {
			i++
		}
		if i >= len(s.runes) || s.runes[i] != r {
			return 0, false
		}
		i++
	}
	return i, true
}

// addressStart walks back to where the address begins whose road ends at a rune.
func (s *scan) addressStart(i int) int {
	from := i
	for from > 0 && i-from < 30 {
		r := s.runes[from-1]
		if !han(r) && !digit(r) && !between(r) || strings.ContainsRune("住址在于到位是为", r) {
			break
		}
		from--
	}
	for from < i && between(s.runes[from]) {
		from++
	}
	return from
}

// ofPublicBody reports whether the words around an address name a public body and no home.
func (s *scan) ofPublicBody(from, to int) bool {
	if s.before(cueHome, from, 10) || from > 0 && s.runes[from-1] == '住' {
		return false
	}
	return s.before(cuePublic, to, to-from+16) || s.behind(cuePublic, to, 12)
}

// homeBehind reads places right behind a word for a home; two of them, one below the county, are
// an address.
func (s *scan) homeBehind(i int) (from, to int) {
	for n := 0; i < len(s.runes) && n < 4 && strings.ContainsRune(": 为在于系是\x00\n(", s.runes[i]); n++ {
		i++
	}
	links, below, name := 0, false, 0
	for j := i; j < len(s.runes) && j < i+40; j++ {
		r := s.runes[j]
		if r == ' ' || r == '\n' {
			continue
		}
		if !han(r) || strings.ContainsRune("的或者及和与应以由其该所级各本并且", r) {
			break
		}
		switch r {
		case '省', '市', '区', '县', '旗', '州', '盟':
			if name >= 1 {
				links, name, to = links+1, 0, j+1
			}
			continue
		case '镇', '乡', '村', '路', '街', '巷', '屯':
			if name >= 1 {
				links, name, to, below = links+1, 0, j+1, true
			}
			continue
		}
		name++
	}
	if links < 2 || !below {
		return 0, 0
	}
	return i, to
}
