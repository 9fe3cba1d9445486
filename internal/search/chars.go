package search

// A class says what a folded character is for the analysis.
type class uint8

const (
	mark    class = iota // 标点、符号: ends a run, most kinds leave a gap
	han                  // one unit each, indexed in pairs
	letter               // a run of letters of any other script is one unit
	digit                // a run of 0-9 is one unit
	ignored              // invisible: as if it were not there
)

// span is a closed range of code points of one class.
type span struct {
	from, to rune
	class    class
}

// spans lists, in order, every range at or above U+0080 that is not letters.
// search-text.js holds the same table; a test compares the two for all of Unicode.
var spans = [...]span{
	{0x80, 0xa9, mark},
	{0xab, 0xac, mark},
	{0xad, 0xad, ignored},
	{0xae, 0xb4, mark},
	{0xb6, 0xb9, mark},
	{0xbb, 0xbf, mark},
	{0xd7, 0xd7, mark},
	{0xf7, 0xf7, mark},
	{0x2000, 0x200a, mark},
	{0x200b, 0x200d, ignored},
	{0x200e, 0x205f, mark},
	{0x2060, 0x2060, ignored},
	{0x2061, 0x215f, mark},
	{0x2190, 0x2bff, mark},
	{0x2e00, 0x2e7f, mark},
	{0x2ff0, 0x3004, mark},
	{0x3007, 0x3007, han},
	{0x3008, 0x3020, mark},
	{0x302a, 0x3030, mark},
	{0x3036, 0x3037, mark},
	{0x303d, 0x3040, mark},
	{0x3099, 0x309c, mark},
	{0x30a0, 0x30a0, mark},
	{0x30fb, 0x30fb, mark},
	{0x3190, 0x319f, mark},
	{0x3200, 0x33ff, mark},
	{0x3400, 0x9fff, han},
	{0xd800, 0xdfff, mark},
	{0xf900, 0xfaff, han},
	{0xfe00, 0xfe0f, ignored},
	{0xfe10, 0xfe6f, mark},
	{0xfeff, 0xfeff, ignored},
	{0xff00, 0xff65, mark},
	{0xffe0, 0xffff, mark},
	{0x1f000, 0x1faff, mark},
	{0x20000, 0x3ffff, han},
	{0xe0000, 0xe00ff, mark},
	{0xe0100, 0xe01ef, ignored},
}

// classOf returns the class of a folded character.
func classOf(r rune) class {
	if r < 0x80 {
		switch {
		case r >= '0' && r <= '9':
			return digit
		case r >= 'a' && r <= 'z':
			return letter
		}
		return mark
	}
	if r >= 0x3400 && r <= 0x9fff {
		return han
	}
	low, high := 0, len(spans)
	for low < high {
		mid := (low + high) / 2
		if spans[mid].to < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(spans) && spans[low].from <= r {
		return spans[low].class
	}
	return letter
}

// fold maps full-width forms to ASCII, wide and fixed spaces to the space, and
// capitals of Latin, Greek, Cyrillic and the Roman numerals to small letters.
// It is a fixed table on purpose: Unicode tables differ between engines.
func fold(r rune) rune {
	switch {
	case r >= 0x3400 && r <= 0x9fff:
		return r
	case r >= 0xff01 && r <= 0xff5e:
		r -= 0xfee0
	case r == 0x3000 || r == 0xa0 || r == 0x202f || r >= 0x2000 && r <= 0x200a:
		return ' '
	}
	switch {
	case r >= 'A' && r <= 'Z', r >= 0xc0 && r <= 0xde && r != 0xd7,
		r >= 0x391 && r <= 0x3a9, r >= 0x410 && r <= 0x42f:
		return r + 32
	case r >= 0x400 && r <= 0x40f:
		return r + 80
	case r >= 0x2160 && r <= 0x216f:
		return r + 16
	}
	return r
}

// joins reports whether r is dropped between two Han characters, so that 案-件比,
// 案－件比 and 案件比 are one word.
func joins(r rune) bool {
	return r == '-' || r >= 0x2010 && r <= 0x2013 || r == 0xb7 || r == 0x2022 || r == 0x2027 || r == 0x30fb
}

// light reports whether r ends a run without keeping its neighbours apart.
func light(r rune) bool {
	switch r {
	case ' ', '.', '+', '-', '/', '_', '%':
		return true
	}
	return false
}

// signs reports whether r changes the meaning of the unit before it.
func signs(r rune) bool { return r == '+' || r == '%' || r == '‰' }
