package dataset

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/document"
	"anjian/internal/source"
)

// What a profile tells of a column that nobody may see holds no name, no number and no count of
// different values; rows that are never listed lend no value either.
func TestProfilesTellNothingPersonal(t *testing.T) {
	var errs source.List
	d := Define(document.Parse("content/datasets/persons.md", []byte(`+++
title = "人卡"
files = ["人卡.csv"]
aggregate_only = '年龄 < 18'
[[column]]
name = "编号"
editions = ["内部"]
[[column]]
name = "姓名"
[[column]]
name = "年龄"
type = "int"
[[column]]
name = "案由"
editions = ["内部"]
[[column]]
name = "涉案金额"
type = "decimal"
editions = ["内部"]
[[column]]
name = "到案日期"
type = "date"
editions = ["内部"]
[[column]]
name = "电话"
+++
`), &errs), &errs)
	var file strings.Builder
	file.WriteString("编号,姓名,年龄,案由,涉案金额,到案日期\n")
	for i := range 40 {
		offence, age := []string{"盗窃", "盗窃", "诈骗"}[i%3], 20+i
		if i == 7 {
			offence, age = "猥亵", 15 // told only by rows that are never listed
		}
		fmt.Fprintf(&file, "甲%d,孙小梅%d,%d,%s,%d.50,2025-03-%02d\n", i, i, age, offence, 100+i, 1+i%28)
	}
	data, err := Load(fstest.MapFS{"data/人卡.csv": {Data: []byte(file.String())}}, "data", []*Definition{d}, Options{}, &errs)
	if err != nil || errs.Faults() > 0 {
		t.Fatal(err, errs.Err())
	}
	got := Profiles(data.Tables[d.ID], d, func(e []string) bool { return slices.Contains(e, "内部") }, func(row int) bool { return data.Listed(d.ID, row) })
	if text := fmt.Sprintf("%+v", got); strings.Contains(text, "孙小梅") || strings.Contains(text, "猥亵") || strings.Contains(text, "甲1") {
		t.Errorf("the profiles hold what nobody may see: %s", text)
	}
	for _, p := range got {
		if !p.Visible && (p.Distinct > 0 || p.Lowest != "" || p.Highest != "" || len(p.Top) > 0) {
			t.Errorf("of %s, which nobody may see, is told %+v", p.Name, p)
		}
	}
	if p := got[3]; p.Filled != 40 || p.Distinct != 2 || p.Top[0].Value != "盗窃" || p.Top[0].Rows+p.Top[1].Rows != 39 {
		t.Errorf("offences: %+v", p)
	}
	if p := got[4]; p.Lowest != "100.50" || p.Highest != "139.50" || p.Distinct != 39 {
		t.Errorf("amounts: %+v", p)
	}
	if p := got[5]; p.Lowest != "2025-03-01" || p.Highest != "2025-03-28" {
		t.Errorf("days: %+v", p)
	}
	if p := got[6]; !p.Absent || p.Filled != 0 {
		t.Errorf("a column that no file has: %+v", p)
	}
	if p := got[0]; len(p.Top) > 0 || p.Distinct != 39 {
		t.Errorf("what names a row is told word by word: %+v", p)
	}
}
