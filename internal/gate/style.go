package gate

import "strconv"

// readStyle resolves the escapes of a style sheet: \31 38 is 18.
func readStyle(v *view, code []byte, base int) *view {
	v.expect(len(code))
	from := 0
	for i := 0; i < len(code); {
		if code[i] != '\\' {
			i++
			continue
		}
		end := i + 1
		for end < len(code) && end <= i+6 && hexDigit(code[end]) {
			end++
		}
		v.copy(code[from:i], base+from)
		if value, err := strconv.ParseUint(string(code[i+1:end]), 16, 32); err == nil {
			v.put(rune(value), base+i)
			if end < len(code) && (code[end] == ' ' || code[end] == '\n' || code[end] == '\t') {
				end++ // belongs to the escape
			}
		}
		i, from = end, end
	}
	v.copy(code[from:], base+from)
	return v
}

func hexDigit(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'f'
}
