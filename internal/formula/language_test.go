package formula

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// The files in testdata are written in a small language:
//
//	load 案件                         a table; header cells are name:type, =a|b closes the codes
//	link 人员.案号 案件.案号 案件 人员   child column, parent column, name up, name down
//	span 受理日期 审结日期             the dates between which rows of the first table are worked on
//	days 期末=2025-03-31              dates that formulas may use from here on
//	constants 宽限天数=3               names for whole numbers from here on
//	where FORMULA                     answer: the numbers of the rows for which it holds
//	value FORMULA                     answer: one value per row, - for empty
//
// An answer may be "error COLUMN: message" with the hint after a semicolon.
// Formulas speak about the table loaded first. A dash is an empty cell.
func TestLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no test files", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w := &world{schemas: map[string]*testSchema{}, tables: map[string]*table.Table{}}
			for _, block := range blocks(string(text)) {
				w.run(t, block)
			}
		})
	}
}

type block struct {
	line int
	head string
	body []string
}

func blocks(text string) []block {
	var all []block
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "  "):
			last := &all[len(all)-1]
			last.body = append(last.body, strings.TrimSpace(line))
		default:
			all = append(all, block{line: i + 1, head: line})
		}
	}
	return all
}

type world struct {
	first   string
	schemas map[string]*testSchema
	tables  map[string]*table.Table
	days    []string
	env     Env

	constants map[string]int64
}

func (w *world) run(t *testing.T, b block) {
	t.Helper()
	verb, rest, _ := strings.Cut(b.head, " ")
	switch verb {
	case "load":
		w.load(rest, b.body)
	case "link":
		w.link(strings.Fields(rest))
	case "span":
		f := strings.Fields(rest)
		w.schemas[w.first].start, w.schemas[w.first].end = strings.TrimPrefix(f[0], "-"), strings.TrimPrefix(f[1], "-")
	case "days":
		w.days, w.env = nil, Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate}
		for _, f := range strings.Fields(rest) {
			name, day, _ := strings.Cut(f, "=")
			d, err := period.ParseDate(day)
			if err != nil {
				t.Fatal(err)
			}
			w.days = append(w.days, name)
			switch name {
			case PeriodEnd:
				w.env.PeriodEnd = d
			case PeriodStart:
				w.env.PeriodStart = d
			case Cutoff:
				w.env.Cutoff = d
			}
		}
	case "constants":
		w.constants = map[string]int64{}
		for _, f := range strings.Fields(rest) {
			name, value, _ := strings.Cut(f, "=")
			w.constants[name], _ = strconv.ParseInt(value, 10, 64)
		}
	case "where", "value":
		if got, want := w.answer(verb, rest), strings.Join(b.body, " "); got != want {
			t.Errorf("line %d: %s\n got %s\nwant %s", b.line, b.head, got, want)
		}
	default:
		t.Fatalf("line %d: %q", b.line, b.head)
	}
}

func (w *world) answer(verb, text string) string {
	var errs source.List
	want := Any
	if verb == "where" {
		want = Bool
	}
	e := Parse(text, source.Pos{Col: 1}, &errs)
	if e != nil {
		e.Define(w.constants)
	}
	if e == nil || !e.Check(w.schemas[w.first], want, &errs, w.days...) {
		var all []string
		for _, found := range errs.Sorted() {
			one := fmt.Sprintf("error %d: %s", found.Pos.Col, found.Message)
			if found.Hint != "" {
				one += "; " + found.Hint
			}
			all = append(all, one)
		}
		return strings.Join(all, " ")
	}
	tab := w.tables[w.first]
	var out []string
	if verb == "where" {
		for row := range e.Bools(tab, w.env).Rows() {
			out = append(out, strconv.Itoa(row+1))
		}
		if out == nil {
			return "none"
		}
		return strings.Join(out, " ")
	}
	if e.Kind() == Text {
		codes, dict := e.Words(tab, w.env)
		for row := range codes.Len() {
			out = append(out, or(dict[codes.At(row)], "-"))
		}
		return strings.Join(out, " ")
	}
	values := e.Numbers(tab, w.env)
	for _, n := range values.N {
		switch {
		case n == NoNum:
			out = append(out, "-")
		case e.Kind() == Date:
			out = append(out, period.Date(n).String())
		case values.Scale > 0:
			out = append(out, fmt.Sprintf("%de-%d", n, values.Scale))
		default:
			out = append(out, strconv.FormatInt(n, 10))
		}
	}
	return strings.Join(out, " ")
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

var typeNames = map[string]table.Type{
	"text": table.Text, "date": table.Date, "time": table.Time, "int": table.Int, "decimal": table.Decimal, "yesno": table.YesNo,
}

func (w *world) load(name string, lines []string) {
	if w.first == "" {
		w.first = name
	}
	s := &testSchema{columns: map[string]Column{}, parents: map[string]Schema{}, children: map[string]Schema{}}
	tab := &table.Table{Name: name, Rows: len(lines) - 1}
	for _, head := range strings.Fields(lines[0]) {
		column, typ, _ := strings.Cut(head, ":")
		typ, codes, closed := strings.Cut(typ, "=")
		c := Column{Type: typeNames[typ]}
		if closed {
			c.Values = strings.Split(codes, "|")
		}
		if c.Type == table.Decimal {
			c.Scale = 2
		}
		s.names = append(s.names, column)
		s.columns[column] = c
		col := &table.Column{Name: column, Type: c.Type, Scale: c.Scale}
		switch c.Type {
		case table.Text:
			col.Dict = []string{""}
		case table.YesNo:
			col.Dict = table.YesNoWords
		}
		tab.Columns = append(tab.Columns, col)
	}
	for _, line := range lines[1:] {
		for i, cell := range strings.Fields(line) {
			put(tab.Columns[i], strings.TrimPrefix(cell, "-"))
		}
	}
	w.schemas[name], w.tables[name] = s, tab
}

func put(c *table.Column, cell string) {
	switch c.Type {
	case table.Text, table.YesNo:
		for code, word := range c.Dict {
			if word == cell {
				c.Codes.Append(uint32(code))
				return
			}
		}
		c.Codes.Append(uint32(len(c.Dict)))
		c.Dict = append(c.Dict, cell)
	case table.Date:
		n := NoNum
		if cell != "" {
			d, _ := period.ParseDate(cell)
			n = int64(d)
		}
		c.Nums.Append(n)
	default:
		n := NoNum
		if cell != "" {
			n, _ = strconv.ParseInt(strings.ReplaceAll(cell, ".", ""), 10, 64)
		}
		c.Nums.Append(n)
	}
}

func (w *world) link(f []string) {
	child, column, _ := strings.Cut(f[0], ".")
	parent, key, _ := strings.Cut(f[1], ".")
	table.Join(w.tables[child], column, w.tables[parent], key, f[2], f[3])
	w.schemas[child].parents[f[2]] = w.schemas[parent]
	w.schemas[parent].children[f[3]] = w.schemas[child]
	w.schemas[child].links = append(w.schemas[child].links, f[2])
	w.schemas[parent].links = append(w.schemas[parent].links, f[3])
}

type testSchema struct {
	names    []string
	links    []string
	columns  map[string]Column
	parents  map[string]Schema
	children map[string]Schema

	start, end string
}

func (s *testSchema) Span() (start, end string)         { return s.start, s.end }
func (s *testSchema) Column(name string) (Column, bool) { c, ok := s.columns[name]; return c, ok }
func (s *testSchema) Names() []string                   { return s.names }
func (s *testSchema) Links() []string                   { return s.links }
func (s *testSchema) Parent(link string) (Schema, bool) { p, ok := s.parents[link]; return p, ok }
func (s *testSchema) Child(name string) (Schema, bool)  { c, ok := s.children[name]; return c, ok }

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, b := range blocks(string(text)) {
			if verb, formula, _ := strings.Cut(b.head, " "); verb == "where" || verb == "value" {
				f.Add(formula)
			}
		}
	}
	w := &world{schemas: map[string]*testSchema{}, tables: map[string]*table.Table{}}
	w.load("案件", []string{"案号:text 结论:text=逮捕|不捕 人数:int 金额:decimal 受理日期:date 在押:yesno 时刻:time", "甲1 逮捕 1 1.50 2025-01-01 是 0", "- - - - - - -"})
	w.schemas["案件"].start = "受理日期"
	w.load("人员", []string{"案号:text 年龄:int 生日:date", "甲1 17 2008-01-01", "- - -"})
	w.link([]string{"人员.案号", "案件.案号", "案件", "人员"})
	w.days = []string{PeriodEnd, PeriodStart, Cutoff}
	f.Fuzz(func(t *testing.T, text string) {
		var errs source.List
		e := Parse(text, source.Pos{File: "a.md", Line: 3, Col: 10}, &errs)
		ok := e != nil && e.Check(w.schemas["案件"], Any, &errs, w.days...)
		if ok != (errs.Faults() == 0) {
			t.Errorf("%q: ok=%v with %d faults", text, ok, errs.Faults())
		}
		lines := strings.Count(text, "\n")
		for _, found := range errs.Sorted() {
			if p := found.Pos; p.Line < 3 || p.Line > 3+lines || p.Col > 10+len([]rune(text)) {
				t.Errorf("%q: place %v lies outside", text, p)
			}
		}
		if !ok {
			return
		}
		switch e.Kind() {
		case Bool:
			e.Bools(w.tables["案件"], w.env)
		case Text:
			e.Words(w.tables["案件"], w.env)
		default:
			e.Numbers(w.tables["案件"], w.env)
		}
	})
}
