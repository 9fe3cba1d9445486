package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Columns is the width of text on a screen: two for Han characters, one for others.
func Columns(text string) int {
	n := 0
	for _, r := range text {
		n += RuneColumns(r)
	}
	return n
}

// RuneColumns is the width of one character on a screen. Quotation marks and dashes, which Unicode
// leaves open, are as wide as Chinese text sets them.
func RuneColumns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case r >= 0x1100 && (r < 0x2400 || r >= 0x2440): // not the signs of Clean
		return 2
	}
	return 1
}

// Clean makes text safe to show on a screen: characters that move the cursor, colour it, or turn
// the direction of writing become signs that can be seen.
func Clean(text string) string {
	if strings.IndexFunc(text, unseen) < 0 && utf8.ValidString(text) {
		return text
	}
	return strings.Map(visible, text)
}

func unseen(r rune) bool { return visible(r) != r }

func visible(r rune) rune {
	switch {
	case r < ' ':
		return '␀' + r
	case r == 0x7f:
		return '␡'
	case r < 0xa0 && r > 0x7f, unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co):
		return utf8.RuneError
	}
	return r
}
