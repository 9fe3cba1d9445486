package example

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Cells is a written row: what stands in its columns.
type Cells map[string]Value

// A Value is what is written for a cell: a text, a number, or a day.
type Value struct {
	text   string
	number bool // written without quotes
}

// UnmarshalTOML takes a text, a number or a local date.
func (v *Value) UnmarshalTOML(raw any) error {
	switch raw := raw.(type) {
	case string:
		*v = Value{text: raw}
	case int64:
		*v = Value{strconv.FormatInt(raw, 10), true}
	case float64:
		*v = Value{strconv.FormatFloat(raw, 'f', -1, 64), true}
	case time.Time:
		y, m, day := raw.Date()
		*v = Value{text: period.DateOf(y, int(m), day).String()}
	default:
		return fmt.Errorf(`文字和日期加引号，数不加，例如 { "受理日期" = "2025-03-05", "人数" = 2 }`)
	}
	return nil
}

// put appends a cell to a column; a value that does not suit the column is reported.
func (v Value) put(c *table.Column, as formula.Column, at source.Pos, errs *source.List) {
	if c.Worded() {
		c.Codes.Append(v.code(c, as, at, errs))
		return
	}
	n, hint := v.parse(c)
	if hint != "" {
		errs.Tell(source.BadExample, at, "“"+c.Name+"”是"+c.Type.String()+"，不能写“"+v.text+"”", hint)
		n = table.NoNum
	}
	c.Nums.Append(n)
}

// code finds the word of a cell in the column's dictionary, or adds it.
func (v Value) code(c *table.Column, as formula.Column, at source.Pos, errs *source.List) uint32 {
	known := as.Values
	if c.Type == table.YesNo {
		known = table.YesNoWords[1:]
	}
	switch {
	case v.text == "":
		errs.Tell(source.BadExample, at, "“"+c.Name+"”写的是空的文字", "空单元格不写这一列")
		return 0
	case v.number:
		errs.Tell(source.BadExample, at, "“"+c.Name+"”是"+c.Type.String()+"，要加引号", `写作 "`+v.text+`"`)
		return 0
	case len(known) > 0 && !slices.Contains(known, v.text):
		errs.Tell(source.NoSuchValue, at, "“"+c.Name+"”没有代码“"+v.text+"”", source.Suggest(v.text, known))
		return 0
	}
	code := slices.Index(c.Dict, v.text)
	if code < 0 {
		code = len(c.Dict)
		c.Dict = append(c.Dict, v.text)
	}
	return uint32(code)
}

// parse reads a number, day or instant as the column holds it; hint says how to write it instead.
func (v Value) parse(c *table.Column) (n int64, hint string) {
	switch c.Type {
	case table.Date:
		if d, err := period.ParseDate(v.text); err == nil {
			return int64(d), ""
		}
		return 0, `写作 "2025-03-05"`
	case table.Time:
		if n, ok := formula.ParseInstant(v.text); ok {
			return n, ""
		}
		return 0, `写作 "2025-03-05 09:30"`
	case table.Int:
		if n, err := strconv.ParseInt(v.text, 10, 64); err == nil && v.number {
			return n, ""
		}
		return 0, "写作整数，不加引号"
	}
	whole, fraction, _ := strings.Cut(v.text, ".")
	if v.number && len(fraction) <= c.Scale {
		if n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", c.Scale-len(fraction)), 10, 64); err == nil {
			return n, ""
		}
	}
	return 0, fmt.Sprintf("写作小数，小数点后至多 %d 位，不加引号", c.Scale)
}
