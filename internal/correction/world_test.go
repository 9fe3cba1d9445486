package correction

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const cases = `+++
title = "审查起诉案件"
files = ["起诉*.csv"]
key = ["部门受案号"]
procuratorate = "承办单位"
department = "承办部门"
handler = "承办人工号"
start = "受理日期"
aggregate_only = '类别 == "未成年人"'
[[column]]
name = "部门受案号"
editions = ["内部"]
[[column]]
name = "承办单位"
editions = ["内部"]
[[column]]
name = "承办部门"
editions = ["内部"]
[[column]]
name = "承办人工号"
[[column]]
name = "类别"
editions = ["内部"]
[[column]]
name = "受理日期"
type = "date"
editions = ["内部"]
[[column]]
name = "审结日期"
type = "date"
editions = ["内部"]
[[column]]
name = "结论"
editions = ["内部"]
[[column]]
name = "备注"
+++
`

const persons = `+++
title = "涉案人员"
files = ["人员*.csv"]
key = ["部门受案号", "序号"]
procuratorate = "承办单位"
department = "承办部门"
[[column]]
name = "部门受案号"
editions = ["内部"]
[[column]]
name = "序号"
type = "int"
editions = ["内部"]
[[column]]
name = "承办单位"
editions = ["内部"]
[[column]]
name = "承办部门"
editions = ["内部"]
[[column]]
name = "处理结果"
editions = ["内部"]
[[link]]
name = "案件"
to = "cases"
column = "部门受案号"
key = "部门受案号"
children = "涉案人员"
+++
`

// A world is an office with invented cards and three rules.
type world struct {
	t      testing.TB
	fronts map[string]string // of datasets and rules by id
	closed []*closed.Findings
}

func newWorld(t testing.TB) *world {
	return &world{t: t, fronts: map[string]string{
		"datasets/cases.md": cases, "datasets/persons.md": persons,
		"rules/order.md":   ruleFront("R01", "cases", "审结日期 < 受理日期", `"受理日期", "审结日期"`),
		"rules/outcome.md": ruleFront("R03", "cases", "not 空(审结日期) and 空(结论)", `"结论", "备注"`),
		"rules/result.md":  ruleFront("R19", "persons", "空(处理结果)", `"处理结果"`),
	}}
}

func ruleFront(code, data, where, fields string) string {
	return fmt.Sprintf("+++\ntitle = \"%s\"\ncode = \"%s\"\nkind = \"逻辑矛盾\"\nlevel = \"错误\"\ndataset = \"%s\"\nwhere = '%s'\nfields = [%s]\n+++\n", "规则"+code, code, data, where, fields)
}

// month makes the ledger of a month's end from the exports of that day.
func (w *world) month(month int, exports map[string]string, returned *Returned) (*Ledger, *source.List) {
	w.t.Helper()
	errs := new(source.List)
	return Make(w.sources(month, exports, returned), errs), errs
}

func (w *world) sources(month int, exports map[string]string, returned *Returned) Sources {
	w.t.Helper()
	errs := new(source.List)
	var defs []*dataset.Definition
	for _, id := range []string{"datasets/cases.md", "datasets/persons.md"} {
		defs = append(defs, dataset.Define(document.Parse("content/"+id, []byte(w.fronts[id]), errs), errs))
	}
	fsys := fstest.MapFS{}
	for name, text := range exports {
		fsys["content/data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	data, err := dataset.Load(fsys, "content/data", defs, dataset.Options{}, errs)
	if err != nil {
		w.t.Fatal(err)
	}
	schemas := dataset.Schemas(defs, errs)
	var rules []*cardcheck.Rule
	for _, id := range []string{"rules/order.md", "rules/outcome.md", "rules/result.md"} {
		if w.fronts[id] != "" {
			rules = append(rules, cardcheck.Define(document.Parse("content/"+id, []byte(w.fronts[id]), errs), schemas, errs)...)
		}
	}
	if errs.Err() != nil {
		w.t.Fatal(errs)
	}
	p := period.Month(2025, 1).Add(month - 1)
	day := period.Calendar{}.End(p)
	return Sources{
		Day: day, Month: p, MonthOf: period.Calendar{}.MonthOf, Rules: rules, Findings: cardcheck.Check(rules, data.Tables, day),
		Data: data, Closed: w.closed, Returned: returned,
		Procuratorate: func(word string) string { return strings.Replace(word, "东区院", "east", 1) },
		Department:    func(word string) string { return word },
		Title:         func(id string) string { return strings.Replace(id, "east", "东区院", 1) },
	}
}

// freeze closes a month through its file.
func (w *world) freeze(l *Ledger) {
	w.t.Helper()
	var errs source.List
	text := l.Frozen().Text()
	read := ReadMonth("content/closed/findings.csv", l.Month, text, &errs)
	if read == nil {
		w.t.Fatalf("%v\n%s", errs.Err(), text)
	}
	if again := read.Text(); string(again) != string(text) {
		w.t.Fatalf("read back as\n%s\nwant\n%s", again, text)
	}
	w.closed = append(w.closed, read)
}

// export writes cases, each as 甲1 with what its rule would find: "order", "outcome", or "" for nothing.
func export(lines ...string) map[string]string {
	text := "部门受案号,承办单位,承办部门,承办人工号,类别,受理日期,审结日期,结论\n" + strings.Join(append(lines, ""), "\n")
	return map[string]string{"起诉.csv": text, "人员.csv": "部门受案号,序号,承办单位,承办部门,处理结果\n"}
}

const (
	backwards = ",东区院,第一检察部,DQ0101,成年人,2025-03-05,2025-03-01,起诉"
	orderly   = ",东区院,第一检察部,DQ0101,成年人,2025-03-05,2025-03-11,起诉"
	later     = ",东区院,第一检察部,DQ0101,成年人,2025-03-05,2025-03-02,起诉"
)

// states writes the items as "R01 甲1 新增 2025-10 0".
func states(l *Ledger) []string {
	var list []string
	for _, i := range l.Items {
		list = append(list, fmt.Sprintf("%s %s %s %s %d", i.Identity.Rule, i.Key, i.State, i.Since, i.Age))
	}
	return list
}

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n  %s\nwant\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
