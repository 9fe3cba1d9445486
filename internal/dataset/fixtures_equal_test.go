package dataset

import (
	"bytes"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// Cell by cell, the scanner reads what excelize reads.
func TestWorkbookReadsAsExcelizeDoes(t *testing.T) {
	data := fixture(t, "表", func(f *excelize.File) {
		set(t, f, "表", "A1", "江渚市人民检察院")
		if err := f.MergeCell("表", "A1", "D1"); err != nil {
			t.Fatal(err)
		}
		set(t, f, "表", "A3", "<甲> & \"乙\"\n第二行  ")
		set(t, f, "表", "D3", 12)
		set(t, f, "表", "E3", -0.5)
		set(t, f, "表", "G3", 123456789012)
		set(t, f, "表", "AB3", "远")
		if err := f.SetCellRichText("表", "B4", []excelize.RichTextRun{{Text: "批准"}, {Text: "逮捕 "}, {Text: "决定"}}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula("表", "C4", "SUM(D3:E3)"); err != nil {
			t.Fatal(err)
		}
		for i := range 200 {
			set(t, f, "表", fmt.Sprintf("B%d", i+10), fmt.Sprintf("文字%d", i%7))
			set(t, f, "表", fmt.Sprintf("D%d", i+10), i*i)
		}
	})
	sameAsExcelize(t, data)
	for name, make := range fixtureWorkbooks {
		t.Run(name, func(t *testing.T) {
			var errs source.List
			book := make(t)
			if f := grid.Open("a.xlsx", bytes.NewReader(book), int64(len(book)), grid.Options{}, &errs); f != nil && f.Sheets[0].Each(1, &errs, func(int, *grid.Block) {}) {
				sameAsExcelize(t, book) // the others are refused, as their fixtures say
			}
		})
	}
}

// sameAsExcelize reads all sheets of a workbook both ways. Yes and no, days and the sixteenth digit
// are written in other ways and compared by what they mean.
func sameAsExcelize(t *testing.T, data []byte) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	props, err := book.GetWorkbookProps()
	if err != nil {
		t.Fatal(err)
	}
	from04 := props.Date1904 != nil && *props.Date1904
	var errs source.List
	f := grid.Open("a.xlsx", bytes.NewReader(data), int64(len(data)), grid.Options{}, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	for _, s := range f.Sheets {
		want, err := book.GetRows(s.Name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		rows := map[int][]string{}
		last := len(want)
		for _, row := range s.Head(1 << 20) {
			rows[int(row.Line)] = row.Cells
			last = max(last, int(row.Line))
		}
		for line := 1; line <= last; line++ {
			var theirs []string
			if line <= len(want) {
				theirs = want[line-1]
			}
			for col := range max(len(theirs), len(rows[line])) {
				their, our := at(theirs, col), at(rows[line], col)
				if their != our && !sameMeaning(their, our, from04) {
					t.Errorf("%s!%s is %q; excelize reads %q", s.Name, grid.CellName(col, line), our, their)
				}
			}
		}
	}
}

func at(cells []string, col int) string {
	if col < len(cells) {
		return cells[col]
	}
	return ""
}

func sameMeaning(their, our string, from04 bool) bool {
	switch our {
	case "是":
		return their == "1" || their == "TRUE"
	case "否":
		return their == "0" || their == "FALSE"
	}
	v, err := strconv.ParseFloat(their, 64)
	if err != nil {
		return false
	}
	if w, err := strconv.ParseFloat(our, 64); err == nil {
		return strconv.FormatFloat(v, 'g', 15, 64) == strconv.FormatFloat(w, 'g', 15, 64)
	}
	day, err := excelize.ExcelDateToTime(v, from04)
	if err != nil {
		return false
	}
	day = day.Round(time.Second)
	return our == day.Format(time.DateOnly) || our == day.Format(time.DateTime)
}
