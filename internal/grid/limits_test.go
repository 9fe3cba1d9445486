package grid

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"anjian/internal/source"
)

// told opens content of that size, reads all rows and returns what was found.
func told(name string, content io.ReaderAt, size int64, o Options) string {
	var errs source.List
	if f := Open(name, content, size, o, &errs); f != nil {
		for _, s := range f.Sheets {
			s.Each(2, &errs, func(int, *Block) {})
		}
	}
	return errs.Error()
}

// A counted file knows how much of it was read; behind its text it is blank.
type counted struct {
	text string
	size int64
	read int64
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	n := int(min(int64(len(p)), c.size-at))
	for i := range n {
		p[i] = '\n'
	}
	if at < int64(len(c.text)) {
		copy(p[:n], c.text[at:])
	}
	c.read += int64(n)
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// A file that is too long is refused by its size: no more is read than what tells the kind.
func TestTooLongTextIsNotRead(t *testing.T) {
	for _, tt := range []struct {
		text   string
		size   int64
		limits Limits
		want   string
	}{
		{"案号,日期\n", DefaultText + 1, Limits{}, "错误 D03 a.csv: 文件超过 512 MB\n  提示 按年或按季度分成几个文件导出；确实需要的，在 config.toml 的 [limits] 写 text_mb，最多 4096"},
		{"<table><tr><td>案号", DefaultText + 1, Limits{}, "文件超过 512 MB"},
		{"案号,日期\n", 1<<20 + 1, Limits{Text: 1 << 20}, "文件超过 1 MB"},
		{"案号,日期\n", MostText + 1, Limits{Text: 1 << 50}, "文件超过 4 GB"},
	} {
		c := &counted{text: tt.text, size: tt.size}
		if got := told("a.csv", c, c.size, Options{Limits: tt.limits}); !strings.Contains(got, tt.want) {
			t.Errorf("%d bytes: says %s\nwant %s", tt.size, got, tt.want)
		}
		if c.read > sniffed {
			t.Errorf("%d bytes: %d were read", tt.size, c.read)
		}
	}
	c := &counted{text: "案号,日期\n", size: 2 << 20}
	if got := told("a.csv", c, c.size, Options{Limits: Limits{Text: 4 << 20}}); got != "" {
		t.Errorf("what is within the limit is refused: %s", got)
	}
}

func TestFullCellsAreRefused(t *testing.T) {
	long := strings.Repeat("长", maxCell/3+1)
	for _, tt := range []struct{ text, want string }{
		{"案号,备注,日期\n1," + long + ",2\n", "错误 D03 a.csv:2:2: 单元格超过 1 MB\n  提示 检查是否少了引号"},
		{"案号,备注\n1,\"" + long + "\"\n", "a.csv:2:2: "}, // a quote that ends so late counts as one that never does
		{"<table><tr><td>案号<td>备注<tr><td>1<td>" + long + "</table>", "a.csv[表1]!B2: 单元格超过 1 MB"},
		{"<table><tr>" + strings.Repeat("<td>列", maxColumns+1) + "</table>", "a.csv[表1]!AMK1: 这一行超过 1024 列"},
	} {
		if got := told("a.csv", strings.NewReader(tt.text), int64(len(tt.text)), Options{}); !strings.Contains(got, tt.want) {
			t.Errorf("%.40q says %s\nwant %s", tt.text, got, tt.want)
		}
	}
	book := packed(t, map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>案号</t></is></c></row><row r="2"><c r="C2" t="inlineStr"><is><t>` + long + `</t></is></c></row></sheetData></worksheet>`}, nil)
	if got := told("a.xlsx", bytes.NewReader(book), int64(len(book)), Options{}); !strings.Contains(got, "错误 D03 a.xlsx[表]!C2: 单元格超过 1 MB") {
		t.Errorf("the workbook says %s", got)
	}
}

// packed makes a workbook of one sheet 表 with parts added or replaced; big parts hold so many blanks.
func packed(t *testing.T, parts map[string]string, big map[string]int) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>案号</t></is></c></row></sheetData></worksheet>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name string) io.Writer {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for name, text := range all {
		io.WriteString(part(name), text)
	}
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for name, mb := range big {
		w := part(name)
		for range mb {
			w.Write(blank)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What a package claims is judged before any part is unpacked: the memory taken is that of its list of
// parts, whatever it would unfold to.
func TestPackagesMadeToHurtAreNotUnpacked(t *testing.T) {
	many := map[string]string{}
	for i := range maxParts {
		many[fmt.Sprintf("xl/x%d.xml", i)] = ""
	}
	for _, tt := range []struct {
		what string
		book []byte
		want string
	}{
		{"a bomb", packed(t, nil, map[string]int{"xl/sharedStrings.xml": 300}), "错误 D03 a.xlsx: 工作簿展开后是原来的 200 倍以上"},
		{"a sum of bombs", packed(t, nil, map[string]int{"xl/a": 40, "xl/b": 40}), "200 倍以上"},
		{"a giant", declared(t, 1<<30+1), "工作簿展开后超过 1 GB"},
		{"a liar of 2^63 bytes", declared(t, 1<<63), "工作簿展开后超过 1 GB"},
		{"many parts", packed(t, many, nil), "工作簿里有 4096 个以上的部件"},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		got := told("a.xlsx", bytes.NewReader(tt.book), int64(len(tt.book)), Options{})
		runtime.ReadMemStats(&after)
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s says %s\nwant %s", tt.what, got, tt.want)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%s took %d KB", tt.what, used>>10)
		}
	}
	c := &counted{text: "PK\x03\x04", size: maxPacked + 1}
	if got := told("a.xlsx", c, c.size, Options{}); !strings.Contains(got, "工作簿超过 200 MB") || c.read > sniffed {
		t.Errorf("read %d bytes and says %s", c.read, got)
	}
}

// declared makes a workbook with a part that claims a size which it does not have.
func declared(t *testing.T, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/sharedStrings.xml", Method: zip.Store, UncompressedSize64: size, CompressedSize64: 4})
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "text")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A part that unfolds to more than it declares is cut off there and the sheet counts as damaged.
func TestPartsYieldNoMoreThanTheyDeclare(t *testing.T) {
	book := packed(t, map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + strings.Repeat("<row><c t=\"str\"><v>甲</v></c></row>", 200_000) + "</sheetData></worksheet>"}, nil)
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			was := []byte{byte(f.UncompressedSize64), byte(f.UncompressedSize64 >> 8), byte(f.UncompressedSize64 >> 16), byte(f.UncompressedSize64 >> 24)}
			book = bytes.ReplaceAll(book, was, []byte{0x10, 0x27, 0, 0}) // 10,000
		}
	}
	if got := told("a.xlsx", bytes.NewReader(book), int64(len(book)), Options{}); !strings.Contains(got, "工作表不完整，读不出来") {
		t.Errorf("says %s", got)
	}
}

func TestWorkbooksThatDoMoreThanHoldCells(t *testing.T) {
	const link = `<externalLink><externalBook/></externalLink>`
	for _, tt := range []struct{ name, text, want string }{
		{"xl/vbaProject.bin", "x", "工作簿含有宏\n  提示 另存为不含宏的 .xlsx"},
		{`XL\VBAPROJECT.BIN`, "x", "工作簿含有宏"},
		{"xl/macrosheets/sheet1.xml", "<x/>", "工作簿含有宏"},
		{"[Content_Types].xml", `<Types><Override PartName="/xl/harmless.dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>`, "工作簿含有宏"},
		{"xl/activeX/activeX1.xml", "<x/>", "工作簿含有控件"},
		{"xl/externalLinks/externalLink1.xml", link, "工作簿的公式引用了别的文件"},
		{"xl/externalLinks/externalLink1.xml", `<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>`, "工作簿用 DDE 连着别的程序"},
		{"xl/externalLinks/externalLink1.xml", strings.Repeat(" ", 100_000) + "<ddeLink/>", "工作簿用 DDE"},
	} {
		book := packed(t, map[string]string{tt.name: tt.text}, nil)
		if got := told("a.xlsx", bytes.NewReader(book), int64(len(book)), Options{}); !strings.Contains(got, "错误 D04 a.xlsx: "+tt.want) {
			t.Errorf("%s says %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// Writers declare a type for macros in workbooks that hold none; it counts where a part has that extension.
func TestTypesOfPartsThatAreNotThere(t *testing.T) {
	const types = `<Types><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`
	for _, tt := range []struct {
		part string
		want bool
	}{{"xl/theme/theme1.xml", false}, {"xl/harmless.BIN", true}} {
		book := packed(t, map[string]string{"[Content_Types].xml": types, tt.part: "<x/>"}, nil)
		if got := told("a.xlsx", bytes.NewReader(book), int64(len(book)), Options{}); strings.Contains(got, "工作簿含有宏") != tt.want {
			t.Errorf("with %s says %q", tt.part, got)
		}
	}
}

// A formula is never run: what counts is the value that was saved with it.
func TestFormulasOfCellsAreNotRun(t *testing.T) {
	book := fixture(t, "表", func(f *excelize.File) {
		set(t, f, "表", "A1", "案号")
		if err := f.SetCellFormula("表", "A2", `cmd|'/c calc'!A0`); err != nil {
			t.Fatal(err)
		}
	})
	for _, row := range scan(t, book) {
		for _, cell := range row.Cells {
			if strings.Contains(cell, "cmd") {
				t.Errorf("row %d holds %q", row.Line, cell)
			}
		}
	}
}
