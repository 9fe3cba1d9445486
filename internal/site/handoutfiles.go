package site

import (
	"bytes"
	"strconv"

	"anjian/internal/edition"
	spreadsheet "anjian/internal/sheet"
)

var handedOut = []string{edition.HandedOut}

// writeHandoutBook writes a table as a workbook, a tab for each indicator.
func (b *builder) writeHandoutBook(out *bytes.Buffer, i int) error {
	t := b.Handout.Tables[i]
	var sheets []spreadsheet.Sheet
	for _, p := range t.Parts {
		s := spreadsheet.Sheet{Name: p.Title, Above: []string{t.Title + "：" + p.Title + captionUnit(p), b.handoutLabel()}, Below: handoutNotes(t), Notes: handoutRules}
		titles := []string{firstOf(t.By, "项目")}
		for _, q := range p.Periods {
			if p.Denominator == "" {
				titles = append(titles, q)
				continue
			}
			titles = append(titles, q+" "+p.Numerator, q+" "+p.Denominator, q+" "+p.Title)
		}
		s.Columns = spreadsheet.Columns(handedOut, titles...)
		for _, l := range p.Lines {
			row := []spreadsheet.Cell{spreadsheet.Text(l.Head)}
			for n := range l.Numerators {
				row = append(row, handoutCell(l.Numerators[n]))
				if p.Denominator != "" {
					row = append(row, handoutCell(l.Denominators[n]), spreadsheet.Text(l.Rates[n]))
				}
			}
			s.Rows = append(s.Rows, row)
		}
		sheets = append(sheets, s)
	}
	return spreadsheet.WriteXLSX(out, b.Edition, b.Handout.Cutoff, sheets...)
}

// writeHandoutCSV writes a table with a number on each line.
func (b *builder) writeHandoutCSV(out *bytes.Buffer, i int) error {
	t := b.Handout.Tables[i]
	s := spreadsheet.Sheet{Name: t.Title, Columns: spreadsheet.Columns(handedOut, "指标", firstOf(t.By, "项目"), "统计期", "统计内容", "数值", "计量单位")}
	for _, p := range t.Parts {
		for _, l := range p.Lines {
			for n, q := range p.Periods {
				line := func(what string, value spreadsheet.Cell, unit string) {
					s.Rows = append(s.Rows, []spreadsheet.Cell{spreadsheet.Text(p.Title), spreadsheet.Text(l.Head), spreadsheet.Text(q), spreadsheet.Text(what), value, spreadsheet.Text(unit)})
				}
				line(p.Numerator, handoutCell(l.Numerators[n]), p.Unit)
				if p.Denominator != "" {
					line(p.Denominator, handoutCell(l.Denominators[n]), p.Unit)
					line(p.Title, spreadsheet.Text(l.Rates[n]), "")
				}
			}
		}
	}
	return spreadsheet.WriteCSV(out, b.Edition, s)
}

func handoutCell(text string) spreadsheet.Cell {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return spreadsheet.Int(n)
	}
	return spreadsheet.Text(text)
}

// handoutLabel says on every sheet whose copy it is.
func (b *builder) handoutLabel() string {
	return edition.HandedOut + "　第 " + b.Edition.Copy + " 份　接收单位：" + b.Handout.Recipient + "　登记编号：" + b.Handout.ID + "　数据截至 " + b.Handout.Cutoff.String()
}
