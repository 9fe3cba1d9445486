package prose

import "unicode"

// A Mark is a punctuation mark or character of the wrong width in Chinese text, and what should stand
// there. Start and End are offsets in runes.
type Mark struct {
	Start, End int
	Want       string
}

// wide are the marks of Chinese text for those of Western text.
var wide = map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！"}

// Marks finds half-width punctuation between Chinese words, straight quotation marks around them, and
// full-width digits and letters. Numbers (1,536 and 1:1.21), Western words, times and addresses keep
// their marks.
func Marks(text string) []Mark {
	s := []rune(text)
	var list []Mark
	quote := -1 // the opening straight quotation mark that waits for its end
	open := -1  // the same for (
	for i, c := range s {
		before, after := around(s, i)
		switch {
		case c == '\n' && i+1 < len(s) && s[i+1] == '\n':
			quote, open = -1, -1 // one that is never closed ends with its paragraph
		case wide[c] != "" && unicode.Is(unicode.Han, before) && (after == 0 || unicode.Is(unicode.Han, after)):
			list = append(list, Mark{i, i + 1, wide[c]})
		case c == '.' && unicode.Is(unicode.Han, before) && after == 0:
			list = append(list, Mark{i, i + 1, "。"})
		case c >= '０' && c <= '９', c >= 'Ａ' && c <= 'Ｚ', c >= 'ａ' && c <= 'ｚ', c == '％':
			list = append(list, Mark{i, i + 1, string(c - 0xfee0)})
		case c == '"' && quote < 0:
			quote = i
		case c == '"':
			if hasHan(s[quote+1 : i]) {
				list = append(list, Mark{quote, quote + 1, "“"}, Mark{i, i + 1, "”"})
			}
			quote = -1
		case c == '(' && open < 0:
			open = i
		case c == ')' && open >= 0:
			if before, _ := around(s, open); unicode.Is(unicode.Han, before) && hasHan(s[open+1:i]) {
				list = append(list, Mark{open, open + 1, "（"}, Mark{i, i + 1, "）"})
			}
			open = -1
		}
	}
	return list
}

// around returns the characters before and after one, blanks passed over; 0 at the ends of the text.
func around(s []rune, i int) (before, after rune) {
	for k := i - 1; k >= 0 && before == 0; k-- {
		if s[k] != ' ' {
			before = s[k]
		}
	}
	for k := i + 1; k < len(s) && after == 0; k++ {
		if s[k] == '\n' {
			break
		}
		if s[k] != ' ' {
			after = s[k]
		}
	}
	return before, after
}

// hasHan tells whether words hold a Chinese character.
func hasHan(s []rune) bool {
	for _, c := range s {
		if unicode.Is(unicode.Han, c) {
			return true
		}
	}
	return false
}

// Mend puts the right marks in and says how many there were.
func Mend(text string) (string, int) {
	marks := Marks(text)
	at := map[int]string{}
	for _, m := range marks {
		at[m.Start] = m.Want
	}
	var out []rune
	for i, c := range []rune(text) {
		if want, ok := at[i]; ok {
			out = append(out, []rune(want)...)
			continue
		}
		out = append(out, c)
	}
	return string(out), len(marks)
}
