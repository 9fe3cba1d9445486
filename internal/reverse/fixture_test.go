package reverse

import (
	"bytes"
	"encoding/csv"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/edition"
	"anjian/internal/formula"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// An office is a small invented one: two districts and their city.
type office struct {
	cube    *indicator.Cube
	data    *dataset.Data
	defs    []*dataset.Definition
	schemas map[string]formula.Schema
	looks   Looks
}

func parse(t *testing.T, name, text string, errs *source.List) *document.Document {
	t.Helper()
	d := document.Parse(name, []byte(text), errs)
	if d == nil {
		t.Fatal(errs.Err())
	}
	return d
}

const caseSet = `+++
title = "案件"
files = ["案件.csv"]
key = ["案号"]
procuratorate = "承办单位"
start = "受理日期"
end = "审结日期"
aggregate_only = '年龄 < 18'
[[column]]
name = "案号"
editions = ["内部"]
[[column]]
name = "承办单位"
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
name = "案由"
editions = ["内部"]
[[column]]
name = "对象"
editions = ["内部"]
[[column]]
name = "摘要"
editions = ["内部"]
[[column]]
name = "年龄"
type = "int"
[[look]]
of = "案由"
[[look]]
of = "对象"
local = true
[[look]]
title = "受理当日审结"
of = '审结日期 == 受理日期'
[[look]]
title = "月末三日审结"
date = "审结日期"
end = "月末"
days = 3
[[look]]
title = "相近的摘要"
similar = "摘要"
[[look]]
of = "年龄分组"
[[column]]
name = "年龄分组"
+++
`

// rowsOf makes an office of rows of 案号 承办单位 受理日期 审结日期 结论 案由 对象 摘要 年龄.
func rowsOf(t *testing.T, rows [][]string) *office {
	t.Helper()
	var errs source.List
	o := &office{defs: []*dataset.Definition{dataset.Define(parse(t, "content/datasets/cases.md", caseSet, &errs), &errs)}}
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	w.Write([]string{"案号", "承办单位", "受理日期", "审结日期", "结论", "案由", "对象", "摘要", "年龄"})
	w.WriteAll(rows)
	var err error
	o.data, err = dataset.Load(fstest.MapFS{"content/data/案件.csv": {Data: file.Bytes()}}, "content/data", o.defs, dataset.Options{}, &errs)
	if err != nil {
		t.Fatal(err)
	}
	org := indicator.Organise([]*document.Document{
		parse(t, "content/procuratorates/city.md", "+++\ntitle = \"某市人民检察院\"\nshort = \"市院\"\nlevel = \"市\"\n+++\n", &errs),
		parse(t, "content/procuratorates/east.md", "+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\nlevel = \"基层\"\n+++\n", &errs),
		parse(t, "content/procuratorates/west.md", "+++\ntitle = \"某市西区人民检察院\"\nshort = \"西区院\"\nlevel = \"基层\"\n+++\n", &errs),
	}, nil, &errs)
	var docs []*document.Document
	for _, d := range [][2]string{
		{"rate", "numerator = { count = true, where = '结论 == \"不诉\"' }\ndenominator = { count = true }\n[[version]]\nfrom = 2025-03-01\nnote = \"口径调整\""},
		{"number", "value = { count = true }"},
		{"pending", "value = { count = true, at = \"期末\" }"},
		{"juveniles", "value = { count = true, where = '年龄 < 18' }\nhide_below = 5"},
		{"aged", "value = { count = true, where = '年龄 > 60' }"},
	} {
		docs = append(docs, parse(t, "content/indicators/"+d[0]+".md", "+++\ntitle = \""+d[0]+"\"\nline = \"刑事检察\"\ndimension = \"数量\"\nunit = \"件\"\ndataset = \"cases\"\ndate = \"审结日期\"\n"+d[1]+"\n+++\n## 回答什么问题\n## 怎么算\n## 容易误读\n## 对应的业务工作\n", &errs))
	}
	o.schemas = dataset.Schemas(o.defs, &errs)
	o.looks = DefineLooks(o.defs, o.schemas, &errs)
	defs := indicator.DefineAll(docs, o.defs, &errs)
	o.cube = indicator.Compute(defs, o.data, org, period.Calendar{}, period.DateOf(2025, 12, 31), &errs)
	if errs.Faults() > 0 {
		t.Fatal(errs.Err())
	}
	return o
}

func (o *office) listing() *trace.Listing {
	return trace.NewListing(o.cube, o.data, edition.Internal())
}

// behind looks behind a number of some months.
func (o *office) behind(id, place string, from, to period.Period, direction int) *Behind {
	return New(o.cube, o.data, o.looks, o.listing()).Behind(&indicator.Anomaly{
		Kind: indicator.Shift, Key: indicator.Key{Indicator: id, Procuratorate: place, Period: to}, Since: from, Direction: direction,
	})
}
