package edition

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
	at     []int // of each digit in the reading
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// read fills c with the chain whose first digit is at runes[i] and returns the place behind it.
func (c *chain) read(runes []rune, i int) int {
	c.digits, c.gap, c.at = c.digits[:0], c.gap[:0], c.at[:0]
	c.add(runes[i], glued, i)
	for i++; ; i++ {
		between, j := separator(runes, i)
		if j >= len(runes) || !digit(runes[j]) && runes[j] != 'X' {
			return i
		}
		i = j
		if c.add(runes[i], between, i); runes[i] == 'X' {
			return i + 1
		}
	}
}

func (c *chain) add(r rune, g gap, at int) {
	value := int8(10)
	if digit(r) {
		value = int8(r - '0')
	}
	c.digits = append(c.digits, value)
	c.gap = append(c.gap, g)
	c.at = append(c.at, at)
}

// separator steps over at most one sign that parts digits; blanks and breaks around a line
// break count as the break.
func separator(runes []rune, i int) (gap, int) {
	g := glued
	for ; i < len(runes); i++ {
		kind := glued
		switch runes[i] {
		case '\n':
			if g == line || g == blank {
				g = line
				continue
			}
			kind = line
		case ' ':
			if g == line {
				continue
			}
			kind = blank
		case '-', '_':
			kind = dash
		case '.', midDot:
			kind = dot
		}
		if kind == glued || g != glued {
			return g, i
		}
		g = kind
	}
	return g, i
}
