package correction

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"anjian/internal/table"
)

// An Identity is what stays the same of an item from one month's list to the next, whatever file and row
// its card is exported in.
type Identity struct {
	Rule    string // 规则号, R01
	Dataset string // id
	Key     string // the key of the card; several columns, as of person cards, are joined by KeyMark
}

// KeyMark stands between the values of a key of several columns: 某检起诉受[2025]…号 / 2.
const KeyMark = " / "

// The signs of numbers leave out the letters that people take for others: I, L, O, U.
const (
	letters = "ABCDEFGHJKMNPQRSTVWXYZ"
	signs   = "0123456789" + letters
)

// Number is the 条目号 that lists carry: R01-K7M29-QXD4A. It follows from the identity alone, so that a
// list that comes back is understood by any later run. Its 49 bits make two items of one rule with
// equal numbers improbable; Make refuses them. Each group begins with a letter: no spreadsheet takes
// it for a number, no reader for a telephone.
func (id Identity) Number() string {
	sum := sha256.Sum256([]byte(id.Rule + "\x00" + id.Dataset + "\x00" + id.Key))
	var b strings.Builder
	b.WriteString(id.Rule)
	bits := binary.BigEndian.Uint64(sum[:8])
	for i := range 10 {
		among := signs
		if i%5 == 0 {
			b.WriteByte('-')
			among = letters
		}
		b.WriteByte(among[bits%uint64(len(among))])
		bits /= uint64(len(among))
	}
	return b.String()
}

// key reads the key of a row; "" when one of its columns is empty or was not exported.
func key(t *table.Table, columns []*table.Column, row int, print func(*table.Column, int) string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		if c == nil || c.Empty(row) {
			return ""
		}
		parts[i] = print(c, row)
	}
	return strings.Join(parts, KeyMark)
}
