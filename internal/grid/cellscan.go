package grid

import (
	"bytes"
	"math"
	"strconv"

	"anjian/internal/source"
)

// split scans the rows of a sheet. Numbers keep their digits, days are written as days, yes and no as
// 是 and 否; formulas count by the value that was saved with them. Rows without content are left out.
func (w *workbook) split(s *Sheet, b *Block) {
	c := cursor{data: b.areas[inFile]}
	line := b.line
	for b.why == nil && c.tag() {
		if !c.is("row") || c.closing {
			continue
		}
		hidden := false
		for c.attribute() {
			switch string(c.key) {
			case "r":
				if n := digits(c.value); n >= 1 && n <= maxRows {
					line = int32(n)
				}
			case "hidden":
				hidden = isTrue(c.value)
			}
		}
		if !c.empty {
			b.begin(line)
			if w.row(s, b, &c); b.Width(b.Rows()-1) == 0 {
				b.first, b.lines = b.first[:len(b.first)-1], b.lines[:len(b.lines)-1]
			} else if hidden {
				s.hiddenRows.Add(1)
				b.dark = append(b.dark, b.Rows()-1)
			}
		}
		line++
	}
}

// row scans the cells up to the end of the row.
func (w *workbook) row(s *Sheet, b *Block, c *cursor) {
	for col := 0; c.tag() && !c.is("row"); {
		if c.is("c") && !c.closing {
			col = w.cell(s, b, c, col) + 1
		}
	}
}

// A stored cell is what a workbook says of a cell.
type storedCell struct {
	kind    []byte // s shared, inlineStr, str formula text, b yes or no, e error, d day, else a number
	style   int
	value   []byte
	start   int // of the value in the block
	coded   bool
	formula bool
	has     bool // a value, perhaps empty
}

// cell scans one cell and returns its column; col is where it stands if it does not say.
func (w *workbook) cell(s *Sheet, b *Block, c *cursor, col int) int {
	var cell storedCell
	for c.attribute() {
		switch string(c.key) {
		case "r":
			if n, ok := columnOf(c.value); ok {
				col = n
			}
		case "t":
			cell.kind = c.value
		case "s":
			cell.style = digits(c.value)
		}
	}
	if c.empty {
		return col
	}
	for c.tag() {
		if c.closing {
			if c.is("c") {
				break
			}
			continue
		}
		switch {
		case c.is("v"):
			if cell.has = true; c.open() {
				cell.value, cell.coded = c.text()
				cell.start = c.at - len(cell.value)
			}
		case c.is("f"):
			cell.formula = true
		case c.is("is"):
			if c.open() {
				from := len(b.areas[inMade])
				b.areas[inMade], _ = richText(c, "is", b.areas[inMade])
				w.place(s, b, col, span{uint32(from), uint32(len(b.areas[inMade])-from) | inMade<<30})
			}
		case c.is("row"), c.is("c"): // damaged: the next cell begins
			c.at = c.start
			return col
		}
	}
	w.store(s, b, col, &cell)
	return col
}

// store places the value of a cell that is not inline text.
func (w *workbook) store(s *Sheet, b *Block, col int, cell *storedCell) {
	if !cell.has {
		if cell.formula {
			w.mark(s, b, col, NoValue)
		}
		return
	}
	switch string(cell.kind) {
	case "s":
		i := digits(bytes.TrimSpace(cell.value))
		if i < 0 || i >= len(b.shared) {
			b.why = broken(s)
			return
		}
		w.place(s, b, col, b.shared[i])
	case "b":
		word := "否"
		if isTrue(bytes.TrimSpace(cell.value)) {
			word = "是"
		}
		w.place(s, b, col, b.made(word))
	case "e":
		w.place(s, b, col, b.text(cell))
		w.mark(s, b, col, ErrorValue)
	case "str", "d", "inlineStr":
		w.place(s, b, col, b.text(cell))
	default:
		w.number(s, b, col, cell)
	}
}

// number places a number, as a day where the cell's style shows one.
func (w *workbook) number(s *Sheet, b *Block, col int, cell *storedCell) {
	raw := cell.value
	if cell.style >= 0 && cell.style < len(w.dates) && w.dates[cell.style] && len(raw) > 0 {
		if text, ok := day(string(raw), w.from04); ok {
			w.place(s, b, col, b.made(text))
			return
		}
	}
	exact := bytes.IndexByte(raw, '.') < 0 && bytes.IndexByte(raw, 'E') < 0 && bytes.IndexByte(raw, 'e') < 0
	if exact || len(raw) <= 15 {
		w.place(s, b, col, b.text(cell))
	} else {
		w.place(s, b, col, b.made(shownDigits(string(raw))))
	}
	if exact && len(raw) <= 15 {
		return
	}
	if v, err := strconv.ParseFloat(string(raw), 64); err == nil && math.Abs(v) >= 1e15 {
		w.mark(s, b, col, RoundedNumber)
	}
}

// place puts a text at its column in the last row; nothing is no cell.
func (w *workbook) place(s *Sheet, b *Block, col int, at span) {
	if at.n&spanLength > 0 && w.widen(s, b, col) {
		if at.n&spanLength > maxCell {
			b.why = tooFull(s.At(b.lines[len(b.lines)-1], col))
		}
		b.spans[int(b.first[len(b.first)-1])+col] = at
	}
}

// mark says what is odd about a cell of the last row.
func (w *workbook) mark(s *Sheet, b *Block, col int, kind MarkKind) {
	if w.widen(s, b, col) {
		b.marks = append(b.marks, Mark{len(b.lines) - 1, col, kind})
	}
}

// widen makes the last row reach a column.
func (w *workbook) widen(s *Sheet, b *Block, col int) bool {
	row := len(b.lines) - 1
	if col >= maxColumns {
		b.why = fault(source.TooBig, s.At(b.lines[row], col), "第 "+strconv.Itoa(maxColumns)+" 列以后还有内容", "删去右边多余的列后另存")
		return false
	}
	for len(b.spans) <= int(b.first[row])+col {
		b.spans = append(b.spans, span{})
	}
	return true
}

// text is where the text of a value lies: in the file as it stands, or decoded.
func (b *Block) text(cell *storedCell) span {
	if !cell.coded {
		return span{uint32(cell.start), uint32(len(cell.value))}
	}
	from := len(b.areas[inMade])
	made := appendText(b.areas[inMade], cell.value)
	b.areas[inMade] = append(made[:from], unescape(made[from:])...)
	return span{uint32(from), uint32(len(b.areas[inMade])-from) | inMade<<30}
}

// made keeps a text of its own.
func (b *Block) made(text string) span {
	from := len(b.areas[inMade])
	b.areas[inMade] = append(b.areas[inMade], text...)
	return span{uint32(from), uint32(len(text)) | inMade<<30}
}

func isTrue(value []byte) bool { return string(value) == "1" || string(value) == "true" }

// digits reads a number of up to nine digits, -1 if there is anything else.
func digits(raw []byte) int {
	if len(raw) == 0 || len(raw) > 9 {
		return -1
	}
	v := 0
	for _, c := range raw {
		if c < '0' || c > '9' {
			return -1
		}
		v = v*10 + int(c-'0')
	}
	return v
}
