package indicator

import (
	"math/rand/v2"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A caseRow is an invented case, as the tests see it; tableOf makes the dataset of it.
type caseRow struct {
	unit, department, outcome string
	accepted, concluded       period.Date // NoDate when empty
	people                    int64       // table.NoNum when empty
}

type schema map[string]formula.Column

func (s schema) Column(name string) (formula.Column, bool) { c, ok := s[name]; return c, ok }
func (s schema) Parent(string) (formula.Schema, bool)      { return nil, false }
func (s schema) Child(string) (formula.Schema, bool)       { return nil, false }
func (s schema) Links() []string                           { return nil }
func (s schema) Names() []string {
	var names []string
	for name := range s {
		names = append(names, name)
	}
	return names
}

var outcomes = []string{"批准逮捕", "不批准逮捕"}

func caseRoles() map[string]*roleSet {
	return map[string]*roleSet{"cases": {
		id: "cases", title: "案件", unit: "件", procuratorate: "承办单位", department: "承办部门",
		start: "受理日期", end: "审结日期",
		schema: schema{
			"承办单位": {Type: table.Text}, "承办部门": {Type: table.Text},
			"审查结论": {Type: table.Text, Values: outcomes},
			"受理日期": {Type: table.Date}, "审结日期": {Type: table.Date}, "人数": {Type: table.Int},
		},
	}}
}

func tableOf(rows []caseRow) *table.Table {
	t := &table.Table{Name: "cases", Rows: len(rows)}
	text := func(name string, cell func(caseRow) string) {
		c := &table.Column{Name: name, Dict: []string{""}}
		codes := map[string]uint32{"": 0}
		for _, r := range rows {
			w := cell(r)
			if _, ok := codes[w]; !ok {
				codes[w] = uint32(len(c.Dict))
				c.Dict = append(c.Dict, w)
			}
			c.Codes.Append(codes[w])
		}
		t.Columns = append(t.Columns, c)
	}
	text("承办单位", func(r caseRow) string { return r.unit })
	text("承办部门", func(r caseRow) string { return r.department })
	text("审查结论", func(r caseRow) string { return r.outcome })
	accepted := &table.Column{Name: "受理日期", Type: table.Date}
	concluded := &table.Column{Name: "审结日期", Type: table.Date}
	people := &table.Column{Name: "人数", Type: table.Int}
	for _, r := range rows {
		accepted.Nums.Append(day(r.accepted))
		concluded.Nums.Append(day(r.concluded))
		people.Nums.Append(r.people)
	}
	t.Columns = append(t.Columns, accepted, concluded, people)
	return t
}

func day(d period.Date) int64 {
	if d == period.NoDate {
		return table.NoNum
	}
	return int64(d)
}

func office() Organisation {
	return Organisation{Procuratorates: []Procuratorate{
		{ID: "east", Name: "某市东区人民检察院", Short: "东区院", Code: "1"},
		{ID: "west", Name: "某市西区人民检察院", Short: "西区院", Code: "2", Aliases: []string{"西院"}},
		{ID: "south", Name: "某市南区人民检察院", Short: "南区院", Code: "3"},
	}}
}

const body = "## 回答什么问题\n问。\n## 怎么算\n算。\n## 容易误读\n误。\n## 对应的业务工作\n业。\n"

// parse makes a definition from its front matter; unit and dataset may be left out.
func parse(t testing.TB, id, frontMatter string) (*Definition, *source.List) {
	t.Helper()
	var errs source.List
	before, tables, _ := strings.Cut(frontMatter, "\n[[")
	if tables != "" {
		tables = "[[" + tables
	}
	text := "+++\n" + before + "\n"
	for _, line := range []string{`title = "` + id + `"`, `dataset = "cases"`, `unit = "件"`, `line = "刑事检察"`, `dimension = "质量"`} {
		if key, _, _ := strings.Cut(line, " "); !strings.Contains("\n"+frontMatter, "\n"+key+" ") {
			text += line + "\n"
		}
	}
	doc := document.Parse("content/indicators/"+id+".md", []byte(text+tables+"\n+++\n"+body), &errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	return define(doc, caseRoles(), &errs), &errs
}

func must(t testing.TB, id, frontMatter string) *Definition {
	t.Helper()
	d, errs := parse(t, id, frontMatter)
	if d == nil {
		t.Fatal(errs.Err())
	}
	return d
}

func cubeOf(t testing.TB, rows []caseRow, calendar period.Calendar, cutoff string, defs ...*Definition) *Cube {
	t.Helper()
	day, err := period.ParseDate(cutoff)
	if err != nil {
		t.Fatal(err)
	}
	var errs source.List
	c := compute(2, defs, caseRoles(), map[string]*table.Table{"cases": tableOf(rows)}, office(), calendar, day, &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return c
}

// someCases invents n cases over about two and a half years, with holes and slips.
func someCases(n int, seed uint64) []caseRow {
	r := rand.New(rand.NewPCG(seed, 7))
	units := []string{"东区院", "西院", "某市西区人民检察院", "3", ""}
	departments := []string{"第二检察部", "第一检察部", ""}
	from := period.DateOf(2023, 1, 1)
	rows := make([]caseRow, n)
	for i := range rows {
		c := caseRow{
			unit: units[r.IntN(len(units))], department: departments[r.IntN(len(departments))],
			accepted: from + period.Date(r.IntN(930)), concluded: period.NoDate, people: int64(r.IntN(5)),
		}
		if r.IntN(20) == 0 {
			c.people = table.NoNum
		}
		if r.IntN(4) > 0 {
			c.concluded = c.accepted + period.Date(r.IntN(120)-3)
			c.outcome = outcomes[r.IntN(2)]
		}
		switch r.IntN(60) {
		case 0:
			c.accepted = period.NoDate
		case 1:
			c.accepted = period.DateOf(1923, 5, 1)
		}
		rows[i] = c
	}
	return rows
}
