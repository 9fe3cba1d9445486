package dataset

import (
	"slices"
	"strings"

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

// take appends the rows of one file or sheet.
func (b *tableBuilder) take(g *grid, fr *FileReport, errs *source.List) {
	at, columns, ignored, found := b.def.header(g)
	if found == 0 {
		errs.Add(source.Pos{File: g.file, Sheet: g.sheet, Line: 1}, "前 20 行里没有找到表头", "表头应含有“"+strings.Join(b.def.names()[:min(3, len(b.def.Columns))], "”“")+"”等列")
		return
	}
	fr.Ignored, fr.Header = ignored, int(g.rows[at].line)
	if !b.complete(g, at, columns, errs) {
		return
	}
	b.doubled(g, at, columns, errs)
	rows := b.data(g, at, fr, errs)
	for i := range b.def.Columns {
		b.column(g, i, columns[i], rows, errs)
		if columns[i] >= 0 {
			b.table.Columns[i].Absent = false
		}
	}
	file := uint16(len(b.table.Files))
	b.table.Files = append(b.table.Files, table.File{Path: g.file, Sheet: g.sheet, SHA256: fr.SHA256, Encoding: g.encoding, Rows: len(rows)})
	for _, row := range rows {
		b.table.FileOf = append(b.table.FileOf, file)
		b.table.LineOf = append(b.table.LineOf, row.line)
	}
	b.table.Rows += len(rows)
	fr.Kept = len(rows)
}

// complete reports required columns that the header lacks.
func (b *tableBuilder) complete(g *grid, at int, columns []int, errs *source.List) bool {
	ok := true
	for i, c := range b.def.Columns {
		if columns[i] < 0 && c.Required {
			headers := headerTexts(g, at)
			hint := "在导出时勾选这一列，或把表头原文写进数据集的 aliases"
			if near := nearest(c.Name, headers, 3); len(near) > 0 {
				hint = "表头里的“" + strings.Join(near, "”“") + "”是不是这一列？是就写进数据集的 aliases"
			}
			errs.Add(g.line(g.rows[at]), "缺少列“"+c.Name+"”", hint)
			ok = false
		}
	}
	return ok
}

// doubled reports headers that mean the same column.
func (b *tableBuilder) doubled(g *grid, at int, columns []int, errs *source.List) {
	names := b.def.headers()
	for col, cell := range g.rows[at].cells {
		text, _ := g.decode(cell)
		if i, ok := names[normalHeader(text)]; ok && columns[i] != col {
			errs.Add(g.at(g.rows[at], col), "表头“"+trim(text)+"”与第 "+itoa(columns[i]+1)+" 列都是“"+b.def.Columns[i].Name+"”", "删去其中一列，或从数据集的 aliases 里删去这个表头")
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

// data picks the rows below the header that are data.
func (b *tableBuilder) data(g *grid, at int, fr *FileReport, errs *source.List) []gridRow {
	width := len(g.rows[at].cells)
	rows := make([]gridRow, 0, len(g.rows)-at-1)
	bad := 0
	for _, row := range g.rows[at+1:] {
		fr.Read++
		if why := b.def.dropped(g, row); why != "" {
			fr.drop(why)
			continue
		}
		if n := len(row.cells); !g.ragged && n != width && bad < mostPerColumn && !onlyBlanksAfter(row.cells, width) {
			bad++
			errs.Add(g.line(row), "这一行有 "+itoa(n)+" 列，表头有 "+itoa(width)+" 列", "检查是否少了分隔符，或单元格里的分隔符没有加引号")
		}
		rows = append(rows, row)
	}
	return rows
}

// onlyBlanksAfter tells whether a row is as wide as the header but for empty cells at its end.
func onlyBlanksAfter(cells [][]byte, width int) bool {
	if len(cells) < width {
		return false
	}
	for _, c := range cells[width:] {
		if trim(string(c)) != "" {
			return false
		}
	}
	return true
}

// column appends one column of a file; each distinct raw cell is interpreted once.
func (b *tableBuilder) column(g *grid, i, col int, rows []gridRow, errs *source.List) {
	def, out, words := &b.def.Columns[i], b.table.Columns[i], b.words[i]
	seen := map[string]value{}
	told := 0
	tell := func(row gridRow, message, hint string) {
		if told++; told <= mostPerColumn {
			errs.Add(g.at(row, col), message, hint)
		}
	}
	for _, row := range rows {
		var raw []byte
		if col >= 0 && col < len(row.cells) {
			raw = row.cells[col]
		}
		v, ok := seen[string(raw)]
		if !ok {
			text, readable := g.decode(raw)
			if readable {
				v = def.read(text, words)
			} else {
				v = value{num: table.NoNum, wrong: "列“" + def.Name + "”有不能识别的字节", hint: "文件按 " + g.encoding + " 读取；另存为 UTF-8，或改正这个单元格"}
			}
			seen[string(raw)] = v
		}
		if v.wrong != "" {
			tell(row, v.wrong, v.hint)
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
			tell(row, "列“"+def.Name+"”不能为空", "在系统中补填后重新导出")
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
