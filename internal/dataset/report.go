package dataset

import (
	"cmp"
	"math"
	"slices"
	"sync"

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
	Withheld   int // rows left out when loading (不读入); pages must not tell it
	Columns    []ColumnReport
	Orphans    []Orphans
	Series     []Series // of datasets with one file a month
}

// A FileReport says what became of the rows of one file.
type FileReport struct {
	Path, Sheet, Encoding, SHA256 string // the hash is of the whole file, and "" where only a scope's rows were kept
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

// fill sums up the columns, workers at a time.
func (r *Report) fill(t *table.Table, d *Definition, workers int) {
	r.Rows = t.Rows
	r.Columns = make([]ColumnReport, len(t.Columns))
	next := make(chan int, len(t.Columns))
	for i := range t.Columns {
		next <- i
	}
	close(next)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range next {
				r.Columns[i] = reportColumn(t.Columns[i], len(d.Columns[i].Values) > 0)
			}
		})
	}
	wg.Wait()
}

func reportColumn(c *table.Column, closed bool) ColumnReport {
	cr := ColumnReport{Name: c.Name, Type: c.Type, Absent: c.Absent, First: period.NoDate, Last: period.NoDate}
	if !c.Worded() {
		var low, high int64
		if cr.Empty, low, high = spread(c.Nums); c.Type == table.Date && low <= high {
			cr.First, cr.Last = period.Date(low), period.Date(high)
		}
		return cr
	}
	counts := c.Codes.Count(len(c.Dict))
	if len(counts) > 0 {
		cr.Empty = counts[0]
	}
	if closed || c.Type == table.YesNo {
		for code, n := range counts {
			if code > 0 && n > 0 {
				cr.Values = append(cr.Values, ValueCount{c.Dict[code], n})
			}
		}
		slices.SortStableFunc(cr.Values, func(a, b ValueCount) int { return cmp.Compare(b.Rows, a.Rows) })
	}
	return cr
}

// spread counts the empty cells and finds the least and the largest number; low is above high when
// all are empty.
func spread(nums table.Nums) (empty int, low, high int64) {
	low, high = math.MaxInt64, math.MinInt64
	var some [4096]int64
	for at := 0; at < nums.Len(); at += len(some) {
		part := some[:min(len(some), nums.Len()-at)]
		nums.Fill(at, part)
		for _, v := range part {
			if v == table.NoNum {
				empty++
				continue
			}
			low, high = min(low, v), max(high, v)
		}
	}
	return empty, low, high
}
