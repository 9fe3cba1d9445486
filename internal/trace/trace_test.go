package trace

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

const exported = `部门受案号,承办单位,受理日期,审结日期,审查结论
东1,东区院,2025-01-02,2025-01-09,不批准逮捕
东2,东区院,2025-01-03,2025-01-10,批准逮捕
东3,东区院,2025-01-03,,不批准逮捕
西1,西区院,2025-01-03,2025-01-10,批准逮捕
东4,东区院,2025-01-28,2025-02-03,不批准逮捕
`

func parse(t *testing.T, path, text string, errs *source.List) *document.Document {
	t.Helper()
	doc := document.Parse(path, []byte(text), errs)
	if doc == nil {
		t.Fatal(errs.Err())
	}
	return doc
}

// office is a small site from its files to its cube.
func office(t *testing.T) *indicator.Cube {
	t.Helper()
	var errs source.List
	set := dataset.Define(parse(t, "content/datasets/arrest-review.md", `+++
title = "审查逮捕案件"
files = ["审查逮捕.csv"]
key = ["部门受案号"]
unit = "件"
procuratorate = "承办单位"
start = "受理日期"
end = "审结日期"
[[column]]
name = "部门受案号"
type = "text"
[[column]]
name = "承办单位"
type = "text"
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "审查结论"
type = "text"
values = ["批准逮捕", "不批准逮捕"]
+++
`, &errs), &errs)
	sets := []*dataset.Definition{set}
	fsys := fstest.MapFS{"content/data/审查逮捕.csv": {Data: []byte(exported)}}
	data, err := dataset.Load(fsys, "content/data", sets, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	org := indicator.Organise([]*document.Document{
		parse(t, "content/procuratorates/east.md", "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n", &errs),
		parse(t, "content/procuratorates/west.md", "+++\ntitle = \"某市西区人民检察院\"\nshort = \"西区院\"\n+++\n", &errs),
	}, nil, &errs)
	defs := indicator.DefineAll([]*document.Document{parse(t, "content/indicators/non-arrest-rate.md", `+++
title = "不捕率"
line = "刑事检察/审查逮捕"
dimension = "质量"
unit = "件"
dataset = "arrest-review"
date = "审结日期"
minimum = 0
numerator = { count = true, where = '审查结论 == "不批准逮捕"' }
denominator = { count = true }
[[version]]
from = 2024-04-01
note = "分母计入决定逮捕"
+++
## 回答什么问题
## 怎么算
## 容易误读
## 对应的业务工作
`, &errs)}, sets, &errs)
	c := indicator.Compute(defs, data, org, period.Calendar{}, period.DateOf(2025, 3, 31), &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return c
}

func TestExplain(t *testing.T) {
	e, err := Explain(office(t), "不捕率@2025-01@东区院", 1)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := e.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := `不捕率　2025年1月　东区院
  50.0%（1/2 件）
编号　non-arrest-rate@2025-01@east
口径　第 2 版，2024年4月1日起：分母计入决定逮捕（content/indicators/non-arrest-rate.md）
分子　审查逮捕案件 计数，条件 审查结论 == "不批准逮捕"，按审结日期
  计入 1 行
    content/data/审查逮捕.csv:2
  未计入 2 行：不符合条件
  未计入 1 行：不在本期
  未计入 1 行：日期为空
  合计 5 行，即数据集全部行
分母　审查逮捕案件 计数，按审结日期
  计入 2 行
    content/data/审查逮捕.csv:2
    另有 1 行
  未计入 1 行：属其他单位或部门
  未计入 1 行：不在本期
  未计入 1 行：日期为空
  合计 5 行，即数据集全部行
来源文件
  content/data/审查逮捕.csv　5 行　SHA-256 `
	if got := b.String(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestExplainOnePart(t *testing.T) {
	e, err := Explain(office(t), "non-arrest-rate@2025@all#denominator", -1)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Terms) != 1 || e.Terms[0].Part != indicator.OfDenominator || len(e.Terms[0].Origins) != 4 || len(e.Files) != 1 {
		t.Errorf("terms %v, files %v", e.Terms, e.Files)
	}
}

// A comparison is explained with both its numbers.
func TestExplainAComparison(t *testing.T) {
	e, err := Explain(office(t), "不捕率@2025-02@东区院#环比", 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.ID.String(); got != "non-arrest-rate@2025-02@east#pop" {
		t.Errorf("id %s", got)
	}
	if e.Base == nil || e.Base.ID.String() != "non-arrest-rate@2025-01@east" || e.Change.Base.Numerator.N != 1 {
		t.Fatalf("base %+v", e.Base)
	}
	if got, want := e.Says(), "环比上升 50.0 个百分点；本期 100.0%（1/1 件），比较期 50.0%（1/2 件）"; got != want {
		t.Errorf("says %q; want %q", got, want)
	}
	var b strings.Builder
	if err := e.Write(&b); err != nil || !strings.Contains(b.String(), "\n比较的是\n不捕率　2025年1月　东区院\n") {
		t.Errorf("%v: %s", err, b.String())
	}
}

func TestExplainAsJSON(t *testing.T) {
	e, err := Explain(office(t), "不捕率@2025-01@东区院#分子", -1)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := e.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var got record
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != "non-arrest-rate@2025-01@east#numerator" || got.Says != "1 件" || got.Numerator != "1" || got.Denominator != "2" || len(got.Terms) != 1 {
		t.Fatalf("record %+v", got)
	}
	one := got.Terms[0]
	sum := one.Counted
	for _, l := range one.LeftOut {
		sum += l.Rows
	}
	if sum != one.Loaded || one.Loaded != 5 || len(one.Rows) != 1 || one.Rows[0] != "content/data/审查逮捕.csv:2" {
		t.Errorf("term %+v", one)
	}
}

func TestExplainSaysWhatIsWrong(t *testing.T) {
	c := office(t)
	for _, tt := range []struct{ id, want string }{
		{"不捕率", "“不捕率”不是数的编号"},
		{"不捕律@2025@all", "没有指标“不捕律”\n  提示 是否为“不捕率”？"},
		{"不捕率@2025@东院", "没有单位“东院”\n  提示 是否为“东区院”？"},
		{"不捕率@2025@all@第一检察部", "没有部门“第一检察部”"},
		{"不捕率@2025@all#value", "没有 #value\n  提示 这项指标有 #numerator、#denominator、#yoy、#pop 和 #ytd"},
		{"不捕率@2025@all#总数", "不是数的编号"},
	} {
		_, err := Explain(c, tt.id, 0)
		var found *source.Error
		if !errors.As(err, &found) || !strings.Contains(found.Error(), tt.want) {
			t.Errorf("Explain(%q): %v; want %s", tt.id, err, tt.want)
		}
	}
}

func TestIDIsReadBack(t *testing.T) {
	for _, text := range []string{
		"non-arrest-rate@2025Q2@all", "non-arrest-rate@2025-01..06@east@第一检察部#numerator", "stock@2025@east#value", "a@2025Q1@all#yoy", "a@2025Q1@all#pop",
	} {
		id, ok := Parse(text)
		if !ok || id.String() != text {
			t.Errorf("Parse(%q) = %v, %v", text, id, ok)
		}
	}
	for _, text := range []string{"", "a@b@c", "a@2025@all#", "a@2025@all#sum", "a@2025"} {
		if id, ok := Parse(text); ok {
			t.Errorf("Parse(%q) = %v", text, id)
		}
	}
}
