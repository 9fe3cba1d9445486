package grid

import (
	"strconv"
	"sync"
	"sync/atomic"

	"anjian/internal/source"
)

// A Sheet is one table of raw cells: a delimited file, a sheet of a workbook, the table of a page.
type Sheet struct {
	File     string
	Name     string // of the sheet; empty in delimited text
	Encoding string // as found: UTF-8, UTF-16, GB18030, XLSX
	Ragged   bool   // rows may be shorter than the header, as in workbooks
	Size     int64  // bytes of its rows as they are stored, about
	Hidden   bool   // the workbook does not show the sheet

	open  func() (cutter, *source.Error) // starts reading at the first row
	split func(*Block)                   // cuts a block into cells, for any block at any time
	text  func(raw []byte) (string, bool)
	bytes func(text string) []byte

	hiddenRows atomic.Int64
	mu         sync.Mutex
	hiddenCols int
	merged     []Range
	mergedOK   bool
}

// A cutter yields the blocks of a sheet in order. next fills b with the next rows, uncut; it
// returns false at the end of the sheet or when the file is at fault.
type cutter interface {
	next(b *Block) (bool, *source.Error)
	close()
}

// A Row is one row with its cells decoded; a cell that cannot be decoded holds U+FFFD.
type Row struct {
	Line  int32 // in the file, or row number in the sheet, from 1
	Cells []string
}

// Head returns the first rows of the sheet, n at most. What is wrong in the file is left to Each.
func (s *Sheet) Head(n int) []Row {
	c, why := s.open()
	if why != nil {
		return nil
	}
	defer c.close()
	var rows []Row
	for b := new(Block); len(rows) < n; {
		b.reset()
		if more, _ := c.next(b); !more {
			break
		}
		s.split(b)
		for row := range min(b.Rows(), n-len(rows)) {
			r := Row{Line: b.Line(row), Cells: make([]string, b.Width(row))}
			for col := range r.Cells {
				r.Cells[col], _ = s.Text(b.Cell(row, col))
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// Each reads all rows and hands them to f in blocks. Up to workers blocks are handled at once, each
// by the goroutine of one worker number; one worker gets them in order. A block is used again after
// f returns. The answer is false if the file is at fault, which is then told to errs.
func (s *Sheet) Each(workers int, errs *source.List, f func(worker int, b *Block)) bool {
	c, why := s.open()
	if why != nil {
		errs.Put(why)
		return false
	}
	defer c.close()
	uncut, free := make(chan *Block, workers), make(chan *Block, workers+2)
	for range cap(free) {
		free <- new(Block)
	}
	go func() {
		defer close(uncut)
		for seq := 0; ; seq++ {
			b := <-free
			b.reset()
			b.Seq = seq
			var more bool
			if more, why = c.next(b); !more {
				return
			}
			uncut <- b
		}
	}()
	var wg sync.WaitGroup
	var damaged firstFault
	for worker := range workers {
		wg.Go(func() {
			for b := range uncut {
				s.split(b)
				damaged.add(b)
				f(worker, b)
				free <- b
			}
		})
	}
	wg.Wait()
	if damaged.why != nil {
		why = damaged.why
	}
	errs.Put(why) // written before uncut was closed
	return why == nil
}

// firstFault keeps what is wrong with the first of the damaged blocks.
type firstFault struct {
	sync.Mutex
	seq int
	why *source.Error
}

func (f *firstFault) add(b *Block) {
	if b.why == nil {
		return
	}
	f.Lock()
	defer f.Unlock()
	if f.why == nil || b.Seq < f.seq {
		f.seq, f.why = b.Seq, b.why
	}
}

// Merged lists the merged cells of the sheet. A workbook says them after its rows: asking before
// Each has read all of them costs a passage through the sheet.
func (s *Sheet) Merged() []Range {
	if !s.mergedKnown() {
		if c, why := s.open(); why == nil {
			for b := new(Block); ; b.reset() {
				if more, _ := c.next(b); !more {
					break
				}
			}
			c.close()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.merged
}

func (s *Sheet) mergedKnown() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mergedOK
}

func (s *Sheet) setMerged(merged []Range) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.merged, s.mergedOK = merged, true
}

// HiddenRows counts the hidden rows with content, once Each has read them. They are data like others.
func (s *Sheet) HiddenRows() int { return int(s.hiddenRows.Load()) }

// HiddenColumns counts the hidden columns, once Head or Each has read the sheet.
func (s *Sheet) HiddenColumns() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hiddenCols
}

func (s *Sheet) setHiddenColumns(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hiddenCols = n
}

// Text decodes one raw cell; false when some of it cannot be read.
func (s *Sheet) Text(raw []byte) (string, bool) { return s.text(raw) }

// Bytes encodes a text as the cells of the sheet are, to compare it with them.
func (s *Sheet) Bytes(text string) []byte { return s.bytes(text) }

// At returns the place of a cell; col counts from 0, -1 means the whole row.
func (s *Sheet) At(line int32, col int) source.Pos {
	p := source.Pos{File: s.File, Sheet: s.Name, Line: int(line), Col: col + 1}
	if s.Name != "" {
		p.Col = max(p.Col, 1)
		p.Cell = CellName(p.Col-1, int(line))
	}
	return p
}

// CellName writes A1, AA18; col counts from 0, row from 1.
func CellName(col, row int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name + strconv.Itoa(row)
}
