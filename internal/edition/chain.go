package edition

import "unicode/utf8"

// gap says what stands between a digit and the one before it.
type gap uint8

const (
	glued gap = iota
	blank
	dash
	dot
	line
)

// A chain is a maximal sequence of digits with at most one separator between any two.
// A final X of a resident number is digit 10.
type chain struct {
	digits []int8
	gap    []gap
	offset []int // of each digit in the text
	end    []int // offset behind each digit
}

// mayStart marks the bytes that a digit can begin with.
var mayStart = func() (t [256]bool) {
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	t[0xEF], t[0xF0], t[0xC2], t[0xE2] = true, true, true, true
	return t
}()

// digitAt returns the value and the length of the digit at text[i], or -1.
// It knows what NFKC folds to a digit: full-width, mathematical, raised and lowered digits.
func digitAt(text []byte, i int) (value int8, size int) {
	c := text[i]
	if c < utf8.RuneSelf {
		if '0' <= c && c <= '9' {
			return int8(c - '0'), 1
		}
		return -1, 0
	}
	if !mayStart[c] {
		return -1, 0
	}
	r, size := utf8.DecodeRune(text[i:])
	switch {
	case '０' <= r && r <= '９':
		return int8(r - '０'), size
	case 0x1D7CE <= r && r <= 0x1D7FF:
		return int8((r - 0x1D7CE) % 10), size
	case r == '¹':
		return 1, size
	case r == '²' || r == '³':
		return int8(r-'²') + 2, size
	case r == '⁰' || '⁴' <= r && r <= '⁹':
		return int8(r - '⁰'), size
	case '₀' <= r && r <= '₉':
		return int8(r - '₀'), size
	}
	return -1, 0
}

// read fills c with the chain whose first digit is at text[i] and returns the offset behind it.
func (c *chain) read(text []byte, i int, d int8, size int) int {
	c.digits, c.gap, c.offset, c.end = c.digits[:0], c.gap[:0], c.offset[:0], c.end[:0]
	c.add(d, glued, i, size)
	i += size
	for {
		between, j := glued, i
		if j < len(text) && text[j]-'0' > 9 {
			between, j = separator(text, i)
		}
		if j >= len(text) {
			return i
		}
		if d, size := digitAt(text, j); d >= 0 {
			c.add(d, between, j, size)
			i = j + size
			continue
		}
		if size := finalX(text, j); size > 0 {
			c.add(10, between, j, size)
			return j + size
		}
		return i
	}
}

func (c *chain) add(d int8, g gap, offset, size int) {
	c.digits = append(c.digits, d)
	c.gap = append(c.gap, g)
	c.offset = append(c.offset, offset)
	c.end = append(c.end, offset+size)
}

// separator steps over characters that are not seen and at most one that parts digits.
func separator(text []byte, i int) (gap, int) {
	g := glued
	for i < len(text) {
		r, size := utf8.DecodeRune(text[i:])
		kind := glued
		switch {
		case unseen(r):
			i += size
			continue
		case r == '\n' || r == '\r':
			if g == line || g == blank {
				i += size // a line break with the blanks around it
				g = line
				continue
			}
			kind = line
		case r == ' ' || r == '\t' || r == 0xA0 || r == 0x3000 || 0x2002 <= r && r <= 0x200A || r == 0x202F:
			if g == line {
				i += size
				continue
			}
			kind = blank
		case r == '-' || 0x2010 <= r && r <= 0x2015 || r == '－' || r == '_' || r == '−':
			kind = dash
		case r == '.' || r == '·' || r == '．':
			kind = dot
		}
		if kind == glued || g != glued {
			return g, i
		}
		g = kind
		i += size
	}
	return g, i
}

// unseen reports characters that readers do not see: zero width, soft hyphen, direction marks, variation selectors.
func unseen(r rune) bool {
	return 0x200B <= r && r <= 0x200F || r == 0xFEFF || r == 0xAD || 0x202A <= r && r <= 0x202E ||
		0x2060 <= r && r <= 0x2069 || 0xFE00 <= r && r <= 0xFE0F || r == 0x180E || r == 0x034F
}

func finalX(text []byte, i int) int {
	if text[i] == 'X' || text[i] == 'x' {
		return 1
	}
	if r, size := utf8.DecodeRune(text[i:]); r == 'Ｘ' || r == 'ｘ' {
		return size
	}
	return 0
}
