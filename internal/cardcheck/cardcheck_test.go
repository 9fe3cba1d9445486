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

var schemas = map[string]formula.Schema{"prosecution": columns{"受理日期": {Type: table.Date}, "审结日期": {Type: table.Date}}}

func rule(t *testing.T, front string) (*Rule, *source.List) {
	t.Helper()
	var errs source.List
	doc := document.Parse("content/rules/order.md", []byte("+++\ntitle = \"审结早于受理\"\n"+front+"+++\n正文\n"), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return Define(doc, schemas, &errs), &errs
}

func TestCheckFindsExactlyTheRows(t *testing.T) {
	r, errs := rule(t, "code = \"R01\"\nlevel = \"错误\"\ndataset = \"prosecution\"\nwhere = '审结日期 < 受理日期 or 受理日期 > 截止日'\n")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	day := func(s string) int64 {
		if s == "" {
			return table.NoNum
		}
		d, err := period.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return int64(d)
	}
	p := &table.Table{Name: "prosecution", Rows: 5, Columns: []*table.Column{
		{Name: "受理日期", Type: table.Date, Nums: table.NumsOf(day("2025-03-02"), day("2025-03-02"), day("2025-03-02"), day(""), day("2026-01-02"))},
		{Name: "审结日期", Type: table.Date, Nums: table.NumsOf(day("2025-03-01"), day("2025-03-02"), day(""), day("2025-01-01"), day(""))},
	}}
	found := Check([]*Rule{r}, map[string]*table.Table{"prosecution": p}, period.DateOf(2025, 12, 31))
	if len(found) != 2 || found[0].Row != 0 || found[1].Row != 4 {
		t.Errorf("found %v; want rows 0 and 4", found)
	}
}

func TestDefineRefuses(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{"level = \"严重\"\ndataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\n", "规则级别“严重”不认识"},
		{"level = \"错误\"\ndataset = \"prosecutoin\"\nwhere = '审结日期 < 受理日期'\n", "是否为“prosecution”？"},
		{"level = \"错误\"\ndataset = \"prosecution\"\nwhere = '审结日起 < 受理日期'\n", "是否为“审结日期”？"},
		{"level = \"错误\"\ndataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\nfields = [\"审结曰期\"]\n", "没有列“审结曰期”"},
		{"level = \"错误\"\ndataset = \"prosecution\"\nwhere = '审结日期 < 受理日期'\n[[example]]\nfinds = true\nrow = { \"受理日期\" = \"2025-03-05\" }\n", "这个举例应当查出，公式没有查出"},
	} {
		r, errs := rule(t, tt.front)
		if r != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, r, errs.Error())
		}
	}
}

func TestRulesThatLackAColumnFindNothing(t *testing.T) {
	r, errs := rule(t, "code = \"R02\"\nlevel = \"错误\"\ndataset = \"prosecution\"\nwhere = '空(审结日期)'\n")
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	end := &table.Column{Name: "审结日期", Type: table.Date, Nums: table.NumsOf(table.NoNum)}
	p := &table.Table{Name: "prosecution", Rows: 1, Columns: []*table.Column{end}}
	for _, absent := range []bool{false, true} {
		end.Absent = absent
		if found := Check([]*Rule{r}, map[string]*table.Table{"prosecution": p}, 0); (len(found) == 0) != absent {
			t.Errorf("absent %v: %d findings", absent, len(found))
		}
	}
}
