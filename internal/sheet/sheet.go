// Package sheet writes tables as XLSX workbooks and CSV files for readers to take away.
//
// Cells keep their type, ids stay text, nothing is ever a formula, and equal input gives equal
// bytes. Every writer takes the edition that the file is for: a column that does not name it is
// left out. The package decides nothing about what a table holds. It is the only importer of
// excelize outside tests.
package sheet

import (
	"strconv"
	"strings"

	"anjian/internal/edition"
	"anjian/internal/period"
)

// A Sheet is one table.
type Sheet struct {
	Name    string   // of the tab, e.g. 核对修正清单
	Above   []string // lines above the header, the first one large
	Columns []Column
	Rows    [][]Cell // as many cells as columns; missing ones are empty
	Below   []string // lines under the table: 签收人：______
	Notes   []string // source, cut-off, definition: shown on the tab 说明

	// Paper is for lists that are printed and filled in: A4 across, as wide as the sheet, the header
	// on every page, lines around the cells, long texts broken.
	Paper bool
}

// A Column is one column of a table.
type Column struct {
	Title    string
	Editions []string // that may see it; none means that it is written nowhere
	Width    int      // in digits; 0: as wide as its words
	Choices  []string // what may be filled in; nil: anything
}

// Columns makes columns of equal visibility.
func Columns(editions []string, titles ...string) []Column {
	columns := make([]Column, 0, len(titles))
	for _, t := range titles {
		columns = append(columns, Column{Title: t, Editions: editions})
	}
	return columns
}

type kind uint8

const (
	empty kind = iota
	text
	number
	day
)

// A Cell is one typed value. The zero value is empty.
type Cell struct {
	kind  kind
	text  string
	n     int64 // number × 10^scale, or the day
	scale int
}

// Text is words, also ids made of digits; blank words make an empty cell.
func Text(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{kind: text, text: s}
}

// Int is a whole number.
func Int(n int64) Cell { return Cell{kind: number, n: n} }

// Decimal is n / 10^scale.
func Decimal(n int64, scale int) Cell { return Cell{kind: number, n: n, scale: scale} }

// Day is a calendar day; period.NoDate makes an empty cell.
func Day(d period.Date) Cell {
	if d == period.NoDate {
		return Cell{}
	}
	return Cell{kind: day, n: int64(d)}
}

// String writes the cell as a person reads it.
func (c Cell) String() string {
	switch c.kind {
	case text:
		return c.text
	case day:
		return period.Date(c.n).String()
	case number:
		return decimal(c.n, c.scale)
	}
	return ""
}

func decimal(n int64, scale int) string {
	digits := strconv.FormatInt(n, 10)
	if scale <= 0 {
		return digits
	}
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for len(digits) <= scale {
		digits = "0" + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

// seen returns the indexes of the columns that an edition may show.
func (s *Sheet) seen(e edition.Edition) []int {
	var seen []int
	for i, c := range s.Columns {
		if e.Allows(c.Editions) {
			seen = append(seen, i)
		}
	}
	return seen
}

// cell returns the cell in a column of a row, empty where the row is too short.
func cell(row []Cell, column int) Cell {
	if column >= len(row) {
		return Cell{}
	}
	return row[column]
}

// tabName makes a name that spreadsheets accept: no signs of theirs, at most 31 characters.
func tabName(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 31 {
		name = string(runes[:31])
	}
	if name == "" {
		name = "表"
	}
	return name
}
