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
		if _, err := Load(fstest.MapFS{"data/a.xlsx": {Data: b.Bytes()}}, "data", []*Definition{d}, Options{}, &errs); err != nil {
			t.Fatal(err)
		}
	})
}
