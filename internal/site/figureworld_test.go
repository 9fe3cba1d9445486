package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/source"
)

const figureDataset = `+++
title = "审查逮捕案件"
files = ["逮捕.csv"]
key = ["案号"]
unit = "件"
procuratorate = "承办单位"
department = "承办部门"
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
name = "承办部门"
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
values = ["捕", "不捕"]
editions = ["内部"]
[[column]]
name = "年龄"
type = "int"
editions = ["内部"]
+++
`

// figureIndicators are those of the invented office, by id.
var figureIndicators = []struct{ id, front string }{
	{"rate", "title = \"不捕率\"\naliases = [\"不批捕率\"]\nwatch = true\nnumerator = { count = true, where = '结论 == \"不捕\"' }\ndenominator = { count = true }"},
	{"amount", "title = \"不捕 件数\"\nvalue = { count = true, where = '结论 == \"不捕\"' }"},
	{"days", "title = \"平均天数\"\nunit = \"天\"\nformat = \"days\"\nvalue = { mean = '审结日期 - 受理日期' }"},
	{"few", "title = \"未成年人件数\"\nhide_below = 5\nvalue = { count = true, where = '年龄 < 18' }"},
	{"caught", "title = \"捕的占比\"\ncomposition = { of = \"结论构成\", part = \"捕\" }\nnumerator = { count = true, where = '结论 == \"捕\"' }\ndenominator = { count = true }"},
	{"freed", "title = \"不捕的占比\"\ncomposition = { of = \"结论构成\", part = \"不捕\" }\nnumerator = { count = true, where = '结论 == \"不捕\"' }\ndenominator = { count = true }"},
	{"changed", "title = \"改口径的率\"\nnumerator = { count = true, where = '结论 == \"不捕\"' }\ndenominator = { count = true }\n[[version]]\nfrom = 2025-07-01\nnote = \"分母改过\""},
}

// figureRows writes the cases: 东区院 concludes a hundred a month in 2024 and 2025, of which 18 to 22 end
// in 不捕, and 45 in the last month; 西区院 has a few in June of both years, the last three of them young.
func figureRows() string {
	rows := "案号,承办单位,承办部门,受理日期,审结日期,结论,年龄\n"
	put := func(place string, month period.Period, refused, n, days int) {
		for i := range n {
			outcome, department, age := "捕", "第一检察部", 30
			if i < refused {
				outcome = "不捕"
			}
			if i*10 >= n*6 {
				department = "第二检察部"
			}
			if place == "西区院" && i+3 >= n {
				age = 16
			}
			end := period.DateOf(month.YearNumber(), month.MonthNumber(), 20)
			rows += fmt.Sprintf("%s%s-%d,%s,%s,%s,%s,%s,%d\n", place, month, i+1, place, department, end-period.Date(days), end, outcome, age)
		}
	}
	for i := range 24 {
		month := period.Month(2024, 1).Add(i)
		refused := 18 + i*7%5
		if i == 23 {
			refused = 45
		}
		put("东区院", month, refused, 100, 10+i/12*2)
	}
	put("西区院", period.Month(2024, 6), 2, 6, 10)
	put("西区院", period.Month(2025, 6), 3, 7, 10)
	return rows
}

// figureOffice is that office, at the end of a day.
func figureOffice(t testing.TB, cutoff period.Date) *builder {
	t.Helper()
	errs := new(source.List)
	set := dataset.Define(document.Parse("content/datasets/arrests.md", []byte(figureDataset), errs), errs)
	var docs []*document.Document
	for _, x := range figureIndicators {
		unit := "unit = \"件\"\n"
		if strings.Contains(x.front, "unit =") {
			unit = ""
		}
		docs = append(docs, document.Parse("content/indicators/"+x.id+".md", []byte("+++\nline = \"刑事检察/审查逮捕\"\ndimension = \"质量\"\ndataset = \"arrests\"\ndate = \"审结日期\"\n"+
			unit+x.front+"\n+++\n## 回答什么问题\n问\n## 怎么算\n算\n## 容易误读\n误\n## 对应的业务工作\n业\n"), errs))
	}
	defs := indicator.DefineAll(docs, []*dataset.Definition{set}, errs)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	data, err := dataset.Load(fstest.MapFS{"data/逮捕.csv": {Data: []byte(figureRows())}}, "data", []*dataset.Definition{set}, dataset.Options{}, errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs)
	}
	place := func(id, text string) *document.Document {
		return document.Parse("content/procuratorates/"+id+".md", []byte("+++\n"+text+"\n+++\n"), errs)
	}
	org := indicator.Organise([]*document.Document{
		place("city", "title = \"某市人民检察院\"\nshort = \"市院\"\nlevel = \"市\"\norder = 1"),
		place("east", "title = \"某市东区人民检察院\"\nshort = \"东区院\"\norder = 2"), place("west", "title = \"某市西区人民检察院\"\nshort = \"西区院\"\norder = 3"),
	}, nil, errs)
	cube := indicator.Compute(defs, data, org, period.Calendar{}, cutoff, errs)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	return &builder{Office: &Office{Cube: cube, Data: data}, narratives: &narratives{}, errs: errs}
}
