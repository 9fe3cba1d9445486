package dataset

import (
	"slices"

	"anjian/internal/table"
)

// Cells that repeat the one above are left empty by people who merge cells. Columns named in
// fill_down are filled whatever the file is; the merged cells of a workbook are filled in all
// columns, for a merged cell shows its one value in every row that it covers.
//
// A part is filled by its worker as far as it can be; what its first rows repeat stands in the part
// before, so the merger fills these.

// lead fills the first rows of a part from the rows of the sheet before it, and tells of cells that
// stay empty and must not.
func (m *merger) lead(p *part) {
	for i := range p.cells {
		c := &p.cells[i]
		if c.lead == 0 {
			continue
		}
		column := m.table.Columns[i]
		if m.report.Kept > 0 && !column.Empty(m.table.Rows-1) {
			for row := range c.lead {
				if c.nums != nil {
					c.nums[row] = column.Nums.At(m.table.Rows - 1)
				} else {
					c.codes[row] = column.Codes.At(m.table.Rows - 1)
				}
			}
		} else if m.def.Columns[i].Filled {
			for row := range c.lead {
				m.tellOne(finding{i, m.plan.columns[i], p.lines[row], emptyCell, ""})
			}
		}
	}
}

// merged fills the merged cells of the sheet, all of whose rows are in the table now, and then tells
// of the empty cells that had to wait for it.
func (m *merger) merged() {
	if len(m.held) == 0 && m.report.Kept == 0 {
		return
	}
	first := m.table.Rows - m.report.Kept
	filled := make([]bool, len(m.plan.columns))
	for _, r := range m.plan.sheet.Merged() {
		if r.LastLine <= r.FirstLine || r.LastLine <= m.plan.header {
			continue
		}
		top, ok := m.rowAt(first, max(r.FirstLine, m.plan.header+1))
		if !ok || m.table.LineOf[top] > r.LastLine {
			continue // its first row was left out
		}
		for i, col := range m.plan.columns {
			if col != r.FirstCol || m.table.LineOf[top] != r.FirstLine {
				continue
			}
			filled[i] = true
			column := m.table.Columns[i]
			for row := top + 1; row < m.table.Rows && m.table.LineOf[row] <= r.LastLine; row++ {
				switch {
				case !column.Empty(row):
				case column.Worded():
					column.Codes.Set(row, column.Codes.At(top))
				default:
					column.Nums.Set(row, column.Nums.At(top))
				}
			}
		}
	}
	for _, f := range m.held {
		if !filled[f.column] {
			m.tellOne(f)
		}
	}
	for i, was := range filled {
		if was && m.def.Columns[i].Filled {
			for row := first; row < m.table.Rows; row++ {
				if m.table.Columns[i].Empty(row) {
					m.tellOne(finding{i, m.plan.columns[i], m.table.LineOf[row], emptyCell, ""})
				}
			}
		}
	}
}

// rowAt finds the first row of the sheet at a line or below it.
func (m *merger) rowAt(first int, line int32) (row int, ok bool) {
	n, _ := slices.BinarySearch(m.table.LineOf[first:], line)
	return first + n, first+n < m.table.Rows
}

// tellOne reports a finding, up to a bound per column: the rest says the same.
func (m *merger) tellOne(f finding) {
	if m.told[f.column]++; m.told[f.column] > mostPerColumn {
		return
	}
	kind, message, hint := m.plan.explain(f)
	m.errs.Tell(kind, m.plan.sheet.At(f.line, f.col), message, hint)
}

// blankValue is what an empty cell reads as.
func blankValue(c *Column) value {
	if c.Type == table.Text || c.Type == table.YesNo {
		return value{}
	}
	return value{num: table.NoNum}
}
