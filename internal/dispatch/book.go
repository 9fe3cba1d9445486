package dispatch

import (
	"bytes"
	"strconv"

	"anjian/internal/sheet"
)

// howTo says on every list that is filled in how.
const howTo = "处理结果填“已改”“核实无误”或者“待解锁修改”。答“核实无误”的，在说明里写明理由，由复核人写上工号。其他各列请勿改动、删减，填好后送回案件管理部门。"

// book writes a handler's list as a workbook, a tab for each part.
func (m *maker) book(l *List) ([]byte, error) {
	var sheets []sheet.Sheet
	for _, p := range m.parts(l) {
		above := []string{p.tab + "（" + m.month() + "）", m.whose(l)}
		if p.columns[len(p.columns)-1].title == itemColumns()[len(itemColumns())-1].title {
			above = append(above, howTo)
		}
		sheets = append(sheets, m.sheet(p, above))
	}
	return m.workbook(sheets)
}

func (m *maker) workbook(sheets []sheet.Sheet) ([]byte, error) {
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, inside, m.Cutoff, sheets...); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// sheet makes a tab of a part. All cells are text, the number of the line apart: ids keep their digits.
func (m *maker) sheet(p part, above []string) sheet.Sheet {
	s := sheet.Sheet{Name: p.tab, Above: above, Below: p.below, Paper: true}
	for _, c := range p.columns {
		s.Columns = append(s.Columns, sheet.Column{Title: c.title, Editions: []string{inside.Name}, Width: c.width, Choices: c.choices})
	}
	for _, row := range p.rows {
		cells := make([]sheet.Cell, len(row))
		for i, text := range row {
			cells[i] = sheet.Text(text)
			if n, err := strconv.ParseInt(text, 10, 64); i == 0 && err == nil {
				cells[i] = sheet.Int(n)
			}
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}
