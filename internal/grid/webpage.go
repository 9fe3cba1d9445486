package grid

import (
	"bytes"
	"io"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"anjian/internal/source"
)

// openWebPage lists the tables of a page; offices get them from systems that name them .xls. The page
// is walked tag by tag, once to find the tables and again when one is read: it never lies in memory.
func openWebPage(in input, e encoding) ([]*Sheet, *source.Error) {
	c := &pageCutter{file: in.name, r: e.reader(in), table: -1}
	for b := new(Block); ; b.reset() {
		if more, why := c.next(b); why != nil {
			return nil, why
		} else if !more {
			break
		}
	}
	var sheets []*Sheet
	for i, table := range c.tables {
		if table.filled == 0 {
			continue // made for layout
		}
		s := &Sheet{
			File: in.name, Name: "表" + strconv.Itoa(len(sheets)+1), Encoding: e.name, Ragged: true, Size: in.size,
			text: decodeUTF8, bytes: encodeUTF8, split: func(*Block) {},
		}
		s.setMerged(table.merged)
		s.open = func() (cutter, *source.Error) {
			s.hiddenRows.Store(int64(table.hidden))
			return &pageCutter{file: in.name, r: e.reader(in), table: i}, nil
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		return nil, fault(source.WrongFormat, source.Pos{File: in.name}, "这是网页，里面没有表格", "重新导出为 .xlsx 或 CSV")
	}
	return sheets, nil
}

// A pageCutter yields the rows of one table of a page, or walks all tables.
type pageCutter struct {
	file   string
	r      io.Reader
	tokens *html.Tokenizer
	table  int // which one is wanted; -1: all, without their rows
	tables []*pageTable
	open   []*pageTable // the innermost is last
	skip   atom.Atom    // inside of script or style
	why    *source.Error
}

// A pageTable is a table of the page as far as it was walked.
type pageTable struct {
	wanted bool
	line   int32 // of the current row, from 1
	col    int   // of the next cell
	inRow  bool
	hide   bool
	taken  []int // per column: rows below that a cell from above still covers
	text   []byte
	inCell bool
	cells  int // of the row, with a text
	filled int // cells with a text
	hidden int
	merged []Range
}

const (
	maxTables = 10_000
	maxDepth  = 100
)

func (c *pageCutter) close() {}

func (c *pageCutter) next(b *Block) (bool, *source.Error) {
	if c.tokens == nil {
		c.tokens = html.NewTokenizer(c.r)
		c.tokens.SetMaxBuf(maxRow)
	}
	for {
		switch c.tokens.Next() {
		case html.ErrorToken:
			for len(c.open) > 0 {
				c.endTable(b)
			}
			if err := c.tokens.Err(); err != io.EOF {
				return false, unreadable(source.Pos{File: c.file})
			}
			return b.Rows() > 0, nil
		case html.TextToken:
			if t := c.current(); t != nil && t.inCell && c.skip == 0 {
				if t.text = append(t.text, c.tokens.Text()...); len(t.text) > maxCell {
					return false, tooFull(c.at(t))
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			c.start(b)
		case html.EndTagToken:
			c.end(b)
		}
		if c.why != nil {
			return false, c.why
		}
		if len(b.areas[inMade]) > BlockSize && !c.tables[c.table].inRow {
			return true, nil
		}
	}
}

func (c *pageCutter) current() *pageTable {
	if len(c.open) == 0 {
		return nil
	}
	return c.open[len(c.open)-1]
}

// at returns the place of the current cell; tables without words have no number.
func (c *pageCutter) at(t *pageTable) source.Pos {
	number := 1
	for _, other := range c.tables {
		if other == t {
			break
		}
		if other.filled > 0 {
			number++
		}
	}
	s := &Sheet{File: c.file, Name: "表" + strconv.Itoa(number)}
	return s.At(t.line, t.col)
}

func (c *pageCutter) start(b *Block) {
	name, more := c.tokens.TagName()
	tag, t := atom.Lookup(name), c.current()
	switch tag {
	case atom.Script, atom.Style, atom.Title:
		c.skip = tag
	case atom.Table:
		if len(c.tables) < maxTables && len(c.open) < maxDepth {
			t := &pageTable{wanted: c.table == len(c.tables)}
			c.tables, c.open = append(c.tables, t), append(c.open, t)
		}
	case atom.Tr:
		if t != nil {
			c.endRow(b, t)
			t.startRow(b, c.attribute(more, "style"))
		}
	case atom.Td, atom.Th:
		if t != nil {
			c.endCell(b, t)
			if !t.inRow {
				t.startRow(b, nil)
			}
			t.startCell(c, more)
		}
	case atom.Br:
		if t != nil {
			t.text = append(t.text, '\r') // a line end that is meant
		}
	}
}

func (c *pageCutter) end(b *Block) {
	name, _ := c.tokens.TagName()
	tag, t := atom.Lookup(name), c.current()
	switch {
	case tag == c.skip:
		c.skip = 0
	case t == nil:
	case tag == atom.Td || tag == atom.Th:
		c.endCell(b, t)
	case tag == atom.Tr || tag == atom.Tbody || tag == atom.Thead || tag == atom.Tfoot:
		c.endRow(b, t)
	case tag == atom.Table:
		c.endTable(b)
	}
}

// attribute returns the value of the last attribute read of that name, reading what is left.
func (c *pageCutter) attribute(more bool, name string) []byte {
	for more {
		var key, value []byte
		if key, value, more = c.tokens.TagAttr(); string(key) == name {
			return bytes.Clone(value)
		}
	}
	return nil
}

func (t *pageTable) startRow(b *Block, style []byte) {
	t.inRow, t.col, t.cells = true, 0, 0
	t.line++
	t.hide = bytes.Contains(bytes.ReplaceAll(style, []byte(" "), nil), []byte("display:none"))
	if t.wanted {
		b.begin(t.line)
	}
}

// startCell finds the column of the cell: cells from above may cover some.
func (t *pageTable) startCell(c *pageCutter, more bool) {
	across, down := 1, 1
	for more {
		var key, value []byte
		key, value, more = c.tokens.TagAttr()
		switch string(key) {
		case "colspan":
			across = max(1, min(digits(bytes.TrimSpace(value)), maxColumns))
		case "rowspan":
			down = max(1, min(digits(bytes.TrimSpace(value)), maxRows))
		}
	}
	for t.col < len(t.taken) && t.taken[t.col] > 0 {
		t.col++
	}
	if t.col+across > maxColumns {
		across = 1
	}
	for len(t.taken) < t.col+across && len(t.taken) < maxColumns {
		t.taken = append(t.taken, 0)
	}
	for col := t.col; col < min(t.col+across, len(t.taken)); col++ {
		t.taken[col] = down
	}
	if across > 1 || down > 1 {
		t.merged = append(t.merged, Range{t.line, t.line + int32(down) - 1, t.col, t.col + across - 1})
	}
	t.inCell, t.text = true, t.text[:0]
}

func (c *pageCutter) endCell(b *Block, t *pageTable) {
	if !t.inCell {
		return
	}
	t.inCell = false
	if text := tidy(t.text); len(text) > 0 {
		if t.col >= maxColumns {
			c.why = tooWide(c.at(t))
			return
		}
		t.cells++
		if t.wanted {
			for b.Width(b.Rows()-1) < t.col {
				b.spans = append(b.spans, span{0, inMade << 30})
			}
			b.spans = append(b.spans, b.made(string(text)))
		}
	}
	t.col++
}

// endRow closes the row; rows without a text are none.
func (c *pageCutter) endRow(b *Block, t *pageTable) {
	c.endCell(b, t)
	if !t.inRow {
		return
	}
	t.inRow = false
	for col, rows := range t.taken {
		t.taken[col] = max(0, rows-1)
	}
	t.filled += t.cells
	if t.cells > 0 && t.hide {
		t.hidden++
	}
	if t.wanted && t.cells == 0 {
		b.first, b.lines = b.first[:len(b.first)-1], b.lines[:len(b.lines)-1]
	}
}

func (c *pageCutter) endTable(b *Block) {
	c.endRow(b, c.current())
	c.open = c.open[:len(c.open)-1]
}

// tidy joins blanks as browsers do; line ends that were meant stay.
func tidy(text []byte) []byte {
	out := make([]byte, 0, len(text))
	blank := true // none at the start
	for _, c := range text {
		switch c {
		case ' ', '\t', '\n', '\f':
			if !blank {
				out = append(out, ' ')
			}
			blank = true
		case '\r':
			out = append(bytes.TrimRight(out, " "), '\n')
			blank = true
		default:
			out = append(out, c)
			blank = false
		}
	}
	return bytes.TrimRight(out, " \n")
}
