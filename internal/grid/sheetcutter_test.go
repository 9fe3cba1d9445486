package grid

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"anjian/internal/source"
)

// Wherever a block of a sheet ends, in the middle of a tag or a character, the rows are the same.
func TestBlocksOfSheetsEndAnywhere(t *testing.T) {
	var rows strings.Builder
	for r := range 40 {
		switch r % 4 {
		case 0:
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%d" t="s"><v>%d</v></c><c r="C%d"><v>12.5</v></c></row>`, 2*r+1, 2*r+1, r%3, 2*r+1)
		case 1:
			rows.WriteString(`<row hidden="1"><c t="inlineStr"><is><t>甲&amp;乙</t></is></c><c t="e"><v>#N/A</v></c></row>`)
		case 2:
			rows.WriteString(`<row/>`)
		case 3:
			rows.WriteString("<row\n spans='1:2'><c t='b'><v>1</v></c></row>")
		}
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" r:id="a"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/sharedStrings.xml", `<sst><si><t>案号</t></si><si/><si><r><t>受理</t></r><rPh><t>x</t></rPh><r><t>日期</t></r></si></sst>`},
		{"xl/worksheets/sheet1.xml", `<worksheet><cols><col min="2" max="4" hidden="1"/></cols><sheetData>` + rows.String() + `</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells><rowBreaks/></worksheet>`},
	} {
		w, err := z.Create(part[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(part[1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	read := func(size int) ([]Row, []Range) {
		var errs source.List
		f := Open("a.xlsx", bytes.NewReader(b.Bytes()), int64(b.Len()), Options{}, &errs)
		if f == nil {
			t.Fatal(errs.Error())
		}
		s := f.Sheets[0]
		open := s.open
		s.open = func() (cutter, *source.Error) {
			c, why := open()
			c.(*sheetCutter).size = size
			return c, why
		}
		list := s.Head(1000)
		s.Each(1, &errs, func(int, *Block) {})
		if errs.Err() != nil || s.HiddenColumns() != 3 || s.HiddenRows() != 10 {
			t.Fatalf("blocks of %d: %v, %d columns and %d rows hidden", size, errs.Err(), s.HiddenColumns(), s.HiddenRows())
		}
		return list, s.Merged()
	}
	want, merged := read(1 << 20)
	if len(want) != 30 || want[0].Cells[0] != "案号" || want[1].Line != 2 || want[2].Line != 4 || want[1].Cells[0] != "甲&乙" {
		t.Errorf("reads %d rows, beginning %v", len(want), want[:3])
	}
	for _, size := range []int{1, 2, 3, 7, 30, 64, 100} {
		if got, ranges := read(size); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(ranges, merged) {
			t.Errorf("blocks of %d read %v\nwant %v", size, got, want)
		}
	}
}
