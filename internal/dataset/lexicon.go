package dataset

import (
	"encoding/binary"
	"hash/maphash"
	"math/bits"
)

// A lexicon remembers how every distinct raw cell of a column reads, so that it is interpreted
// once. It is one worker's own. The zero value is empty.
type lexicon struct {
	slots  []uint32 // open addressing: number of the entry, from 1
	hashes []uint32
	ends   []uint32 // where the key of each entry ends in keys
	keys   []byte
	values []value
}

// mostDistinct is where a lexicon is emptied: a column of case numbers would remember every row.
const mostDistinct = 1 << 15

// seed is drawn anew in every run; no result depends on it.
var seed = maphash.MakeSeed()

// salt keeps files from being made that have all cells in one place.
var salt = [2]uint64{maphash.String(seed, "a") | 1, maphash.String(seed, "b") | 1}

func (l *lexicon) full() bool { return len(l.values) >= mostDistinct }

func (l *lexicon) clear() {
	clear(l.slots)
	l.hashes, l.ends, l.keys, l.values = l.hashes[:0], l.ends[:0], l.keys[:0], l.values[:0]
}

// find returns what is remembered of a raw cell, and a hash to remember it by.
func (l *lexicon) find(raw []byte) (v value, hash uint32, ok bool) {
	hash = hashRaw(raw)
	if len(l.slots) == 0 {
		return value{}, hash, false
	}
	mask := uint32(len(l.slots) - 1)
	for i := hash & mask; l.slots[i] != 0; i = (i + 1) & mask {
		n := l.slots[i] - 1
		if l.hashes[n] == hash && string(l.key(n)) == string(raw) {
			return l.values[n], hash, true
		}
	}
	return value{}, hash, false
}

func (l *lexicon) key(n uint32) []byte {
	if n == 0 {
		return l.keys[:l.ends[0]]
	}
	return l.keys[l.ends[n-1]:l.ends[n]]
}

// add remembers a raw cell that find did not find.
func (l *lexicon) add(raw []byte, hash uint32, v value) {
	l.keys = append(l.keys, raw...)
	l.ends = append(l.ends, uint32(len(l.keys)))
	l.hashes = append(l.hashes, hash)
	l.values = append(l.values, v)
	if 2*len(l.values) > len(l.slots) {
		l.slots = make([]uint32, max(64, 4*len(l.slots)))
		for n, h := range l.hashes {
			place(l.slots, h, uint32(n+1))
		}
		return
	}
	place(l.slots, hash, uint32(len(l.values)))
}

// hashRaw mixes all bytes of a cell. Most cells are short: two loads cover them.
func hashRaw(raw []byte) uint32 {
	var a, b uint64
	switch n := len(raw); {
	case n > 16:
		return uint32(maphash.Bytes(seed, raw))
	case n >= 8:
		a, b = binary.LittleEndian.Uint64(raw), binary.LittleEndian.Uint64(raw[n-8:])
	case n >= 4:
		a, b = uint64(binary.LittleEndian.Uint32(raw)), uint64(binary.LittleEndian.Uint32(raw[n-4:]))
	case n > 0:
		a, b = uint64(raw[0])|uint64(raw[n/2])<<8, uint64(raw[n-1])
	}
	hi, lo := bits.Mul64(a^salt[0], b^uint64(len(raw))^salt[1])
	return uint32(hi ^ lo ^ lo>>32)
}

// place puts a number into the first free slot from its hash on.
func place(slots []uint32, hash, number uint32) {
	mask := uint32(len(slots) - 1)
	i := hash & mask
	for slots[i] != 0 {
		i = (i + 1) & mask
	}
	slots[i] = number
}
