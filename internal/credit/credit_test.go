package credit

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

const ledger = `+++
title = "文书"
files = ["文书.csv"]
procuratorate = "院"
department = "部门"
aggregate_only = '未检 == "是"'
[[column]]
name = "院"
[[column]]
name = "部门"
[[column]]
name = "接收"
[[column]]
name = "采纳"
type = "yesno"
[[column]]
name = "人数"
type = "int"
[[column]]
name = "回复"
type = "date"
[[column]]
name = "未检"
type = "yesno"
+++
`

func open(t *testing.T) ([]*dataset.Definition, map[string]formula.Schema, *dataset.Data) {
	t.Helper()
	var errs source.List
	defs := []*dataset.Definition{dataset.Define(document.Parse("content/datasets/papers.md", []byte(ledger), &errs), &errs)}
	files := fstest.MapFS{"data/文书.csv": {Data: []byte(`院,部门,接收,采纳,人数,回复,未检
甲,一部,三部,是,2,2025-01-01,否
甲,一部,三部,是,1,2025-12-31,否
乙,一部,三部,是,,2025-06-01,否
乙,一部,三部,否,4,2025-06-01,否
乙,二部,三部,是,3,2024-12-31,否
乙,二部,三部,是,3,2026-01-01,否
乙,二部,三部,是,3,,否
乙,二部,三部,是,9,2025-06-01,是
`)}}
	data, err := dataset.Load(files, "data", defs, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Error())
	}
	return defs, dataset.Schemas(defs, &errs), data
}

func kind(t *testing.T, front string) (*Kind, *dataset.Data, *source.List) {
	defs, schemas, data := open(t)
	errs := new(source.List)
	doc := document.Parse("content/credits/x.md", []byte("+++\ntitle = \"追捕\"\n"+front+"+++\n"), errs)
	return Definer(defs)(doc, schemas, errs), data, errs
}

const good = "dataset = \"papers\"\nwhere = '采纳 == \"是\"'\ndate = \"回复\"\nsentence = \"获采纳 {n} 人\"\n"

func TestTallyCountsWhatLiesInTheYear(t *testing.T) {
	for _, tt := range []struct{ more, want string }{
		{"sum = \"人数\"\n", "[{甲 一部 2025-01-01 2} {甲 一部 2025-12-31 1}]"}, // an empty number is no deed
		{"", "[{甲 一部 2025-01-01 1} {甲 一部 2025-12-31 1} {乙 一部 2025-06-01 1}]"},
		{"department_column = \"接收\"\nsum = \"人数\"\n", "[{甲 三部 2025-01-01 2} {甲 三部 2025-12-31 1}]"},
	} {
		k, data, errs := kind(t, good+tt.more)
		if errs.Err() != nil {
			t.Fatal(errs.Error())
		}
		d := Tally([]*Kind{k}, data, period.DateOf(2025, 1, 1), period.DateOf(2025, 12, 31))
		if got := fmt.Sprint(d[0].List); got != tt.want {
			t.Errorf("%q: %s; want %s", tt.more, got, tt.want)
		}
		if k.Say(3) != "获采纳 3 人" {
			t.Errorf("it says %q", k.Say(3))
		}
	}
}

func TestTallySaysWhatIsLacking(t *testing.T) {
	k, data, _ := kind(t, good)
	data.Tables["papers"].Column("采纳").Absent = true
	if d := Tally([]*Kind{k}, data, 0, period.DateOf(2025, 12, 31)); len(d[0].List) != 0 || len(d[0].Lacks) != 1 {
		t.Errorf("deeds %v, lacks %v; want none, for want of 采纳", d[0].List, d[0].Lacks)
	}
}

func TestDefineRefuses(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{strings.Replace(good, "papers", "paper", 1), "是否为“papers”？"},
		{strings.Replace(good, "{n}", "若干", 1), "没有写件数放在哪里"},
		{strings.Replace(good, "\"回复\"", "\"部门\"", 1), "这里要日期"},
		{good + "department_column = \"人数\"\n", "没有名为“人数”的文本列"},
		{good + "sum = \"部门\"\n", "这里要数"},
		{good + "[[example]]\nrow = { \"采纳\" = \"否\" }\nfinds = true\n", "这个举例应当查出，公式没有查出"},
	} {
		if k, _, errs := kind(t, tt.front); k != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %v, said\n%s", tt.front, k, errs.Error())
		}
	}
}
