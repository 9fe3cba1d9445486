package search

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
)

// An entryKey stands for all that an entry says, and for the way in which this program reads
// it: entries of one key have one analysis.
type entryKey [16]byte

func (k entryKey) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, k[:]), nil }

func (k *entryKey) UnmarshalText(text []byte) error {
	if len(text) != hex.EncodedLen(len(k)) {
		return hex.ErrLength
	}
	_, err := hex.Decode(k[:], text)
	return err
}

// keyOf returns the key of an entry.
func keyOf(e *Page) (k entryKey) {
	h := sha256.New()
	var b []byte
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	text := func(s string) {
		number(len(s))
		h.Write(b) // writing to a hash does not fail
		io.WriteString(h, s)
		b = b[:0]
	}
	number(formatVersion)
	for _, s := range []string{e.ID, e.Title, e.Body, e.Type, e.Procuratorate, e.Line, e.Year} {
		text(s)
	}
	number(len(e.Sections))
	for _, s := range e.Sections {
		text(s.Anchor)
		text(s.Title)
		number(s.At)
	}
	number(len(e.Codes))
	for _, c := range e.Codes {
		text(c)
	}
	h.Write(b)
	copy(k[:], h.Sum(nil))
	return k
}
