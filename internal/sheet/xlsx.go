package sheet

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"anjian/internal/edition"
	"anjian/internal/period"
)

// notesTab is the last tab of every workbook.
const notesTab = "说明"

// dayZero is the day number of 1970-01-01 in spreadsheets.
const dayZero = 25569

// exact is the largest number that spreadsheets keep to the last digit.
const exact = 999_999_999_999_999

// WriteXLSX writes the tables for an edition, one tab each, and a last tab 说明 with the notes
// and the edition's mark. cutoff stands as the day the file was made, whatever the clock says.
func WriteXLSX(w io.Writer, e edition.Edition, cutoff period.Date, sheets ...Sheet) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // holds no file
	f.SetZipWriter(newOrderedZip)
	b := &workbook{file: f, styles: map[look]int{}}
	tabs := map[string]bool{notesTab: true}
	var notes []string
	for i, s := range sheets {
		name := tabName(s.Name)
		for n := 2; tabs[name]; n++ {
			name = tabName(fmt.Sprintf("%d_%s", n, s.Name))
		}
		tabs[name] = true
		if err := b.tab(i, name, e, s); err != nil {
			return fmt.Errorf("write tab %d: %w", i+1, err)
		}
		notes = append(notes, s.Name)
		notes = append(notes, s.Notes...)
		notes = append(notes, "")
	}
	made := cutoff.String() + "T00:00:00Z"
	if cutoff == period.NoDate {
		made = "2000-01-01T00:00:00Z"
	} else {
		notes = append(notes, "数据截至 "+cutoff.String())
	}
	notes = append(notes, "版本 "+e.Name)
	if e.Mark != "" {
		notes = append(notes, e.Mark)
	}
	if err := b.notes(len(sheets), notes); err != nil {
		return fmt.Errorf("write notes: %w", err)
	}
	err := f.SetDocProps(&excelize.DocProperties{
		Creator: "案鉴", LastModifiedBy: "案鉴", Created: made, Modified: made, Language: "zh-CN",
	})
	if err != nil {
		return fmt.Errorf("set document properties: %w", err)
	}
	if _, err := f.WriteTo(w); err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

type workbook struct {
	file   *excelize.File
	styles map[look]int
}

// start makes the i-th tab. What is said of the whole tab must be said before its rows are streamed.
func (b *workbook) start(i int, name string, paper bool) (*excelize.StreamWriter, error) {
	var err error
	if i == 0 {
		err = b.file.SetSheetName("Sheet1", name)
	} else {
		_, err = b.file.NewSheet(name)
	}
	if err == nil && paper {
		err = b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &paper})
	}
	if err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}

func (b *workbook) tab(i int, name string, e edition.Edition, s Sheet) error {
	out, err := b.start(i, name, s.Paper)
	if err != nil {
		return err
	}
	seen, head := s.seen(e), len(s.Above)+1
	for i, width := range widths(s, seen) {
		if err := out.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	err = out.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: "A" + strconv.Itoa(head+1), ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	if s.Paper {
		if err := b.paper(name, head, s, seen); err != nil {
			return err
		}
	}
	if err := b.lines(out, 1, s.Above, &look{format: "title"}); err != nil {
		return err
	}
	header, err := b.style(lookOf("header", s))
	if err != nil {
		return err
	}
	line := make([]any, len(seen))
	for i, col := range seen {
		line[i] = excelize.Cell{StyleID: header, Value: s.Columns[col].Title}
	}
	if err := out.SetRow("A"+strconv.Itoa(head), line); err != nil {
		return err
	}
	for r, row := range s.Rows {
		for i, col := range seen {
			if line[i], err = b.cell(cell(row, col), s); err != nil {
				return err
			}
		}
		if err := out.SetRow("A"+strconv.Itoa(head+1+r), line); err != nil {
			return err
		}
	}
	if err := b.lines(out, head+2+len(s.Rows), s.Below, nil); err != nil {
		return err
	}
	return out.Flush()
}

// lines writes words outside the table, each a row of one cell.
func (b *workbook) lines(out *excelize.StreamWriter, from int, words []string, first *look) error {
	for i, text := range words {
		value := any(text)
		if i == 0 && first != nil {
			style, err := b.style(*first)
			if err != nil {
				return err
			}
			value = excelize.Cell{StyleID: style, Value: text}
		}
		if err := out.SetRow("A"+strconv.Itoa(from+i), []any{value}); err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) notes(i int, notes []string) error {
	out, err := b.start(i, notesTab, false)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 80); err != nil {
		return err
	}
	for r, note := range notes {
		if err := out.SetRow("A"+strconv.Itoa(r+1), []any{note}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cell returns what excelize writes for a cell. Strings are never taken for formulas.
func (b *workbook) cell(c Cell, s Sheet) (any, error) {
	switch c.kind {
	case text:
		style, err := b.style(lookOf("@", s))
		return excelize.Cell{StyleID: style, Value: c.text}, err
	case day:
		style, err := b.style(lookOf("yyyy-mm-dd", s))
		return excelize.Cell{StyleID: style, Value: c.n + dayZero}, err
	case number:
		if c.n > exact || c.n < -exact {
			return c.String(), nil // spreadsheets would round it
		}
		if c.scale == 0 && s.Paper {
			style, err := b.style(lookOf("0", s))
			return excelize.Cell{StyleID: style, Value: c.n}, err
		}
		if c.scale == 0 {
			return c.n, nil
		}
		value, err := strconv.ParseFloat(c.String(), 64)
		if err != nil {
			return nil, err
		}
		style, err := b.style(lookOf("0."+fmt.Sprintf("%0*d", c.scale, 0), s))
		return excelize.Cell{StyleID: style, Value: value}, err
	}
	if s.Paper { // lines around cells that are to be filled in
		style, err := b.style(lookOf("@", s))
		return excelize.Cell{StyleID: style}, err
	}
	return nil, nil
}

// widths fits columns to their words, a Han character counting two, within 8 and 48.
func widths(s Sheet, seen []int) []int {
	fit := make([]int, len(seen))
	for i, col := range seen {
		if fit[i] = s.Columns[col].Width; fit[i] > 0 {
			continue
		}
		fit[i] = max(8, wide(s.Columns[col].Title)+2)
		for _, row := range s.Rows {
			fit[i] = min(48, max(fit[i], wide(cell(row, col).String())+2))
		}
	}
	return fit
}

func wide(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}
