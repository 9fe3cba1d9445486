package grid

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"anjian/internal/source"
)

// rowsOf reads a text in blocks of the given size, by several workers.
func rowsOf(t testing.TB, text string, block, workers int) []Row {
	t.Helper()
	var errs source.List
	f := Open("a.csv", strings.NewReader(text), int64(len(text)), Options{}, &errs)
	if f == nil {
		t.Fatal(errs.Error())
	}
	s := f.Sheets[0]
	open := s.open
	s.open = func() (cutter, *source.Error) {
		c, why := open()
		c.(*rowCutter).size, c.(*rowCutter).separator = block, ","
		return c, why
	}
	blocks := make([][]Row, len(text)+1)
	if !s.Each(workers, &errs, func(_ int, b *Block) {
		for row := range b.Rows() {
			r := Row{Line: b.Line(row)}
			for col := range b.Width(row) {
				text, _ := s.Text(b.Cell(row, col))
				r.Cells = append(r.Cells, text)
			}
			blocks[b.Seq] = append(blocks[b.Seq], r)
		}
	}) {
		t.Fatal(errs.Error())
	}
	return slices.Concat(blocks...)
}

// randomTable writes a table whose cells hold all that is dangerous, as encoding/csv does.
func randomTable(random *rand.Rand) (text string, rows [][]string) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = random.IntN(2) == 0
	pieces := []string{"案", "a", ",", "\"", "\n", "；", " ", "1", "\t", "\"\""}
	width := 2 + random.IntN(4)
	for range 1 + random.IntN(30) {
		row := make([]string, width)
		for i := range row {
			for range random.IntN(6) {
				row[i] += pieces[random.IntN(len(pieces))]
			}
		}
		row[0] = "x" + row[0] // no row is empty
		rows = append(rows, row)
		if err := w.Write(row); err != nil {
			panic(err)
		}
	}
	w.Flush()
	return b.String(), rows
}

// Wherever a block ends, in the middle of a quote, a character or a line end, the rows are those that
// encoding/csv wrote, and stand where it put them.
func TestBlocksEndAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		text, want := randomTable(random)
		for _, block := range []int{1, 2, 3, 5, 7, 16, 64, 1 << 20} {
			got := rowsOf(t, text, block, 1+random.IntN(3))
			if len(got) != len(want) {
				t.Fatalf("%q in blocks of %d: %d rows; want %d", text, block, len(got), len(want))
			}
			line := int32(1)
			for i, row := range got {
				for n := range row.Cells {
					row.Cells[n] = strings.ReplaceAll(row.Cells[n], "\r\n", "\n") // the writer's own
				}
				if !slices.Equal(row.Cells, want[i]) || row.Line != line {
					t.Fatalf("%q in blocks of %d: row %d is %q at line %d; want %q at %d", text, block, i, row.Cells, row.Line, want[i], line)
				}
				line += 1 + int32(strings.Count(strings.Join(want[i], ""), "\n"))
			}
		}
	}
}

func TestSeparatorIsFoundWithoutHeaders(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"a,b\n1,2\n", ","},
		{"a;b\n1,5;2\n2,5;3\n", ";"},
		{"一\t二\n甲,乙\t丙\n", "\t"},
		{"一，二\n甲，乙\n", "，"},
		{"只有一列\n甲\n", ","},
		{"标题，有逗号\n案号,受理日期\n1,2\n3,4\n", ","},
	} {
		if got := pickSeparator([]byte(tt.in), nil); got != tt.want {
			t.Errorf("pickSeparator(%q) = %q; want %q", tt.in, got, tt.want)
		}
	}
}

func TestTooManyLinesAreRefused(t *testing.T) {
	for _, tt := range []struct {
		line int32 // of the first block
		want string
	}{{DefaultLines - 2, ""}, {DefaultLines - 1, "a.csv:5000001: 这个文件超过 500 万行"}, {2, ""}} {
		text := "案\n1\n2\n3\n"
		var errs source.List
		s := Open("a.csv", strings.NewReader(text), int64(len(text)), Options{}, &errs).Sheets[0]
		open := s.open
		s.open = func() (cutter, *source.Error) {
			c, why := open()
			c.(*rowCutter).size, c.(*rowCutter).line = len("案\n1\n"), tt.line
			return c, why
		}
		if whole := s.Each(1, &errs, func(int, *Block) {}); whole != (tt.want == "") || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("from line %d: %v, says %q; want %q", tt.line, whole, errs.Error(), tt.want)
		}
	}
}

func TestHugeRowsAreRefused(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"案号,备注\n1,\"" + strings.Repeat("长", maxCell) + "\n", "a.csv:2:2: 引号没有结束"},
		{"案号,备注\n" + strings.Repeat("长", maxRow), "a.csv:2: 这一行超过 16 MB"},
		{"案号\n" + strings.Repeat(",", maxColumns), "a.csv:2: 这一行超过 1024 列"},
	} {
		var errs source.List
		f := Open("a.csv", strings.NewReader(tt.text), int64(len(tt.text)), Options{}, &errs)
		if f != nil {
			f.Sheets[0].Each(2, &errs, func(int, *Block) {})
		}
		if !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("says %s; want %s", errs.Error(), tt.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("案号,受理日期\n\"甲\n1\",2025-03-01\n"))
	f.Add([]byte("案号\t受理日期\r\n甲1\t2025-03-01"))
	f.Add([]byte("\xff\xfea\x00,\x00\n\x00"))
	f.Add([]byte("\xb0\xb8\xba\xc5\xa3\xac\xaa\xa1\n"))
	f.Fuzz(readTwice)
}

func FuzzWebPage(f *testing.F) {
	f.Add([]byte("<tr><td rowspan=9>案号<td colspan=2000>b<table><tr><td>c</table></table>"))
	f.Add([]byte("<tr style='display:none'><th>甲<br>乙&nbsp;&lt;</th><script></td></script><td/>丙</tr></tbody><tr><td><style></style>"))
	f.Fuzz(func(t *testing.T, data []byte) { readTwice(t, append([]byte("<html><table>"), data...)) })
}

// readTwice reads a file by one worker and by two, and as far as its head: the rows are the same, each
// below the one before, and every finding lies inside the file.
func readTwice(t *testing.T, data []byte) {
	var errs source.List
	o := Open("a", bytes.NewReader(data), int64(len(data)), Options{}, &errs)
	lines := 1 + bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r"))
	if o != nil {
		for _, s := range o.Sheets {
			s.Merged()
			head := s.Head(1 << 20)
			n, last := 0, int32(0)
			whole := s.Each(2, &errs, func(int, *Block) {}) && s.Each(1, &errs, func(_ int, b *Block) {
				for row := range b.Rows() {
					if b.Line(row) <= last {
						t.Errorf("line %d follows line %d", b.Line(row), last)
					}
					last = b.Line(row)
					for col := range b.Width(row) {
						if text, _ := s.Text(b.Cell(row, col)); n < len(head) && text != head[n].Cells[col] {
							t.Errorf("line %d reads %q and %q", last, text, head[n].Cells[col])
						}
					}
					n++
				}
			})
			if whole && n != len(head) {
				t.Errorf("%d rows, then %d", len(head), n)
			}
		}
	}
	for _, e := range errs.Sorted() {
		if o != nil && o.Kind == Delimited && e.Pos.Line > lines {
			t.Errorf("%v lies outside the %d lines", e, lines)
		}
	}
}
