package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/period"
)

// A format says how a file of the office is written.
type format uint8

const (
	utf8BOM format = iota
	utf8Plain
	gb18030
	workbook
)

// A cell holds text or a day; days are written as the file likes them.
type cell struct {
	text  string
	day   period.Date
	isDay bool
}

func text(s string) cell     { return cell{text: s} }
func number(n int) cell      { return cell{text: strconv.Itoa(n)} }
func day(d period.Date) cell { return cell{day: d, isDay: true} }

// some is a number, or empty for 0.
func some(n int) cell {
	if n == 0 {
		return cell{}
	}
	return number(n)
}

func yes(b bool) cell {
	if b {
		return text("是")
	}
	return text("否")
}

// A sheet is one export before it is encoded.
type sheet struct {
	name    string // file name
	format  format
	title   string      // workbooks: first row
	tab     string      // workbooks: name of the sheet
	date    string      // layout of days, as in package time; workbooks hold real days
	asOf    period.Date // workbooks: what they say of the day they were made; zero: the cut-off
	headers []string
	rows    [][]cell
}

type file struct {
	name string
	data []byte
}

func (s sheet) encode() ([]byte, error) {
	if s.format == workbook {
		return s.encodeWorkbook()
	}
	var b bytes.Buffer
	if s.format == utf8BOM {
		b.WriteString("\ufeff")
	}
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	lines := [][]string{s.headers}
	for _, row := range s.rows {
		line := make([]string, len(row))
		for i, c := range row {
			line[i] = s.written(c)
		}
		lines = append(lines, line)
	}
	if err := w.WriteAll(lines); err != nil {
		return nil, err
	}
	if s.format == gb18030 {
		return simplifiedchinese.GB18030.NewEncoder().Bytes(b.Bytes())
	}
	return b.Bytes(), nil
}

func (s sheet) written(c cell) string {
	switch {
	case !c.isDay:
		return c.text
	case c.day == none:
		return ""
	case s.date == "2006年1月2日":
		return c.day.Chinese()
	}
	return c.day.Time().Format(s.date)
}

// encodeWorkbook writes two title rows, the header, the rows, and the lines that clerks add below.
func (s sheet) encodeWorkbook() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", s.tab); err != nil {
		return nil, err
	}
	layout := "yyyy/m/d"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &layout})
	if err != nil {
		return nil, err
	}
	w, err := f.NewStreamWriter(s.tab)
	if err != nil {
		return nil, err
	}
	header := make([]any, len(s.headers))
	for i, h := range s.headers {
		header[i] = h
	}
	until := "2025年12月31日"
	if s.asOf != 0 {
		until = s.asOf.Chinese()
	}
	rows := [][]any{{s.title}, {"填报单位：江渚市人民检察院案件管理办公室", "", "数据截止：" + until}, header}
	for _, row := range s.rows {
		line := make([]any, len(row))
		for i, c := range row {
			switch {
			case !c.isDay:
				line[i] = c.text
			case c.day != none:
				line[i] = excelize.Cell{StyleID: style, Value: int(c.day) + 25569} // Excel counts from 1899-12-30
			}
		}
		rows = append(rows, line)
	}
	rows = append(rows, []any{"合计", len(s.rows)}, []any{"制表人：案件管理办公室内勤"}, []any{"填表说明：本表由统一业务系统导出后整理"})
	for i, row := range rows {
		if err := w.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// padded is a cell as some exports have it, with a no-break space that nobody sees.
func padded(s string, row int) cell {
	if row%17 == 5 && !strings.HasPrefix(s, "\u00a0") {
		return text("\u00a0" + s)
	}
	return text(s)
}

func writeFiles(dir string, files []file) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
