package edition

import (
	"slices"
	"strings"
	"unicode"
)

// Words for what is no name in a column of names: nothing is shown of it.
const (
	someBody     = "某单位"
	somePerson   = "某人"
	severalNames = "、"
)

// Cell masks a cell of a column of names, which may hold several. Nothing of it is shown but the
// masked names, words that say that there is no name (不详), and otherwise 某单位 or 某人: what is
// no name to us may still tell who it is.
func (m *Masker) Cell(value string) string {
	folded := foldText(value)
	parts, more := cellParts(folded)
	var list []string
	for _, part := range parts {
		if one := m.cellName(part); one != "" && !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	switch {
	case len(list) > 0:
		return strings.Join(list, severalNames) + more
	case slices.ContainsFunc(folded, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
		return somePerson
	}
	return "—"
}

// cellParts takes a cell apart into names, without remarks; more is 等 where it means others too.
func cellParts(folded []rune) (parts [][]rune, more string) {
	rest := withoutRemarks(folded)
	if i := slices.Index(rest, '等'); i >= 0 {
		rest, more = rest[:i], "等"
	}
	return splitNames(rest), more
}

// cellName masks what stands in a cell for one person, "" for signs alone.
func (m *Masker) cellName(part []rune) string {
	name := lettersOf(part)
	switch {
	case len(name) == 0:
		return ""
	case maskedName(name) || slices.Contains(noName, string(name)) || string(name) == "无":
		return string(name)
	case organisation(name):
		return someBody
	case personName(name):
		return m.Mask(string(part))
	case slices.Contains(name, '某') || len(name) > 24:
		return somePerson
	}
	start := beginning(part, name) // 张, Li: not enough to be looked for in texts
	if m.seen[start] == 0 && !m.taken[start] {
		return start
	}
	return somePerson
}

// withoutRemarks cuts what stands in brackets: （又名张四）, （在逃）.
func withoutRemarks(folded []rune) []rune {
	var out []rune
	depth := 0
	for _, r := range folded {
		switch {
		case strings.ContainsRune("([{【〔<《", r):
			depth++
			out = append(out, ' ')
		case strings.ContainsRune(")]}】〕>》", r):
			depth = max(0, depth-1)
		case depth == 0:
			out = append(out, r)
		}
	}
	return out
}

// maskedName reports a name that is masked already: 张某, 欧阳某甲, 李某某.
func maskedName(name []rune) bool {
	at := slices.Index(name, '某')
	if at < 1 || at > 2 || at == 2 && surnameLength(append(slices.Clone(name[:2]), '某')) != 2 || len(name)-at > 5 {
		return false
	}
	return !slices.ContainsFunc(name[at+1:], func(r rune) bool {
		return !strings.ContainsRune("某甲乙丙丁戊己庚辛壬癸一二三四五六七八九十", r)
	})
}
