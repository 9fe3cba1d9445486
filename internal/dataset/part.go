package dataset

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unsafe"

	"anjian/internal/grid"
	"anjian/internal/table"
)

// A sheetPlan is how the rows of one sheet become rows of the table: read by all workers, changed by none.
type sheetPlan struct {
	def     *Definition
	sheet   *grid.Sheet
	header  int32     // its line; data are below
	width   int       // of the header
	columns []int     // per column of the definition: where its cells stand; -1: the sheet has none
	fixed   []*string // per column: what the name of the file, folder or sheet says; nil: nothing
	fill    []bool    // per column: an empty cell repeats the one above
	marks   []headerMark
	drops   [][]byte
	stars   []string // patterns among the rows to drop
	blanks  [][]byte
}

func newSheetPlan(d *Definition, s *grid.Sheet, header grid.Row, columns []int) *sheetPlan {
	p := &sheetPlan{def: d, sheet: s, header: header.Line, width: len(header.Cells), columns: columns}
	for _, start := range d.DropRows {
		if strings.Contains(start, "*") {
			p.stars = append(p.stars, start)
			start = "\x00" // nothing starts so
		}
		p.drops = append(p.drops, s.Bytes(start))
	}
	p.fixed = make([]*string, len(columns))
	for _, c := range d.Columns {
		p.fill = append(p.fill, slices.Contains(d.FillDown, c.Name))
	}
	for _, blank := range []string{"\u00a0", "\u3000", "\ufeff", "\u200b"} {
		p.blanks = append(p.blanks, s.Bytes(blank))
	}
	return p
}

// A part is the rows of one block, typed; the merger appends parts in their order.
type part struct {
	seq, worker int
	size        int // bytes in the file
	read        int
	hidden      int     // rows kept that the workbook does not show
	lines       []int32 // of the rows kept
	cells       []cells // per column of the definition
	dropped     []Dropped
	found       []finding

	rows  []int       // of the block, that are kept
	block *grid.Block // while it is read
	told  map[int]int // findings per column
	marks []grid.Mark // of the column being read
}

// cells are one column of a part. Words are numbered by worker: fresh are those that were met here
// first, in the order of their numbers.
type cells struct {
	codes []uint32
	nums  []int64
	fresh []string
	reset bool // numbers start again from 1
	lead  int  // first rows that repeat the last one of the part before
}

// A finding is what is wrong with one cell; its words are made only if it is told.
type finding struct {
	column int
	col    int // in the sheet
	line   int32
	fault  fault
	text   string
}

// wide marks findings about a whole row instead of a column.
const wide = -1

// A reader turns blocks into parts. It belongs to one worker.
type reader struct {
	*sheetPlan
	worker int
	seen   []lexicon
	words  []uint32   // per column: numbers given to words
	text   []byte     // where the next words' bytes go
	spare  *sync.Pool // of parts that were appended
}

func newReader(p *sheetPlan, worker int, spare *sync.Pool) *reader {
	return &reader{sheetPlan: p, worker: worker, seen: make([]lexicon, len(p.columns)), words: make([]uint32, len(p.columns)), spare: spare}
}

// empty returns a part without rows, with the memory of an earlier one if there is any.
func (r *reader) empty(b *grid.Block) *part {
	p, ok := r.spare.Get().(*part)
	if !ok {
		p = &part{cells: make([]cells, len(r.columns)), told: map[int]int{}}
	}
	for i, c := range p.cells {
		p.cells[i] = cells{codes: c.codes, nums: c.nums, fresh: c.fresh[:0]}
	}
	clear(p.told)
	*p = part{
		seq: b.Seq, worker: r.worker, size: b.Size(), block: b, cells: p.cells, told: p.told,
		rows: p.rows[:0], lines: p.lines[:0], marks: p.marks[:0], found: p.found[:0],
	}
	return p
}

// resize returns as many zero cells, in the same memory if they fit.
func resize[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n, n+n/8)
	}
	list = list[:n]
	clear(list)
	return list
}

// part types one block.
func (r *reader) part(b *grid.Block) *part {
	p := r.empty(b)
	r.pick(p)
	for i, col := range r.columns {
		p.marks = p.marks[:0]
		for _, m := range b.Marks() {
			if m.Col == col {
				p.marks = append(p.marks, m)
			}
		}
		r.column(p, i, col)
	}
	p.block = nil
	return p
}

// pick finds the rows that are data.
func (r *reader) pick(p *part) {
	b := p.block
	p.rows, p.lines = slices.Grow(p.rows, b.Rows()), slices.Grow(p.lines, b.Rows())
	for row := range b.Rows() {
		if b.Line(row) <= r.header {
			continue
		}
		p.read++
		if b.Hidden(row) && r.def.Hidden == SkipHidden {
			p.drop(HiddenRow)
			continue
		}
		if why := r.dropped(b, row); why != "" {
			p.drop(why)
			continue
		}
		if b.Hidden(row) {
			p.hidden++
		}
		if n := b.Width(row); n != r.width && !r.sheet.Ragged && !r.blankAfter(b, row) {
			p.find(finding{wide, wide, b.Line(row), otherWidth, itoa(n)})
		}
		p.rows, p.lines = append(p.rows, row), append(p.lines, b.Line(row))
	}
}

// dropped says why a row is no data, or "". It compares raw bytes: decoding the first cell of every
// row would cost more than reading the rest.
func (r *reader) dropped(b *grid.Block, row int) string {
	for col := range b.Width(row) {
		raw := r.unblank(b.Cell(row, col))
		if len(raw) == 0 {
			continue
		}
		for i, start := range r.drops {
			if bytes.HasPrefix(raw, start) {
				return r.def.DropRows[i]
			}
		}
		if len(r.stars) > 0 {
			text, _ := r.sheet.Text(raw)
			for _, pattern := range r.stars {
				if fitsPattern(pattern, text) {
					return pattern
				}
			}
		}
		if r.repeated(b, row) {
			return RepeatedHeader
		}
		return ""
	}
	return "空行"
}

// unblank removes blanks before a raw text.
func (r *reader) unblank(raw []byte) []byte {
next:
	for len(raw) > 0 && (raw[0] <= ' ' || raw[0] >= 0x80) {
		if c := raw[0]; c == ' ' || c == '\t' || c == '\r' || c == '\n' {
			raw = raw[1:]
			continue
		}
		for _, blank := range r.blanks {
			if bytes.HasPrefix(raw, blank) {
				raw = raw[len(blank):]
				continue next
			}
		}
		return raw
	}
	return raw
}

// blankAfter tells whether a row is as wide as the header but for empty cells at its end.
func (r *reader) blankAfter(b *grid.Block, row int) bool {
	if b.Width(row) < r.width {
		return false
	}
	for col := r.width; col < b.Width(row); col++ {
		if len(r.unblank(b.Cell(row, col))) > 0 {
			return false
		}
	}
	return true
}

// column types one column of a block.
func (r *reader) column(p *part, i, col int) {
	def, out := &r.def.Columns[i], &p.cells[i]
	if r.seen[i].full() {
		r.seen[i].clear()
		r.words[i], out.reset = 0, true
	}
	if def.Type == table.Text || def.Type == table.YesNo {
		out.codes = resize(out.codes, len(p.rows))
	} else {
		out.nums = resize(out.nums, len(p.rows))
	}
	if r.fixed[i] != nil && col < 0 {
		v := r.read(p, i, r.sheet.Bytes(*r.fixed[i]))
		for n := range p.rows {
			if out.codes != nil {
				out.codes[n] = v.code
			} else {
				out.nums[n] = v.num
			}
		}
		return
	}
	if col < 0 {
		for n := range out.nums {
			out.nums[n] = table.NoNum
		}
		return
	}
	quick := quickOf(def)
	var last []byte
	var v value
	above, some := blankValue(def), false // of fill_down
	for n, row := range p.rows {
		raw := p.block.Cell(row, col)
		if r.fill[i] && len(r.unblank(raw)) == 0 {
			if out.codes != nil {
				out.codes[n] = above.code
			} else {
				out.nums[n] = above.num
			}
			if !some {
				out.lead = n + 1
			}
			continue
		}
		for len(p.marks) > 0 && p.marks[0].Row < row {
			p.marks = p.marks[1:] // in rows that were dropped
		}
		if len(p.marks) > 0 && p.marks[0].Row == row {
			v, last = r.marked(p, i, raw), nil
		} else if last == nil || string(raw) != string(last) {
			num, ok := int64(0), false
			if quick != nil {
				num, ok = quick(raw, def.Scale)
			}
			if ok {
				v = value{num: num}
			} else {
				v = r.read(p, i, raw)
			}
			last = raw
		}
		above, some = v, true
		empty := v.code == 0
		if out.codes != nil {
			out.codes[n] = v.code
		} else {
			out.nums[n] = v.num
			empty = v.num == table.NoNum
		}
		if v.fault == fine && def.Filled && empty {
			p.find(finding{i, col, p.lines[n], emptyCell, ""})
		} else if v.fault != fine {
			p.findText(r, finding{column: i, col: col, line: p.lines[n], fault: v.fault}, raw)
		}
	}
}

// read interprets a raw cell, or remembers how it read.
func (r *reader) read(p *part, i int, raw []byte) value {
	v, hash, ok := r.seen[i].find(raw)
	if ok {
		return v
	}
	text, readable := r.sheet.Text(raw)
	var word string
	if readable {
		v, word = r.def.Columns[i].read(text)
	} else {
		v = value{num: table.NoNum, fault: unreadable}
	}
	if word != "" {
		r.words[i]++
		v.code = r.words[i]
		p.cells[i].fresh = append(p.cells[i].fresh, r.keep(word))
	}
	r.seen[i].add(raw, hash, v)
	return v
}

// marked interprets a cell that the sheet says more about than its text.
func (r *reader) marked(p *part, i int, raw []byte) value {
	mark := p.marks[0]
	p.marks = p.marks[1:]
	switch mark.Kind {
	case grid.ErrorValue:
		return value{num: table.NoNum, fault: errorValue}
	case grid.NoValue:
		return value{num: table.NoNum, fault: noValue}
	}
	v := r.read(p, i, raw)
	if v.fault == fine && r.def.Columns[i].Type == table.Text {
		v.fault = roundedNumber
	}
	return v
}

// keep copies a word out of the block.
func (r *reader) keep(word string) string {
	if len(word) > cap(r.text)-len(r.text) {
		r.text = make([]byte, 0, max(len(word), 32<<10))
	}
	at := len(r.text)
	r.text = append(r.text, word...)
	return asString(r.text[at:])
}

// asString makes a string of bytes that never change again.
func asString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (p *part) drop(reason string) {
	for i := range p.dropped {
		if p.dropped[i].Reason == reason {
			p.dropped[i].Rows++
			return
		}
	}
	p.dropped = append(p.dropped, Dropped{reason, 1})
}

func (p *part) find(f finding) {
	if p.told[f.column]++; p.told[f.column] <= mostPerColumn {
		p.found = append(p.found, f)
	}
}

// findText keeps the text as well, decoded only if it will be told.
func (p *part) findText(r *reader, f finding, raw []byte) {
	if p.told[f.column] < mostPerColumn {
		f.text, _ = r.sheet.Text(raw)
	}
	p.find(f)
}
