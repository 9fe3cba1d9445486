package grid

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"sync"

	"anjian/internal/source"
)

var errNoPart = errors.New("no such part")

// maxList bounds the parts that only list things; they are read as a whole.
const maxList = 32 << 20

// openWorkbook lists the sheets of an .xlsx file.
func openWorkbook(in input) ([]*Sheet, *source.Error) {
	at := source.Pos{File: in.name}
	if in.size > maxPacked {
		return nil, fault(source.TooBig, at, "工作簿超过 200 MB", "按年或按季度分成几个文件导出")
	}
	z, err := zip.NewReader(in.content, in.size)
	if err != nil {
		return nil, fault(source.BrokenFile, at, "工作簿不完整", "重新导出，或用 WPS 打开后另存为 .xlsx")
	}
	if why := safe(z, in.name); why != nil {
		return nil, why
	}
	if why := otherPackage(z, in.name); why != nil {
		return nil, why
	}
	w := &workbook{zip: z, file: in.name}
	if err := w.open(); err != nil {
		return nil, fault(source.BrokenFile, at, "工作簿读不出来", "用 WPS 或 Excel 打开后另存为 .xlsx")
	}
	return w.sheets, nil
}

// otherPackage tells what a package is that is no workbook.
func otherPackage(z *zip.Reader, file string) *source.Error {
	at, hint := source.Pos{File: file}, "用 WPS 或 Excel 打开，另存为 .xlsx 再放回"
	for _, f := range z.File {
		switch name := strings.ToLower(f.Name); {
		case name == "xl/workbook.xml":
			return nil
		case name == "xl/workbook.bin":
			return fault(source.WrongFormat, at, "这是二进制工作簿 .xlsb，不能直接读", hint)
		case name == "mimetype" || name == "content.xml":
			return fault(source.WrongFormat, at, "这是 OpenDocument 表格 .ods，不能直接读", hint)
		case strings.HasPrefix(name, "word/"):
			return fault(source.WrongFormat, at, "这是 Word 文档，不是表格文件", "把其中的表格复制到工作簿，另存为 .xlsx")
		}
	}
	return fault(source.WrongFormat, at, "这是压缩包，不是工作簿", "解压后把里面的表格文件放进来")
}

type workbook struct {
	zip    *zip.Reader
	file   string
	sheets []*Sheet
	dates  []bool // per cell style: shows a day
	from04 bool   // days count from 1904

	once   sync.Once
	shared *sharedStrings
	err    error
}

// part opens a part of the package; it never yields more than it declares.
func (w *workbook) part(name string) (r io.ReadCloser, size int64, err error) {
	for _, f := range w.zip.File {
		if strings.EqualFold(f.Name, name) {
			r, err := f.Open()
			if err != nil {
				return nil, 0, err
			}
			size := int64(f.UncompressedSize64)
			return struct {
				io.Reader
				io.Closer
			}{io.LimitReader(r, size+1), r}, size, nil
		}
	}
	return nil, 0, errNoPart
}

func (w *workbook) decode(name string, into any) error {
	r, _, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(io.LimitReader(r, maxList)).Decode(into)
}

// open reads the list of sheets and which styles are days.
func (w *workbook) open() error {
	var book struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			State string `xml:"state,attr"`
			ID    string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
			ISO   string `xml:"http://purl.oclc.org/ooxml/officeDocument/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode("xl/workbook.xml", &book); err != nil {
		return err
	}
	w.from04 = book.Pr.Date1904 == "1" || book.Pr.Date1904 == "true"
	var rels struct {
		Rel []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := w.decode("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return err
	}
	for _, s := range book.Sheets {
		for _, r := range rels.Rel {
			if r.ID != s.ID && r.ID != s.ISO || r.Type != "" && !strings.HasSuffix(r.Type, "/worksheet") { // charts are sheets as well
				continue
			}
			part := path.Join("xl", r.Target)
			if strings.HasPrefix(r.Target, "/") {
				part = strings.TrimPrefix(r.Target, "/")
			}
			w.sheets = append(w.sheets, w.sheet(s.Name, part, s.State == "hidden" || s.State == "veryHidden"))
		}
	}
	if len(w.sheets) == 0 {
		return errNoPart
	}
	return w.readStyles()
}

// sheet makes the sheet of one part.
func (w *workbook) sheet(name, part string, hidden bool) *Sheet {
	s := &Sheet{File: w.file, Name: name, Encoding: "XLSX", Ragged: true, Hidden: hidden, text: decodeUTF8, bytes: encodeUTF8}
	for _, f := range w.zip.File {
		if strings.EqualFold(f.Name, part) {
			s.Size = int64(f.UncompressedSize64)
		}
	}
	s.open = func() (cutter, *source.Error) {
		shared, err := w.readShared()
		if err != nil {
			return nil, broken(s)
		}
		r, _, err := w.part(part)
		if err != nil {
			return nil, broken(s)
		}
		s.hiddenRows.Store(0)
		return &sheetCutter{sheet: s, shared: shared, r: r, line: 1, size: blockSize(s.Size)}, nil
	}
	s.split = func(b *Block) { w.split(s, b) }
	return s
}

// readShared reads the shared strings once, when the first sheet is read.
func (w *workbook) readShared() (*sharedStrings, error) {
	w.once.Do(func() {
		r, size, err := w.part("xl/sharedStrings.xml")
		if err == errNoPart {
			w.shared = new(sharedStrings)
			return
		}
		if err == nil {
			defer r.Close()
			w.shared, err = readSharedStrings(r, size)
		}
		w.err = err
	})
	return w.shared, w.err
}

func broken(s *Sheet) *source.Error {
	return fault(source.BrokenFile, source.Pos{File: s.File, Sheet: s.Name}, "工作表不完整，读不出来", "重新导出，或用 WPS、Excel 打开后另存为 .xlsx")
}

// readFull fills the buffer; at the end of the part the error is io.EOF, however much was read.
func readFull(r io.Reader, buffer []byte) (int, error) {
	n, err := io.ReadFull(r, buffer)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	return n, err
}
