package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"

	"anjian/internal/edition"
)

// WriteCSV writes the table for an edition: UTF-8 with byte order mark, so that spreadsheets
// read Chinese, and CRLF line ends. Words that a spreadsheet would take for a formula get a
// leading apostrophe. Notes are not written.
func WriteCSV(w io.Writer, e edition.Edition, s Sheet) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	seen := s.seen(e)
	line := make([]string, len(seen))
	for i, col := range seen {
		line[i] = guard(s.Columns[col].Title)
	}
	records := [][]string{line}
	for _, row := range s.Rows {
		line := make([]string, len(seen))
		for i, col := range seen {
			c := cell(row, col)
			line[i] = c.String()
			if c.kind == text {
				line[i] = guard(c.text)
			}
		}
		records = append(records, line)
	}
	if err := out.WriteAll(records); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

var pureNumber = regexp.MustCompile(`^[+-]?\d+(\.\d+)?$`)

// guard keeps words from being run as a formula when the file is opened in a spreadsheet.
func guard(s string) string {
	if s == "" || pureNumber.MatchString(s) {
		return s
	}
	if strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + s
	}
	first := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	if strings.HasPrefix(first, "'") {
		return s
	}
	for _, sign := range "=+-@＝＋－＠" {
		if strings.HasPrefix(first, string(sign)) {
			return "'" + s
		}
	}
	return s
}
