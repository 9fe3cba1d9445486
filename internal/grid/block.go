package grid

import (
	"slices"

	"anjian/internal/source"
)

// A Block is a run of neighbouring rows. Cells are raw bytes that live as long as the block does;
// Sheet.Text decodes them.
type Block struct {
	Seq int // blocks of a sheet are numbered in order, from 0

	areas [areas][]byte
	spans []span
	first []uint32 // per row: its first span
	lines []int32  // per row
	line  int32    // of the first row
	marks []Mark
	dark  []int // rows that the workbook does not show, in order

	shared []span        // the workbook's shared strings, by number
	why    *source.Error // the block cannot be cut
}

// A Mark says of a cell what its text does not.
type Mark struct {
	Row, Col int // in the block, from 0
	Kind     MarkKind
}

// A MarkKind is what is odd about a cell of a workbook.
type MarkKind uint8

const (
	ErrorValue    MarkKind = iota + 1 // #N/A, #DIV/0!
	NoValue                           // a formula that was saved without its result
	RoundedNumber                     // a number of more digits than spreadsheets keep
)

// Marks lists what is odd in the block, row by row.
func (b *Block) Marks() []Mark { return b.marks }

// Hidden tells whether a row is one that the workbook does not show.
func (b *Block) Hidden(row int) bool {
	_, dark := slices.BinarySearch(b.dark, row)
	return dark
}

// Size returns how many bytes the rows of the block have in the file, about; see Sheet.Size.
func (b *Block) Size() int { return len(b.areas[inFile]) }

// A cell's bytes lie in one of these.
const (
	inFile   = iota // the rows as they stood in the file
	inShared        // words that many cells share, in workbooks
	inMade          // texts that were made while reading, such as days of serial numbers
	areas
)

// A span is where a cell's bytes lie; the two upper bits of n say in which area.
type span struct{ start, n uint32 }

const spanLength = 1<<30 - 1

// Rows returns how many rows the block has.
func (b *Block) Rows() int { return len(b.lines) }

// Line returns where a row of the block stands in the file or sheet, from 1.
func (b *Block) Line(row int) int32 { return b.lines[row] }

// Width returns how many cells a row has.
func (b *Block) Width(row int) int { return int(b.end(row) - b.first[row]) }

// Cell returns the raw bytes of a cell, nil beyond the end of its row.
func (b *Block) Cell(row, col int) []byte {
	i := b.first[row] + uint32(col)
	if i >= b.end(row) {
		return nil
	}
	s := b.spans[i]
	return b.areas[s.n>>30][s.start : s.start+s.n&spanLength]
}

func (b *Block) end(row int) uint32 {
	if row+1 < len(b.first) {
		return b.first[row+1]
	}
	return uint32(len(b.spans))
}

func (b *Block) reset() {
	b.areas[inFile], b.areas[inMade] = b.areas[inFile][:0], b.areas[inMade][:0]
	b.spans, b.first, b.lines, b.line, b.marks, b.dark = b.spans[:0], b.first[:0], b.lines[:0], 1, b.marks[:0], b.dark[:0]
	b.why = nil
}

// begin starts a row.
func (b *Block) begin(line int32) {
	b.first = append(b.first, uint32(len(b.spans)))
	b.lines = append(b.lines, line)
}

// put adds a cell whose bytes lie in the file.
func (b *Block) put(start, end int) {
	b.spans = append(b.spans, span{uint32(start), uint32(end - start)})
}
