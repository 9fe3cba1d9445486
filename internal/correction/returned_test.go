package correction

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/source"
)

// However a clerk saves a list again, it says the same.
func TestListsSavedAgain(t *testing.T) {
	plain := list("2025-10-31", line("甲1", wrong, "核实无误", "卷宗如此", "DQ0102"), line("甲2", wrong, "", "", ""))
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	crlf := "\ufeff" + strings.ReplaceAll(plain, "\n", "\r\n")
	for name, data := range map[string]string{
		"utf-8.csv": plain, "gbk.csv": gbk, "excel.csv": crlf,
		"tabs.txt":       strings.ReplaceAll(plain, ",", "\t"),
		"book.xlsx":      saved(t, plain, 0),
		"moved.xlsx":     saved(t, plain, 2),
		"apostrophe.csv": strings.ReplaceAll(plain, "R01-", "'R01-"),
	} {
		errs := new(source.List)
		r, files, err := ReadReturned(fstest.MapFS{Returns + "/" + name: {Data: []byte(data)}}, titles, errs)
		if err != nil || errs.Err() != nil || len(files) != 1 {
			t.Errorf("%s: %v, %v", name, err, errs)
			continue
		}
		a := r.answers[Identity{"R01", "cases", "甲1"}.Number()]
		if r.Len() != 1 || len(a) != 1 || a[0].Verdict != Confirmed || a[0].Reason != "卷宗如此" || a[0].Reviewer != "DQ0102" || a[0].As.String() != "2025-10-31" || a[0].Filled != wrong {
			t.Errorf("%s: answers %+v", name, r.answers)
		}
	}
}

// saved is the list as a workbook, with empty columns before it and a tab of notes.
func saved(t *testing.T, text string, shift int) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, l := range strings.Split(strings.TrimSpace(text), "\n") {
		for j, c := range strings.Split(l, ",") {
			cell, err := excelize.CoordinatesToCellName(j+1+shift, i+1)
			if err == nil {
				err = f.SetCellStr("Sheet1", cell, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.NewSheet("说明"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr("说明", "A1", "制表：案件管理办公室"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Sheet and cell are named where a workbook is at fault.
func TestPlacesInWorkbooks(t *testing.T) {
	errs := new(source.List)
	text := list("2025-10-31", line("甲1", wrong, "核实无误", "", "DQ0102"), line("甲2", wrong, "核实无误", "卷宗如此", ""))
	if _, _, err := ReadReturned(fstest.MapFS{Returns + "/a.xlsx": {Data: []byte(saved(t, text, 0))}}, titles, errs); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a.xlsx[Sheet1]!H4: 答“核实无误”，没有写说明", "a.xlsx[Sheet1]!I5: 答“核实无误”，没有写复核人"} {
		if !strings.Contains(errs.Error(), want) {
			t.Errorf("said\n%s\nwant %s", errs, want)
		}
	}
}

func FuzzReadList(f *testing.F) {
	f.Add([]byte(list("2025-10-31", line("甲1", wrong, "核实无误", "如此", "DQ0102"))))
	f.Add([]byte("条目号\t处理结果\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var errs source.List
		for _, a := range readList("a.csv", data, titles, &errs) {
			if a.Pos.File != "a.csv" || a.Verdict == Confirmed && (a.Reason == "" || a.Reviewer == "") {
				t.Errorf("took %+v", a)
			}
		}
	})
}
