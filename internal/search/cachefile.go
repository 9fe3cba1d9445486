package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"unicode/utf8"
)

// A cache file ends with an index and a foot of fixed size:
//
//	records … | program, 0, then key, place, size and sum of each record | foot
//
// The foot says where the index begins and what its sum is. Numbers are little-endian.
const (
	cacheMagic = "anjian analyses\n"
	placeBytes = len(entryKey{}) + 8 + 4 + 4
	footBytes  = 8 + 4 + len(cacheMagic)
)

var errCache = errors.New("not a cache of this program")

// index writes what lies behind the records of this run.
func (c *Cache) index() []byte {
	b := append([]byte(c.program), 0)
	for k, p := range c.places {
		if p.file != c.made {
			continue
		}
		b = append(b, k[:]...)
		b = binary.LittleEndian.AppendUint64(b, uint64(p.at))
		b = binary.LittleEndian.AppendUint32(b, p.size)
		b = binary.LittleEndian.AppendUint32(b, p.sum)
	}
	sum := crc32.Checksum(b, castagnoli)
	b = binary.LittleEndian.AppendUint64(b, uint64(c.end))
	b = binary.LittleEndian.AppendUint32(b, sum)
	return append(b, cacheMagic...)
}

// readIndex reads where the records of a file lie, if program wrote it.
func readIndex(f *os.File, program string) (map[entryKey]place, error) {
	info, err := f.Stat()
	if err != nil || info.Size() < int64(footBytes) {
		return nil, errCache
	}
	foot := make([]byte, footBytes)
	end := info.Size() - int64(footBytes)
	if _, err := f.ReadAt(foot, end); err != nil {
		return nil, err
	}
	at := int64(binary.LittleEndian.Uint64(foot))
	if string(foot[12:]) != cacheMagic || at < 0 || at > end {
		return nil, errCache
	}
	b := make([]byte, end-at)
	if _, err := f.ReadAt(b, at); err != nil {
		return nil, err
	}
	if crc32.Checksum(b, castagnoli) != binary.LittleEndian.Uint32(foot[8:]) {
		return nil, errCache
	}
	wrote, b, _ := bytes.Cut(b, []byte{0})
	if string(wrote) != program || len(b)%placeBytes != 0 {
		return nil, errCache
	}
	places := make(map[entryKey]place, len(b)/placeBytes)
	for ; len(b) > 0; b = b[placeBytes:] {
		p := place{
			file: f, at: int64(binary.LittleEndian.Uint64(b[16:])),
			size: binary.LittleEndian.Uint32(b[24:]), sum: binary.LittleEndian.Uint32(b[28:]),
		}
		if p.at < 0 || int64(p.size) > at-p.at {
			return nil, errCache
		}
		places[entryKey(b[:16])] = p
	}
	return places, nil
}

// appendAnalysis writes an analysis: its parts one after the other, each text behind its length.
func appendAnalysis(b []byte, a *dissected) []byte {
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	text := func(s string) {
		number(len(s))
		b = append(b, s...)
	}
	for _, n := range a.lengths {
		number(n)
	}
	number(len(a.terms))
	for i := range a.terms {
		t := &a.terms[i]
		short := 0
		if t.short {
			short = 1
		}
		number(short)
		text(t.term)
		text(t.counts)
		text(t.positions)
	}
	number(len(a.characters))
	for _, c := range a.characters {
		number(int(c.char))
		text(c.code)
	}
	number(len(a.chunks))
	for _, c := range a.chunks {
		text(c)
	}
	return b
}

// readAnalysis reads what appendAnalysis wrote; nil if it is anything else.
func readAnalysis(record string) *dissected {
	r := recordReader{rest: record}
	a := new(dissected)
	for f := range a.lengths {
		a.lengths[f] = r.number()
	}
	a.terms = make([]termPlaces, r.count())
	for i := range a.terms {
		a.terms[i] = termPlaces{short: r.number() == 1, term: r.text(), counts: r.text(), positions: r.text()}
	}
	a.characters = make([]character, r.count())
	for i := range a.characters {
		char := r.number()
		r.failed = r.failed || char > utf8.MaxRune
		a.characters[i] = character{rune(char), r.text()}
	}
	a.chunks = make([]string, r.count())
	for i := range a.chunks {
		a.chunks[i] = r.text()
	}
	if r.failed || r.rest != "" {
		return nil
	}
	return a
}

// A recordReader reads a record from its front.
type recordReader struct {
	rest   string
	failed bool
}

func (r *recordReader) number() int {
	n, shift := 0, 0
	for i := range len(r.rest) {
		b := r.rest[i]
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
		if shift += 7; shift > 42 {
			break
		}
	}
	r.rest, r.failed = "", true
	return 0
}

// count reads how many things follow; each takes a byte at least.
func (r *recordReader) count() int {
	n := r.number()
	if n > len(r.rest) {
		r.rest, r.failed = "", true
		return 0
	}
	return n
}

func (r *recordReader) text() string {
	n := r.count()
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
