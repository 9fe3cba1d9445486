package edition

var secrecyLevels = [][]rune{[]rune("绝密"), []rune("机密"), []rune("秘密")}

// lookMarks reports marks of secrecy (保守国家秘密法: 秘密★, 机密★, 绝密★).
func (s *scan) lookMarks() {
	for i, r := range s.runes {
		if r != '★' && r != '☆' {
			continue
		}
		end := i
		for end > 0 && s.runes[end-1] == ' ' {
			end--
		}
		for _, level := range secrecyLevels {
			if s.endsWith(end, level) {
				s.report(SecrecyMark, end-len(level), i+1)
			}
		}
	}
}

// endsWith reports whether a word stands right before the rune at end.
func (s *scan) endsWith(end int, word []rune) bool {
	if end < len(word) {
		return false
	}
	for i, r := range word {
		if s.runes[end-len(word)+i] != r {
			return false
		}
	}
	return true
}
