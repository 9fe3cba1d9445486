package grid

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decodeGB18030 reads one raw cell; false when some of it cannot be read.
func decodeGB18030(raw []byte) (string, bool) {
	ascii := true
	for _, b := range raw {
		ascii = ascii && b < utf8.RuneSelf
	}
	if ascii {
		return string(raw), true
	}
	var short [96]byte
	out, whole := short[:0], true
	for table := twoByteRunes(); len(raw) > 0; {
		r, size := rune(raw[0]), 1
		switch {
		case raw[0] < utf8.RuneSelf:
		case len(raw) >= 4 && raw[1] >= '0' && raw[1] <= '9':
			r, size = libraryRune(raw[:4]), 4
		case len(raw) >= 2 && raw[0] > 0x80 && raw[0] < 0xff && raw[1] >= 0x40 && raw[1] < 0xff:
			r, size = table[raw[0]-0x81][raw[1]-0x40], 2
		default:
			r = libraryRune(raw[:1])
		}
		whole = whole && r != utf8.RuneError
		out, raw = utf8.AppendRune(out, r), raw[size:]
	}
	return string(out), whole
}

// twoByteRunes lists the characters of two bytes by lead byte from 0x81 and trail byte from 0x40:
// those that golang.org/x/text knows, and the 2,067 that older tables put into the private use area,
// where offices keep rare characters of names.
var twoByteRunes = sync.OnceValue(func() *[0x7e][0xbf]rune {
	table := new([0x7e][0xbf]rune)
	for lead := range table {
		for trail := range table[lead] {
			raw := []byte{byte(lead + 0x81), byte(trail + 0x40)}
			r := libraryRune(raw)
			if r == utf8.RuneError {
				r = rareRune(raw[0], raw[1])
			}
			table[lead][trail] = r
		}
	}
	return table
})

// libraryRune reads one character as golang.org/x/text does.
func libraryRune(raw []byte) rune {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if r, size := utf8.DecodeRune(text); err == nil && size == len(text) {
		return r
	}
	return utf8.RuneError
}

// rareRune maps a two-byte character as GB 18030-2022 does, or to its place in the private use area.
func rareRune(lead, trail byte) rune {
	code := uint16(lead)<<8 | uint16(trail)
	if r, ok := laterRunes[code]; ok {
		return r
	}
	below := rune(trail) - 0x40 // trail bytes of a row, of which 0x7f is none
	if trail > 0x7f {
		below--
	}
	switch {
	case trail == 0x7f || trail == 0xff:
	case lead >= 0xaa && lead <= 0xaf && trail >= 0xa1:
		return 0xe000 + rune(lead-0xaa)*94 + rune(trail-0xa1)
	case lead >= 0xf8 && lead <= 0xfe && trail >= 0xa1:
		return 0xe234 + rune(lead-0xf8)*94 + rune(trail-0xa1)
	case lead >= 0xa1 && lead <= 0xa7 && trail <= 0xa0:
		return 0xe4c6 + rune(lead-0xa1)*96 + below
	case lead == 0xfe && trail >= 0x50 && trail <= 0xa0:
		return 0xe815 + below - 0x10
	}
	for _, gap := range gaps {
		if code >= gap.first && code <= gap.last {
			return gap.to + rune(code-gap.first)
		}
	}
	return utf8.RuneError
}

// laterRunes were given their own place in Unicode after the first tables had been made: vertical
// forms of punctuation, a letter of pinyin, eight components of characters.
var laterRunes = map[uint16]rune{
	0xa6d9: 0xfe10, 0xa6da: 0xfe12, 0xa6db: 0xfe11, 0xa6dc: 0xfe13, 0xa6dd: 0xfe14, 0xa6de: 0xfe15, 0xa6df: 0xfe16,
	0xa6ec: 0xfe17, 0xa6ed: 0xfe18, 0xa6f3: 0xfe19, 0xa8bc: 0x1e3f,
	0xfe59: 0x9fb4, 0xfe61: 0x9fb5, 0xfe66: 0x9fb6, 0xfe67: 0x9fb7, 0xfe6d: 0x9fb8, 0xfe7e: 0x9fb9, 0xfe90: 0x9fba, 0xfea0: 0x9fbb,
}

// gaps are the unused places among the signs of GB 2312, with where the private use area holds them.
var gaps = []struct {
	first, last uint16
	to          rune
}{
	{0xa2ab, 0xa2b0, 0xe766},
	{0xa2e4, 0xa2e4, 0xe76d},
	{0xa2ef, 0xa2f0, 0xe76e},
	{0xa2fd, 0xa2fe, 0xe770},
	{0xa4f4, 0xa4fe, 0xe772},
	{0xa5f7, 0xa5fe, 0xe77d},
	{0xa6b9, 0xa6c0, 0xe785},
	{0xa6f6, 0xa6fe, 0xe797},
	{0xa7c2, 0xa7d0, 0xe7a0},
	{0xa7f2, 0xa7fe, 0xe7af},
	{0xa896, 0xa8a0, 0xe7bc},
	{0xa8c1, 0xa8c4, 0xe7c9},
	{0xa8ea, 0xa8fe, 0xe7cd},
	{0xa958, 0xa958, 0xe7e2},
	{0xa95b, 0xa95b, 0xe7e3},
	{0xa95d, 0xa95f, 0xe7e4},
	{0xa997, 0xa9a3, 0xe7f4},
	{0xa9f0, 0xa9fe, 0xe801},
	{0xd7fa, 0xd7fe, 0xe810},
}
