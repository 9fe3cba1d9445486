// Package source names places in input files and collects what is wrong there.
//
// Its diagnostics are for the person who can mend the file: Chinese, with file,
// line and column (or sheet and cell), what is wrong and what to do about it.
// It knows nothing about what the files mean.
package source

import (
	"cmp"
	"strconv"
)

// A Pos is a place in an input file.
// The zero value means "nowhere in particular"; Line and Col count from 1 and 0 means unknown.
// In delimited tables Col is the number of the field, in texts the number of the character.
type Pos struct {
	File  string // slash path as the person knows it, relative to the site folder
	Line  int
	Col   int
	Sheet string // sheet of a workbook; Cell is then used instead of Line and Col
	Cell  string // as the spreadsheet shows it, e.g. G18
}

// String writes the place as editors and spreadsheets do:
// "content/a.md:3:1" or "content/x.xlsx[审查逮捕]!G18".
func (p Pos) String() string {
	if p.Sheet != "" || p.Cell != "" {
		text := p.File + "[" + p.Sheet + "]"
		if p.Cell != "" {
			text += "!" + p.Cell
		}
		return text
	}
	text := p.File
	if p.Line > 0 {
		text += ":" + strconv.Itoa(p.Line)
		if p.Col > 0 {
			text += ":" + strconv.Itoa(p.Col)
		}
	}
	return text
}

// Compare orders places by file, sheet, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File),
		cmp.Compare(p.Sheet, q.Sheet),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Col, q.Col),
		cmp.Compare(len(p.Cell), len(q.Cell)), // G9 before G18
		cmp.Compare(p.Cell, q.Cell),
	)
}
