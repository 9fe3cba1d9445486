package dataset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"anjian/internal/source"
)

// A grid is a sheet or delimited file as rows of raw cells.
type grid struct {
	file     string
	sheet    string // of a workbook
	encoding string
	decode   func([]byte) (string, bool) // one raw cell; false when a byte cannot be read
	rows     []gridRow
	ragged   bool // rows may be shorter than the header, as in workbooks
}

type gridRow struct {
	line  int32
	cells [][]byte
}

// at returns the place of a cell; col counts from 0.
func (g *grid) at(row gridRow, col int) source.Pos {
	if g.sheet != "" {
		return source.Pos{File: g.file, Sheet: g.sheet, Cell: cellName(col, int(row.line)), Line: int(row.line), Col: col + 1}
	}
	return source.Pos{File: g.file, Line: int(row.line), Col: col + 1}
}

// line returns the place of a whole row.
func (g *grid) line(row gridRow) source.Pos {
	p := g.at(row, 0)
	if g.sheet == "" {
		p.Col = 0
	}
	return p
}

// cellName writes A1, AA18.
func cellName(col, row int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + itoa(row)
}

// readDelimited cuts a CSV or TSV file into cells. Rows are split on raw bytes: separators never
// occur inside a GB18030 character.
func readDelimited(file string, data []byte, d *Definition, errs *source.List) *grid {
	g := &grid{file: file, encoding: "UTF-8", decode: decodeUTF8}
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			errs.Add(source.Pos{File: file, Line: 1, Col: 1}, "文件不是完整的 UTF-16 文本", "另存为 UTF-8")
			return nil
		}
		data, g.encoding = decoded, "UTF-16"
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case d.Encoding == "gb18030" || d.Encoding == "" && !looksUTF8(data):
		g.encoding, g.decode = "GB18030", decodeGB18030
	}
	s := splitter{data: data, comma: g.delimiter(data, d), line: 1}
	for s.i < len(s.data) {
		row, ok := s.row()
		if !ok {
			errs.Add(source.Pos{File: file, Line: int(row.line), Col: len(row.cells)}, "引号没有结束", `补上结尾的引号；单元格里的引号写两个 ""`)
			return nil
		}
		g.rows = append(g.rows, row)
	}
	return g
}

func decodeUTF8(raw []byte) (string, bool) {
	return string(raw), utf8.Valid(raw) && !bytes.Contains(raw, []byte("\ufffd"))
}

func decodeGB18030(raw []byte) (string, bool) {
	for _, b := range raw {
		if b >= 0x80 {
			text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
			return string(text), err == nil && !bytes.Contains(text, []byte("\ufffd"))
		}
	}
	return string(raw), true
}

// delimiter picks the separator that finds most headers in the first rows.
func (g *grid) delimiter(data []byte, d *Definition) byte {
	best, most := byte(','), 0
	for _, comma := range []byte{',', '\t', ';'} {
		head := grid{decode: g.decode}
		s := splitter{data: data[:min(len(data), 64<<10)], comma: comma, line: 1}
		for s.i < len(s.data) && len(head.rows) < 20 {
			row, _ := s.row()
			head.rows = append(head.rows, row)
		}
		if _, _, _, found := d.header(&head); found > most {
			best, most = comma, found
		}
	}
	return best
}

type splitter struct {
	data  []byte
	comma byte
	i     int
	line  int32
}

// row cuts the next row; ok is false when a quote does not end.
func (s *splitter) row() (row gridRow, ok bool) {
	row.line = s.line
	for {
		if s.i < len(s.data) && s.data[s.i] == '"' {
			cell, ok := s.quoted()
			if !ok {
				row.cells = append(row.cells, nil)
				return row, false
			}
			row.cells = append(row.cells, cell)
		} else {
			start := s.i
			for s.i < len(s.data) && s.data[s.i] != s.comma && s.data[s.i] != '\n' {
				s.i++
			}
			row.cells = append(row.cells, bytes.TrimSuffix(s.data[start:s.i], []byte("\r")))
		}
		if s.i >= len(s.data) {
			return row, true
		}
		s.i++
		if s.data[s.i-1] == '\n' {
			s.line++
			return row, true
		}
		if s.i == len(s.data) { // the file ends on a separator
			row.cells = append(row.cells, nil)
		}
	}
}

// quoted reads a quoted cell and leaves s.i at the separator or line end after it.
func (s *splitter) quoted() (cell []byte, ok bool) {
	s.i++
	start := s.i
	var joined []byte
	for s.i < len(s.data) {
		n := bytes.IndexByte(s.data[s.i:], '"')
		if n < 0 {
			return nil, false
		}
		s.line += int32(bytes.Count(s.data[s.i:s.i+n], []byte("\n")))
		s.i += n + 1
		if s.i < len(s.data) && s.data[s.i] == '"' {
			joined = append(joined, s.data[start:s.i]...)
			s.i++
			start = s.i
			continue
		}
		cell = append(joined, s.data[start:s.i-1]...)
		start = s.i
		for s.i < len(s.data) && s.data[s.i] != s.comma && s.data[s.i] != '\n' {
			s.i++
		}
		return append(cell, bytes.TrimRight(s.data[start:s.i], " \r")...), true // "甲"乙 is 甲乙
	}
	return nil, false
}

// normalHeader makes headers comparable: no blanks, no （必填）, narrow, lower case.
func normalHeader(s string) string {
	s = strings.ToLower(narrow(trim(s)))
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t\r\n\u00a0\u3000*", r) {
			return -1
		}
		return r
	}, s)
	for _, suffix := range []string{"(必填)", "(选填)", "(必填项)", "(选填项)"} {
		s = strings.TrimSuffix(s, suffix)
	}
	return s
}
