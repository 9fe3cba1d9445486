package gate

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// readScript decodes the escapes of JavaScript and JSON wherever they stand, and joins what
// a script adds together: "138"+"0013". base is the offset of code in its file; what skip
// says, in order, is left out.
func readScript(v *view, code []byte, base int, skip []span) *view {
	v.expect(len(code))
	from := 0
	next := len(code) // where something is to be skipped
	if len(skip) > 0 {
		next = skip[0].from
	}
	for i := 0; i < len(code); {
		if i < next && !notable[code[i]] {
			i++
			continue
		}
		if len(skip) > 0 && i == next {
			v.copy(code[from:i], base+from)
			v.stop()
			i, from = skip[0].to, skip[0].to
			next = len(code)
			if skip = skip[1:]; len(skip) > 0 {
				next = skip[0].from
			}
			continue
		}
		if size := joint(code[i:]); size > 0 {
			v.copy(code[from:i], base+from)
			i, from = i+size, i+size
			continue
		}
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

// notable are the bytes that may not stand for themselves in a script.
var notable = [256]bool{'"': true, '\'': true, '`': true, '\\': true}

// joint returns the length of the "+" between two strings that a script adds together, 0 if
// there is none: the end of one, a plus, the beginning of the other.
func joint(code []byte) int {
	if len(code) < 3 || !quote(code[0]) || code[1] != '+' && code[1] > ' ' {
		return 0
	}
	i := 1
	blank := func() {
		for i < len(code) && code[i] <= ' ' {
			i++
		}
	}
	blank()
	if i == len(code) || code[i] != '+' {
		return 0
	}
	i++
	blank()
	if i == len(code) || !quote(code[i]) {
		return 0
	}
	return i + 1
}

func quote(c byte) bool { return c == '"' || c == '\'' || c == '`' }

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
	case '\r':
		if code[min(2, len(code)-1)] == '\n' {
			return -1, 3
		}
		return -1, 2
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return octal(code)
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

// octal reads up to three octal digits: \61 is 1.
func octal(code []byte) (r rune, size int) {
	for size = 1; size < len(code) && size < 4 && '0' <= code[size] && code[size] <= '7' && r*8 < 256; size++ {
		r = r*8 + rune(code[size]-'0')
	}
	return r, size
}
