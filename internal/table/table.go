// Package table holds rows as typed, dictionary-coded columns with the links between tables.
//
// It knows where each row came from (file, sheet, line) and nothing about how files are read
// or what the columns mean.
package table

import (
	"math"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
)

// A Type is what the cells of a column are.
type Type uint8

const (
	Text    Type = iota // words, coded by dictionary
	Date                // calendar days
	Time                // instants
	Int                 // whole numbers
	Decimal             // fixed-point numbers
	YesNo               // 是 or 否, coded by the dictionary YesNoWords
)

func (t Type) String() string {
	switch t {
	case Date:
		return "日期"
	case Time:
		return "时间"
	case Int:
		return "整数"
	case Decimal:
		return "小数"
	case YesNo:
		return "是否"
	}
	return "文本"
}

// NoNum marks an empty cell of a Date, Time, Int or Decimal column. Empty cells of the other types
// have code 0.
const NoNum = math.MinInt64

// YesNoWords is the dictionary of every YesNo column: code 0 empty, 1 否, 2 是.
var YesNoWords = []string{"", "否", "是"}

// A Column holds one cell per row: Codes for Text and YesNo, Nums for the other types.
type Column struct {
	Name  string
	Type  Type
	Scale int // Decimal: digits after the point

	// Absent is set when no file that was read had the column: its cells are not empty, they are
	// not known (缺字段).
	Absent  bool
	Because []Lack // of an absent column that is derived: what it would be derived from

	Codes Codes    // Text, YesNo: index into Dict
	Dict  []string // Dict[0] is "", the empty cell; no word occurs twice
	Nums  Nums     // Date: days since 1970-01-01; Time: milliseconds since 1970 UTC; Int: the number; Decimal: number × 10^Scale
}

// Empty tells whether the cell of a row holds nothing.
func (c *Column) Empty(row int) bool {
	if c.Worded() {
		return c.Codes.At(row) == 0
	}
	return c.Nums.At(row) == NoNum
}

// Worded tells whether cells are words, as codes of the dictionary.
func (c *Column) Worded() bool { return c.Type == Text || c.Type == YesNo }

// Word returns the text of a Text or YesNo cell, "" when it is empty.
func (c *Column) Word(row int) string { return c.Dict[c.Codes.At(row)] }

// Day returns the day of a Date or Time cell; NoDate of an empty one, and of columns that are of another
// type, were not exported or are not there at all.
func (c *Column) Day(row int) period.Date {
	if c == nil || c.Absent || c.Type != Date && c.Type != Time {
		return period.NoDate
	}
	switch n := c.Nums.At(row); {
	case n == NoNum:
		return period.NoDate
	case c.Type == Time:
		return period.DayOf(n)
	default:
		return period.Date(n)
	}
}

// A File is one sheet or file that rows came from.
type File struct {
	Path     string // relative to the site folder
	Sheet    string // of a workbook
	SHA256   string // hex, of the whole file; "" where rows of others were left out
	Encoding string // as found: "UTF-8", "GB18030", "XLSX"
	Rows     int    // kept in the table
}

// A Table is one dataset: columns of equal length.
type Table struct {
	Name    string // id of the dataset
	Title   string // what readers call it
	Rows    int
	Absent  bool   // no file was exported yet (未导出): nothing is known, not nothing there
	Because []Lack // of an absent table that is derived: what it would be derived from
	Columns []*Column
	Derived []*Column // computed from rows (推算列), after those that were read

	Files  []File
	FileOf []uint16 // per row: index into Files
	LineOf []int32  // per row: line in the file, or row number in the sheet, from 1

	Links    []*Link
	Children []*Children
}

// A Link leads from each row to its parent row in another table (many to one).
type Link struct {
	Name    string // what formulas call the parent
	Column  string // of the rows, that holds the parent's key
	Key     string // of the parent
	To      *Table
	Row     []int32 // parent row per row; -1 for an orphan
	Orphans int
}

// Children leads from each row to its child rows in another table, the way back of a Link.
// The children of row i are Rows[First[i]:First[i+1]].
type Children struct {
	Name  string // what formulas call the children
	Of    *Table
	Link  *Link // of the children to these rows
	First []int32
	Rows  []int32
}

// At returns the child rows of a row.
func (c *Children) At(row int) []int32 { return c.Rows[c.First[row]:c.First[row+1]] }

// Column returns the column of that name, read or derived, or nil.
func (t *Table) Column(name string) *Column {
	for _, list := range [][]*Column{t.Columns, t.Derived} {
		for _, c := range list {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
}

// Link returns the link of that name, or nil.
func (t *Table) Link(name string) *Link {
	for _, l := range t.Links {
		if l.Name == name {
			return l
		}
	}
	return nil
}

// Child returns the children of that name, or nil.
func (t *Table) Child(name string) *Children {
	for _, c := range t.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Origin returns where a row was read: file and line, or sheet and row ("A18" names its first cell).
func (t *Table) Origin(row int) source.Pos {
	if len(t.FileOf) == 0 {
		return source.Pos{File: t.Name, Line: row + 1}
	}
	f := t.Files[t.FileOf[row]]
	line := int(t.LineOf[row])
	if f.Sheet != "" {
		return source.Pos{File: f.Path, Sheet: f.Sheet, Cell: "A" + strconv.Itoa(line)}
	}
	return source.Pos{File: f.Path, Line: line}
}
