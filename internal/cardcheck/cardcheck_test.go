package cardcheck

import (
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

type columns map[string]formula.Column

func (c columns) Column(name string) (formula.Column, bool) { x, ok := c[name]; return x, ok }
func (c columns) Parent(string) (formula.Schema, bool)      { return nil, false }
func (c columns) Child(string) (formula.Schema, bool)       { return nil, false }
func (c columns) Links() []string                           { return nil }
func (c columns) Names() []string {
	var names []string
	for name := range c {
		names = append(names, name)
	}
	return names
}

var schemas = map[string]formula.Schema{
	"prosecution":   columns{"受理日期": {Type: table.Date}, "审结日期": {Type: table.Date}},
	"arrest-review": columns{"受理日期": {Type: table.Date}, "办结日期": {Type: table.Date}},
}

// define reads a rule that is right but for what the test adds.
func define(t *testing.T, front string) ([]*Rule, string) {
	t.Helper()
	var errs source.List
	text := "+++\ntitle = \"审结早于受理\"\n"
	for _, key := range []struct{ name, line string }{{"code", `code = "R01"`}, {"kind", `kind = "逻辑矛盾"`}, {"level", `level = "错误"`}} {
		if !strings.Contains(front, key.name+" = ") {
			text += key.line + "\n"
		}
	}
	doc := document.Parse("content/rules/order.md", []byte(text+front+"\n+++\n正文\n"), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	rules := Define(doc, schemas, &errs)
	return rules, errs.Error()
}

func day(t *testing.T, s string) int64 {
	t.Helper()
	if s == "" {
		return table.NoNum
	}
	d, err := period.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return int64(d)
}

// dated makes a table of the days of acceptance and conclusion.
func dated(t *testing.T, end string, rows ...[2]string) *table.Table {
	t.Helper()
	var from, to []int64
	for _, r := range rows {
		from, to = append(from, day(t, r[0])), append(to, day(t, r[1]))
	}
	return &table.Table{Name: end, Title: "审查起诉案件", Rows: len(rows), Columns: []*table.Column{
		{Name: "受理日期", Type: table.Date, Nums: table.NumsOf(from...)}, {Name: end, Type: table.Date, Nums: table.NumsOf(to...)},
	}}
}

func TestCheckFindsExactlyTheRows(t *testing.T) {
	rules, said := define(t, "dataset = \"prosecution\"\nwhere = '审结日期 < 受理日期 or 受理日期 > 截止日'")
	if said != "" {
		t.Fatal(said)
	}
	p := dated(t, "审结日期", [2]string{"2025-03-02", "2025-03-01"}, [2]string{"2025-03-02", "2025-03-02"}, [2]string{"2025-03-02", ""}, [2]string{"", "2025-01-01"}, [2]string{"2026-01-02", ""})
	found := Check(rules, map[string]*table.Table{"prosecution": p}, period.DateOf(2025, 12, 31))
	if len(found) != 2 || found[0].Row != 0 || found[1].Row != 4 {
		t.Errorf("found %v; want rows 0 and 4", found)
	}
}

// One document asks the same of two datasets, with a tolerance that both formulas call by its name.
func TestOneRuleOnSeveralDatasets(t *testing.T) {
	rules, said := define(t, `[tolerance]
"宽限天数" = 3

[[check]]
dataset = "prosecution"
where = '审结日期 + 宽限天数 < 受理日期'
fields = ["审结日期"]
applies = "审查起诉"
[[check.example]]
row = { "受理日期" = "2025-03-09", "审结日期" = "2025-03-05" }
finds = true

[[check]]
dataset = "arrest-review"
where = '办结日期 + 宽限天数 < 受理日期'
`)
	if said != "" || len(rules) != 2 {
		t.Fatalf("%d rules, said %s", len(rules), said)
	}
	if r := rules[0]; r.ID != "order@prosecution" || r.Dataset != "prosecution" || r.Applies != "审查起诉" || len(r.Examples) != 1 || len(r.Tolerances) != 1 || r.Tolerances[0] != (Tolerance{"宽限天数", 3}) {
		t.Errorf("first rule %+v", r)
	}
	found := Check(rules, map[string]*table.Table{
		"prosecution":   dated(t, "审结日期", [2]string{"2025-03-05", "2025-03-02"}, [2]string{"2025-03-06", "2025-03-02"}),
		"arrest-review": dated(t, "办结日期", [2]string{"2025-03-06", "2025-03-02"}),
	}, 0)
	if len(found) != 2 || found[0].Rule != rules[0] || found[0].Row != 1 || found[1].Rule != rules[1] {
		t.Errorf("found %v", found)
	}
}

func TestDefineRefuses(t *testing.T) {
	const right = "dataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\n"
	for _, tt := range []struct{ front, want string }{
		{"level = \"严重\"\n" + right, "规则级别“严重”不认识"},
		{"kind = \"漏添\"\n" + right, "是否为“漏填”？"},
		{"code = \"\"\n" + right, "规则没有编号"},
		{"dataset = \"prosecutoin\"\nwhere = '审结日期 < 受理日期'", "是否为“prosecution”？"},
		{"dataset = \"prosecution\"\nwhere = '审结日起 < 受理日期'", "是否为“审结日期”？"},
		{right + "fields = [\"审结曰期\"]", "没有列“审结曰期”"},
		{right + "[[example]]\nfinds = true\nrow = { \"受理日期\" = \"2025-03-05\" }", "order.md:8:1: 这个举例应当查出，公式没有查出"},
		{right + "[tolerance]\n\"宽限天数\" = 3", "容差“宽限天数”没有用到"},
		{right + "[tolerance]\n\"审结日期\" = 3", "容差“审结日期”与数据集“prosecution”的列同名"},
		{right + "[share]\nwarn = \"9%\"\nfail = \"5%\"", "warn 不要大于 fail"},
		{right + "[share]\nfail = 5", "“fail”的值不对"},
		{right + "[share]\nfail = \"0.125%\"", "“fail”的值不对"},
		{"[[check]]\n" + right + "[[check]]\n" + right, "order.md:10:12: 数据集“prosecution”写了两次"},
		{"[[check]]\n" + right + "[[check.example]]\nfinds = true\nrow = { \"受理日期\" = \"2025-03-05\" }", "order.md:9:1: 这个举例应当查出"},
	} {
		if rules, said := define(t, tt.front); rules != nil || !strings.Contains(said, tt.want) {
			t.Errorf("%s gives %v and says\n%s\nwant %s", tt.front, rules, said, tt.want)
		}
	}
}

// A value of the wrong type leaves nothing of the front matter read; only that is told.
func TestWrongTypeIsToldAlone(t *testing.T) {
	_, said := define(t, "dataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\n[tolerance]\n\"宽限天数\" = \"三\"")
	if !strings.Contains(said, "order.md:9:11: “宽限天数”应为整数") || strings.Contains(said, "没有编号") {
		t.Errorf("said %s", said)
	}
}

// Items of correction lists are told apart by code and dataset.
func TestCodesStandOncePerDataset(t *testing.T) {
	read := func(path, code, dataset string, errs *source.List) []*Rule {
		doc := document.Parse(path, []byte("+++\ntitle = \"一\"\ncode = \""+code+"\"\nkind = \"漏填\"\nlevel = \"提示\"\ndataset = \""+dataset+"\"\nwhere = '空(受理日期)'\n+++\n正文\n"), errs)
		return Define(doc, schemas, errs)
	}
	var errs source.List
	rules := read("content/rules/a.md", "R01", "prosecution", &errs)
	rules = append(rules, read("content/rules/b.md", "R01", "arrest-review", &errs)...)
	rules = append(rules, read("content/rules/c.md", "R02", "prosecution", &errs)...)
	if CheckCodes(rules, &errs); errs.Faults() != 0 || len(rules) != 3 {
		t.Fatalf("%d rules, said %s", len(rules), errs.Error())
	}
	rules = append(rules, read("content/rules/d.md", "R01", "prosecution", &errs)...)
	if CheckCodes(rules, &errs); errs.Faults() != 1 || !strings.Contains(errs.Error(), "content/rules/d.md:3:9: 编号“R01”已经用于同一数据集“prosecution”的另一条规则（content/rules/a.md）") {
		t.Errorf("said %s", errs.Error())
	}
}

func TestRulesThatLackAColumnFindNothing(t *testing.T) {
	rules, said := define(t, "dataset = \"prosecution\"\nwhere = '空(审结日期)'")
	if said != "" {
		t.Fatal(said)
	}
	tables := map[string]*table.Table{"prosecution": dated(t, "审结日期", [2]string{"2025-03-02", ""})}
	for _, absent := range []bool{false, true} {
		tables["prosecution"].Columns[1].Absent = absent
		if found := Check(rules, tables, 0); (len(found) == 0) != absent || (len(rules[0].Lacks(tables)) > 0) != absent {
			t.Errorf("absent %v: %d findings, lacks %v", absent, len(found), rules[0].Lacks(tables))
		}
	}
}

func TestShares(t *testing.T) {
	// One row of four is found: 25%.
	p := dated(t, "审结日期", [2]string{"2025-03-02", "2025-03-01"}, [2]string{"2025-03-02", ""}, [2]string{"2025-03-02", ""}, [2]string{"2025-03-02", ""})
	for _, tt := range []struct{ share, fault, warning string }{
		{"", "", ""},
		{"warn = \"25%\"", "", ""},
		{"warn = \"24.99%\"", "", "规则 R01 “审结早于受理”在“审查起诉案件”查出 1 行，超过全部 4 行的 24.99%"},
		{"warn = \"1%\"\nfail = \"25%\"", "", "的 1%"},
		{"warn = \"1%\"\nfail = \"2.5%\"", "order.md:6:12: 规则 R01 “审结早于受理”在“审查起诉案件”查出 1 行，超过全部 4 行的 2.5%", ""},
	} {
		rules, said := define(t, "dataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\n[share]\n"+tt.share)
		if said != "" {
			t.Fatal(said)
		}
		tables := map[string]*table.Table{"prosecution": p}
		var errs source.List
		CheckShares(rules, Check(rules, tables, 0), tables, &errs)
		if (errs.Faults() > 0) != (tt.fault != "") || (errs.Warnings() > 0) != (tt.warning != "") || !strings.Contains(errs.Error(), tt.fault+tt.warning) {
			t.Errorf("%s: %d faults, %d warnings\n%s", tt.share, errs.Faults(), errs.Warnings(), errs.Error())
		}
	}
}
