package main

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"anjian/internal/period"
)

// A record is one row of an export by raw header, without the suffix in brackets.
// The reader shares no code with the generator or the dataset package.
type record map[string]string

func read(t *testing.T, files []file, prefix string) []record {
	t.Helper()
	var all []record
	for _, f := range files {
		if !strings.HasPrefix(f.name, prefix) {
			continue
		}
		var lines [][]string
		if strings.HasSuffix(f.name, ".xlsx") {
			book, err := excelize.OpenReader(bytes.NewReader(f.data))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := book.GetRows(book.GetSheetName(0), excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			lines = rows[2 : len(rows)-3]
		} else {
			text := bytes.TrimPrefix(f.data, []byte("\ufeff"))
			if !utf8.Valid(text) {
				decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
				if err != nil {
					t.Fatal(err)
				}
				text = decoded
			}
			var err error
			if lines, err = csv.NewReader(bytes.NewReader(text)).ReadAll(); err != nil {
				t.Fatal(err)
			}
		}
		for _, line := range lines[1:] {
			r := record{}
			for i, value := range line {
				name, _, _ := strings.Cut(lines[0][i], "（")
				r[name] = strings.Trim(value, "\u00a0 ")
			}
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		t.Fatalf("no export starts with %s", prefix)
	}
	return all
}

// get returns the first of several spellings of a column.
func (r record) get(names ...string) string {
	for _, n := range names {
		if v := r[n]; v != "" {
			return v
		}
	}
	return ""
}

func (r record) number(names ...string) int {
	n, _ := strconv.Atoi(r.get(names...))
	return n
}

// day reads all the ways in which the exports write a day.
func (r record) day(names ...string) period.Date {
	text := r.get(names...)
	if text == "" {
		return none
	}
	if len(text) == 8 {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	var parts []int
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		n, _ := strconv.Atoi(part)
		parts = append(parts, n)
	}
	if len(parts) == 1 {
		return period.Date(parts[0] - 25569)
	}
	return period.DateOf(parts[0], parts[1], parts[2])
}
