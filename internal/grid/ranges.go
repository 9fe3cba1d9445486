package grid

import (
	"strconv"
	"strings"
)

// A Range is a rectangle of cells of a sheet that show one value, that of its first cell.
type Range struct {
	FirstLine, LastLine int32 // as Row.Line, from 1
	FirstCol, LastCol   int   // from 0
}

// Has tells whether a cell lies in the range.
func (r Range) Has(line int32, col int) bool {
	return line >= r.FirstLine && line <= r.LastLine && col >= r.FirstCol && col <= r.LastCol
}

// rangeOf reads A1:D3.
func rangeOf(ref string) (Range, bool) {
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	a, b, ok := cellOf(from)
	c, d, also := cellOf(to)
	return Range{int32(b), int32(d), a, c}, ok && also && a <= c && b <= d
}

// cellOf reads G18 as column 6 and line 18.
func cellOf(ref string) (col, line int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	col, ok = columnOf([]byte(ref))
	line, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return col, line, ok && err == nil && line >= 1 && line <= maxRows
}

// columnOf returns the column of a reference such as G18, counted from 0.
func columnOf(ref []byte) (int, bool) {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' {
			break
		}
		if n = n*26 + int(c-'A') + 1; n > 16384 {
			return 0, false
		}
	}
	return n - 1, n > 0
}
