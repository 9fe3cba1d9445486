package grid

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"anjian/internal/source"
)

// Limits on workbooks (safety.md §3.2): what claims to be larger is refused before it is unpacked.
const (
	maxPacked   = 200 << 20
	maxUnpacked = 1 << 30
	maxRatio    = 200
	maxParts    = 4096
	maxColumns  = 1024
	maxRows     = 1_048_576
)

var errTooLarge = errors.New("part is larger than declared")

// openWorkbook lists the sheets of an .xlsx file.
func openWorkbook(in input) ([]*Sheet, *source.Error) {
	at := source.Pos{File: in.name}
	if in.size > maxPacked {
		return nil, fault(at, "工作簿超过 200 MB", "按年或按季度分成几个文件导出")
	}
	z, err := zip.NewReader(in.content, in.size)
	if err != nil {
		return nil, fault(at, "工作簿不完整", "重新导出，或用 WPS 打开后另存为 .xlsx")
	}
	if why := withinLimits(z, in.name); why != nil {
		return nil, why
	}
	w := &workbook{zip: z, file: in.name}
	if err := w.open(); err != nil {
		return nil, fault(at, "工作簿读不出来", "用 WPS 或 Excel 打开后另存为 .xlsx")
	}
	var sheets []*Sheet
	for _, part := range w.sheets {
		s := &Sheet{
			File: in.name, Name: part.name, Encoding: "XLSX", Ragged: true,
			text: decodeUTF8, bytes: encodeUTF8,
			split: func(*Block) {},
		}
		s.open = func() (cutter, *source.Error) {
			b, err := w.read(part)
			if err != nil {
				return nil, fault(source.Pos{File: in.name, Sheet: part.name}, "工作表读不出来", "用 WPS 或 Excel 打开后另存为 .xlsx")
			}
			return &whole{b}, nil
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// whole yields a sheet in one block.
type whole struct{ block *Block }

func (w *whole) close() {}

func (w *whole) next(b *Block) (bool, *source.Error) {
	if w.block == nil {
		return false, nil
	}
	*b, w.block = *w.block, nil
	return true, nil
}

func withinLimits(z *zip.Reader, file string) *source.Error {
	var packed, unpacked uint64
	for _, f := range z.File {
		packed += f.CompressedSize64
		unpacked += f.UncompressedSize64
		if strings.EqualFold(path.Base(f.Name), "vbaProject.bin") {
			return fault(source.Pos{File: file}, "工作簿含有宏", "另存为不含宏的 .xlsx")
		}
	}
	if len(z.File) > maxParts || unpacked > maxUnpacked || packed > 0 && unpacked/packed > maxRatio && unpacked > 64<<20 {
		return fault(source.Pos{File: file}, "工作簿展开后超过允许的大小", "删去多余的格式和空白行后另存，或分成几个文件")
	}
	return nil
}

type workbook struct {
	zip     *zip.Reader
	file    string
	sheets  []sheetPart
	strings []string
	dates   []bool // per cell style: shows a date
	from04  bool   // days count from 1904
}

type sheetPart struct{ name, part string }

// part opens a part of the package; it never yields more than it declares.
func (w *workbook) part(name string) (io.ReadCloser, error) {
	for _, f := range w.zip.File {
		if strings.EqualFold(f.Name, name) {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			return struct {
				io.Reader
				io.Closer
			}{io.LimitReader(r, int64(f.UncompressedSize64)), r}, nil
		}
	}
	return nil, io.EOF
}

func (w *workbook) decode(name string, into any) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(r).Decode(into)
}

// open reads the list of sheets, the shared strings and which styles are dates.
func (w *workbook) open() error {
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode("xl/workbook.xml", &book); err != nil {
		return err
	}
	w.from04 = book.Pr.Date1904 == "1" || book.Pr.Date1904 == "true"
	var rels struct {
		Rel []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return err
	}
	for _, s := range book.Sheets {
		for _, r := range rels.Rel {
			if r.ID == s.ID {
				part := path.Join("xl", r.Target)
				if strings.HasPrefix(r.Target, "/") {
					part = strings.TrimPrefix(r.Target, "/")
				}
				w.sheets = append(w.sheets, sheetPart{s.Name, part})
			}
		}
	}
	if err := w.readStrings(); err != nil {
		return err
	}
	return w.readStyles()
}

// richText is a cell's text, plain or in runs; phonetic runs are no text.
type richText struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	text := t.Text
	for _, r := range t.Runs {
		text += r.Text
	}
	return text
}

func (w *workbook) readStrings() error {
	r, err := w.part("xl/sharedStrings.xml")
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
			var t richText
			if err := d.DecodeElement(&t, &start); err != nil {
				return err
			}
			w.strings = append(w.strings, t.String())
		}
	}
}

func (w *workbook) readStyles() error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := w.decode("xl/styles.xml", &styles); err != nil && err != io.EOF {
		return err
	}
	custom := map[int]bool{}
	for _, f := range styles.Formats {
		custom[f.ID] = isDateFormat(f.Code)
	}
	for _, c := range styles.Cells {
		date, own := custom[c.Format]
		builtIn := c.Format >= 14 && c.Format <= 22 || c.Format >= 27 && c.Format <= 36 || c.Format >= 45 && c.Format <= 47 || c.Format >= 50 && c.Format <= 58 // 49 is text
		w.dates = append(w.dates, date || !own && builtIn)
	}
	return nil
}

// isDateFormat tells whether a number format shows days: y, m or d outside quotes and brackets.
func isDateFormat(code string) bool {
	quoted, bracket := false, false
	for i, r := range code {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted || i > 0 && code[i-1] == '\\':
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket && strings.ContainsRune("yYdD", r):
			return true
		}
	}
	return false
}

// read turns a sheet into rows of text. Numbers keep their digits; dates are written as days.
func (w *workbook) read(s sheetPart) (*Block, error) {
	r, err := w.part(s.part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b := new(Block)
	d := xml.NewDecoder(r)
	var cells []string
	next := int32(1)
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			if end, ok := token.(xml.EndElement); ok && end.Name.Local == "row" {
				b.begin(next)
				for _, text := range cells {
					b.make(text)
				}
				next++
			}
			continue
		}
		switch start.Name.Local {
		case "row":
			cells = cells[:0]
			if n, err := strconv.Atoi(attribute(start, "r")); err == nil && n >= 1 && n <= maxRows {
				next = int32(n)
			}
		case "c":
			col, text, err := w.cell(d, start, len(cells))
			if err != nil {
				return nil, err
			}
			if col >= maxColumns {
				return nil, errTooLarge
			}
			for len(cells) < col {
				cells = append(cells, "")
			}
			cells = append(cells[:col], text)
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// cell reads one cell; formulas count by their cached value.
func (w *workbook) cell(d *xml.Decoder, start xml.StartElement, col int) (at int, text string, err error) {
	var c struct {
		Value  string   `xml:"v"`
		Inline richText `xml:"is"`
	}
	if err := d.DecodeElement(&c, &start); err != nil {
		return 0, "", err
	}
	if ref := attribute(start, "r"); ref != "" {
		if n, ok := columnOf(ref); ok {
			col = n
		}
	}
	switch attribute(start, "t") {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(c.Value))
		if err != nil || i < 0 || i >= len(w.strings) {
			return 0, "", errors.New("shared string out of range")
		}
		return col, w.strings[i], nil
	case "inlineStr":
		return col, c.Inline.String(), nil
	case "b":
		if strings.TrimSpace(c.Value) == "1" {
			return col, "是", nil
		}
		return col, "否", nil
	case "str", "e", "d":
		return col, c.Value, nil
	}
	style, _ := strconv.Atoi(attribute(start, "s"))
	if style >= 0 && style < len(w.dates) && w.dates[style] && c.Value != "" {
		return col, w.day(c.Value), nil
	}
	return col, shownDigits(c.Value), nil
}

// shownDigits rounds a stored number to the 15 digits that spreadsheets show: a cell that reads
// 12.3 may be stored as 12.300000000000001.
func shownDigits(stored string) string {
	if len(stored) <= 15 || !strings.ContainsAny(stored, ".eE") {
		return stored
	}
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return stored
	}
	return strconv.FormatFloat(v, 'g', 15, 64)
}

// day writes a serial number as a day, with its time if it has one.
func (w *workbook) day(stored string) string {
	v, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return stored
	}
	if w.from04 {
		v += 1462
	}
	if v < 20000 || v >= 80000 {
		return stored
	}
	whole := math.Floor(v)
	seconds := int64(math.Round((v - whole) * 86400))
	if seconds == 86400 { // 45716.999999999 is the next midnight
		whole, seconds = whole+1, 0
	}
	day := time.Unix(0, 0).UTC().AddDate(0, 0, int(whole)-25569) // day 25569 is 1970-01-01
	if seconds == 0 {
		return day.Format("2006-01-02")
	}
	return day.Add(time.Duration(seconds) * time.Second).Format("2006-01-02 15:04:05")
}

// columnOf returns the column of a reference such as G18, counted from 0.
func columnOf(ref string) (int, bool) {
	n := 0
	for _, r := range ref {
		if r < 'A' || r > 'Z' {
			break
		}
		n = n*26 + int(r-'A') + 1
		if n > 16384 {
			return 0, false
		}
	}
	return n - 1, n > 0
}
