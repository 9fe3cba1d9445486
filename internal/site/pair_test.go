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

// twoYears makes a cube of two years of cases: so many in 2024 and 2025, of which so many were upheld.
func twoYears(t *testing.T, direction string, cases, upheld [2]int) *builder {
	t.Helper()
	errs := new(source.List)
	set := dataset.Define(document.Parse("content/datasets/opinions.md", []byte(pairDataset), errs), errs)
	text := func(front string) string {
		return "+++\nline = \"民事检察/监督\"\nunit = \"件\"\ndataset = \"opinions\"\ndate = \"日期\"\n" + front + "\n+++\n## 回答什么问题\n问\n## 怎么算\n算\n## 容易误读\n误\n## 对应的业务工作\n业\n"
	}
	docs := []*document.Document{
		document.Parse("content/indicators/opinions.md", []byte(text("title = \"检察建议\"\ndimension = \"数量\"\nvalue = { count = true }\nbalanced_by = [\"rate\"]")), errs),
		document.Parse("content/indicators/rate.md", []byte(text("title = \"采纳率\"\ndimension = \"效果\"\ndirection = \""+direction+"\"\nnumerator = { count = true, where = '采纳 == \"是\"' }\ndenominator = { count = true }")), errs),
	}
	defs := indicator.DefineAll(docs, []*dataset.Definition{set}, errs)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	rows := "编号,日期,采纳\n"
	for year, n := range cases {
		for i := range n {
			answer := "否"
			if i < upheld[year] {
				answer = "是"
			}
			rows += fmt.Sprintf("%d-%d,%d-%02d-05,%s\n", year, i, 2024+year, i%12+1, answer)
		}
	}
	files := fstest.MapFS{"data/opinions.csv": {Data: []byte(rows)}}
	data, err := dataset.Load(files, "data", []*dataset.Definition{set}, dataset.Options{}, errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs)
	}
	cube := indicator.Compute(defs, data, indicator.Organisation{}, period.Calendar{}, period.DateOf(2025, 12, 31), errs)
	return &builder{Office: &Office{Cube: cube, Data: data}, narratives: &narratives{}}
}

const pairDataset = `+++
title = "检察建议"
files = ["opinions.csv"]
key = ["编号"]
unit = "件"
start = "日期"
[[column]]
name = "编号"
[[column]]
name = "日期"
type = "date"
[[column]]
name = "采纳"
values = ["是", "否"]
+++
`

// Quantity and quality that go apart are told, as a request to look; what is in step is not.
func TestQuantityAndQualityApart(t *testing.T) {
	for _, tt := range []struct {
		direction     string
		cases, upheld [2]int
		more, apart   bool
	}{
		{"neutral", [2]int{100, 150}, [2]int{90, 105}, true, true},
		{"neutral", [2]int{150, 100}, [2]int{105, 90}, false, true},
		{"neutral", [2]int{100, 150}, [2]int{70, 120}, false, false},
		{"neutral", [2]int{100, 100}, [2]int{90, 50}, false, false},
		{"negative", [2]int{100, 150}, [2]int{10, 60}, true, true},
		{"negative", [2]int{100, 150}, [2]int{60, 10}, false, false},
	} {
		b := twoYears(t, tt.direction, tt.cases, tt.upheld)
		list := b.pairs()
		if len(list) != 1 || list[0].quantity.ID != "opinions" || list[0].quality.ID != "rate" {
			t.Fatalf("pairs %v", list)
		}
		x := b.pairing(list[0], "")
		if more, apart := x.apart(); more != tt.more || apart != tt.apart {
			t.Errorf("%s %v %v: more %v, apart %v; want %v, %v", tt.direction, tt.cases, tt.upheld, more, apart, tt.more, tt.apart)
		}
		if hint := x.hint(); tt.apart == (hint == "—") || strings.Contains(hint, "应当") {
			t.Errorf("%v %v: %q", tt.cases, tt.upheld, hint)
		}
	}
}
