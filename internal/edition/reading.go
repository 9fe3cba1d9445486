package edition

import (
	"sync"
	"unicode/utf8"
)

// A sign is all that is to be known of a character at once: in the lower 21 bits what it folds
// to, above them its trait.
type sign uint32

const (
	runeBits    = 21
	runeMask    = 1<<runeBits - 1
	droppedSign = sign(runeMask) // no character has this number

	letterBits         = 9
	knownLetters       = 1<<letterBits - 1
	noTrait      trait = 0
	letterMask   trait = knownLetters    // a letter of the alphabet of the cues; 0: of none
	plainSign    trait = 1 << letterBits // a letter or digit of ASCII
	spot         trait = 2 << letterBits // something may turn on it, see lookSpots and lookAddresses
	blankLetter  trait = 1               // in the alphabet of the cues
)

// A trait says what a folded rune means for the searches. Most runes have none, and are passed
// over at once.
type trait uint16

// spots are the characters that an address, a case number, a plate, a mail address or a mark
// turns on.
const spots = "@([〔【〖{字绝机秘密内工" + plateProvinces + roadEnds

// signPages holds the signs by the upper bits of a character; those of a page that is nil have
// no trait and fold to themselves.
var signPages = sync.OnceValue(func() *[0x1100]*[256]sign {
	folded := foldPages()
	traits := map[rune]trait{}
	for r, letter := range cueWords().letter {
		traits[r] = letter
	}
	for r := range rune(utf8.RuneSelf) {
		if alphanumeric(r) {
			traits[r] |= plainSign
		}
	}
	for _, r := range spots {
		traits[r] |= spot
	}
	var pages [0x1100]*[256]sign
	fill := func(high rune) {
		pages[high] = new([256]sign)
		for i := range pages[high] {
			r := high<<8 | rune(i)
			if page := folded[high]; page != nil {
				r = page[i]
			}
			if pages[high][i] = droppedSign; r != dropped {
				pages[high][i] = sign(r) | sign(traits[r])<<runeBits
			}
		}
	}
	for r := range traits {
		fill(r >> 8)
	}
	for high, page := range folded {
		if page != nil {
			fill(rune(high))
		}
	}
	return &pages
})

// A reading is a stretch of a text as a reader sees it: folded runes, what they may mean, and
// where each begins.
type reading struct {
	pages  *[0x1100]*[256]sign
	text   []byte
	runes  []rune
	traits []trait
	offset []int // of each rune in the text
}

// clear begins the reading of another text.
func (v *reading) clear(text []byte) {
	v.text = text
	v.runes, v.traits, v.offset = v.runes[:0], v.traits[:0], v.offset[:0]
}

// grow makes room for n runes.
func (v *reading) grow(n int) {
	if n <= cap(v.runes) {
		return
	}
	n = min(max(n, 2*cap(v.runes)), max(n, stretch))
	v.runes = append(make([]rune, 0, n), v.runes...)
	v.traits = append(make([]trait, 0, n), v.traits...)
	v.offset = append(make([]int, 0, n), v.offset...)
}

// fill appends the folded runes of the text from offset i on until there are n, and returns
// the offset behind the last one read.
func (v *reading) fill(i, n int) int {
	at := len(v.runes)
	n = min(n, at+len(v.text)-i)
	v.grow(n)
	text, pages := v.text, v.pages
	runes, traits, offset := v.runes[:n], v.traits[:n], v.offset[:n]
	for i < len(text) && at < n {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		s := sign(r)
		if page := pages[r>>8]; page != nil {
			s = page[r&0xFF]
		}
		if s != droppedSign {
			runes[at], traits[at], offset[at] = rune(s&runeMask), trait(s>>runeBits), i
			at++
		}
		i += size
	}
	v.runes, v.traits, v.offset = runes[:at], traits[:at], offset[:at]
	return i
}

// end returns the offset behind a rune.
func (v *reading) end(i int) int {
	_, size := utf8.DecodeRune(v.text[v.offset[i]:])
	return v.offset[i] + size
}

// shift forgets the first n runes.
func (v *reading) shift(n int) {
	v.runes = v.runes[:copy(v.runes, v.runes[n:])]
	v.traits = v.traits[:copy(v.traits, v.traits[n:])]
	v.offset = v.offset[:copy(v.offset, v.offset[n:])]
}
