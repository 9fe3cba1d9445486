package dataset

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"anjian/internal/grid"
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

func TestWorkbookIntoTable(t *testing.T) {
	data := fixture(t, "封面", func(f *excelize.File) {
		set(t, f, "封面", "A1", "说明")
		if _, err := f.NewSheet("审查逮捕"); err != nil {
			t.Fatal(err)
		}
		for i, v := range []any{"案号", "结论", "受理日期", "人数", "认罪认罚"} {
			set(t, f, "审查逮捕", grid.CellName(i, 2), v)
		}
		for i, v := range []any{"甲1", "批捕", time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC), 2, true} {
			set(t, f, "审查逮捕", grid.CellName(i, 3), v)
		}
		for i, v := range []any{"甲2", "不批准逮捕", 45717, "3", "否"} {
			set(t, f, "审查逮捕", grid.CellName(i, 5), v)
		}
		for i, v := range []any{"甲3", "", "昨天", 1, ""} {
			set(t, f, "审查逮捕", grid.CellName(i, 6), v)
		}
	})
	tab, report, errs := load(t, arrests, "a.xlsx", string(data))
	if want := "错误 D13 data/a.xlsx[审查逮捕]!C6: 列“受理日期”不是日期"; !strings.Contains(errs.Error(), want) || errs.Faults() != 1 {
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

// FuzzWorkbook reads any sheet, shared strings and styles: no panic, and every finding names a cell
// that a sheet can have.
func FuzzWorkbook(f *testing.F) {
	const shared, styles = `<sst><si><t>案号</t></si><si><r><t>受理</t></r><rPh><t>x</t></rPh><r><t>日期</t></r></si></sst>`, `<styleSheet><numFmts><numFmt numFmtId="9" formatCode="yyyy/m/d"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>`
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row><c t="str"><v>甲&#49;</v></c><c s="1"><v>45717</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`), []byte(shared), []byte(styles))
	f.Add([]byte(`<x:worksheet><x:sheetData><x:row r="99999999"><x:c r="ZZZZ1" s="7"><x:v>45717.5</x:v></x:c></x:row><x:c/><x:row><x:c t="b"><x:v>1</x:v></x:c>`), []byte(shared), []byte(styles))
	f.Add([]byte(`<sheetData><row r="1048576"><c r="XFD9" t="e"><v>#N/A</v></c><c><f/></c></row></sheetData>`), []byte(`<si>`), []byte(``))
	d := define(f, arrests)
	f.Fuzz(func(t *testing.T, sheet, shared, styles []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		parts := bookParts()
		parts[len(parts)-1] = string(sheet)
		parts = append(parts, "xl/sharedStrings.xml", string(shared), "xl/styles.xml", string(styles))
		for i := 0; i < len(parts); i += 2 {
			w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			w.Write([]byte(parts[i+1]))
		}
		z.Close()
		var errs source.List
		if _, err := Load(fstest.MapFS{"data/a.xlsx": {Data: b.Bytes()}}, "data", []*Definition{d}, Options{}, &errs); err != nil {
			t.Fatal(err)
		}
		for _, e := range errs.Sorted() {
			if e.Pos.Line > 1_048_576 || e.Pos.Col > 16384 || e.Pos.Cell != "" && e.Pos.Sheet != "表" {
				t.Errorf("%v lies outside the sheet", e)
			}
		}
	})
}
