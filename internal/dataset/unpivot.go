package dataset

import (
	"slices"
	"strings"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// A crosstab is a sheet of an official table (统计报表): row headings on the left, one or more rows
// of column headings above, figures where they meet.
type crosstab struct {
	layout  *Layout
	rows    []grid.Row // of the sheet, from the first
	header  int        // index of the first row of column headings
	columns []heading  // of the figures, with their place in the row
	lines   []heading  // of the rows, with their index in rows
	skipped []Dropped
}

// A heading names a row or a column of figures: its own words by level, and the path that tells it
// apart from others (审结/不起诉/法定).
type heading struct {
	at     int // column, or index of the row
	levels []string
	path   string
	of     int // "其中": index of the heading that it is a part of; -1
}

// Which rows of a sheet may hold its column headings.
const searchedRows = 40

// crosstab looks for the corner of the table and reads its headings. t is nil when the sheet does
// not hold the table, wrong is nil when all is well.
func (d *Definition) crosstab(s *grid.Sheet, rows []grid.Row) (t *crosstab, wrong *source.Error) {
	t = &crosstab{layout: d.Layout, rows: rows, header: -1}
	for i, row := range rows[:min(searchedRows, len(rows))] {
		for _, text := range row.Cells[:min(len(d.Layout.Rows), len(row.Cells))] {
			if normalHeader(text) == normalHeader(d.Layout.Corner) {
				t.header = i
			}
		}
		if t.header >= 0 {
			break
		}
	}
	if t.header < 0 {
		return nil, &source.Error{Code: source.BadCrosstab, Pos: s.At(1, -1), Message: "没有找到表头：前 40 行的前 " + itoa(len(d.Layout.Rows)) + " 列里没有“" + d.Layout.Corner + "”", Hint: "把表左上角的文字写进数据集的 corner"}
	}
	if wrong = t.readColumns(s); wrong == nil {
		wrong = t.readLines(s, d.DropRows)
	}
	return t, wrong
}

// cell returns the text of a cell, "" beyond the end of its row.
func (t *crosstab) cell(row, col int) string {
	if row >= len(t.rows) || col >= len(t.rows[row].Cells) {
		return ""
	}
	return t.rows[row].Cells[col]
}

// readColumns reads the headings above the figures. Merged cells hold their words at the left or
// top end: a blank belongs to the group at its left when there is a heading below it, else it is
// the lower part of the heading above.
func (t *crosstab) readColumns(s *grid.Sheet) *source.Error {
	depth, first := len(t.layout.Columns), len(t.layout.Rows)
	width := 0
	for k := range depth {
		if t.header+k < len(t.rows) {
			width = max(width, len(t.rows[t.header+k].Cells))
		}
	}
	var left []string
	for col := first; col < width; col++ {
		levels := make([]string, depth)
		deepest := -1
		for k := range depth {
			if t.layout.Columns[k] == "" {
				continue
			}
			if levels[k] = plainHeading(t.cell(t.header+k, col)); levels[k] != "" {
				deepest = k
			}
		}
		if deepest < 0 {
			if line := t.firstFigure(col); line >= 0 {
				return &source.Error{Code: source.BadCrosstab, Pos: s.At(t.rows[line].Line, col), Message: "这一列有数，上面没有列目", Hint: "补上表头，或核对 [grid] 里的 columns 写了几层"}
			}
			continue
		}
		for k := range deepest {
			if levels[k] == "" && left != nil && slices.Equal(levels[:k], left[:k]) {
				levels[k] = left[k]
			}
		}
		t.columns = append(t.columns, heading{at: col, levels: levels, path: pathOf(levels), of: -1})
		left = levels
	}
	if len(t.columns) == 0 {
		return &source.Error{Code: source.BadCrosstab, Pos: s.At(t.rows[t.header].Line, -1), Message: "表头右边没有列目", Hint: "核对 [grid] 里的 rows 写了几列"}
	}
	partsOf(t.columns)
	return nil
}

// firstFigure finds a row below the header whose cell in that column reads as a number, -1 if none.
func (t *crosstab) firstFigure(col int) int {
	for i := t.header + len(t.layout.Columns); i < len(t.rows); i++ {
		if _, ok := parseNumber(t.cell(i, col), 6); ok {
			return i
		}
	}
	return -1
}

// readLines reads the headings at the left of the figures. A blank repeats what stands above it
// when there is a heading at its right; an indented heading is a part of the one it is indented
// under.
func (t *crosstab) readLines(s *grid.Sheet, drop []string) *source.Error {
	depth := len(t.layout.Rows)
	named := depth - blankNames(t.layout.Rows)
	var above []string
	var nest []indented
	for i := t.header + len(t.layout.Columns); i < len(t.rows); i++ {
		levels := make([]string, depth)
		deepest, raw := -1, ""
		for k := range depth {
			if t.layout.Rows[k] == "" {
				continue
			}
			if levels[k] = plainHeading(t.cell(i, k)); levels[k] != "" {
				deepest, raw = k, t.cell(i, k)
			}
		}
		figures := t.hasFigures(i)
		switch why := startsWithAny(levels, drop); {
		case why != "":
			t.skip(why)
			continue
		case !figures && deepest < 0:
			t.skip("空行")
			continue
		case !figures:
			t.skip("没有数的行")
			continue
		case t.numbered(i):
			t.skip("栏次")
			continue
		case deepest < 0:
			return &source.Error{Code: source.BadCrosstab, Pos: s.At(t.rows[i].Line, 0), Message: "这一行有数，左边没有行目", Hint: "补上行目；是说明文字就把开头写进数据集的 drop_rows"}
		}
		for k := range deepest {
			if levels[k] == "" && above != nil && slices.Equal(levels[:k], above[:k]) {
				levels[k] = above[k]
			}
		}
		above = levels
		one := heading{at: i, levels: levels, path: pathOf(levels), of: -1}
		if named == 1 {
			one.path, nest = nestUnder(nest, indentOf(raw), levels[deepest])
		}
		t.lines = append(t.lines, one)
	}
	if len(t.lines) == 0 {
		return &source.Error{Code: source.BadCrosstab, Pos: s.At(t.rows[t.header].Line, -1), Message: "表头下面没有数", Hint: "核对 [grid] 里的 rows、columns 与表是否一致"}
	}
	partsOf(t.lines)
	return nil
}

func (t *crosstab) skip(why string) {
	for i := range t.skipped {
		if t.skipped[i].Reason == why {
			t.skipped[i].Rows++
			return
		}
	}
	t.skipped = append(t.skipped, Dropped{why, 1})
}

// hasFigures tells whether a row holds anything below the column headings.
func (t *crosstab) hasFigures(row int) bool {
	for _, c := range t.columns {
		if trim(t.cell(row, c.at)) != "" {
			return true
		}
	}
	return false
}

// numbered tells whether a row only numbers the columns (栏次): 1, 2, 3 right below the headings.
func (t *crosstab) numbered(row int) bool {
	name := plainHeading(t.cell(row, len(t.layout.Rows)-1))
	if _, digit := parseNumber(name, 0); len(t.lines) > 0 || len(t.columns) < 2 || !digit && !slices.Contains([]string{"", "栏次", "序号", "甲", "乙", "丙"}, name) {
		return false
	}
	first, ok := parseNumber(t.cell(row, t.columns[0].at), 0)
	if !ok || first > int64(len(t.layout.Rows))+1 {
		return false
	}
	for i, c := range t.columns {
		if n, ok := parseNumber(t.cell(row, c.at), 0); !ok || n != first+int64(i) {
			return false
		}
	}
	return true
}

func startsWithAny(levels, drop []string) string {
	for _, text := range levels {
		if text == "" {
			continue
		}
		for _, start := range drop {
			if strings.HasPrefix(text, start) {
				return start
			}
		}
		return ""
	}
	return ""
}
