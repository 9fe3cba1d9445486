package dataset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// mostRead bounds the rows that a proposal looks at; loading looks at all of them.
const mostRead = 200_000

// A Sample is one sheet of an export as a proposal sees it.
type Sample struct {
	File     string // path relative to the folder of exports
	Sheet    string // of a workbook
	Tables   int    // sheets of the file that hold a table
	Encoding string
	Line     int // of the header
	Rows     int // below it that are data

	twoRows bool     // the header takes two rows, joined as 上级_下级
	drops   []string // words that begin rows which are no data, as they occur
	twice   []string // headers that stand twice; the second column is not looked at
	columns []*profile
}

// ReadSamples reads the tables of a file: sheets with a header and at least one row.
func ReadSamples(name string, data []byte, defs []*Definition, errs *source.List) []*Sample {
	known := knownHeaders(defs)
	isKnown := func(header string) bool { return known[normalHeader(header)] }
	f := grid.Open(name, bytes.NewReader(data), int64(len(data)), grid.Options{Known: isKnown}, errs)
	if f == nil {
		return nil
	}
	var all []*Sample
	for _, sheet := range f.Sheets {
		if s := readSample(sheet, isKnown, errs); s != nil && s.Rows > 0 {
			all = append(all, s)
		}
	}
	for _, s := range all {
		s.Tables = len(all)
	}
	if len(all) == 0 && errs.Err() == nil {
		errs.Tell(source.Unrecognised, source.Pos{File: name}, "没有找到表：要有一行表头和至少一行数据", "检查是不是导错了文件")
	}
	return all
}

// knownHeaders are all names that columns go by.
func knownHeaders(defs []*Definition) map[string]bool {
	known := map[string]bool{}
	for _, d := range defs {
		for header := range d.headers() {
			known[header] = true
		}
	}
	for name, others := range field().Headers {
		for _, header := range append(others, name) {
			known[normalHeader(header)] = true
		}
	}
	return known
}

func readSample(sheet *grid.Sheet, known func(string) bool, errs *source.List) *Sample {
	head := sheet.Head(20)
	at := headerRow(head, known)
	if at < 0 {
		return nil
	}
	header, two := head[at], false
	if below := twoRows(head, known); below >= 0 && hits(joined(head[below-1], head[below], known), known) > hits(header, known)+1 {
		header, two = joined(head[below-1], head[below], known), true
	}
	s := &Sample{File: sheet.File, Sheet: sheet.Name, Encoding: sheet.Encoding, Line: int(header.Line), twoRows: two}
	seen := map[string]bool{}
	for col, cell := range header.Cells {
		header := trim(cell)
		key := normalHeader(header)
		switch {
		case key == "":
		case seen[key]:
			s.twice = append(s.twice, header)
		default:
			s.columns = append(s.columns, newProfile(header, col))
		}
		seen[key] = true
	}
	cells := []string(nil)
	sheet.Each(1, errs, func(_ int, b *grid.Block) {
		for row := range b.Rows() {
			if int(b.Line(row)) <= s.Line || s.Rows >= mostRead {
				continue
			}
			cells = cells[:0]
			for col := range b.Width(row) {
				text, _ := sheet.Text(b.Cell(row, col))
				cells = append(cells, trim(text))
			}
			s.take(cells)
		}
	})
	return s
}

// take adds one row, unless it is empty or no data.
func (s *Sample) take(cells []string) {
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return
	}
	if word := field().dropWord(cells); word != "" {
		if !slices.Contains(s.drops, word) {
			s.drops = append(s.drops, word)
		}
		return
	}
	s.Rows++
	for _, p := range s.columns {
		text := ""
		if p.col < len(cells) {
			text = cells[p.col]
		}
		p.take(text)
	}
}

// headerRow finds the row that names columns: the one with most known headers, else the first of
// the widest rows whose cells are different words. It returns -1 when there is none.
func headerRow(rows []grid.Row, known func(string) bool) int {
	best, most := -1, 2
	for i, row := range rows {
		if n := hits(row, known); n > most {
			best, most = i, n
		}
	}
	if best >= 0 {
		return best
	}
	width := 1
	for i, row := range rows {
		if n := differentWords(row.Cells); n > width {
			best, width = i, n
		}
	}
	return best
}

func hits(row grid.Row, known func(string) bool) int {
	n := 0
	for _, cell := range row.Cells {
		if known(cell) {
			n++
		}
	}
	return n
}

// twoRows finds the lower one of two rows that name most columns together, -1 when there is none.
func twoRows(rows []grid.Row, known func(string) bool) int {
	best, most := -1, 2
	for i := 1; i < len(rows); i++ {
		if len(headerTexts(rows[i-1])) < 2 {
			continue // a title
		}
		if n := hits(joined(rows[i-1], rows[i], known), known); n > most {
			best, most = i, n
		}
	}
	return best
}

// differentWords counts the cells of a row that could be headers; a row with numbers, days or
// repetitions is none.
func differentWords(cells []string) int {
	seen := map[string]bool{}
	for _, c := range cells {
		c = trim(c)
		if c == "" {
			continue
		}
		_, number := parseNumber(c, 6)
		_, _, day := parseTime(c)
		if number || day || seen[c] {
			return 0
		}
		seen[c] = true
	}
	return len(seen)
}

// Where says which table of which file it is: 审查逮捕.xlsx［Sheet1］.
func (s *Sample) Where() string {
	if s.Sheet == "" {
		return s.File
	}
	return s.File + "［" + s.Sheet + "］"
}

// doubts says what is wrong with the header.
func (s *Sample) doubts() []string {
	var list []string
	for _, header := range s.twice {
		list = append(list, "表头“"+header+"”出现两次：在表里改名，或删去其中一列")
	}
	return list
}

// repeated counts the rows whose named columns are as in an earlier row.
func (s *Sample) repeated(columns ...*profile) int {
	seen := map[string]bool{}
	n := 0
	for row := range s.Rows {
		var key strings.Builder
		for _, p := range columns {
			fmt.Fprintf(&key, "%d ", p.codes[row])
		}
		if seen[key.String()] {
			n++
		}
		seen[key.String()] = true
	}
	return n
}
