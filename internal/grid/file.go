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
	in := input{name: name, content: content, size: size, head: head}
	var why *source.Error
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		f.Kind = Workbook
		f.Sheets, why = openWorkbook(in)
	case bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}):
		why = fault(source.Pos{File: name}, "这是旧版 .xls 或加了密码的工作簿，不能直接读", "用 WPS 或 Excel 打开，另存为不加密的 .xlsx 再放回")
	case len(bytes.TrimSpace(head)) == 0 && size <= sniffed:
		why = fault(source.Pos{File: name}, "文件是空的", "重新导出")
	case bytes.HasPrefix(bytes.TrimSpace(bytes.TrimPrefix(head, markUTF8)), []byte("<")):
		why = fault(source.Pos{File: name}, "这是网页或 XML，不是表格文件", "用 WPS 或 Excel 打开，另存为 .xlsx 再放回")
	default:
		f.Sheets, why = openDelimited(in, o)
	}
	if why != nil {
		errs.Put(why)
		return nil
	}
	return f
}

// input is a file before it is known what it is.
type input struct {
	name    string
	content io.ReaderAt
	size    int64
	head    []byte // up to the first 64 KiB
}

func fault(p source.Pos, message, hint string) *source.Error {
	return &source.Error{Pos: p, Severity: source.Fault, Message: message, Hint: hint}
}

func unreadable(p source.Pos) *source.Error {
	return fault(p, "文件读到一半出错", "检查磁盘或共享文件夹，重新复制这个文件")
}
