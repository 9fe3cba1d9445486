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
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := f.GetRows("表", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	at := map[int][]string{}
	for _, row := range scan(t, data) {
		at[int(row.Line)] = row.Cells
	}
	for i, cells := range want {
		got := at[i+1]
		for col := range max(len(cells), len(got)) {
			var w, h string
			if col < len(cells) {
				w = cells[col]
			}
			if col < len(got) {
				h = got[col]
			}
			if h != w {
				t.Errorf("%s is %q; excelize reads %q", CellName(col, i+1), h, w)
			}
		}
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
		{"123456789012345678", "123456789012345678"},
	} {
		if got := shownDigits(tt.in); got != tt.want {
			t.Errorf("shownDigits(%s) = %s; want %s", tt.in, got, tt.want)
		}
	}
}

func BenchmarkWorkbook(b *testing.B) {
	data := fixture(b, "表", func(f *excelize.File) {
		w, err := f.NewStreamWriter("表")
		if err != nil {
			b.Fatal(err)
		}
		for r := range 20_000 {
			row := []any{fmt.Sprintf("甲%d", r), "批准逮捕", 45000 + r%500, r % 9, true, "备注", r, r, r, r}
			if r == 0 {
				row = []any{"案号", "结论", "受理日期", "人数", "认罪认罚"}
			}
			if err := w.SetRow(CellName(0, r+1), row); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	})
	for b.Loop() {
		scan(b, data)
	}
}
