package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
	"anjian/internal/table"
)

// mostPerColumn bounds the findings of one column of one file: the rest says the same.
const mostPerColumn = 50

// A tableBuilder appends the rows of files to the columns of one table.
type tableBuilder struct {
	def   *Definition
	table *table.Table
	words []*dictionary
}

func newTableBuilder(d *Definition) *tableBuilder {
	b := &tableBuilder{def: d, table: &table.Table{Name: d.ID, Title: d.Title, Absent: len(d.Files) == 0}}
	for _, c := range d.Columns {
		b.table.Columns = append(b.table.Columns, &table.Column{Name: c.Name, Type: c.Type, Scale: c.Scale, Absent: true})
		b.words = append(b.words, newDictionary())
	}
	return b
}

// file appends the rows of one file.
func (b *tableBuilder) file(fsys fs.FS, name string, errs *source.List) (*FileReport, error) {
	fr := &FileReport{Path: name}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open export: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open export: %w", err)
	}
	fr.Bytes = int(info.Size())
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, fmt.Errorf("read export: %w", err)
	}
	fr.SHA256 = hex.EncodeToString(sum.Sum(nil))
	content, ok := f.(io.ReaderAt)
	if !ok {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read export: %w", err)
		}
		content = bytes.NewReader(data)
	}
	opened := grid.Open(name, content, info.Size(), grid.Options{Encoding: b.def.Encoding, Known: b.def.known()}, errs)
	if opened == nil {
		return fr, nil
	}
	if s, head := b.def.sheet(opened, errs); s != nil {
		fr.Sheet, fr.Encoding = s.Name, s.Encoding
		b.take(s, head, fr, errs)
	}
	return fr, nil
}

// take appends the rows of one sheet, whose first rows are known.
func (b *tableBuilder) take(s *grid.Sheet, head []grid.Row, fr *FileReport, errs *source.List) {
	at, columns, ignored, found := b.def.header(head)
	if found == 0 {
		errs.Add(s.At(1, -1), "前 20 行里没有找到表头", "表头应含有“"+strings.Join(b.def.names()[:min(3, len(b.def.Columns))], "”“")+"”等列")
		return
	}
	header := head[at]
	fr.Ignored, fr.Header = ignored, int(header.Line)
	if !b.complete(s, header, columns, errs) {
		return
	}
	b.doubled(s, header, columns, errs)
	file := uint16(len(b.table.Files))
	t := &taker{tableBuilder: b, sheet: s, header: header, report: fr, errs: errs, told: make([]int, len(b.def.Columns)+1)}
	for range b.def.Columns {
		t.seen = append(t.seen, map[string]value{})
	}
	s.Each(1, errs, func(_ int, block *grid.Block) {
		rows := t.data(block)
		for i := range b.def.Columns {
			t.column(block, i, columns[i], rows)
		}
		for _, row := range rows {
			b.table.FileOf = append(b.table.FileOf, file)
			b.table.LineOf = append(b.table.LineOf, block.Line(row))
		}
		b.table.Rows += len(rows)
		fr.Kept += len(rows)
	})
	for i, col := range columns {
		if col >= 0 {
			b.table.Columns[i].Absent = false
		}
	}
	b.table.Files = append(b.table.Files, table.File{Path: s.File, Sheet: s.Name, SHA256: fr.SHA256, Encoding: s.Encoding, Rows: fr.Kept})
}

// complete reports required columns that the header lacks.
func (b *tableBuilder) complete(s *grid.Sheet, header grid.Row, columns []int, errs *source.List) bool {
	ok := true
	for i, c := range b.def.Columns {
		if columns[i] < 0 && c.Required {
			headers := headerTexts(header)
			hint := "在导出时勾选这一列，或把表头原文写进数据集的 aliases"
			if near := nearest(c.Name, headers, 3); len(near) > 0 {
				hint = "表头里的“" + strings.Join(near, "”“") + "”是不是这一列？是就写进数据集的 aliases"
			}
			errs.Add(s.At(header.Line, -1), "缺少列“"+c.Name+"”", hint)
			ok = false
		}
	}
	return ok
}

// doubled reports headers that mean the same column.
func (b *tableBuilder) doubled(s *grid.Sheet, header grid.Row, columns []int, errs *source.List) {
	names := b.def.headers()
	for col, text := range header.Cells {
		if i, ok := names[normalHeader(text)]; ok && columns[i] != col {
			errs.Add(s.At(header.Line, col), "表头“"+trim(text)+"”与第 "+itoa(columns[i]+1)+" 列都是“"+b.def.Columns[i].Name+"”", "删去其中一列，或从数据集的 aliases 里删去这个表头")
		}
	}
}

// nearest lists up to n names that are near, the nearest first.
func nearest(name string, among []string, n int) []string {
	var near []string
	for among = slices.Clone(among); len(near) < n; {
		best := source.Nearest(name, among)
		if best == "" {
			break
		}
		near = append(near, best)
		among = slices.DeleteFunc(among, func(s string) bool { return s == best })
	}
	return near
}

// A taker appends the blocks of one sheet.
type taker struct {
	*tableBuilder
	sheet  *grid.Sheet
	header grid.Row
	report *FileReport
	errs   *source.List
	seen   []map[string]value // per column: every distinct raw cell is interpreted once
	told   []int              // findings per column; the last counts rows of another width
}

func (t *taker) tell(column int, at source.Pos, message, hint string) {
	if t.told[column]++; t.told[column] <= mostPerColumn {
		t.errs.Add(at, message, hint)
	}
}

// data picks the rows below the header that are data.
func (t *taker) data(b *grid.Block) []int {
	width := len(t.header.Cells)
	rows := make([]int, 0, b.Rows())
	for row := range b.Rows() {
		if b.Line(row) <= t.header.Line {
			continue
		}
		t.report.Read++
		if why := t.def.dropped(t.sheet, b, row); why != "" {
			t.report.drop(why)
			continue
		}
		if n := b.Width(row); !t.sheet.Ragged && n != width && !onlyBlanksAfter(b, row, width) {
			t.tell(len(t.def.Columns), t.sheet.At(b.Line(row), -1), "这一行有 "+itoa(n)+" 列，表头有 "+itoa(width)+" 列", "检查是否少了分隔符，或单元格里的分隔符没有加引号")
		}
		rows = append(rows, row)
	}
	return rows
}

// onlyBlanksAfter tells whether a row is as wide as the header but for empty cells at its end.
func onlyBlanksAfter(b *grid.Block, row, width int) bool {
	if b.Width(row) < width {
		return false
	}
	for col := width; col < b.Width(row); col++ {
		if trim(string(b.Cell(row, col))) != "" {
			return false
		}
	}
	return true
}

// column appends one column of a block.
func (t *taker) column(b *grid.Block, i, col int, rows []int) {
	def, out, words, seen := &t.def.Columns[i], t.table.Columns[i], t.words[i], t.seen[i]
	for _, row := range rows {
		var raw []byte
		if col >= 0 {
			raw = b.Cell(row, col)
		}
		v, ok := seen[string(raw)]
		if !ok {
			text, readable := t.sheet.Text(raw)
			if readable {
				v = def.read(text, words)
			} else {
				v = value{num: table.NoNum, wrong: "列“" + def.Name + "”有不能识别的字节", hint: "文件按 " + t.sheet.Encoding + " 读取；另存为 UTF-8，或改正这个单元格"}
			}
			seen[string(raw)] = v
		}
		if v.wrong != "" {
			t.tell(i, t.sheet.At(b.Line(row), col), v.wrong, v.hint)
		}
		empty := false
		if out.Worded() {
			out.Codes.Append(v.code)
			empty = v.code == 0
		} else {
			if v.wrong != "" {
				v.num = table.NoNum
			}
			empty = v.num == table.NoNum
			out.Nums.Append(v.num)
		}
		if empty && def.Filled && v.wrong == "" && col >= 0 {
			t.tell(i, t.sheet.At(b.Line(row), col), "列“"+def.Name+"”不能为空", "在系统中补填后重新导出")
		}
	}
}

// finish closes the table: dictionaries, rows of events collapsed, keys checked.
func (b *tableBuilder) finish(errs *source.List) *table.Table {
	for i, c := range b.table.Columns {
		switch c.Type {
		case table.Text:
			c.Dict = b.words[i].words
		case table.YesNo:
			c.Dict = table.YesNoWords
		}
	}
	if len(b.def.OneRowPer) > 0 {
		b.collapse(errs)
	}
	if b.keyed(errs) {
		first := map[string]int{}
		told := 0
		for row := range b.table.Rows {
			key := keyOf(b.table, b.def.Key, row)
			if other, twice := first[key]; twice {
				if told++; told <= mostPerColumn {
					errs.Add(b.table.Origin(row), "主键“"+strings.Join(b.def.Key, "、")+"”与 "+b.table.Origin(other).String()+" 重复", "同一案件导出了两次；删去其中一行，或检查文件是否重复")
				}
				continue
			}
			first[key] = row
		}
	}
	return b.table
}

// keyed tells whether the rows can be told apart by the key; without one of its columns every row
// would look like a repetition.
func (b *tableBuilder) keyed(errs *source.List) bool {
	for _, name := range b.def.Key {
		if c := b.table.Column(name); c != nil && c.Absent {
			if b.table.Rows > 0 {
				errs.Warn(source.Pos{File: b.def.Doc.Path}, "没有核对重复：导出里没有主键“"+name+"”", "在导出时勾选这一列，或改写 key")
			}
			return false
		}
	}
	return len(b.def.Key) > 0
}
