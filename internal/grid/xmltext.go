package grid

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// appendText appends the characters that raw stands for: entities, character data, line ends.
func appendText(out, raw []byte) []byte {
	for len(raw) > 0 {
		n := bytes.IndexAny(raw, "&\r<")
		if n < 0 {
			return append(out, raw...)
		}
		out = append(out, raw[:n]...)
		raw = raw[n:]
		switch raw[0] {
		case '\r':
			raw = raw[1:]
			if len(raw) == 0 || raw[0] != '\n' {
				out = append(out, '\n')
			}
		case '<':
			data, rest, _ := bytes.Cut(raw[len("<![CDATA["):], []byte("]]>"))
			out, raw = append(out, data...), rest
		case '&':
			end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
			r, ok := rune(0), false
			if end > 0 {
				r, ok = entity(raw[1:end])
			}
			if !ok {
				out, raw = append(out, '&'), raw[1:]
				continue
			}
			out, raw = utf8.AppendRune(out, r), raw[end+1:]
		}
	}
	return out
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || v == 0 || v > utf8.MaxRune {
		return 0, false
	}
	return rune(v), true
}

// unescape replaces what spreadsheets write for characters that XML forbids: _x000D_ is a carriage
// return, _x005F_ an underscore. It works in place, for the result is never longer.
func unescape(text []byte) []byte {
	n := bytes.Index(text, []byte("_x"))
	if n < 0 {
		return text
	}
	out, rest := text[:n], text[n:]
	for len(rest) > 0 {
		v, ok := escaped(rest)
		if !ok {
			out, rest = append(out, rest[0]), rest[1:]
			continue
		}
		r, size := rune(v), 7
		if low, ok := escaped(rest[7:]); ok && utf16.IsSurrogate(r) {
			if both := utf16.DecodeRune(r, rune(low)); both != utf8.RuneError {
				r, size = both, 14
			}
		}
		out, rest = utf8.AppendRune(out, r), rest[size:]
	}
	return out
}

// escaped reads _xHHHH_ at the start of a text.
func escaped(text []byte) (uint64, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return v, err == nil
}
