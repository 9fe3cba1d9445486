package dataset

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"

	"anjian/internal/document"
	"anjian/internal/grid"
	"anjian/internal/source"
)

// fixtureWorkbooks makes the workbooks of the fixtures: by excelize where it can, by hand where the
// file must be odd.
var fixtureWorkbooks = map[string]func(testing.TB) []byte{
	"plain": func(t testing.TB) []byte {
		return rowsBook(t, headings, row("甲1", "批捕", "2025-03-01", 2, true), row("甲2", "不批准逮捕", "2025/3/2", nil, "否"))
	},
	"dates":      func(t testing.TB) []byte { return datesBook(t, false) },
	"dates-1904": func(t testing.TB) []byte { return datesBook(t, true) },
	"numbers-as-text": func(t testing.TB) []byte {
		return rowsBook(t, headings, row("110105", "", "45717", "２", ""), row(110106, "", 20250301, " 3 ", 1), row(1.5, "", 45717.25, 4.0, 0))
	},
	"rounded-ids": func(t testing.TB) []byte {
		return rowsBook(t, headings, row(110105199001011.0, "批捕", 45717, 1, "是"), row(11010519900101123.0, "批捕", 45717, 1, "是"), row("11010519900101123X", "批捕", 45717, 1, "是"))
	},
	"formulas": formulasBook,
	"rich": func(t testing.TB) []byte {
		return fixture(t, "表", func(f *excelize.File) {
			setRows(t, f, "表", headings, row("", "", 45717, 1, ""))
			if err := f.SetCellRichText("表", "A2", []excelize.RichTextRun{{Text: "甲"}, {Text: "1 ", Font: &excelize.Font{Bold: true}}, {Text: "号"}}); err != nil {
				t.Fatal(err)
			}
		})
	},
	"hidden": func(t testing.TB) []byte {
		return fixture(t, "表", func(f *excelize.File) {
			setRows(t, f, "表", headings, row("甲1", "", 45717, 1, ""), row("甲2", "", 45717, 1, ""))
			if err := f.SetRowVisible("表", 3, false); err != nil {
				t.Fatal(err)
			}
		})
	},
	"merged": func(t testing.TB) []byte {
		return fixture(t, "表", func(f *excelize.File) {
			setRows(t, f, "表", row("审查逮捕案件表"), headings, row("甲1", "批捕", 45717, 1, "是"), row("甲2", nil, 45718, 1, "否"))
			for _, err := range []error{f.MergeCell("表", "A1", "E1"), f.MergeCell("表", "B3", "B4")} {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	},
	"sheets": func(t testing.TB) []byte {
		return fixture(t, "封面", func(f *excelize.File) {
			setRows(t, f, "封面", row("说明"), row("本表由案管部门导出"))
			for _, name := range []string{"代码", "审查逮捕"} {
				if _, err := f.NewSheet(name); err != nil {
					t.Fatal(err)
				}
			}
			setRows(t, f, "代码", headings, row("旧1", "批捕", 45000, 1, "是"))
			setRows(t, f, "审查逮捕", headings, row("甲1", "批捕", 45717, 1, "是"))
			if err := f.SetSheetVisible("代码", false); err != nil {
				t.Fatal(err)
			}
		})
	},
	"gaps": func(t testing.TB) []byte {
		return fixture(t, "表", func(f *excelize.File) {
			for cell, v := range map[string]any{"B3": "案号", "D3": "受理日期", "Z3": "人数", "B7": "甲1", "D7": 45717, "B9": "甲2", "D9": 45718, "Z9": 7} {
				set(t, f, "表", cell, v)
			}
		})
	},
	"empty-sheet": func(t testing.TB) []byte { return fixture(t, "表", func(*excelize.File) {}) },

	"no-references": func(testing.TB) []byte {
		return sheetBook(`<row><c t="inlineStr"><is><t>案号</t></is></c><c t="inlineStr"><is><t>结论</t></is></c><c t="inlineStr"><is><t>受理日期</t></is></c></row><row/><row><c t="inlineStr"><is><t>甲1</t></is></c><c/><c><v>45717</v></c></row>`)
	},
	"prefixed": func(testing.TB) []byte {
		return partsBook(`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r='2'><x:c r='A2' t='inlineStr'><x:is><x:t>案号</x:t></x:is></x:c><x:c r='B2' t='inlineStr'><x:is><x:t>受理日期</x:t></x:is></x:c></x:row><x:row r='3'><x:c r='A3' t='str'><x:f>"甲"&amp;1</x:f><x:v>甲1</x:v></x:c><x:c r='B3'><x:v>45717</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "")
	},
	"entities": func(testing.TB) []byte {
		return sheetBook(inline("案号", "受理日期") + `<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> &lt;甲&gt; &amp; &#20057;&#x4E19;_x000D_&#10;<![CDATA[<丁>]]> </t></is></c><c r="B2" t="d"><v>2025-03-01T00:00:00</v></c></row>`)
	},
	"shared-out-of-range": func(testing.TB) []byte {
		return sheetBook(inline("案号", "受理日期") + `<row r="2"><c r="A2" t="s"><v>7</v></c></row>`)
	},
	"far-cell": func(testing.TB) []byte {
		return sheetBook(inline("案号", "受理日期") + `<row r="2"><c r="A2" t="str"><v>甲1</v></c><c r="XFD2"><v>1</v></c></row>`)
	},
	"styled-to-the-end": func(testing.TB) []byte {
		return sheetBook(inline("案号", "受理日期") + `<row r="2"><c r="A2" t="str"><v>甲1</v></c><c r="B2"><v>45717</v></c><c r="XFD2" s="0"/></row><row r="1048576" hidden="1"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"></c></row>`)
	},
	"wide": func(testing.TB) []byte {
		return partsBook(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols><sheetData>`+inline("案号", "受理日期")+`<row r="1048576"><c r="A1048576" t="str"><v>甲1</v></c><c r="B1048576"><v>45717</v></c></row></sheetData></worksheet>`, "")
	},
	"cut-off": func(testing.TB) []byte {
		return partsBook(`<worksheet><sheetData>`+inline("案号", "受理日期")+`<row r="2"><c r="A2" t="str"><v>甲1</v></c>`, "")
	},
	"damaged": func(t testing.TB) []byte {
		data := rowsBook(t, headings, row("甲1", "批捕", 45717, 1, "是"))
		return data[:len(data)-200]
	},
	"bomb":  func(t testing.TB) []byte { return bomb(t, 300<<20) },
	"macro": func(testing.TB) []byte { return pack("xl/workbook.xml", "", "xl/vbaProject.bin", "x") },
	"external-link": func(testing.TB) []byte {
		return pack("xl/workbook.xml", "", "xl/externalLinks/externalLink1.xml", `<externalLink><externalBook/></externalLink>`)
	},
	"dde": func(testing.TB) []byte {
		return pack("xl/workbook.xml", "", "xl/externalLinks/externalLink1.xml", `<externalLink><ddeLink ddeService="x"/></externalLink>`)
	},
	"not-a-workbook": func(testing.TB) []byte { return pack("审查逮捕.csv", "案号") },
	"open-document": func(testing.TB) []byte {
		return pack("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "")
	},
	"word":   func(testing.TB) []byte { return pack("word/document.xml", "") },
	"binary": func(testing.TB) []byte { return pack("xl/workbook.bin", "") },
}

var headings = row("案号", "结论", "受理日期", "人数", "认罪认罚")

func row(cells ...any) []any { return cells }

func rowsBook(t testing.TB, rows ...[]any) []byte {
	return fixture(t, "表", func(f *excelize.File) { setRows(t, f, "表", rows...) })
}

func setRows(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, grid.CellName(0, i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

// datesBook has days in many number formats, before and after the leap day that never was.
func datesBook(t testing.TB, from04 bool) []byte {
	return fixture(t, "表", func(f *excelize.File) {
		setRows(t, f, "表", headings)
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from04}); err != nil {
			t.Fatal(err)
		}
		for i, format := range []string{`yyyy"年"m"月"d"日"`, `[$-804]yyyy/m/d;@`, `yyyy\-mm\-dd hh:mm`, `dd/mm/yyyy`, `m"月"d"日"`} {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				t.Fatal(err)
			}
			cell := grid.CellName(2, i+2)
			set(t, f, "表", grid.CellName(0, i+2), fmt.Sprintf("甲%d", i))
			serial := []float64{45717, 45717.75, 45716.999999999, 20001, 367}[i]
			if from04 {
				serial = max(0, serial-1462)
			}
			set(t, f, "表", cell, serial)
			if err := f.SetCellStyle("表", cell, cell, style); err != nil {
				t.Fatal(err)
			}
		}
		setRows(t, f, "表", headings)
		set(t, f, "表", "A7", "甲9")
		set(t, f, "表", "C7", time.Date(2025, 3, 5, 8, 30, 0, 0, time.UTC))
	})
}

// formulasBook counts on saved results; one formula has none, one is an error.
func formulasBook(testing.TB) []byte {
	return sheetBook(inline("案号", "结论", "受理日期", "人数", "认罪认罚") +
		`<row r="2"><c r="A2" t="str"><f>"甲"&amp;1</f><v>甲1</v></c><c r="C2"><f>TODAY()</f><v>45717</v></c><c r="D2"><f t="shared" ref="D2:D3" si="0">1+1</f><v>2</v></c><c r="E2" t="b"><f>1=1</f><v>1</v></c></row>` +
		`<row r="3"><c r="A3" t="str"><v>甲2</v></c><c r="C3"><v>45717</v></c><c r="D3"><f t="shared" si="0"/></c><c r="E3"><f>E2</f></c></row>` +
		`<row r="4"><c r="A4" t="str"><v>甲3</v></c><c r="B4" t="e"><f>VLOOKUP(A4,代码!A:B,2,0)</f><v>#N/A</v></c><c r="C4" t="e"><v>#VALUE!</v></c></row>`)
}

// inline is a first row of inline texts.
func inline(cells ...string) string {
	text := `<row r="1">`
	for i, c := range cells {
		text += `<c r="` + grid.CellName(i, 1) + `" t="inlineStr"><is><t>` + c + `</t></is></c>`
	}
	return text + `</row>`
}

func sheetBook(rows string) []byte {
	return partsBook(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`+rows+`</sheetData></worksheet>`, "")
}

// partsBook packs one sheet and, unless empty, the shared strings.
func partsBook(sheet, shared string) []byte {
	parts := bookParts()
	parts[len(parts)-1] = sheet
	if shared != "" {
		parts = append(parts, "xl/sharedStrings.xml", shared)
	}
	return pack(parts...)
}

// bookParts are the parts of a workbook in pairs of name and content; the last is the sheet, left empty.
func bookParts() []string {
	const types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	return []string{
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="` + types + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + types + `worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="` + types + `sharedStrings+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", "",
	}
}

// pack makes a package of parts, given as name and content in turn.
func pack(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// bomb declares a sheet that is larger than its few bytes can be.
func bomb(t testing.TB, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CompressedSize64: 300 << 10, UncompressedSize64: size})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 300<<10)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook that wants to be enormous costs neither time nor memory.
func TestEnormousWorkbooksCostLittle(t *testing.T) {
	for _, name := range []string{"bomb", "wide", "styled-to-the-end"} {
		data := string(fixtureWorkbooks[name](t))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		load(t, arrests, "a.xlsx", data)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 32<<20 {
			t.Errorf("%s took %d MiB", name, taken>>20)
		}
	}
}

func BenchmarkEnormousWorkbooks(b *testing.B) {
	for _, name := range []string{"bomb", "wide", "styled-to-the-end"} {
		data := []byte(fixtureWorkbooks[name](b))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var errs source.List
				fsys := fstest.MapFS{"data/a.xlsx": {Data: data}}
				Load(fsys, "data", []*Definition{Define(document.Parse("content/datasets/arrests.md", []byte(arrests), &errs), &errs)}, Options{}, &errs)
			}
		})
	}
}
