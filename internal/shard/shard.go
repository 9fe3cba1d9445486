// Package shard knows the format of data in script files: how numbers, strings
// and whole files are written so that a page opened from disk can load them with
// <script src>, and how they are read back.
//
// A file is one call, for example
//
//	AJ.s(7,{"检察":["…","…"]})
//
// whose arguments are JSON. It is at the same time a classic script: what JSON
// allows but an older engine refuses inside a string (U+2028, U+2029) is escaped.
package shard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Call returns the file callee(arg,arg,…) with a line feed at its end. Each
// argument is a finished literal, such as AppendString, AppendStrings or a number makes.
func Call(callee string, args ...[]byte) []byte {
	size := len(callee) + len(args) + 3
	for _, arg := range args {
		size += len(arg)
	}
	out := make([]byte, 0, size)
	out = append(out, callee...)
	out = append(out, '(')
	for i, arg := range args {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, arg...)
	}
	return append(out, ")\n"...)
}

// ParseCall takes a file made by Call apart again.
func ParseCall(file []byte) (callee string, args []json.RawMessage, err error) {
	text := bytes.TrimSuffix(file, []byte("\n"))
	open := bytes.IndexByte(text, '(')
	if open < 1 || text[len(text)-1] != ')' {
		return "", nil, fmt.Errorf("parse shard: not a call")
	}
	list := append([]byte{'['}, text[open+1:len(text)-1]...)
	if err := json.Unmarshal(append(list, ']'), &args); err != nil {
		return "", nil, fmt.Errorf("parse shard: %w", err)
	}
	return string(text[:open]), args, nil
}

const hexDigits = "0123456789abcdef"

// AppendString appends s as a literal that is a string in JSON and in every
// version of JavaScript. Bytes that are not UTF-8 become U+FFFD.
func AppendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c == '"' || c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, `\n`...)
			case c < ' ':
				b = append(b, `\u00`...)
				b = append(b, hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, "\uFFFD"...)
		case r == '\u2028':
			b = append(b, `\u2028`...)
		case r == '\u2029':
			b = append(b, `\u2029`...)
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return append(b, '"')
}

// AppendStrings appends a literal array of strings.
func AppendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendString(b, s)
	}
	return append(b, ']')
}

// Digits of numbers: printable ASCII without " and \, which would need escaping,
// and without 0-9, so that no run of numbers can look like an identity, telephone
// or card number to whoever reads the published bytes.
const digits = " !#$%&'()*+,-./:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"

const (
	base = len(digits) // 83
	one  = 54          // numbers of one character: first characters 0…53
	two  = 25          // first characters 54…78 begin two characters
	tri  = 3           // 79…81 begin three; 82 begins five
	end1 = one
	end2 = end1 + two*base
	end3 = end2 + tri*base*base
	end5 = end3 + base*base*base*base
)

// MaxNumber is the largest number that AppendNumber takes.
const MaxNumber = end5 - 1

// AppendNumber appends n as 1, 2, 3 or 5 ASCII characters that may stand inside a
// string literal as they are. It panics outside 0…MaxNumber.
func AppendNumber(b []byte, n int) []byte {
	switch {
	case n < 0 || n >= end5:
		panic(fmt.Sprintf("shard: number %d out of range", n))
	case n < end1:
		return append(b, digits[n])
	case n < end2:
		n -= end1
		return append(b, digits[one+n/base], digits[n%base])
	case n < end3:
		n -= end2
		return append(b, digits[one+two+n/(base*base)], digits[n/base%base], digits[n%base])
	}
	n -= end3
	return append(b, digits[one+two+tri], digits[n/(base*base*base)],
		digits[n/(base*base)%base], digits[n/base%base], digits[n%base])
}

// values gives each digit its value, and -1 to every other byte.
var values = func() (v [256]int) {
	for i := range v {
		v[i] = strings.IndexByte(digits, byte(i))
	}
	return v
}()

// Number reads the number that s begins with, and how many characters it takes: 0 if s does
// not begin with what AppendNumber wrote.
func Number(s string) (n, size int) {
	if s == "" {
		return 0, 0
	}
	first := values[s[0]]
	rest, from := 0, 0
	switch {
	case first < 0:
		return 0, 0
	case first < one:
		return first, 1
	case first < one+two:
		rest, n, from = 1, first-one, end1
	case first < one+two+tri:
		rest, n, from = 2, first-one-two, end2
	default:
		rest, n, from = 4, 0, end3
	}
	if len(s) <= rest {
		return 0, 0
	}
	for i := 1; i <= rest; i++ {
		d := values[s[i]]
		if d < 0 {
			return 0, 0
		}
		n = n*base + d
	}
	return n + from, 1 + rest
}

// Numbers reads what AppendNumber wrote.
func Numbers(s string) ([]int, error) {
	var list []int
	for i := 0; i < len(s); {
		n, size := Number(s[i:])
		if size == 0 {
			return nil, fmt.Errorf("read numbers: none at character %d", i)
		}
		list = append(list, n)
		i += size
	}
	return list, nil
}
