package build

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"
)

// finishedEnd says what lacks at the end of an export: a text ends with a line, a workbook with the list of its
// parts, each of which has the checksum that is listed.
func finishedEnd(files fs.FS, name string, size int64) (wrong, hint string) {
	switch strings.ToLower(path.Ext(name)) {
	case ".csv", ".tsv", ".txt":
		if !endsWithLine(files, name, size) {
			return "最后一行没有换行，可能没有写完", "重新导出、复制；确实完整的，在末尾加一个换行，或者在旁边放一个空文件 " + path.Base(name) + ".ok"
		}
	case ".xlsx":
		if !wholeWorkbook(files, name, size) {
			return "工作簿不完整，可能没有写完", "重新导出、复制；用 WPS 或 Excel 打开看看是否完好"
		}
	}
	return "", ""
}

// endsWithLine looks at the last bytes; a text in UTF-16 has zeros between them.
func endsWithLine(files fs.FS, name string, size int64) bool {
	r, done := at(files, name)
	if r == nil {
		return false
	}
	defer done()
	tail := make([]byte, min(size, 4))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return false
	}
	tail = bytes.Trim(tail, "\x00")
	return bytes.HasSuffix(tail, []byte("\n")) || bytes.HasSuffix(tail, []byte("\r"))
}

// unpacked bounds what is read of a workbook to try its checksums; what is larger is refused by who reads it.
const unpacked = 1 << 30

func wholeWorkbook(files fs.FS, name string, size int64) bool {
	r, done := at(files, name)
	if r == nil {
		return false
	}
	defer done()
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return false
	}
	left := int64(unpacked)
	for _, part := range archive.File {
		f, err := part.Open()
		if err != nil {
			return false
		}
		n, err := io.Copy(io.Discard, io.LimitReader(f, left)) // fails at the end where the checksum is another
		f.Close()
		if err != nil {
			return false
		}
		if left -= n; left <= 0 {
			return true
		}
	}
	return len(archive.File) > 0
}

// at opens a file for reading at places; nil where that cannot be done.
func at(files fs.FS, name string) (io.ReaderAt, func() error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, nil
	}
	r, ok := f.(io.ReaderAt)
	if !ok {
		f.Close()
		return nil, nil
	}
	return r, f.Close
}
