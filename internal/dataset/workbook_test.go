package dataset

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

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
	g := scan(t, data)
	at := map[int]gridRow{}
	for _, row := range g.rows {
		at[int(row.line)] = row
	}
	for i, cells := range want {
		got := at[i+1].cells
		for col := range max(len(cells), len(got)) {
			var w, h string
			if col < len(cells) {
				w = cells[col]
			}
			if col < len(got) {
				h = string(got[col])
			}
			if h != w {
				t.Errorf("%s is %q; excelize reads %q", cellName(col, i+1), h, w)
			}
		}
	}
}

func scan(t testing.TB, data []byte) *grid {
	t.Helper()
	var errs source.List
	g := readWorkbook("a.xlsx", data, define(t, arrests), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return g
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
				cell := cellName(i, 1)
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
				cell := cellName(i, 2)
				set(t, f, "表", cell, serial)
				if err := f.SetCellStyle("表", cell, cell, style); err != nil {
					t.Fatal(err)
				}
			}
		})
		g := scan(t, data)
		serial := "45717"
		if from04 {
			serial = "44255"
		}
		want := "2025-03-01|2025-03-01|2025-03-01 06:00:00|" + serial + ".25|" + serial + "|" + serial + "\n2025-03-01|2025-03-01|" + serial + "|" + serial + "\n"
		var got strings.Builder
		for _, row := range g.rows {
			got.Write(bytes.Join(row.cells, []byte("|")))
			got.WriteByte('\n')
		}
		if got.String() != want {
			t.Errorf("1904 %v: reads\n%swant\n%s", from04, got.String(), want)
		}
	}
}

func TestWorkbookIntoTable(t *testing.T) {
	data := fixture(t, "封面", func(f *excelize.File) {
		set(t, f, "封面", "A1", "说明")
		if _, err := f.NewSheet("审查逮捕"); err != nil {
			t.Fatal(err)
		}
		for i, v := range []any{"案号", "结论", "受理日期", "人数", "认罪认罚"} {
			set(t, f, "审查逮捕", cellName(i, 2), v)
		}
		for i, v := range []any{"甲1", "批捕", time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC), 2, true} {
			set(t, f, "审查逮捕", cellName(i, 3), v)
		}
		for i, v := range []any{"甲2", "不批准逮捕", 45717, "3", "否"} {
			set(t, f, "审查逮捕", cellName(i, 5), v)
		}
		for i, v := range []any{"甲3", "", "昨天", 1, ""} {
			set(t, f, "审查逮捕", cellName(i, 6), v)
		}
	})
	tab, report, errs := load(t, arrests, "a.xlsx", string(data))
	if want := "错误 data/a.xlsx[审查逮捕]!C6: 列“受理日期”不是日期"; !strings.Contains(errs.Error(), want) || errs.Faults() != 1 {
		t.Errorf("says %s; want only %s", errs.Error(), want)
	}
	if got, want := show(tab), "甲1|批准逮捕|2025-03-01|2|是 3\n甲2|不批准逮捕|2025-03-01|3|否 5\n甲3|||1| 6\n"; got != want {
		t.Errorf("reads\n%swant\n%s", got, want)
	}
	if report.Files[0].Sheet != "审查逮捕" {
		t.Errorf("sheet %s", report.Files[0].Sheet)
	}
	_, _, errs = load(t, arrests[:4]+"sheet = \"审查代捕\"\n"+arrests[4:], "a.xlsx", string(data))
	if want := "没有工作表“审查代捕”\n  提示 是否为“审查逮捕”"; !strings.Contains(errs.Error(), want) {
		t.Errorf("says %s; want %s", errs.Error(), want)
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

func TestWorkbookBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 80 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, errs := load(t, arrests, "a.xlsx", b.String())
	if !strings.Contains(errs.Error(), "工作簿展开后超过允许的大小") {
		t.Errorf("says %s", errs.Error())
	}
}

func FuzzSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="AA1" t="inlineStr"><is><r><t>a</t></r></is></c></row></sheetData></worksheet>`))
	f.Add([]byte(`<row r="99999999"><c r="ZZZZ1" s="7"><v>45717.5</v></c></row><c/><row><c t="b"><v>1</v></c>`))
	d := define(f, arrests)
	f.Fuzz(func(t *testing.T, sheet []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, part := range [][2]string{
			{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" r:id="a"/></sheets></workbook>`},
			{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>`},
			{"xl/sharedStrings.xml", `<sst><si><t>案号</t></si></sst>`},
			{"xl/worksheets/sheet1.xml", string(sheet)},
		} {
			w, _ := z.CreateHeader(&zip.FileHeader{Name: part[0], Method: zip.Store})
			w.Write([]byte(part[1]))
		}
		z.Close()
		var errs source.List
		if g := readWorkbook("a.xlsx", b.Bytes(), d, &errs); g != nil {
			t := newTableBuilder(d)
			t.take(g, &FileReport{}, &errs)
			t.finish(&errs)
		}
	})
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
			if err := w.SetRow(cellName(0, r+1), row); err != nil {
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
