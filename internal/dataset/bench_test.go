package dataset

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"anjian/internal/grid"
	"anjian/internal/source"
)

// benchColumns are forty columns as a case export has them: an id, names, codes, days, counts,
// an amount, and a text that the definition does not take.
const benchColumns = 40

func benchKind(col int) string {
	switch {
	case col == 0:
		return "id"
	case col == benchColumns-1:
		return "note"
	case col == benchColumns-2:
		return "decimal"
	}
	return [...]string{"text", "date", "int", "text", "yesno", "code", "int", "code"}[col%8]
}

func benchDefinition(t testing.TB, file string) *Definition {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = \"案件\"\nfiles = [%q]\nkey = [\"列0\"]\n", file)
	for col := range benchColumns - 1 {
		kind := strings.NewReplacer("id", "text", "code", "text").Replace(benchKind(col))
		fmt.Fprintf(&b, "[[column]]\nname = \"列%d\"\ntype = %q\n", col, kind)
	}
	b.WriteString("+++\n")
	return define(t, b.String())
}

// benchRow makes one row, the same for the same number.
func benchRow(random *rand.Rand, row int, cells []string) []string {
	for col := range benchColumns {
		text := ""
		switch benchKind(col) {
		case "id":
			text = fmt.Sprintf("江检受〔2025〕%07d号", row)
		case "text":
			text = "第" + strconv.Itoa(random.IntN(200)) + "区人民检察院"
		case "code":
			text = [...]string{"批准逮捕", "不批准逮捕", "起诉", "不起诉", ""}[random.IntN(5)]
		case "date":
			text = fmt.Sprintf("20%02d-%02d-%02d", 20+random.IntN(6), 1+random.IntN(12), 1+random.IntN(28))
		case "int":
			text = strconv.Itoa(random.IntN(5))
		case "yesno":
			text = [...]string{"是", "否"}[random.IntN(2)]
		case "decimal":
			text = fmt.Sprintf("%d.%02d", random.IntN(1_000_000), random.IntN(100))
		case "note":
			text = [...]string{"案情简单", "涉案款项已依法扣押，经审查认为事实清楚", "被告人\"自愿\"认罪,退赔全部损失"}[random.IntN(3)]
		}
		cells[col] = text
	}
	return cells
}

func benchRows(rows int, put func(row int, cells []string)) {
	random := rand.New(rand.NewPCG(1, 2))
	cells := make([]string, benchColumns)
	for col := range cells {
		cells[col] = "列" + strconv.Itoa(col)
	}
	put(0, cells)
	for row := range rows {
		put(row+1, benchRow(random, row, cells))
	}
}

func benchFile(t testing.TB, dir, name string, write func(w io.Writer)) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func benchCSV(w io.Writer, rows int) {
	benchRows(rows, func(_ int, cells []string) {
		for i, cell := range cells {
			if i > 0 {
				io.WriteString(w, ",")
			}
			if strings.ContainsAny(cell, ",\"") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			io.WriteString(w, cell)
		}
		io.WriteString(w, "\n")
	})
}

func benchLoad(b *testing.B, dir, file string, rows int, cache Cache) {
	b.Helper()
	d := benchDefinition(b, file)
	info, err := os.Stat(filepath.Join(dir, file))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	b.ReportAllocs()
	defer debug.SetGCPercent(debug.SetGCPercent(25)) // as build does
	for b.Loop() {
		var errs source.List
		data, err := Load(os.DirFS(dir), ".", []*Definition{d}, Options{Cache: cache}, &errs)
		if err != nil || errs.Err() != nil || data.Tables["arrests"].Rows != rows {
			b.Fatal(err, errs.Error())
		}
	}
	b.ReportMetric(peakMemory(b), "peak-MiB")
}

// peakMemory is the most memory the process ever had.
func peakMemory(b *testing.B) float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kb, _ := strconv.Atoi(strings.Fields(rest)[0])
	return float64(kb) / 1024
}

// BenchmarkDelimited reads text; peak memory tells something only of the first case of a run.
func BenchmarkDelimited(b *testing.B) {
	for _, rows := range []int{100_000, 1_000_000} {
		dir := b.TempDir()
		benchFile(b, dir, "utf-8.csv", func(w io.Writer) { benchCSV(w, rows) })
		benchFile(b, dir, "gb18030.csv", func(w io.Writer) {
			benchCSV(transform.NewWriter(w, simplifiedchinese.GB18030.NewEncoder()), rows)
		})
		for _, name := range []string{"utf-8", "gb18030"} {
			b.Run(fmt.Sprintf("%s/%d", name, rows), func(b *testing.B) { benchLoad(b, dir, name+".csv", rows, nil) })
		}
	}
}

// BenchmarkCache reads a table that did not change: cold from the export, warm from the cache.
func BenchmarkCache(b *testing.B) {
	const rows = 1_000_000
	dir := b.TempDir()
	benchFile(b, dir, "a.csv", func(w io.Writer) { benchCSV(w, rows) })
	b.Run("cold", func(b *testing.B) { benchLoad(b, dir, "a.csv", rows, nil) })
	b.Run("warm", func(b *testing.B) {
		cache := &memory{kept: map[string][]byte{}}
		var errs source.List
		if _, err := Load(os.DirFS(dir), ".", []*Definition{benchDefinition(b, "a.csv")}, Options{Cache: cache}, &errs); err != nil {
			b.Fatal(err)
		}
		b.ResetTimer()
		benchLoad(b, dir, "a.csv", rows, cache)
	})
}

// BenchmarkWorkbook reads 300,000 rows × 40 columns beside excelize, which takes a minute.
func BenchmarkWorkbook(b *testing.B) {
	const rows = 300_000
	dir := b.TempDir()
	for _, shared := range []bool{false, true} {
		name := map[bool]string{false: "inline", true: "shared"}[shared] + ".xlsx"
		benchFile(b, dir, name, func(w io.Writer) { benchWorkbook(b, w, rows, shared) })
		b.Run(name, func(b *testing.B) { benchLoad(b, dir, name, rows, nil) })
		b.Run("excelize/"+name, func(b *testing.B) {
			for b.Loop() {
				f, err := excelize.OpenFile(filepath.Join(dir, name))
				if err != nil {
					b.Fatal(err)
				}
				list, err := f.Rows("表")
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for ; list.Next(); n++ {
					if _, err := list.Columns(); err != nil {
						b.Fatal(err)
					}
				}
				if n != rows+1 {
					b.Fatalf("%d rows", n)
				}
				f.Close()
			}
		})
	}
}

// benchWorkbook writes a sheet by hand: excelize would take longer than all else.
func benchWorkbook(b *testing.B, w io.Writer, rows int, shared bool) {
	b.Helper()
	z := zip.NewWriter(w)
	numbers := map[string]int{}
	var words []string
	parts := bookParts()
	for i := 0; i < len(parts); i += 2 {
		p, err := z.Create(parts[i])
		if err != nil {
			b.Fatal(err)
		}
		if parts[i+1] != "" {
			io.WriteString(p, parts[i+1])
			continue
		}
		sheet := bufio.NewWriterSize(p, 1<<20)
		sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
		benchRows(rows, func(row int, cells []string) {
			fmt.Fprintf(sheet, `<row r="%d" spans="1:%d">`, row+1, benchColumns)
			for col, cell := range cells {
				if cell == "" {
					continue
				}
				at := grid.CellName(col, row+1)
				switch kind := benchKind(col); {
				case row > 0 && (kind == "int" || kind == "decimal"):
					fmt.Fprintf(sheet, `<c r="%s"><v>%s</v></c>`, at, cell)
				case shared:
					n, ok := numbers[cell]
					if !ok {
						n = len(words)
						numbers[cell], words = n, append(words, cell)
					}
					fmt.Fprintf(sheet, `<c r="%s" t="s"><v>%d</v></c>`, at, n)
				default:
					fmt.Fprintf(sheet, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, escapeXML(cell))
				}
			}
			sheet.WriteString(`</row>`)
		})
		sheet.WriteString(`</sheetData></worksheet>`)
		if err := sheet.Flush(); err != nil {
			b.Fatal(err)
		}
	}
	if shared {
		p, err := z.Create("xl/sharedStrings.xml")
		if err != nil {
			b.Fatal(err)
		}
		table := bufio.NewWriter(p)
		table.WriteString(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
		for _, word := range words {
			table.WriteString(`<si><t>` + escapeXML(word) + `</t></si>`)
		}
		table.WriteString(`</sst>`)
		if err := table.Flush(); err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
}

func escapeXML(text string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(text))
	return b.String()
}
