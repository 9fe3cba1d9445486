package grid

import (
	"bytes"
	"io"

	"anjian/internal/source"
)

// Options of reading one file. The zero value decides everything by content.
type Options struct {
	// Encoding of delimited text, "utf-8" or "gb18030"; empty: found out.
	Encoding string

	// Known tells whether a text is a header that the reader waits for: the separator that shows most
	// of them is taken. Nil: the separator that cuts all rows alike.
	Known func(header string) bool

	// Limits are those that the site sets.
	Limits Limits
}

// A File is an opened file with its sheets in order; delimited text is one sheet without a name.
// Its content must stay open as long as sheets are read.
type File struct {
	Name   string
	Kind   Kind
	Sheets []*Sheet
}

// A Kind is what a file really is.
type Kind uint8

const (
	Delimited Kind = iota
	Workbook
	WebPage // an HTML table, often named .xls
)

func (k Kind) String() string { return [...]string{"分隔文本", "工作簿", "网页表格"}[k] }

// sniffed is how much of a file tells what it is.
const sniffed = 64 << 10

// Open finds out what a file is and lists its sheets; no row is read yet. What cannot be read is
// told to errs and gives nil.
func Open(name string, content io.ReaderAt, size int64, o Options, errs *source.List) *File {
	f := &File{Name: name}
	head := make([]byte, min(size, sniffed))
	if n, err := content.ReadAt(head, 0); err != nil && (err != io.EOF || n < len(head)) {
		errs.Put(unreadable(source.Pos{File: name}))
		return nil
	}
	in := input{name: name, content: content, size: size, head: head, limits: o.Limits}
	var why *source.Error
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		f.Kind = Workbook
		f.Sheets, why = openWorkbook(in)
	case bytes.HasPrefix(head, compound):
		why = in.oldWorkbook()
	default:
		f.Kind, f.Sheets, why = openText(in, o)
	}
	if why != nil {
		errs.Put(why)
		return nil
	}
	return f
}

// openText opens what is no package: delimited text, a page, or something that is neither.
func openText(in input, o Options) (Kind, []*Sheet, *source.Error) {
	if why := in.tooLong(); why != nil { // finding out the encoding reads all of it
		return Delimited, nil, why
	}
	e := findEncoding(in, o.Encoding)
	head := bytes.TrimSpace(e.head(in))
	lower := bytes.ToLower(head)
	at := source.Pos{File: in.name}
	const resave = "用 WPS 或 Excel 打开，另存为 .xlsx 再放回"
	switch {
	case len(head) == 0:
		return Delimited, nil, fault(source.BrokenFile, at, "文件是空的", "重新导出")
	case bytes.HasPrefix(head, []byte("%PDF")):
		return Delimited, nil, fault(source.WrongFormat, at, "这是 PDF，不是表格文件", "从系统里导出为 .xlsx 或 CSV")
	case bytes.HasPrefix(lower, []byte("mime-version:")):
		return Delimited, nil, fault(source.WrongFormat, at, "这是单个文件的网页 .mht，不能直接读", resave)
	case bytes.IndexByte(head, 0) >= 0:
		return Delimited, nil, fault(source.WrongFormat, at, "文件里有二进制内容，不是表格文件", "重新导出为 .xlsx 或 CSV")
	case head[0] != '<' || !isMarkup(lower):
		sheets, why := openDelimited(in, e, o.Known)
		return Delimited, sheets, why
	case bytes.Contains(lower, []byte("urn:schemas-microsoft-com:office:spreadsheet")) && bytes.Contains(lower, []byte("<workbook")):
		return WebPage, nil, fault(source.WrongFormat, at, "这是 XML 格式的旧工作簿，不能直接读", resave)
	case bytes.HasPrefix(lower, []byte("<?xml")) && !bytes.Contains(lower, []byte("<html")) && !bytes.Contains(lower, []byte("<table")):
		return WebPage, nil, fault(source.WrongFormat, at, "这是 XML，不是表格文件", "从系统里导出为 .xlsx 或 CSV")
	}
	sheets, why := openWebPage(in, e)
	return WebPage, sheets, why
}

// isMarkup tells pages and XML from a table whose first cell begins with a bracket.
func isMarkup(lower []byte) bool {
	for _, mark := range []string{"<?xml", "<!doctype", "<html", "<head", "<body", "<table", "<style", "<meta", "<div"} {
		if bytes.Contains(lower, []byte(mark)) {
			return true
		}
	}
	return false
}

// compound starts the files of old office programs: workbooks before 2007, and encrypted ones.
var compound = []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}

// oldWorkbook tells an encrypted workbook from one before 2007: the names of the streams inside are
// written in UTF-16.
func (in input) oldWorkbook() *source.Error {
	encrypted := []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	r := io.NewSectionReader(in.content, 0, min(in.size, maxPacked))
	window := make([]byte, len(encrypted)+BlockSize)
	for kept := 0; ; {
		n, err := readFull(r, window[kept:])
		if bytes.Contains(window[:kept+n], encrypted) {
			return fault(source.WrongFormat, source.Pos{File: in.name}, "工作簿加了密码，不能读", "用 WPS 或 Excel 打开，取消密码后另存为 .xlsx 再放回")
		}
		if err != nil {
			break
		}
		kept = copy(window, window[len(window)-len(encrypted):])
	}
	return fault(source.WrongFormat, source.Pos{File: in.name}, "这是旧版 .xls 工作簿，不能直接读", "用 WPS 或 Excel 打开，另存为 .xlsx 再放回")
}

// input is a file before it is known what it is.
type input struct {
	name    string
	content io.ReaderAt
	size    int64
	head    []byte // up to the first 64 KiB
	limits  Limits
}

func fault(kind source.Code, p source.Pos, message, hint string) *source.Error {
	return &source.Error{Code: kind, Pos: p, Message: message, Hint: hint}
}

func unreadable(p source.Pos) *source.Error {
	return fault(source.BrokenFile, p, "文件读到一半出错", "检查磁盘或共享文件夹，重新复制这个文件")
}
