package edition

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Masker writes the names of one document as courts and procuratorates publish them: the
// surname and 某, persons of one surname told apart by 甲, 乙 (最高人民法院关于人民法院在互联网
// 公布裁判文书的规定第八条、第九条); of the names of ethnic minorities and of translated names the
// first character, of Latin names the first letter. What it writes depends on the persons of
// the document alone, so that nobody can be followed from one document to another.
type Masker struct {
	masked map[string]string // by folded letters
	seen   map[string]int    // persons per beginning
	taken  map[string]bool   // what stands in the document already: 张某甲 is somebody there
	words  *automaton
	names  []string
}

// NewMasker takes the persons of a document in the order of the document; a value may name
// several, as a cell does. Names that are masked already and names of companies and bodies
// stay as they are.
func NewMasker(persons []string) *Masker {
	m := &Masker{masked: map[string]string{}, seen: map[string]int{}, taken: map[string]bool{}}
	type person struct{ start, key string }
	var all []person
	var folded [][]rune
	many := map[string]int{} // persons by beginning
	for _, value := range persons {
		parts, _ := cellParts(foldText(value))
		for _, part := range parts {
			name := lettersOf(part)
			key := string(name)
			if maskedName(name) {
				m.taken[key] = true
				continue
			}
			if _, known := m.masked[key]; known || !personName(name) {
				continue
			}
			start := beginning(part, name)
			m.masked[key] = start
			many[start]++
			all = append(all, person{start, key})
			folded = append(folded, name)
			m.names = append(m.names, key)
		}
	}
	for _, p := range all {
		if many[p.start] == 1 && !m.taken[p.start] {
			m.seen[p.start]++ // 张某
			continue
		}
		m.masked[p.key] = m.mask(p.start)
	}
	m.words = newAutomaton(folded)
	return m
}

// Mask returns the masked form of a person's name. A person who was not named to NewMasker is
// told apart from those who were.
func (m *Masker) Mask(person string) string {
	folded := foldText(person)
	name := lettersOf(folded)
	if masked, known := m.masked[string(name)]; known {
		return masked
	}
	if !personName(name) {
		return person
	}
	masked := beginning(folded, name)
	if m.seen[masked] > 0 || m.taken[masked] {
		masked = m.mask(masked)
	} else {
		m.seen[masked]++
	}
	m.masked[string(name)] = masked
	return masked
}

// beginning is what stays of a name: 张某, 欧阳某, 买某, J.
func beginning(person, name []rune) string {
	switch {
	case name[0] < 0x250:
		return string(name[0])
	case slices.Contains(person, midDot) || len(name) > 4:
		return string(name[0]) + "某"
	default:
		return string(name[:max(1, surnameLength(name))]) + "某"
	}
}

var stems = []rune("甲乙丙丁戊己庚辛壬癸")

// mask gives the next person of a beginning its form: 张某甲, 张某乙, but what nobody has.
func (m *Masker) mask(start string) string {
	for {
		m.seen[start]++
		n := m.seen[start]
		form := start + chineseNumber(n)
		if n <= len(stems) {
			form = start + string(stems[n-1])
		}
		if !m.taken[form] {
			return form
		}
	}
}

// chineseNumber writes 11…99 in characters, larger numbers in digits.
func chineseNumber(n int) string {
	digits := []rune("〇一二三四五六七八九")
	if n >= 100 {
		return strconv.Itoa(n)
	}
	text := "十"
	if n >= 20 {
		text = string(digits[n/10]) + text
	}
	if n%10 > 0 {
		text += string(digits[n%10])
	}
	return text
}

// Text masks every occurrence of the persons of the document in a text.
func (m *Masker) Text(text string) string {
	if len(m.names) == 0 {
		return text
	}
	names := &Names{words: m.words}
	for _, name := range m.names {
		first, _ := utf8.DecodeRuneInString(name)
		last, _ := utf8.DecodeLastRuneInString(name)
		names.list = append(names.list, knownName{length: utf8.RuneCountInString(name), latin: [2]bool{first < 0x250, last < 0x250}})
	}
	var b strings.Builder
	from := 0
	d := NewDetector(Policy{Names: names})
	for i, r := range rules {
		d.refused[i] = r.class == PartyName
	}
	d.Find([]byte(text), func(_ Class, start, end int) {
		b.WriteString(text[from:start])
		b.WriteString(m.masked[string(lettersOf(foldText(text[start:end])))])
		from = end
	})
	return b.String() + text[from:]
}
