package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Scripts write tables as text: a row per line, cells between bars. A cell @2025-03-01 is a day as
// spreadsheets store it.

// workbook makes an .xlsx file: workbook FILE SHEET TABLE [SHEET TABLE…].
func workbook(ts *testscript.TestScript, _ bool, args []string) {
	f := excelize.NewFile()
	defer f.Close()
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	ts.Check(err)
	for i := 1; i+1 < len(args); i += 2 {
		_, err := f.NewSheet(args[i])
		ts.Check(err)
		for row, line := range strings.Split(strings.TrimSpace(ts.ReadFile(args[i+1])), "\n") {
			for col, text := range strings.Split(line, "|") {
				cell, err := excelize.CoordinatesToCellName(col+1, row+1)
				ts.Check(err)
				ts.Check(fill(f, args[i], cell, text, day))
			}
		}
	}
	if args[1] != "Sheet1" {
		ts.Check(f.DeleteSheet("Sheet1"))
	}
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(f.SaveAs(name))
}

// fill writes a cell as a person would have entered it: a day, a number or a text.
func fill(f *excelize.File, sheet, cell, text string, day int) error {
	if date, found := strings.CutPrefix(text, "@"); found {
		t, err := time.Parse("2006-01-02", date)
		if err != nil {
			return err
		}
		if err := f.SetCellValue(sheet, cell, t); err != nil {
			return err
		}
		return f.SetCellStyle(sheet, cell, cell, day)
	}
	if n, err := strconv.Atoi(text); err == nil {
		return f.SetCellInt(sheet, cell, int64(n))
	}
	if text == "" {
		return nil
	}
	return f.SetCellStr(sheet, cell, text)
}

// gb18030csv makes a .csv file as office programs on Windows do: gb18030csv FILE TABLE.
func gb18030csv(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(strings.ReplaceAll(ts.ReadFile(args[1]), "|", ","), "\n", "\r\n")
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(text))
	ts.Check(err)
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, data, 0o644))
}

// edit changes lines of a file as an editor would: edit FILE OLD NEW. Every use counts one line;
// edit -most N says how many a script may need.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	count := ts.MkAbs(".edits")
	done, _ := os.ReadFile(count) // none yet
	if args[0] == "-most" {
		most, err := strconv.Atoi(args[1])
		ts.Check(err)
		if len(done) > most {
			ts.Fatalf("%d lines were edited; want %d at most", len(done), most)
		}
		return
	}
	text := ts.ReadFile(args[0])
	if strings.Count(text, args[1]) != 1 || strings.Contains(args[1]+args[2], "\n") {
		ts.Fatalf("%q stands %d times in %s; want one line", args[1], strings.Count(text, args[1]), args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o644))
	ts.Check(os.WriteFile(count, append(done, '.'), 0o644))
}

var tags = regexp.MustCompile(`<[^>]*>`)

// number wants a page to show a figure: number PAGE ID TEXT.
func number(ts *testscript.TestScript, neg bool, args []string) {
	page := ts.ReadFile(args[0])
	before, cell, found := strings.Cut(page, fmt.Sprintf("data-number=%q", args[1]))
	element, _, _ := strings.Cut(before[strings.LastIndexByte(before, '<')+1:], " ")
	_, cell, _ = strings.Cut(cell, ">")
	cell, _, _ = strings.Cut(cell, "</"+element+">")
	if !found {
		ts.Fatalf("%s shows no %s", args[0], args[1])
	}
	if got := strings.TrimSpace(tags.ReplaceAllString(cell, "")); got != args[2] {
		ts.Fatalf("%s shows %q as %s; want %q", args[0], got, args[1], args[2])
	}
}

// nowhere wants no file below a folder to hold a text, or, negated, some file to: nowhere DIR TEXT….
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	files, found := 0, false
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		data, err := os.ReadFile(name)
		for _, text := range args[1:] {
			held := strings.Contains(string(data), text)
			found = found || held
			if held && !neg {
				ts.Fatalf("%s holds %q", name, text)
			}
		}
		return err
	}))
	if files == 0 || neg && !found {
		ts.Fatalf("%s holds no such file", args[0])
	}
}
