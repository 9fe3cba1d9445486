package sheet

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// A look is how a cell is written: a number format, or the header or title of a sheet; on paper
// with lines around it and broken words.
type look struct {
	format string
	paper  bool
}

func lookOf(format string, s Sheet) look { return look{format, s.Paper} }

// style returns the style of a look, made when it is first asked for.
func (b *workbook) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	style := &excelize.Style{}
	switch l.format {
	case "title":
		style.Font = &excelize.Font{Bold: true, Size: 16}
	case "header":
		style.Font = &excelize.Font{Bold: true}
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF6"}}
		style.Alignment = &excelize.Alignment{Vertical: "center"}
	default:
		style.CustomNumFmt = &l.format
	}
	if l.paper {
		style.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "8893A1", Style: 1})
		}
	}
	id, err := b.file.NewStyle(style)
	b.styles[l] = id
	return id, err
}

const paperA4 = 9

// paper sets a tab up for printing, and offers the choices of its columns.
func (b *workbook) paper(name string, head int, s Sheet, seen []int) error {
	size, across, wide, high := paperA4, "landscape", 1, 0
	margin, foot := 0.5, 0.3
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &size, Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	err := b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &margin, Header: &foot, Footer: &foot})
	if err != nil {
		return err
	}
	if err := b.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	row := strconv.Itoa(head)
	err = b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$" + row + ":$" + row, Scope: name})
	if err != nil {
		return err
	}
	for i, col := range seen {
		choices := s.Columns[col].Choices
		if len(choices) == 0 || len(s.Rows) == 0 {
			continue
		}
		first, err := excelize.CoordinatesToCellName(i+1, head+1)
		if err != nil {
			return err
		}
		last, err := excelize.CoordinatesToCellName(i+1, head+len(s.Rows))
		if err != nil {
			return err
		}
		list := excelize.NewDataValidation(true)
		list.Sqref = first + ":" + last
		if err := list.SetDropList(choices); err != nil { // words, not a formula
			return err
		}
		list.SetError(excelize.DataValidationErrorStyleStop, "填写有误", "请从下拉列表里选一项")
		if err := b.file.AddDataValidation(name, list); err != nil {
			return err
		}
	}
	return nil
}
