package grid

import (
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"anjian/internal/source"
)

// openDelimited finds out the encoding and the separator of a CSV or TSV file.
func openDelimited(in input, o Options) ([]*Sheet, *source.Error) {
	s := &Sheet{File: in.name, Encoding: "UTF-8", Size: in.size, text: decodeUTF8, bytes: encodeUTF8}
	skip := int64(0)
	var transcode func() transform.Transformer
	switch {
	case bytes.HasPrefix(in.head, []byte{0xff, 0xfe}), bytes.HasPrefix(in.head, []byte{0xfe, 0xff}):
		s.Encoding = "UTF-16"
		transcode = func() transform.Transformer {
			return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder()
		}
	case bytes.HasPrefix(in.head, markUTF8):
		skip = int64(len(markUTF8))
	case o.Encoding == "gb18030" || o.Encoding == "" && !looksUTF8(io.NewSectionReader(in.content, 0, in.size)):
		s.Encoding, s.text, s.bytes = "GB18030", decodeGB18030, encodeGB18030
	}
	read := func() io.Reader {
		r := io.Reader(io.NewSectionReader(in.content, skip, in.size-skip))
		if transcode != nil {
			r = transform.NewReader(r, transcode())
		}
		return r
	}
	head := make([]byte, sniffed)
	n, _ := io.ReadFull(read(), head)
	d := &dialect{pickSeparator(head[:n], s.text, o.Known)}
	s.split = d.split
	s.open = func() (cutter, *source.Error) { return &rowCutter{s: s, dialect: d, r: read(), line: 1}, nil }
	s.setMerged(nil)
	return []*Sheet{s}, nil
}

// Rows are cut on raw bytes: separators and line ends never occur inside a character of UTF-8 or
// GB18030.
const (
	BlockSize = 1 << 20 // of a block, about
)

// A rowCutter cuts delimited text into blocks of whole rows.
type rowCutter struct {
	s *Sheet
	*dialect
	r     io.Reader
	carry []byte // the row begun at the end of the last block
	line  int32
	ended bool
	why   *source.Error // told after the rows before it
}

func (c *rowCutter) close() {}

func (c *rowCutter) next(b *Block) (bool, *source.Error) {
	if c.ended || c.why != nil {
		return false, c.why
	}
	data := append(b.areas[inFile][:0], c.carry...)
	cut, open := 0, -1
	for cut == 0 {
		filled := len(data)
		data = append(data, make([]byte, BlockSize)...)
		n, err := io.ReadFull(c.r, data[filled:])
		data = data[:filled+n]
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			c.ended = true
		} else if err != nil {
			return false, unreadable(c.s.At(c.line, -1))
		}
		cut, open = c.lastRow(data, c.ended)
		if open >= 0 && (c.ended || len(data)-open > maxCell) {
			line := c.line + int32(bytes.Count(data[:open], []byte("\n")))
			row := data[bytes.LastIndexByte(data[:open], '\n')+1 : open]
			c.why = fault(c.s.At(line, c.cells(row)-1), "引号没有结束", `补上结尾的引号；单元格里的引号写两个 ""`)
			break
		}
		if c.ended {
			cut = len(data)
			break
		}
		if cut == 0 && len(data) > maxRow {
			return false, fault(c.s.At(c.line, -1), "这一行超过 16 MB", "检查这是不是表格文件，或是否少了换行")
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
