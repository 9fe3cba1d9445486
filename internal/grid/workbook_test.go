package grid

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anjian/internal/source"
)

// fixture makes a workbook of one sheet by excelize.
func fixture(t testing.TB, sheet string, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t testing.TB, f *excelize.File, sheet, cell string, v any) {
	t.Helper()
	if err := f.SetCellValue(sheet, cell, v); err != nil {
		t.Fatal(err)
	}
}

func scan(t testing.TB, data []byte) []Row {
	t.Helper()
	var errs source.List
	f := Open("a.xlsx", bytes.NewReader(data), int64(len(data)), Options{}, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return f.Sheets[0].Head(1 << 20)
}

func TestWorkbookDatesByStyle(t *testing.T) {
	for _, from04 := range []bool{false, true} {
		data := fixture(t, "表", func(f *excelize.File) {
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from04}); err != nil {
				t.Fatal(err)
			}
			serial := 45717.0
			if from04 {
				serial -= 1462
			}
			for i, format := range []string{`yyyy"年"m"月"d"日"`, `[$-804]yyyy/m/d;@`, `yyyy\-mm\-dd hh:mm`, `0.00"日"`, `#,##0`, `@`} {
				format := format
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				if err != nil {
					t.Fatal(err)
				}
				cell := CellName(i, 1)
				set(t, f, "表", cell, serial+0.25*float64(i/2%2))
				if err := f.SetCellStyle("表", cell, cell, style); err != nil {
					t.Fatal(err)
				}
			}
			for i, id := range []int{14, 22, 49, 1} {
				style, err := f.NewStyle(&excelize.Style{NumFmt: id})
				if err != nil {
					t.Fatal(err)
				}
				cell := CellName(i, 2)
				set(t, f, "表", cell, serial)
				if err := f.SetCellStyle("表", cell, cell, style); err != nil {
					t.Fatal(err)
				}
			}
		})
		serial := "45717"
		if from04 {
			serial = "44255"
		}
		want := "2025-03-01|2025-03-01|2025-03-01 06:00:00|" + serial + ".25|" + serial + "|" + serial + "\n2025-03-01|2025-03-01|" + serial + "|" + serial + "\n"
		var got strings.Builder
		for _, row := range scan(t, data) {
			got.WriteString(strings.Join(row.Cells, "|"))
			got.WriteByte('\n')
		}
		if got.String() != want {
			t.Errorf("1904 %v: reads\n%swant\n%s", from04, got.String(), want)
		}
	}
}

func TestWorkbookShowsFifteenDigits(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"12.300000000000001", "12.3"},
		{"0.30000000000000004", "0.3"},
		{"12.3", "12.3"},
		{"1.2345678901234501E+17", "1.23456789012345e+17"},
	} {
		if got := shownDigits(tt.in); got != tt.want {
			t.Errorf("shownDigits(%s) = %s; want %s", tt.in, got, tt.want)
		}
	}
}

// Merged cells, hidden rows, columns and sheets are told; rows without content are none.
func TestWorkbookTellsWhatIsNotShown(t *testing.T) {
	data := fixture(t, "表", func(f *excelize.File) {
		for _, err := range []error{
			f.SetSheetRow("表", "A1", &[]any{"审查逮捕案件表"}), f.MergeCell("表", "A1", "C1"),
			f.SetSheetRow("表", "A2", &[]any{"案号", "结论", "备注"}),
			f.SetSheetRow("表", "A3", &[]any{"甲1", "批捕", "x"}), f.MergeCell("表", "B3", "B5"),
			f.SetSheetRow("表", "A4", &[]any{"甲2", "", "x"}), f.SetRowVisible("表", 4, false),
			f.SetRowVisible("表", 9, false), // empty: nothing is hidden
			f.SetColVisible("表", "D:E", false),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		if _, err := f.NewSheet("旧表"); err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetVisible("旧表", false); err != nil {
			t.Fatal(err)
		}
	})
	var errs source.List
	f := Open("a.xlsx", bytes.NewReader(data), int64(len(data)), Options{}, &errs)
	s := f.Sheets[0]
	if got, want := fmt.Sprint(s.Merged()), "[{1 1 0 2} {3 5 1 1}]"; got != want {
		t.Errorf("merged %s; want %s", got, want)
	}
	rows := 0
	s.Each(1, &errs, func(_ int, b *Block) { rows += b.Rows() })
	if rows != 4 || s.HiddenRows() != 1 || s.HiddenColumns() != 2 || s.Hidden || !f.Sheets[1].Hidden {
		t.Errorf("%d rows, %d and %d hidden, sheets hidden: %v %v", rows, s.HiddenRows(), s.HiddenColumns(), s.Hidden, f.Sheets[1].Hidden)
	}
	if errs.Err() != nil {
		t.Error(errs.Err())
	}
}
