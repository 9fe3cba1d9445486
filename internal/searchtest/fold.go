package searchtest

import (
	"strings"
	"unicode"
)

// Fold is text as a reader compares it: widths, capitals and invisible characters aside, without
// hyphens and dots inside Chinese words (案-件比), and without the spaces that some set between
// Chinese and numbers (2025 年) and others do not. Line ends stay: no word reaches across them.
func Fold(text string) string {
	var folded []rune
	for _, r := range text {
		switch {
		case r == '\n':
		case unicode.Is(unicode.Zs, r), r == '\t', r == '\r':
			r = ' '
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
			continue
		case r >= '！' && r <= '～':
			r = unicode.ToLower(r - '！' + '!')
		default:
			r = unicode.ToLower(r)
		}
		folded = append(folded, r)
	}
	var out strings.Builder
	for i, r := range folded {
		if i == 0 || i == len(folded)-1 {
			out.WriteRune(r)
			continue
		}
		before, after := folded[i-1], folded[i+1]
		inWord := strings.ContainsRune("-‐‑‒–·•‧・", r) && chinese(before) && chinese(after)
		spacing := r == ' ' && (chinese(before) && inRun(after) || inRun(before) && chinese(after))
		if !inWord && !spacing {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func chinese(r rune) bool { return unicode.Is(unicode.Han, r) || r == '〇' }

func digit(r rune) bool { return r >= '0' && r <= '9' }

// letter is a letter of a script that writes words as runs.
func letter(r rune) bool { return (unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)) && !chinese(r) }

func inRun(r rune) bool { return digit(r) || letter(r) }

// Holds reports whether a folded text holds a folded word. A word that begins or ends in the
// middle of a number or of a foreign word is not held: 30 is no answer to 3.
func Holds(text, word string) bool {
	if word == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		at := from + i
		if !cuts(text, at) && !cuts(text, at+len(word)) {
			return true
		}
		from = at + len(firstOf(word))
	}
}

// cuts reports whether byte at lies inside a run of letters or of digits.
func cuts(text string, at int) bool {
	var before, after rune
	for _, r := range firstOf(text[at:]) {
		after = r
	}
	for _, r := range lastOf(text[:at]) {
		before = r
	}
	return digit(before) && digit(after) || letter(before) && letter(after)
}

func firstOf(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

func lastOf(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i]&0xC0 != 0x80 {
			return s[i:]
		}
	}
	return ""
}
