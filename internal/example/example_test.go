package example

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A set is a dataset for tests.
type set struct {
	columns  map[string]formula.Column
	parents  map[string]*set
	children map[string]*set
}

func (s *set) Column(name string) (formula.Column, bool) { c, ok := s.columns[name]; return c, ok }
func (s *set) Parent(name string) (formula.Schema, bool) { p, ok := s.parents[name]; return p, ok }
func (s *set) Child(name string) (formula.Schema, bool)  { c, ok := s.children[name]; return c, ok }
func (s *set) Names() []string                           { return keys(s.columns) }
func (s *set) Links() []string                           { return append(keys(s.parents), keys(s.children)...) }

func keys[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func cases() *set {
	persons := &set{columns: map[string]formula.Column{"年龄": {Type: table.Int}, "强制措施": {Type: table.Text, Values: []string{"逮捕", "取保候审"}}}}
	place := &set{columns: map[string]formula.Column{"层级": {Type: table.Text}}}
	c := &set{
		columns: map[string]formula.Column{
			"受案号": {Type: table.Text}, "受理日期": {Type: table.Date}, "审结日期": {Type: table.Date}, "人数": {Type: table.Int},
			"是否羁押": {Type: table.YesNo}, "金额": {Type: table.Decimal, Scale: 2}, "填录时间": {Type: table.Time},
		},
		parents: map[string]*set{"院": place}, children: map[string]*set{"涉案人员": persons},
	}
	persons.parents = map[string]*set{"案件": c}
	return c
}

// try reads front matter with a formula and examples, and returns the examples and what was said.
func try(t *testing.T, where, examples string) ([]*Example, string) {
	t.Helper()
	var errs source.List
	doc := document.Parse("content/rules/one.md", []byte("+++\ntitle = \"一\"\nwhere = '"+where+"'\n"+examples+"\n+++\n正文\n"), &errs)
	var f struct {
		Title    string    `toml:"title"`
		Where    string    `toml:"where"`
		Examples []Written `toml:"example"`
	}
	at := doc.Decode(&f, &errs)
	x := formula.Parse(f.Where, at.At("where"), &errs)
	if x == nil && errs.Faults() > 0 { // the front matter itself is at fault
		return nil, errs.Error()
	}
	if !x.Check(cases(), formula.Bool, &errs, formula.Cutoff) {
		t.Fatal(errs.Error())
	}
	list := Build(f.Examples, cases(), at, &errs)
	Try(list, x, &errs)
	return list, errs.Error()
}

func TestTry(t *testing.T) {
	for _, tt := range []struct{ name, where, example string }{
		{"own row", `审结日期 < 受理日期`, `row = { "受理日期" = "2025-03-05", "审结日期" = 2025-03-01 }`},
		{"empty cells", `空(审结日期) and 空(受案号)`, `row = { "受理日期" = "2025-03-05" }`},
		{"yes or no", `是否羁押 == "是"`, `row = { "是否羁押" = "是" }`},
		{"decimal", `金额 == 12.5`, `row = { "金额" = 12.5 }`},
		{"instant", `填录时间 > "2025-03-05 09:00"`, `row = { "填录时间" = "2025-03-05 09:30" }`},
		{"negative", `金额 < 0 and 人数 == -1`, `row = { "金额" = -0.25, "人数" = -1 }`},
		{"children", `count(涉案人员, 年龄 < 18) == 1`, "row = { \"人数\" = 2 }\nchildren = { \"涉案人员\" = [{ \"年龄\" = 17 }, { \"年龄\" = 30 }] }"},
		{"children that look back", `any(涉案人员, 案件.人数 == 2)`, "row = { \"人数\" = 2 }\nchildren = { \"涉案人员\" = [{ \"年龄\" = 17 }] }"},
		{"no children", `count(涉案人员) == 0`, `row = { "人数" = 2 }`},
		{"parent", `院.层级 == "市院"`, "row = { \"人数\" = 2 }\nparents = { \"院\" = { \"层级\" = \"市院\" } }"},
		{"cut-off", `审结日期 > 截止日`, "row = { \"审结日期\" = \"2026-01-01\" }\ncutoff = 2025-12-31"},
	} {
		list, said := try(t, tt.where, "[[example]]\nfinds = true\n"+tt.example)
		if len(list) != 1 || said != "" {
			t.Errorf("%s: %d examples, said\n%s", tt.name, len(list), said)
		}
		if _, said := try(t, tt.where, "[[example]]\nfinds = false\n"+tt.example); !strings.Contains(said, "content/rules/one.md:4:1: 这个举例不应查出，公式查出了") {
			t.Errorf("%s: the opposite is told as\n%s", tt.name, said)
		}
	}
}

func TestOtherRowsAreNotAskedAbout(t *testing.T) {
	const rows = "row = { \"人数\" = 1 }\nothers = [{ \"人数\" = 2 }, { \"受案号\" = \"甲\" }]"
	list, said := try(t, `人数 == 2`, "[[example]]\nfinds = false\n"+rows)
	if said != "" || list[0].Table.Rows != 3 {
		t.Errorf("said %s", said)
	}
	if _, said := try(t, `人数 == 2`, "[[example]]\nfinds = true\n"+rows); !strings.Contains(said, "这个举例应当查出，公式没有查出") {
		t.Errorf("said %s", said)
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, tt := range []struct{ example, want string }{
		{`row = { "受理曰期" = "2025-03-05" }`, "是否为“受理日期”？"},
		{`row = { "受理日期" = "3月5日" }`, "“受理日期”是日期，不能写“3月5日”"},
		{`row = { "人数" = "2" }`, "写作整数，不加引号"},
		{`row = { "受案号" = 7 }`, "“受案号”是文本，要加引号"},
		{`row = { "受案号" = "" }`, "空单元格不写这一列"},
		{`row = { "金额" = 0.125 }`, "小数点后至多 2 位"},
		{`row = { "是否羁押" = "在押" }`, "“是否羁押”没有代码“在押”"},
		{"row = { \"人数\" = 2 }\nchildren = { \"涉案人员\" = [{ \"强制措施\" = \"取保侯审\" }] }", "是否为“取保候审”？"},
		{"row = { \"人数\" = 2 }\nchildren = { \"人员\" = [] }", "没有子表“人员”"},
		{"row = { \"人数\" = 2 }\nparents = { \"涉案人员\" = {} }", "没有关联“涉案人员”"},
		{"note = \"空\"", "举例没有写 row"},
		{"row = { \"人数\" = [2] }", "“人数”的值不对"},
	} {
		if _, said := try(t, `人数 > 5`, "[[example]]\nfinds = false\n"+tt.example); !strings.Contains(said, tt.want) {
			t.Errorf("%s gives\n%s\nwant %s", tt.example, said, tt.want)
		}
	}
	if _, said := try(t, `人数 > 5`, "[[example]]\nrow = { \"人数\" = 2 }"); !strings.Contains(said, "举例没有写是否应当查出") {
		t.Errorf("without finds: %s", said)
	}
	if _, said := try(t, `审结日期 > 截止日`, "[[example]]\nfinds = false\nrow = { \"审结日期\" = \"2026-01-01\" }"); !strings.Contains(said, "没有写截止日") {
		t.Errorf("without the cut-off: %s", said)
	}
}

func TestCellsStandAsWritten(t *testing.T) {
	list, said := try(t, `人数 > 1`, "[[example]]\nfinds = true\nrow = { \"审结日期\" = 2025-03-01, \"人数\" = 2, \"受案号\" = \"甲\" }\nchildren = { \"涉案人员\" = [{ \"年龄\" = 17 }, { \"年龄\" = 30 }] }")
	want := []Cell{{"", 0, "审结日期", "2025-03-01"}, {"", 0, "人数", "2"}, {"", 0, "受案号", "甲"}, {"涉案人员", 0, "年龄", "17"}, {"涉案人员", 1, "年龄", "30"}}
	if said != "" || !slices.Equal(list[0].Cells, want) {
		t.Errorf("cells %v, said %s", list[0].Cells, said)
	}
	if BothWays(list) || !BothWays(append(list, &Example{Finds: false})) {
		t.Error("both ways is told wrong")
	}
}
