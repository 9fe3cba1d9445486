package dataset

import (
	"hash/maphash"
	"math/bits"
)

// A dictionary numbers words; number 0 is the empty word.
type dictionary struct {
	words  []string
	hashes []uint32
	slots  []uint32 // open addressing: number of the word
	store  []byte   // where the next words' bytes go
}

func newDictionary() *dictionary {
	return &dictionary{words: []string{""}, hashes: []uint32{0}, slots: make([]uint32, 64)}
}

func (d *dictionary) code(word string) uint32 {
	if word == "" {
		return 0
	}
	hash := uint32(maphash.String(seed, word))
	mask := uint32(len(d.slots) - 1)
	for i := hash & mask; d.slots[i] != 0; i = (i + 1) & mask {
		if code := d.slots[i]; d.hashes[code] == hash && d.words[code] == word {
			return code
		}
	}
	return d.add(word, hash)
}

func (d *dictionary) add(word string, hash uint32) uint32 {
	code := uint32(len(d.words))
	d.words = append(d.words, d.keep(word))
	d.hashes = append(d.hashes, hash)
	if 2*len(d.words) <= len(d.slots) {
		place(d.slots, hash, code)
		return code
	}
	d.index(4 * len(d.slots))
	return code
}

// reserve makes room for that many words, so that the lists are not copied as they grow.
func (d *dictionary) reserve(words int) {
	d.words = grow(d.words, words)
	d.hashes = grow(d.hashes, words)
	if size := 1 << bits.Len(uint(2*words)); size > len(d.slots) {
		d.index(size)
	}
}

// index numbers the words anew in that many slots, a power of two.
func (d *dictionary) index(slots int) {
	d.slots = make([]uint32, slots)
	for c, h := range d.hashes[1:] {
		place(d.slots, h, uint32(c+1))
	}
}

// keep copies a word into memory shared with its neighbours: a million case numbers as allocations
// of their own would take half as much again, and hold on to what they were cut from.
func (d *dictionary) keep(word string) string {
	if len(word) > cap(d.store)-len(d.store) {
		d.store = make([]byte, 0, max(len(word), min(64<<10, 1024+16*len(d.words))))
	}
	at := len(d.store)
	d.store = append(d.store, word...)
	return asString(d.store[at:])
}
