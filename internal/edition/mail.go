package edition

import "strings"

// lookMail reports addresses of electronic mail. A blank or line break on either side of the
// sign, or one inside the name of the host, does not hide them.
func (s *scan) lookMail() {
	for at, r := range s.runes {
		if r != '@' {
			continue
		}
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
		if from == local {
			continue
		}
		if to := s.host(at+1, gap); to > 0 {
			s.report(Email, from, to)
		}
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
		if labels > 1 && topLevel(s.runes[start:i], gaps) {
			end = i
		}
		if labels == 1 && i+1 < len(s.runes) && between(s.runes[i]) && gaps < 2 {
			if j := i + 1; s.runes[j] == '.' || alphanumeric(s.runes[j]) {
				i, gaps, labels = j, gaps+1, 0 // exam⏎ple.com
				if s.runes[j] == '.' {
					labels = 1
				}
			}
		}
		if labels == 0 {
			continue
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

const (
	topLevels = " COM CN NET ORG GOV EDU MIL INFO BIZ CC TOP VIP XYZ IO ME TV HK TW MO JP KR US UK DE FR RU SG CO CLUB PRO MOBI ASIA "
	fileKinds = " JS MJS CSS MD GO HTML HTM PNG SVG JSON TS PY MIN MAP TXT CSV "
)

// topLevel reports whether the last part of a host's name is one that is given; where there are
// no blanks in the address, any letters that are no ending of a file.
func topLevel(label []rune, gaps int) bool {
	if len(label) < 2 || len(label) > 8 {
		return false
	}
	for _, r := range label {
		if !capital(r) {
			return false
		}
	}
	word := " " + string(label) + " "
	return strings.Contains(topLevels, word) || gaps == 0 && !strings.Contains(fileKinds, word)
}
