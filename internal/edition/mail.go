package edition

import "strings"

// mail reports an address of electronic mail whose sign is at a rune. A blank or line break on
// either side of the sign, or one inside the name of the host, does not hide it.
func (s *scan) mail(at int) {
	from, gap := at, 0
	if at > 1 && between(s.runes[at-1]) {
		from, gap = at-1, 1
	}
	local := from
	for from > 0 && mailSign(s.runes[from-1]) {
		from--
	}
	for from < local && !alphanumeric(s.runes[from]) {
		from++
	}
	if from == local || from > 0 && packedText(s.runes[from-1]) {
		return
	}
	if to := s.host(at+1, gap); to > 0 && (to == len(s.runes) || !packedText(s.runes[to])) && !s.mixedCase(at+1, to) {
		s.report(Email, from, to)
	}
}

// host returns the end of the name of a host that begins at a rune, or 0. gaps are the blanks
// so far.
func (s *scan) host(i, gaps int) int {
	if i < len(s.runes) && between(s.runes[i]) {
		i, gaps = i+1, gaps+1
	}
	end, labels := 0, 0
	for {
		start := i
		for i < len(s.runes) && (alphanumeric(s.runes[i]) || s.runes[i] == '-') {
			i++
		}
		if i == start {
			return end
		}
		labels++
		if labels > 1 && topLevel(s.runes[start:i]) {
			end = i
		}
		if i+1 < len(s.runes) && between(s.runes[i]) && gaps < 1 && (s.runes[i+1] == '.' || alphanumeric(s.runes[i+1])) && end == 0 {
			i, gaps = i+1, gaps+1 // exam⏎ple.com
			if s.runes[i] != '.' {
				labels--
				continue
			}
		}
		if i == len(s.runes) || s.runes[i] != '.' {
			return end
		}
		if i++; i < len(s.runes) && between(s.runes[i]) && gaps < 2 {
			i, gaps = i+1, gaps+1
		}
	}
}

func between(r rune) bool { return r == ' ' || r == '\n' }

func mailSign(r rune) bool {
	return alphanumeric(r) || r == '.' || r == '_' || r == '-' || r == '+' || r == '%'
}

// topLevels are the last parts of names of hosts that addresses here have.
const topLevels = " COM CN NET ORG GOV EDU MIL INFO BIZ CC TOP VIP XYZ IO ME TV HK TW MO JP KR US UK DE FR RU SG CO CLUB PRO MOBI ASIA TEST EXAMPLE INVALID LOCAL SITE ONLINE TECH SHOP STORE LIVE "

func topLevel(label []rune) bool {
	if label[0] == '-' {
		label = label[1:]
	}
	for _, r := range label {
		if !capital(r) {
			return false
		}
	}
	return len(label) >= 2 && strings.Contains(topLevels, " "+string(label)+" ")
}

// packedText reports signs that stand beside an address only where numbers are packed as
// letters, as in the lists of a search index.
func packedText(r rune) bool { return strings.ContainsRune("{}|~^*$!?&#[]`=%@", r) }

// mixedCase reports whether a stretch of the text has a capital behind a small letter.
func (s *scan) mixedCase(from, to int) bool {
	small := false
	for _, c := range s.text[s.offset[from]:s.end(to-1)] {
		if 'A' <= c && c <= 'Z' && small {
			return true
		}
		small = 'a' <= c && c <= 'z'
	}
	return false
}
