package grid

import (
	"bytes"
	"io"

	"anjian/internal/source"
)

// openDelimited finds out the separator of a CSV or TSV file.
func openDelimited(in input, e encoding, known func(string) bool) ([]*Sheet, *source.Error) {
	s := &Sheet{File: in.name, Encoding: e.name, Size: in.size, text: decodeUTF8, bytes: encodeUTF8}
	s.setMerged(nil)
	head := e.head(in)
	d := &dialect{pickSeparator(head, known)}
	read := e.reader
	if e.name == "GB18030" && len(d.separator) == 1 { // cut as it stands, decode once per distinct cell
		read, s.text, s.bytes = e.raw, decodeGB18030, encodeGB18030
	}
	oldEnds := bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0
	s.split = func(b *Block) {
		d.split(b)
		b.checkCells(s)
	}
	s.open = func() (cutter, *source.Error) {
		r := read(in)
		if oldEnds {
			r = lineEnds{r}
		}
		return &rowCutter{s: s, dialect: d, r: r, line: 1, limits: in.limits, size: blockSize(in.size)}, nil
	}
	return []*Sheet{s}, nil
}

// lineEnds turns the carriage returns of very old systems into line ends.
type lineEnds struct{ r io.Reader }

func (l lineEnds) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// blockSize of a file: a small one needs no large buffer.
func blockSize(size int64) int { return int(min(BlockSize, size+64)) }

// Rows are cut on raw bytes: separators and line ends never occur inside a character of UTF-8 or
// GB18030.
const (
	BlockSize = 1 << 20 // of a block, about
)

// A rowCutter cuts delimited text into blocks of whole rows.
type rowCutter struct {
	s *Sheet
	*dialect
	r      io.Reader
	carry  []byte // the row begun at the end of the last block
	line   int32
	size   int // read at a time
	limits Limits
	ended  bool
	why    *source.Error // told after the rows before it
}

func (c *rowCutter) close() {}

func (c *rowCutter) next(b *Block) (bool, *source.Error) {
	if c.ended || c.why != nil {
		return false, c.why
	}
	if c.line > c.limits.lines() {
		return false, c.limits.tooManyLines(c.s.At(c.line, -1))
	}
	data := append(b.areas[inFile][:0], c.carry...)
	cut, open := 0, -1
	for cut == 0 {
		filled := len(data)
		data = append(data, make([]byte, c.size)...)
		n, err := readFull(c.r, data[filled:])
		data = data[:filled+n]
		if err == io.EOF {
			c.ended = true
		} else if err != nil {
			return false, unreadable(c.s.At(c.line, -1))
		}
		cut, open = c.lastRow(data, c.ended)
		if open >= 0 && (c.ended || len(data)-open > maxCell) {
			line := c.line + int32(bytes.Count(data[:open], []byte("\n")))
			row := data[bytes.LastIndexByte(data[:open], '\n')+1 : open]
			c.why = fault(source.OpenQuote, c.s.At(line, c.cells(row)-1), "引号没有结束", `补上结尾的引号；单元格里的引号写两个 ""`)
			break
		}
		if c.ended {
			cut = len(data)
			break
		}
		if cut == 0 && len(data) > maxRow {
			return false, fault(source.TooBig, c.s.At(c.line, -1), "这一行超过 16 MB", "检查这是不是表格文件，或是否少了换行")
		}
	}
	c.carry = append(c.carry[:0], data[cut:]...)
	b.areas[inFile], b.line = data[:cut], c.line
	c.line += int32(bytes.Count(data[:cut], []byte("\n")))
	if cut == 0 {
		return false, c.why
	}
	return true, nil
}
