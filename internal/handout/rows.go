package handout

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"anjian/internal/dataset"
	"anjian/internal/indicator"
	"anjian/internal/table"
)

// A Row names one row of an export that was counted: by the key of its dataset, or where that has none by
// its place in the file.
type Row struct{ Dataset, Key string }

// Same tells whether two rows are one, however their keys are typed: brackets and widths of characters differ
// between systems, and blanks get lost.
func (r Row) Same(other Row) bool {
	return r.Dataset == other.Dataset && strings.Map(typed, r.Key) == strings.Map(typed, other.Key)
}

func typed(c rune) rune {
	switch {
	case unicode.IsSpace(c):
		return -1
	case c >= '！' && c <= '～':
		c -= '！' - '!'
	}
	switch c {
	case '(', '〔', '【', '[':
		return '['
	case ')', '〕', '】', ']':
		return ']'
	}
	return c
}

// RowsOf lists the rows that the tables of a registration count, each once, and the texts of the record
// under the name Documents.
func RowsOf(r *Registration, record *Record, cube *indicator.Cube, data *dataset.Data) []Row {
	counted := map[string]map[int32]bool{}
	for _, t := range r.Tables {
		for _, d := range t.Indicators {
			for _, p := range t.Periods {
				for _, place := range placesOf(&t, cube) {
					for _, q := range quantitiesOf(d) {
						for i, a := range cube.Accounts(indicator.Key{Indicator: d.ID, Period: p, Procuratorate: place}, q.part) {
							id := termsOf(d, q.part)[i].Dataset
							if counted[id] == nil {
								counted[id] = map[int32]bool{}
							}
							for _, row := range a.Rows {
								counted[id][row] = true
							}
						}
					}
				}
			}
		}
	}
	var rows []Row
	for id, set := range counted {
		var def *dataset.Definition
		for _, report := range data.Reports {
			if report.Definition.ID == id {
				def = report.Definition
			}
		}
		for row := range set {
			rows = append(rows, Row{id, KeyOf(def, data.Tables[id], int(row))})
		}
	}
	for _, t := range record.Texts {
		rows = append(rows, Row{Texts, t.Path})
	}
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.Dataset, b.Dataset), cmp.Compare(a.Key, b.Key)) })
	return slices.Compact(rows)
}

// Texts stands in the list of rows for the name of a dataset, before the path of a text that was handed out.
const Texts = "content"

func termsOf(d *indicator.Definition, part indicator.Part) []indicator.Measure {
	switch part {
	case indicator.OfNumerator:
		return d.Numerator
	case indicator.OfDenominator:
		return d.Denominator
	}
	return d.Value
}

// placesOf are the places whose rows a table counts: with all together it counts everybody's.
func placesOf(t *Table, cube *indicator.Cube) []string {
	var list []string
	switch {
	case t.By == ByProcuratorate && !t.Totals:
		for _, p := range cube.Organisation.Procuratorates {
			list = append(list, p.ID)
		}
	case t.By == ByArea && !t.Totals:
		for _, a := range cube.Organisation.Areas() {
			list = append(list, a.ID)
		}
	default:
		list = []string{""}
	}
	return list
}

// KeyOf writes the key of a row: the columns of the dataset's key as the export has them, joined by a bar.
func KeyOf(d *dataset.Definition, t *table.Table, row int) string {
	if d == nil || len(d.Key) == 0 {
		return t.Origin(row).String()
	}
	var words []string
	for _, name := range d.Key {
		words = append(words, cellText(t.Column(name), row))
	}
	return strings.Join(words, "|")
}

func cellText(c *table.Column, row int) string {
	switch {
	case c == nil || c.Empty(row):
		return ""
	case c.Worded():
		return c.Word(row)
	case c.Type == table.Date || c.Type == table.Time:
		return c.Day(row).String()
	}
	return indicator.Amount{N: c.Nums.At(row), Scale: c.Scale}.String()
}

// EncodeRows writes the list of rows.
func EncodeRows(rows []Row) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	records := [][]string{{"数据集", "行"}}
	for _, r := range rows {
		records = append(records, []string{r.Dataset, r.Key})
	}
	_ = out.WriteAll(records) // into memory
	return b.Bytes()
}

// DecodeRows reads what EncodeRows writes.
func DecodeRows(data []byte) ([]Row, error) {
	in := csv.NewReader(bytes.NewReader(data))
	in.FieldsPerRecord = 2
	records, err := in.ReadAll()
	if err != nil || len(records) == 0 {
		return nil, fmt.Errorf("read list of rows: %w", cmp.Or(err, fmt.Errorf("it is empty")))
	}
	var rows []Row
	for _, r := range records[1:] {
		rows = append(rows, Row{r[0], r[1]})
	}
	return rows, nil
}
