package indicator

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const feasibleCases = `+++
title = "案件"
files = ["案件.csv"]
start = "受理日期"
end = "审结日期"
[[column]]
name = "受理日期"
type = "date"
required = true
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "结论"
required = true
[[column]]
name = "类型"
[[column]]
name = "人数"
type = "int"
[[column]]
name = "次数"
type = "int"
+++
`

const feasibleRecords = `+++
title = "评查"
files = []
start = "日期"
[[column]]
name = "日期"
type = "date"
+++
`

func TestFeasible(t *testing.T) {
	var errs source.List
	indicators := map[string]string{
		"able":   `value = { count = true }`,
		"ended":  `date = "审结日期"` + "\nvalue = { count = true }",  // empty of pending rows: no gap
		"seldom": `value = { count = true, where = '类型 == "甲"' }`, // a type is seldom given: no gap
		"thin":   `value = { sum = "人数" }`,
		"coded":  `date = "审结日期"` + "\n" + `value = { count = true, where = '结论 == "捕"' }`,
		"field":  `value = { sum = "次数" }`,
		"both":   "numerator = { sum = \"次数\" }\ndenominator = { count = true, dataset = \"records\" }",
		"none":   "dataset = \"records\"\nvalue = { count = true }",
	}
	files := fstest.MapFS{"data/案件.csv": {Data: []byte("受理日期,审结日期,结论,类型,人数\n2025-01-01,2025-01-02,,,1\n2025-01-03,2025-01-04,捕,,\n2025-01-05,2025-01-06,,甲,1\n2025-01-07,,,,1\n")}}
	sets := []*dataset.Definition{
		dataset.Define(document.Parse("content/datasets/cases.md", []byte(feasibleCases), &errs), &errs),
		dataset.Define(document.Parse("content/datasets/records.md", []byte(feasibleRecords), &errs), &errs),
	}
	data, err := dataset.Load(files, "data", sets, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	var docs []*document.Document
	for _, id := range []string{"able", "ended", "seldom", "thin", "coded", "field", "both", "none"} {
		set := "dataset = \"cases\"\n"
		if strings.HasPrefix(indicators[id], "dataset") {
			set = ""
		}
		text := fmt.Sprintf("+++\ntitle = %q\nunit = \"件\"\nline = \"刑\"\ndimension = \"数量\"\n%s%s\n+++\n%s", id, set, indicators[id], body)
		docs = append(docs, document.Parse("content/indicators/"+id+".md", []byte(text), &errs))
	}
	defs := DefineAll(docs, sets, &errs)
	if errs.Err() != nil || len(defs) != len(docs) {
		t.Fatal(errs.Err())
	}
	all := Compute(defs, data, Organisation{}, period.Calendar{}, period.DateOf(2025, 1, 31), &errs).Feasible(data)
	var got []string
	for _, f := range all {
		text := f.Definition.ID + " " + string(f.Ability)
		for _, l := range f.Lacks {
			text += " " + l.String()
		}
		for _, g := range f.Gaps {
			text += fmt.Sprintf(" %s %d/%d", g.Column, g.Filled, g.Rows)
		}
		got = append(got, text)
	}
	want := []string{
		"able 可算", "ended 可算", "seldom 可算", "thin 覆盖不足 人数 3/4", "coded 覆盖不足 结论 1/3",
		"field 缺字段 缺字段“次数”", "both 未导出 缺字段“次数” 未导出“评查”", "none 未导出 未导出“评查”",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	var steps []string
	for _, gain := range Gains(all) {
		text := fmt.Sprint(gain.Lacks[0], len(gain.Lacks), ":")
		for _, d := range gain.Definitions {
			text += " " + d.ID
		}
		steps = append(steps, text)
	}
	if want := "缺字段“次数” 1: field|未导出“评查” 1: both none"; strings.Join(steps, "|") != want {
		t.Errorf("steps %q; want %q", strings.Join(steps, "|"), want)
	}
}
