package edition

import "slices"

var (
	secrecyLevels = [][]rune{[]rune("绝密"), []rune("机密"), []rune("秘密")}
	levelLabel    = []rune("密级")
	workSecret    = []rune("工作秘密")
	internalMarks = [][]rune{[]rune("内部资料"), []rune("内部文件"), workSecret, []rune("内部使用"), []rune("内部参考")}
	warnings      = [][]rune{
		[]rune("注意保存"), []rune("注意保管"), []rune("妥善保管"), []rune("严禁外传"), []rune("不得外传"), []rune("请勿外传"), []rune("禁止外传"),
		[]rune("严禁扩散"), []rune("不得公开"), []rune("禁止翻印"), []rune("严禁复制"), []rune("★"), []rune("☆"),
	}
)

// secrecy reports a mark of secrecy (保守国家秘密法: 秘密★, 机密★, 绝密★) or a notice that a
// paper is for internal use, of which the first character is at a rune. The words alone are no
// mark: laws and manuals speak of them.
func (s *scan) secrecy(i int) {
	switch s.runes[i] {
	case '绝', '机', '秘':
		if end := s.level(i); end > 0 {
			c := cursor{s.runes, end}
			if r := c.peek(); (r == '★' || r == '☆' || r == '⭐') && !s.endsWith(end, workSecret) {
				s.report(SecrecyMark, i, c.i+1)
			}
		}
	case '密':
		if end, ok := s.word(i, levelLabel); ok {
			c := cursor{s.runes, end}
			if c.peek() == ':' {
				c.i++
				c.peek()
				if end := s.level(c.i); end > 0 {
					s.report(SecrecyMark, i, end)
				}
			}
		}
	case '内', '工':
		for _, mark := range internalMarks {
			if end, ok := s.word(i, mark); ok && s.standsAsMark(i, end) && !s.own(i, end) {
				s.report(InternalMark, i, end)
			}
		}
	}
}

// level returns the end of a level of secrecy that begins at a rune, or 0.
func (s *scan) level(i int) int {
	for _, level := range secrecyLevels {
		if end, ok := s.word(i, level); ok {
			return end
		}
	}
	return 0
}

// standsAsMark reports whether words stand by themselves, or a warning follows them.
func (s *scan) standsAsMark(from, to int) bool {
	c := cursor{s.runes, to}
	for range 2 {
		if r := c.peek(); r != ',' && r != '。' && r != ';' && r != ':' && r != '!' {
			break
		}
		c.i++
	}
	c.peek()
	if slices.ContainsFunc(warnings, func(w []rune) bool { return s.startsWith(c.i, w) }) {
		return true
	}
	alone := func(r rune) bool { return slices.Contains([]rune("\x00\n\"【】()[]〔〕"), r) }
	for from > 0 && s.runes[from-1] == ' ' {
		from--
	}
	for to < len(s.runes) && s.runes[to] == ' ' {
		to++
	}
	opens := from == 0 || alone(s.runes[from-1]) || s.runes[from-1] == ',' || s.runes[from-1] == '。'
	return opens && (to == len(s.runes) || alone(s.runes[to]))
}

// own reports whether a mark is part of a text of our own, as the footer's notice is.
func (s *scan) own(from, to int) bool {
	for _, text := range s.d.own {
		for at := 0; at+to-from <= len(text); at++ {
			if from >= at && slices.Equal(text[at:at+to-from], s.runes[from:to]) && s.startsWith(from-at, text) {
				return true
			}
		}
	}
	return false
}

// endsWith reports whether a word stands right before the rune at end.
func (s *scan) endsWith(end int, word []rune) bool {
	return end >= len(word) && s.startsWith(end-len(word), word)
}
