package shard

import (
	"encoding/json"
	"fmt"
)

// # The rows behind the numbers
//
// Three kinds of files, all in one folder whose name changes with their content, and one beside it
// that names the folder:
//
//	AJ.trace.generation("3b21a6a5")
//	AJ.trace.office({…})                 TraceOffice: months, places, files, datasets
//	AJ.trace.indicator("id",{…})         TraceIndicator: one indicator's measures
//	AJ.trace.rows("wangjin/2025-06",{…}) by dataset: the rows that begin there and then
//
// A measure counts in slices of time (indicator.Roll): slice i is month i of the office, or, with
// at, what is pending at the end of month i-1. A number during a period takes the slices of its
// months, one at the end the slice after its last month, one at the start that of its first.
//
// The rows of a dataset are numbered from 0 by procuratorate, month of their beginning,
// department, and place in the table; TraceSet.Runs says how many stand in each file. So every
// row lies in exactly one file, whatever other dates it has, and a measure names rows by number.

// Months of the files of rows that begin in no month of the office.
const (
	Undated = 0 // no beginning
	Earlier = 1 // before the first month
	InMonth = 2 // the first month; the second is 3 and so on; the last one plus one is later
)

// TraceOffice is what all indicators share.
type TraceOffice struct {
	First       string              `json:"first"`               // month of slice 0
	Months      int                 `json:"months"`              // how many there are
	MonthEnds   int                 `json:"monthEnds,omitempty"` // the day on which statistical months end; 0: the calendar's last
	Places      []TracePlace        `json:"places"`              // by number, 0 is none and stands for all; areas come last
	Departments []string            `json:"departments"`
	Reasons     []string            `json:"reasons"` // why rows are left out
	Sets        map[string]TraceSet `json:"sets"`
}

// TracePlace is one procuratorate or area.
type TracePlace struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Units []int  `json:"units,omitempty"` // of an area: the numbers of those that it takes in
}

// TraceSet is one dataset.
type TraceSet struct {
	Title   string        `json:"title"`
	Unit    string        `json:"unit"`
	Rows    int           `json:"rows"`             // of the table, listed or not
	Closed  string        `json:"closed,omitempty"` // why none of its rows is listed
	Key     []int         `json:"key"`              // columns that name a row
	Columns []TraceColumn `json:"columns"`
	Files   []TraceFile   `json:"files"`
	Runs    string        `json:"runs"` // PackRuns
}

// TraceColumn is one column that the edition allows.
type TraceColumn struct {
	Name   string   `json:"name"`
	Kind   string   `json:"kind"`             // word, text, date, whole
	Dict   []string `json:"dict,omitempty"`   // of words; the file holds numbers, 0 for an empty cell
	Masked bool     `json:"masked,omitempty"` // names, masked for each file by itself
}

// TraceFile is a file that rows were read from.
type TraceFile struct {
	Path   string `json:"path"`
	Sheet  string `json:"sheet,omitempty"`
	Rows   int    `json:"rows"`
	SHA256 string `json:"sha256,omitempty"` // "" where rows of others lie in it
}

// TraceIndicator is one indicator.
type TraceIndicator struct {
	Title       string         `json:"title"`
	Document    string         `json:"document"`
	Numerator   string         `json:"numerator,omitempty"` // words of the formula
	Denominator string         `json:"denominator,omitempty"`
	Versions    []TraceVersion `json:"versions,omitempty"`
	Closed      string         `json:"closed,omitempty"` // why no counts and rows are given
	Terms       []TraceTerm    `json:"terms,omitempty"`
}

// TraceVersion is a change of definition, from the month number that is counted by it.
type TraceVersion struct {
	Month int    `json:"month"`
	Words string `json:"words"`
}

// TraceTerm is one measure.
type TraceTerm struct {
	Quantity  string   `json:"quantity"` // numerator, denominator, value
	Sign      int64    `json:"sign"`
	Aggregate string   `json:"aggregate"` // count, sum, mean, median, distinct
	Scale     int      `json:"scale,omitempty"`
	At        string   `json:"at,omitempty"` // end, start: a number takes one slice
	Set       string   `json:"set"`
	What      string   `json:"what"`
	Where     string   `json:"where,omitempty"`
	When      string   `json:"when"`
	Uses      []string `json:"uses,omitempty"`   // columns of its own dataset that it reads
	Closed    string   `json:"closed,omitempty"` // why its rows are only counted
	Merged    bool     `json:"merged,omitempty"` // Rest and Passed are not parted by department
	Rows      []string `json:"rows,omitempty"`   // by place: PackGroups
	Rest      string   `json:"rest,omitempty"`   // PackSums: rows that count and are not listed
	Passed    string   `json:"passed"`           // PackPasses
}

// TraceRows are the rows of one dataset in one file. A column is, by its kind: a string of numbers
// into the dictionary (word), a list of strings (text), PackDays relative to the first day of the
// file's month, or of the office's first month where it has none (date), a list of numbers with
// null for an empty cell (whole). Texts and whole numbers are written out: whoever reads the
// published bytes for what must not be in them sees them as they are.
type TraceRows struct {
	Origins string            `json:"origins"` // per row: number of the file, line
	Columns []json.RawMessage `json:"columns"`
}

// A Run is a stretch of rows of one department in one file.
type Run struct{ Unit, Month, Division, Rows int }

// PackRuns writes runs in the order of unit, month, division.
func PackRuns(runs []Run) string {
	var b []byte
	for _, r := range runs {
		for _, n := range []int{r.Unit, r.Month, r.Division, r.Rows} {
			b = AppendNumber(b, n)
		}
	}
	return string(b)
}

// Runs reads what PackRuns wrote.
func Runs(text string) (runs []Run, err error) {
	for r := read(text); r.more(); err = r.err {
		runs = append(runs, Run{r.number(), r.number(), r.number(), r.number()})
	}
	return runs, err
}

// A Group is the rows of one place in one slice, ascending, with what each adds.
type Group struct {
	Slice  int
	Rows   []int
	Values []int64 // nil where each row counts one
}

// PackGroups writes groups by ascending slice.
func PackGroups(groups []Group) string {
	var b []byte
	slice, first := 0, 0
	for i, g := range groups {
		if i == 0 {
			first = g.Rows[0]
			b = AppendNumber(b, first)
		}
		b = AppendNumber(b, g.Slice-slice)
		b = AppendNumber(b, len(g.Rows))
		b = AppendInteger(b, int64(g.Rows[0]-first))
		slice, first = g.Slice, g.Rows[0]
		for i, row := range g.Rows[1:] {
			b = AppendNumber(b, row-g.Rows[i])
		}
		for _, v := range g.Values {
			b = AppendInteger(b, v)
		}
	}
	return string(b)
}

// Groups reads what PackGroups wrote; valued tells whether there are values.
func Groups(text string, valued bool) (groups []Group, err error) {
	r := read(text)
	slice, first := 0, 0
	for i := 0; r.more(); i++ {
		if i == 0 {
			first = r.number()
		}
		slice += r.number()
		n := r.number()
		if n < 1 || n > len(r.list) {
			return nil, fmt.Errorf("read groups: %d rows announced", n)
		}
		first += int(r.integer())
		g := Group{Slice: slice, Rows: []int{first}}
		for i := 1; i < n; i++ {
			g.Rows = append(g.Rows, g.Rows[i-1]+r.number())
		}
		for i := 0; valued && i < n; i++ {
			g.Values = append(g.Values, r.integer())
		}
		groups = append(groups, g)
	}
	return groups, r.err
}

// A Sum counts rows that are not listed: how many, and what they add.
type Sum struct {
	Unit, Division, Slice, Rows int
	Amount                      int64 // 0 where values do not add up
}

// PackSums writes sums in the order of unit, division, slice.
func PackSums(sums []Sum) string {
	var b []byte
	for _, s := range sums {
		for _, n := range []int{s.Unit, s.Division, s.Slice, s.Rows} {
			b = AppendNumber(b, n)
		}
		b = AppendInteger(b, s.Amount)
	}
	return string(b)
}

// Sums reads what PackSums wrote.
func Sums(text string) (sums []Sum, err error) {
	for r := read(text); r.more(); err = r.err {
		sums = append(sums, Sum{r.number(), r.number(), r.number(), r.number(), r.integer()})
	}
	return sums, err
}

// A Pass counts rows that the condition of a measure selects. Slice is 0 for all slices, else the
// slice plus one; Reason is 0 for all rows selected, else the number in TraceOffice.Reasons plus one.
type Pass struct{ Slice, Unit, Division, Reason, Rows int }

// PackPasses writes passes.
func PackPasses(passes []Pass) string {
	var b []byte
	for _, p := range passes {
		for _, n := range []int{p.Slice, p.Unit, p.Division, p.Reason, p.Rows} {
			b = AppendNumber(b, n)
		}
	}
	return string(b)
}

// Passes reads what PackPasses wrote.
func Passes(text string) (passes []Pass, err error) {
	for r := read(text); r.more(); err = r.err {
		passes = append(passes, Pass{r.number(), r.number(), r.number(), r.number(), r.number()})
	}
	return passes, err
}

// PackDays writes a column of days relative to base; empty marks an empty cell.
func PackDays(days []int64, empty int64, base int) string {
	var b []byte
	for _, d := range days {
		if d == empty {
			b = AppendNone(b)
		} else {
			b = AppendInteger(b, d-int64(base))
		}
	}
	return string(b)
}

// Days reads what PackDays wrote.
func Days(text string, empty int64, base int) (days []int64, err error) {
	for r := read(text); r.more(); err = r.err {
		n, ok := r.maybe()
		if ok {
			days = append(days, n+int64(base))
		} else {
			days = append(days, empty)
		}
	}
	return days, err
}
