package search

import (
	"cmp"
	"maps"
	"slices"
	"unicode/utf8"

	"anjian/internal/shard"
)

// oneDigit is how many numbers take one character in a file.
const oneDigit = 54

// An alphabet numbers the characters of q.js. A number takes one or two bytes where a Han
// character takes three, and the places of the rarer ones follow from their order.
type alphabet []rune

// alphabetOf returns the characters of some texts: those that occur most, each of which takes one
// byte, and then the others by code point.
func alphabetOf(texts ...string) alphabet {
	count := map[rune]int{}
	for _, text := range texts {
		for _, r := range text {
			count[r]++
		}
	}
	list := slices.SortedFunc(maps.Keys(count), func(a, b rune) int {
		return cmp.Or(count[b]-count[a], cmp.Compare(a, b))
	})
	slices.Sort(list[min(oneDigit, len(list)):])
	return list
}

// columns writes the alphabet: the frequent characters as they are, the others as gaps.
func (a alphabet) columns() (frequent, others string) {
	n := min(oneDigit, len(a))
	var gaps []byte
	last := rune(0)
	for _, r := range a[n:] {
		gaps = shard.AppendNumber(gaps, int(r-last))
		last = r
	}
	return string(a[:n]), string(gaps)
}

func readAlphabet(frequent, others string) (alphabet, error) {
	a := alphabet(frequent)
	gaps, err := shard.Numbers(others)
	last := rune(0)
	for _, gap := range gaps {
		last += rune(gap)
		a = append(a, last)
	}
	return a, err
}

// pack writes a text of these characters as numbers.
func (a alphabet) pack(text string) string {
	place := map[rune]int{}
	for i, r := range a {
		place[r] = i
	}
	var b []byte
	for _, r := range text {
		b = shard.AppendNumber(b, place[r])
	}
	return string(b)
}

func (a alphabet) unpack(packed string) (string, error) {
	numbers, err := shard.Numbers(packed)
	var b []byte
	for _, n := range numbers {
		if n >= len(a) {
			return "", errDamaged
		}
		b = utf8.AppendRune(b, a[n])
	}
	return string(b), err
}
