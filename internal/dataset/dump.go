package dataset

import (
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"io"
	"unsafe"

	"anjian/internal/source"
	"anjian/internal/table"
)

// A dump is a table as it lies in memory: the parts that describe it as JSON, then the cells of one
// column after the other, each at a multiple of eight bytes, then the length of all and a checksum.
// Whatever is wrong with it, it counts as absent.
const (
	dumpFormat = 2
	dumpMark   = "anjian table\n\x00\x01\x00" // and 16 bytes
	dumpOrder  = uint64(0x0102030405060708)   // reads otherwise on machines that store numbers otherwise
)

// dumped is the description.
type dumped struct {
	Name, Title string
	Rows        int
	Absent      bool
	Columns     []dumpedColumn
	Files       []table.File
	Report      *Report
	Samples     [][][]string // per file and heading: Header keeps them to itself
	Found       []*source.Error
}

type dumpedColumn struct {
	Name   string
	Type   table.Type
	Scale  int
	Absent bool
	Width  int // bytes of a cell
	Words  int // of the dictionary
	Bytes  int // of all its words
}

// dump writes a table with its report and findings.
func dump(w io.Writer, t *table.Table, report *Report, found []*source.Error) error {
	d := &dumper{w: w, sum: crc32.New(castagnoli)}
	plain := *report
	plain.Definition = nil // the reader has its own
	m := dumped{Name: t.Name, Title: t.Title, Rows: t.Rows, Absent: t.Absent, Files: t.Files, Report: &plain, Found: found}
	for _, f := range report.Files {
		samples := make([][]string, len(f.Headers))
		for i, h := range f.Headers {
			samples[i] = h.sample
		}
		m.Samples = append(m.Samples, samples)
	}
	for _, c := range t.Columns {
		dc := dumpedColumn{Name: c.Name, Type: c.Type, Scale: c.Scale, Absent: c.Absent, Words: len(c.Dict)}
		for _, word := range c.Dict {
			dc.Bytes += len(word)
		}
		dc.Width, _ = cellBytes(c)
		m.Columns = append(m.Columns, dc)
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	d.put([]byte(dumpMark))
	d.number(dumpOrder)
	d.number(uint64(len(text)))
	d.put(text)
	for _, c := range t.Columns {
		_, cells := cellBytes(c)
		d.put(cells)
		d.dictionary(c.Dict)
	}
	d.put(bytesOf(t.FileOf))
	d.put(bytesOf(t.LineOf))
	d.number(d.length + 16)
	d.number(uint64(d.sum.Sum32()))
	return d.err
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

type dumper struct {
	w   io.Writer
	sum interface {
		io.Writer
		Sum32() uint32
	}
	length uint64
	err    error
}

// put writes bytes, padded to a multiple of eight.
func (d *dumper) put(data []byte) {
	d.write(data)
	d.write(make([]byte, -len(data)&7))
}

func (d *dumper) write(data []byte) {
	if d.err != nil || len(data) == 0 {
		return
	}
	d.sum.Write(data)
	_, d.err = d.w.Write(data)
	d.length += uint64(len(data))
}

func (d *dumper) number(v uint64) { d.write(binary.NativeEndian.AppendUint64(nil, v)) }

// dictionary writes where the words end, then the words.
func (d *dumper) dictionary(words []string) {
	ends, text := make([]uint32, len(words)), []byte(nil)
	for i, word := range words {
		text = append(text, word...)
		ends[i] = uint32(len(text))
	}
	d.put(bytesOf(ends))
	d.put(text)
}

// cellBytes returns the cells of a column as they lie in memory.
func cellBytes(c *table.Column) (width int, cells []byte) {
	if c.Worded() {
		one, two, four := c.Codes.Packed()
		switch {
		case four != nil:
			return 4, bytesOf(four)
		case two != nil:
			return 2, bytesOf(two)
		}
		return 1, one
	}
	one, two, four, eight := c.Nums.Packed()
	switch {
	case eight != nil:
		return 8, bytesOf(eight)
	case four != nil:
		return 4, bytesOf(four)
	case two != nil:
		return 2, bytesOf(two)
	}
	return 1, bytesOf(one)
}

func bytesOf[T uint8 | int8 | uint16 | int16 | uint32 | int32 | int64](cells []T) []byte {
	var zero T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(cells))), len(cells)*int(unsafe.Sizeof(zero)))
}
