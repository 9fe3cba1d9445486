package edition

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// The table of signs says of every character what the slow way says.
func TestSignsFoldAsRunesDo(t *testing.T) {
	pages, letters := signPages(), cueWords().letter
	for r := range rune(utf8.MaxRune + 1) {
		if !utf8.ValidRune(r) {
			continue
		}
		got := droppedSign
		text := string(r)
		v := reading{pages: pages}
		v.clear([]byte(text))
		if end := v.fill(0, stretch); end != len(text) {
			t.Fatalf("%U: read to %d", r, end)
		}
		if len(v.runes) == 1 {
			got = sign(v.runes[0])
		}
		want := droppedSign
		if folded := foldText(text); len(folded) == 1 {
			want = sign(folded[0])
		}
		if got != want {
			t.Fatalf("%U folds to %X, want %X", r, got, want)
		}
		if got == droppedSign {
			continue
		}
		if trait := v.traits[0]; trait&letterMask != letters[rune(got)] || (trait&plainSign != 0) != alphanumeric(rune(got)) || (trait&spot != 0) != strings.ContainsRune(spots, rune(got)) {
			t.Errorf("%U has the trait %b", r, trait)
		}
		if v.end(0) != len(text) {
			t.Errorf("%U ends at %d, want %d", r, v.end(0), len(text))
		}
	}
}

// What a search turns on must be a spot, or the search never begins.
func TestEverySearchHasItsSpots(t *testing.T) {
	begins := plateProvinces + roadEnds + "字@([〔【〖{" + string(levelLabel[0])
	for _, words := range [][][]rune{secrecyLevels, internalMarks} {
		for _, w := range words {
			begins += string(w[0])
		}
	}
	for _, r := range begins {
		if !strings.ContainsRune(spots, r) {
			t.Errorf("%c is no spot", r)
		}
	}
}

// A reading that is filled in parts is the one that is filled at once.
func TestReadingInParts(t *testing.T) {
	text := []byte(strings.Repeat("张\u200b三，Ａ１２\x00e\u0301\xff电话号码（2024）", 40))
	whole := reading{pages: signPages()}
	whole.clear(text)
	whole.fill(0, stretch)
	for _, part := range []int{1, 7, 64} {
		v := reading{pages: signPages()}
		v.clear(text)
		var runes []rune
		for i := 0; i < len(text); {
			i = v.fill(i, part)
			if len(v.runes) == 0 {
				break
			}
			for k := range v.runes {
				if at := len(runes); v.offset[k] != whole.offset[at] || v.traits[k] != whole.traits[at] {
					t.Fatalf("in parts of %d rune %d is at %d with the trait %b, want %d and %b", part, at, v.offset[k], v.traits[k], whole.offset[at], whole.traits[at])
				}
				runes = append(runes, v.runes[k])
			}
			v.shift(len(v.runes))
		}
		if string(runes) != string(whole.runes) {
			t.Errorf("in parts of %d: %q", part, string(runes))
		}
	}
}
