package grid

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// A dialect of delimited text.
type dialect struct {
	separator string // one ASCII character, or the full-width comma
}

var separators = []string{",", "\t", ";", "，"}

// pickSeparator takes the separator that shows most known headers in one of the first rows, or
// else the one that cuts most rows alike.
func pickSeparator(head []byte, known func(string) bool) string {
	best, most := ",", 0
	for _, separator := range separators {
		b := new(Block)
		b.areas[inFile] = bytes.Clone(head) // cutting joins quoted cells in place
		(&dialect{separator}).split(b)
		merit := alike(b)
		if known != nil {
			merit = 0
			for row := range min(b.Rows(), 20) {
				hits := 0
				for col := range b.Width(row) {
					if known(string(b.Cell(row, col))) {
						hits++
					}
				}
				merit = max(merit, hits)
			}
		}
		if merit > most {
			best, most = separator, merit
		}
	}
	if known != nil && most == 0 {
		return pickSeparator(head, nil)
	}
	return best
}

// alike counts the rows that have the commonest width, one cell not counting.
func alike(b *Block) int {
	rows, most := map[int]int{}, 0
	for row := range min(b.Rows(), 50) {
		if width := b.Width(row); width > 1 {
			rows[width]++
			most = max(most, rows[width])
		}
	}
	return most
}

// lastRow returns the offset after the last line end outside quotes, 0 if there is none, and the
// offset of a quote that is still open at the end, or -1.
func (d *dialect) lastRow(data []byte, ended bool) (cut, open int) {
	from := 0 // no quote is open here
	for at := 0; ; {
		n := bytes.IndexByte(data[at:], '"')
		if n < 0 {
			break
		}
		at += n
		if at > 0 && data[at-1] != '\n' && !bytes.HasSuffix(data[:at], []byte(d.separator)) {
			at++ // a quote inside of a cell is a character like others
			continue
		}
		if n := bytes.LastIndexByte(data[from:at], '\n'); n >= 0 {
			cut = from + n + 1
		}
		end := closing(data, at+1)
		if end < 0 || end == len(data) && !ended { // the next byte may be the second of two quotes
			return cut, at
		}
		at = end + d.cellEnd(data[end:])
		from = at
	}
	if n := bytes.LastIndexByte(data[from:], '\n'); n >= 0 {
		cut = from + n + 1
	}
	return cut, -1
}

// closing returns the offset after the quote that ends a cell, -1 if none does.
func closing(data []byte, at int) int {
	for {
		n := bytes.IndexByte(data[at:], '"')
		if n < 0 {
			return -1
		}
		at += n + 1
		if at >= len(data) || data[at] != '"' {
			return at
		}
		at++
	}
}

// cells counts the cells begun in a part of a row.
func (d *dialect) cells(row []byte) int {
	b := new(Block)
	b.areas[inFile] = append(bytes.Clone(row), '\n')
	d.split(b)
	return b.Width(0)
}

const ones, highs = 0x0101010101010101, 0x8080808080808080

// cellEnd returns how many bytes come before the next separator or line end, eight at a time.
func (d *dialect) cellEnd(data []byte) int {
	if len(d.separator) > 1 {
		return wideCellEnd(data, d.separator)
	}
	separator := d.separator[0]
	separators, ends := ones*uint64(separator), ones*uint64('\n')
	i := 0
	for ; i+8 <= len(data); i += 8 {
		word := binary.LittleEndian.Uint64(data[i:])
		a, b := word^separators, word^ends
		if found := ((a-ones)&^a | (b-ones)&^b) & highs; found != 0 {
			return i + bits.TrailingZeros64(found)>>3
		}
	}
	for i < len(data) && data[i] != separator && data[i] != '\n' {
		i++
	}
	return i
}

// wideCellEnd does so for a separator of several bytes.
func wideCellEnd(data []byte, separator string) int {
	end := bytes.IndexByte(data, '\n')
	if end < 0 {
		end = len(data)
	}
	if n := bytes.Index(data[:end], []byte(separator)); n >= 0 {
		return n
	}
	return end
}

// split cuts whole rows into cells. Quoted cells are joined in place: they only get shorter.
func (d *dialect) split(b *Block) {
	data := b.areas[inFile]
	line := b.line
	for at := 0; at < len(data); {
		b.begin(line)
		for {
			start, end := at, 0
			if at < len(data) && data[at] == '"' {
				var lines int32
				start++
				end, at, lines = d.join(data, start)
				line += lines
			} else {
				at += d.cellEnd(data[at:])
				if end = at; end > start && data[end-1] == '\r' && (at == len(data) || data[at] == '\n') {
					end--
				}
			}
			b.put(start, end)
			if at >= len(data) {
				break
			}
			if data[at] == '\n' {
				at++
				line++
				break
			}
			at += len(d.separator)
		}
	}
}

// join removes the inner quotes of a quoted cell that starts here: "甲 ""乙""" and "甲"乙 are texts.
// It returns where the cell's text ends, where the row goes on, and how many line ends it holds.
func (d *dialect) join(data []byte, start int) (end, next int, lines int32) {
	end = start
	for at := start; ; {
		n := bytes.IndexByte(data[at:], '"')
		if n < 0 {
			n = len(data) - at // the cutter has told that it does not end
		}
		lines += int32(bytes.Count(data[at:at+n], []byte("\n")))
		if end != at {
			copy(data[end:], data[at:at+n])
		}
		end, at = end+n, at+n+1
		if at < len(data) && data[at] == '"' {
			data[end] = '"'
			end, at = end+1, at+1
			continue
		}
		at = min(at, len(data))
		next = at + d.cellEnd(data[at:])
		rest := bytes.TrimRight(data[at:next], " \r")
		copy(data[end:], rest)
		return end + len(rest), next, lines
	}
}
