package dataset

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"unsafe"

	"anjian/internal/source"
	"anjian/internal/table"
)

// recall is the way back of dump. The table keeps data: its cells and words lie there.
func recall(data []byte) (*table.Table, *Report, []*source.Error, bool) {
	r := &recaller{data: data}
	if !r.sound() || string(r.take(len(dumpMark))) != dumpMark || r.number() != dumpOrder {
		return nil, nil, nil, false
	}
	var m dumped
	if json.Unmarshal(r.take(int(r.number())), &m) != nil || m.Report == nil || len(m.Samples) != len(m.Report.Files) {
		return nil, nil, nil, false
	}
	for i, f := range m.Report.Files {
		if len(m.Samples[i]) != len(f.Headers) {
			return nil, nil, nil, false
		}
		for n := range f.Headers {
			f.Headers[n].sample = m.Samples[i][n]
		}
	}
	t := &table.Table{Name: m.Name, Title: m.Title, Rows: m.Rows, Absent: m.Absent, Files: m.Files}
	for _, dc := range m.Columns {
		t.Columns = append(t.Columns, r.column(dc, m.Rows))
	}
	t.FileOf = cellsOf[uint16](r, m.Rows)
	t.LineOf = cellsOf[int32](r, m.Rows)
	return t, m.Report, m.Found, !r.short && len(r.data) == 16
}

type recaller struct {
	data  []byte
	short bool // something did not fit
}

// sound checks the length and the sum, which are the last sixteen bytes.
func (r *recaller) sound() bool {
	n := len(r.data)
	if n < 64 || n%8 != 0 || binary.NativeEndian.Uint64(r.data[n-16:]) != uint64(n) {
		return false
	}
	return binary.NativeEndian.Uint64(r.data[n-8:]) == uint64(crc32.Checksum(r.data[:n-8], castagnoli))
}

// take cuts off the next bytes and their padding.
func (r *recaller) take(n int) []byte {
	if n < 0 || n > len(r.data) || n+-n&7 > len(r.data) {
		r.short = true
		return nil
	}
	cut := r.data[:n:n]
	r.data = r.data[n+-n&7:]
	return cut
}

func (r *recaller) number() uint64 {
	if b := r.take(8); b != nil {
		return binary.NativeEndian.Uint64(b)
	}
	return 0
}

func (r *recaller) column(dc dumpedColumn, rows int) *table.Column {
	c := &table.Column{Name: dc.Name, Type: dc.Type, Scale: dc.Scale, Absent: dc.Absent}
	switch {
	case c.Worded() && dc.Width == 1:
		c.Codes = table.PackedCodes(cellsOf[uint8](r, rows), nil, nil)
	case c.Worded() && dc.Width == 2:
		c.Codes = table.PackedCodes(nil, cellsOf[uint16](r, rows), nil)
	case c.Worded():
		c.Codes = table.PackedCodes(nil, nil, cellsOf[uint32](r, rows))
	case dc.Width == 1:
		c.Nums = table.PackedNums(cellsOf[int8](r, rows), nil, nil, nil)
	case dc.Width == 2:
		c.Nums = table.PackedNums(nil, cellsOf[int16](r, rows), nil, nil)
	case dc.Width == 4:
		c.Nums = table.PackedNums(nil, nil, cellsOf[int32](r, rows), nil)
	default:
		c.Nums = table.PackedNums(nil, nil, nil, cellsOf[int64](r, rows))
	}
	c.Dict = r.dictionary(dc)
	return c
}

func (r *recaller) dictionary(dc dumpedColumn) []string {
	ends, text := cellsOf[uint32](r, dc.Words), r.take(dc.Bytes)
	if r.short || dc.Words == 0 {
		return nil
	}
	words := make([]string, dc.Words)
	from := uint32(0)
	for i, end := range ends {
		if end < from || int(end) > len(text) {
			r.short = true
			return nil
		}
		words[i] = asString(text[from:end])
		from = end
	}
	return words
}

// cellsOf cuts off cells that lie as they do in memory.
func cellsOf[T uint8 | int8 | uint16 | int16 | uint32 | int32 | int64](r *recaller, rows int) []T {
	var zero T
	if rows < 0 || rows > len(r.data) {
		r.short = true
		return nil
	}
	data := r.take(rows * int(unsafe.Sizeof(zero)))
	if len(data) == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(data))), rows)
}
