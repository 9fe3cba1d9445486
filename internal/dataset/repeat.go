package dataset

import (
	"bytes"

	"anjian/internal/grid"
)

// RepeatedHeader and HiddenRow are reasons of rows that are left out.
const (
	RepeatedHeader = "重复的表头"
	HiddenRow      = "隐藏行"
)

// A headerMark knows a header row again among the data, as printed lists repeat it on every page.
type headerMark struct {
	cols  []int
	texts []string
	raw   []byte // the first text that is not empty, as the sheet has it
	col   int    // where that stands
}

// headerMarks makes marks of header rows by the cells of the columns that are read.
func headerMarks(s *grid.Sheet, rows []grid.Row, columns []int) []headerMark {
	var marks []headerMark
	for _, row := range rows {
		m := headerMark{col: -1}
		for _, col := range columns {
			if col < 0 {
				continue
			}
			text := cellOf(row, col)
			m.cols, m.texts = append(m.cols, col), append(m.texts, text)
			if m.col < 0 && text != "" {
				m.col, m.raw = col, s.Bytes(text)
			}
		}
		if m.col >= 0 {
			marks = append(marks, m)
		}
	}
	return marks
}

// repeated tells whether a row is a header row again. Few rows get past the first comparison.
func (r *reader) repeated(b *grid.Block, row int) bool {
	for _, m := range r.marks {
		if !bytes.HasPrefix(r.unblank(b.Cell(row, m.col)), m.raw) {
			continue
		}
		same := true
		for i, col := range m.cols {
			text, _ := r.sheet.Text(b.Cell(row, col))
			same = same && trim(text) == m.texts[i]
		}
		if same {
			return true
		}
	}
	return false
}
