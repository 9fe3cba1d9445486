package search

import (
	"strings"
	"unicode/utf8"
)

// A key is a text as suggestions compare it: folded, without spaces, quotation marks, and hyphens
// between unlike characters, and with one kind of brackets. So 案-件比, 案 件比 and 案件比 are one,
// as are R-07 and r07, 〔2025〕 and (2025).
type key struct {
	text string
	at   []int // for each byte of text, which character of the text it came from
}

func plainOf(text string) key {
	var b strings.Builder
	var at []int
	runes := []rune(text)
	last := mark
	for i, raw := range runes {
		r := bracket(fold(raw))
		c := classOf(r)
		if c == ignored || blank(r) || strings.ContainsRune(quotes, r) || joins(r) && last != mark && unlike(last, runes[i+1:]) {
			continue
		}
		last = c
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			at = append(at, i)
		}
	}
	return key{b.String(), at}
}

const (
	quotes   = "\"'“”‘’「」『』《》〈〉"
	brackets = "[]〔〕【】〖〗{}" // in pairs
)

func bracket(r rune) rune {
	at := 0
	for _, b := range brackets {
		if b == r {
			return '(' + rune(at%2)
		}
		at++
	}
	return r
}

// unlike tells whether the next character makes no run with one of class c: Han characters do not
// run together.
func unlike(c class, rest []rune) bool {
	for _, r := range rest {
		if next := classOf(fold(r)); next != ignored {
			return next != mark && (next != c || c == han)
		}
	}
	return false
}

func blank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// index returns where word begins in the key from a place on, or -1. Numbers and Latin words are
// found from their beginning only: 6.1 is not in 26.1, nor plan in explanation.
func (k key) index(word string) int {
	first, _ := utf8.DecodeRuneInString(word)
	for from := 0; ; {
		i := strings.Index(k.text[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		before, size := utf8.DecodeLastRuneInString(k.text[:i])
		if c := classOf(first); size == 0 || c != letter && c != digit || classOf(before) != c {
			return i
		}
		_, size = utf8.DecodeRuneInString(k.text[i:])
		from = i + size
	}
}

// ending returns where in the key the key of a beginning of the text ends.
func (k key) ending(beginning string) int {
	if b := plainOf(beginning).text; strings.HasPrefix(k.text, b) {
		return len(b)
	}
	return len(k.text)
}

// stretch returns the characters of the text that the bytes from…to of the key came from.
func (k key) stretch(from, to int) match { return match{start: k.at[from], end: k.at[to-1] + 1} }

// typedWords takes a query apart for suggestions: the keys of its words, and of all of it.
func typedWords(text string) (words []string, all string) {
	runes := []rune(text)
	if len(runes) > maxQueryRunes {
		runes = runes[:maxQueryRunes]
	}
	plain := strings.Map(func(r rune) rune {
		if blank(fold(r)) {
			return ' '
		}
		return r
	}, string(runes))
	for _, w := range strings.Split(plain, " ") {
		if k := plainOf(w); k.text != "" && len(words) < maxQueryWords {
			words = append(words, k.text)
		}
	}
	return words, plainOf(plain).text
}
