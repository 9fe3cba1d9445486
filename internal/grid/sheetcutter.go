package grid

import (
	"bytes"
	"io"

	"anjian/internal/source"
)

// A sheetCutter cuts the inflated text of a sheet into blocks of whole rows. Inflating is most of the
// work and cannot be shared; scanning the blocks is left to the workers.
type sheetCutter struct {
	sheet  *Sheet
	shared *sharedStrings
	r      io.ReadCloser
	carry  []byte
	rowTag []byte // "<row", with the prefix that the sheet uses; nil before the first row
	line   int32  // of the next row, if it does not say
	size   int    // read at a time
	ended  bool   // all rows were seen
	why    *source.Error
}

func (c *sheetCutter) close() { c.r.Close() }

func (c *sheetCutter) next(b *Block) (bool, *source.Error) {
	if c.ended || c.why != nil {
		return false, c.why
	}
	data, cut := append(b.areas[inFile][:0], c.carry...), 0
	for cut == 0 {
		filled := len(data)
		data = append(data, make([]byte, c.size)...)
		n, err := readFull(c.r, data[filled:])
		data = data[:filled+n]
		if err != nil && err != io.EOF {
			return false, broken(c.sheet)
		}
		if c.rowTag == nil && !c.begin(&data) {
			if err == io.EOF || len(data) > maxRow {
				return false, broken(c.sheet)
			}
			continue
		}
		last := c.lastRow(data) // the end can only follow it: no need to look through all rows
		if end := bytes.Index(data[last:], []byte("sheetData>")); end >= 0 {
			cut = bytes.LastIndexByte(data[:last+end], '<')
			c.ended = true
			if cut < 0 || !c.finish(data[cut:], err == io.EOF) {
				return false, broken(c.sheet)
			}
			break
		}
		if err == io.EOF { // the end is missing: the rows that are whole, then the fault
			if c.why = broken(c.sheet); last == 0 {
				return false, c.why
			}
		}
		if cut = last; cut == 0 && len(data) > maxRow {
			return false, fault(source.TooBig, c.sheet.At(c.line, -1), "这一行超过 16 MB", "检查这一行的内容")
		}
	}
	c.carry = append(c.carry[:0], data[cut:]...)
	b.areas[inFile], b.areas[inShared], b.shared, b.line = data[:cut], c.shared.text, c.shared.spans, c.line
	c.count(data[:cut])
	return cut > 0, nil
}

// begin looks for the start of the rows and reads what stands before it: hidden columns.
func (c *sheetCutter) begin(data *[]byte) bool {
	n := bytes.Index(*data, []byte("sheetData"))
	if n < 0 || bytes.IndexByte((*data)[n:], '>') < 0 {
		return false
	}
	start := bytes.LastIndexByte((*data)[:n], '<')
	if start < 0 {
		return false
	}
	hidden := 0
	head := cursor{data: (*data)[:start]}
	for head.tag() {
		if head.is("col") {
			hidden += hiddenColumns(&head)
		}
	}
	c.sheet.setHiddenColumns(hidden)
	c.rowTag = append(bytes.Clone((*data)[start:n]), "row"...)
	rows := cursor{data: *data, at: n + len("sheetData")}
	if !rows.open() { // <sheetData/>
		*data = append((*data)[:0], "</sheetData>"...)
		return true
	}
	*data = append((*data)[:0], (*data)[rows.at:]...)
	return true
}

// hiddenColumns counts the columns that one <col> hides.
func hiddenColumns(c *cursor) int {
	first, last, hidden := 0, 0, false
	for c.attribute() {
		switch string(c.key) {
		case "min":
			first = digits(c.value)
		case "max":
			last = digits(c.value)
		case "hidden":
			hidden = isTrue(c.value)
		}
	}
	if !hidden || first < 1 || last < first || last > 16384 {
		return 0
	}
	return last - first + 1
}

// lastRow returns where the last row starts, for it may not be whole.
func (c *sheetCutter) lastRow(data []byte) int {
	for end := len(data); ; {
		n := bytes.LastIndex(data[:end], c.rowTag)
		if n <= 0 {
			return 0
		}
		if after := n + len(c.rowTag); after < len(data) && data[after] <= '>' { // not <rowBreaks>
			return n
		}
		end = n
	}
}

// count finds out which row follows the given ones. Rows that say their number make it cheap.
func (c *sheetCutter) count(data []byte) {
	if n := c.lastRow(data); n > 0 || bytes.HasPrefix(data, c.rowTag) {
		row := cursor{data: data, at: n}
		if row.tag(); row.numbered(0) > 0 {
			row.at = n
			row.tag()
			c.line = row.numbered(0) + 1
			return
		}
	}
	for rows := (cursor{data: data}); rows.tag(); {
		if rows.is("row") && !rows.closing {
			c.line = rows.numbered(c.line) + 1
		}
	}
}

// numbered returns the number that a row says it has, or else the given one.
func (c *cursor) numbered(line int32) int32 {
	for c.attribute() {
		if string(c.key) == "r" {
			if n := digits(c.value); n >= 1 && n <= maxRows {
				line = int32(n)
			}
		}
	}
	return line
}

// finish reads what follows the rows: merged cells. All must be read, or damage goes unseen.
func (c *sheetCutter) finish(tail []byte, whole bool) bool {
	tail = bytes.Clone(tail)
	for !whole {
		filled := len(tail)
		tail = append(tail, make([]byte, min(c.size, 64<<10))...)
		n, err := readFull(c.r, tail[filled:])
		tail = tail[:filled+n]
		if whole = err == io.EOF; err != nil && !whole || len(tail) > maxList {
			return false
		}
	}
	var merged []Range
	for tags := (cursor{data: tail}); tags.tag(); {
		if !tags.is("mergeCell") {
			continue
		}
		for tags.attribute() {
			if string(tags.key) == "ref" {
				if r, ok := rangeOf(string(tags.value)); ok {
					merged = append(merged, r)
				}
			}
		}
	}
	c.sheet.setMerged(merged)
	return true
}
