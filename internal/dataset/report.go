package dataset

import (
	"cmp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// A Report says what was loaded for one dataset, with which gaps. It never holds raw text of a
// column that no edition may see.
type Report struct {
	Definition *Definition
	Files      []*FileReport
	Rows       int
	Collapsed  int // rows that one_row_per joined to an earlier one
	Columns    []ColumnReport
	Orphans    []Orphans
	Series     []Series // of datasets with one file a month
}

// A FileReport says what became of the rows of one file.
type FileReport struct {
	Path, Sheet, Encoding, SHA256 string
	Bytes                         int
	Header                        int // line of the header
	Headers                       []Header
	Read, Kept                    int // rows below the header
	Hidden                        int // of those kept: rows that the workbook does not show
	Dropped                       []Dropped
	Ignored                       []string // headers that no column of the definition takes
	Lacks                         []string // columns of the definition that it has not
	SameAs                        string   // path of a file with the same bytes, which was read instead
	Imbalances                    []Imbalance
}

// Dropped counts rows left out for one reason: 合计, 制表人, 空行.
type Dropped struct {
	Reason string
	Rows   int
}

// Orphans counts rows whose link leads to no row.
type Orphans struct {
	Link, To string
	Rows     int
}

// A ColumnReport sums up one column.
type ColumnReport struct {
	Name        string
	Type        table.Type
	Absent      bool // no file has it
	Empty       int
	First, Last period.Date // of dates; NoDate when all are empty
	Values      []ValueCount
}

// A ValueCount counts one word of a closed code list.
type ValueCount struct {
	Value string
	Rows  int
}

func (f *FileReport) drop(reason string, rows int) {
	for i := range f.Dropped {
		if f.Dropped[i].Reason == reason {
			f.Dropped[i].Rows += rows
			return
		}
	}
	f.Dropped = append(f.Dropped, Dropped{reason, rows})
}

func (r *Report) fill(t *table.Table, d *Definition) {
	r.Rows = t.Rows
	for i, c := range t.Columns {
		cr := ColumnReport{Name: c.Name, Type: c.Type, Absent: c.Absent, First: period.NoDate, Last: period.NoDate}
		counts := make([]int, len(c.Dict))
		for row := range t.Rows {
			if c.Empty(row) {
				cr.Empty++
				continue
			}
			switch c.Type {
			case table.Date:
				day := period.Date(c.Nums.At(row))
				if cr.First == period.NoDate || day < cr.First {
					cr.First = day
				}
				cr.Last = max(cr.Last, day)
			case table.Text, table.YesNo:
				counts[c.Codes.At(row)]++
			}
		}
		if len(d.Columns[i].Values) > 0 || c.Type == table.YesNo {
			for code, n := range counts {
				if code > 0 && n > 0 {
					cr.Values = append(cr.Values, ValueCount{c.Dict[code], n})
				}
			}
			slices.SortStableFunc(cr.Values, func(a, b ValueCount) int { return cmp.Compare(b.Rows, a.Rows) })
		}
		r.Columns = append(r.Columns, cr)
	}
}
