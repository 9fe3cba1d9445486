package edition

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Signs that folded text knows; all blanks are ' ', all line breaks '\n', all dashes '-'.
const (
	dropped = -1     // a character that readers do not see
	midDot  = '·'    // every dot at half height, as inside 买买提·艾力
	stopped = '\x00' // the gate puts it between cells and blocks: nothing reaches across
)

// foldPages holds, by the upper bits of a rune, what the runes of the page fold to; a page
// that is nil folds to itself. It follows NFKD where that is one letter or digit, without
// its marks; Latin letters become capitals.
var foldPages = sync.OnceValue(func() *[0x1100]*[256]rune {
	var pages [0x1100]*[256]rune
	set := func(r, to rune) {
		page := pages[r>>8]
		if page == nil {
			page = new([256]rune)
			for i := range page {
				page[i] = r&^0xFF | rune(i)
			}
			pages[r>>8] = page
		}
		page[r&0xFF] = to
	}
	for _, span := range [][2]rune{
		{0, 0x24F}, {0x300, 0x4FF}, {0x1D00, 0x245F}, {0x2E80, 0x2FDF}, {0x3000, 0x312F}, {0xF900, 0xFB4F}, {0xFE00, 0xFFEF}, {0x1D400, 0x1D7FF}, {0x1FBF0, 0x1FBF9}, {0x2F800, 0x2FA1F}, {0xE0000, 0xE01EF},
	} {
		for r := span[0]; r <= span[1]; r++ {
			if to := foldRune(r); to != r {
				set(r, to)
			}
		}
	}
	for _, r := range []rune{0x200B, 0x180B, 0x180C, 0x180D, 0x180E, 0x2D7F, 0xFFFC} {
		set(r, dropped)
	}
	return &pages
})

// foldRune is the slow way to what foldPages holds.
func foldRune(r rune) rune {
	switch {
	case r == stopped:
		return r
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return '\n'
	case r == '\t' || unicode.Is(unicode.Zs, r):
		return ' '
	case 0x2010 <= r && r <= 0x2015 || r == 0x2212 || r == 0xFE58 || r == 0xFE63 || r == 0xFF0D || r == 0x2043:
		return '-'
	case r == 0xB7 || r == 0x2022 || r == 0x2027 || r == 0x2219 || r == 0x22C5 || r == 0x30FB || r == 0xFF65 || r == 0x387:
		return midDot
	case unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me) || unicode.Is(unicode.Cc, r) || r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0:
		return dropped
	}
	folded := rune(dropped)
	for _, d := range norm.NFKD.String(string(r)) {
		if unicode.Is(unicode.Mn, d) {
			continue
		}
		if folded != dropped {
			return r // more than one letter: ㈱, ½
		}
		folded = d
	}
	if folded == dropped {
		return r
	}
	if folded < 0x250 {
		folded = unicode.ToUpper(folded)
	}
	return folded
}

// foldText returns the folded runes of a short text.
func foldText(s string) []rune {
	pages := foldPages()
	var list []rune
	for _, r := range s {
		if page := pages[r>>8]; page != nil {
			r = page[r&0xFF]
		}
		if r != dropped {
			list = append(list, r)
		}
	}
	return list
}
