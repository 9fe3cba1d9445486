package gate

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readScript decodes the escapes of JavaScript and JSON wherever they stand. base is the
// offset of code in its file.
func readScript(code []byte, base int) *view {
	v := &view{text: make([]byte, 0, len(code))}
	from := 0
	for i := 0; i < len(code); {
		if code[i] != '\\' || i+1 == len(code) {
			i++
			continue
		}
		r, size := escape(code[i:])
		if r >= 0xD800 && r < 0xDC00 {
			if low, more := escape(code[min(i+size, len(code)):]); more > 0 {
				if pair := utf16.DecodeRune(r, low); pair != 0xFFFD {
					r, size = pair, size+more
				}
			}
		}
		v.copy(code[from:i], base+from)
		if r >= 0 {
			v.put(r, base+i)
		}
		i += size
		from = i
	}
	v.copy(code[from:], base+from)
	return v
}

// escape reads one escape sequence; r is -1 for a continued line, size 0 if code starts with none.
func escape(code []byte) (r rune, size int) {
	if len(code) < 2 || code[0] != '\\' {
		return 0, 0
	}
	switch c := code[1]; c {
	case 'n', 'r':
		return '\n', 2
	case 't', 'v', 'f', 'b':
		return ' ', 2
	case '\n':
		return -1, 2
	case 'x':
		return hexRune(code, 2, 2)
	case 'u':
		if len(code) > 3 && code[2] == '{' {
			for end := 3; end < len(code) && end < 12; end++ {
				if code[end] == '}' {
					r, _ := hexRune(code, 3, end-3)
					return r, end + 1
				}
			}
		}
		return hexRune(code, 2, 4)
	default:
		return literal(c)
	}
}

// literal is a character that the backslash before it does not change.
func literal(c byte) (rune, int) {
	if c >= utf8.RuneSelf {
		return -1, 1 // only the backslash goes
	}
	return rune(c), 2
}

// hexRune reads n hexadecimal digits from position at; without them the backslash falls away.
func hexRune(code []byte, at, n int) (rune, int) {
	if at+n <= len(code) {
		if value, err := strconv.ParseUint(string(code[at:at+n]), 16, 32); err == nil {
			return rune(value), at + n
		}
	}
	return literal(code[1])
}
