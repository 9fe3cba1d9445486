package lead

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

const documents = `+++
title = "监督文书"
files = ["文书.csv"]
[[column]]
name = "应回复日期"
type = "date"
[[column]]
name = "回复日期"
type = "date"
+++
`

func load(t *testing.T) (map[string]formula.Schema, *dataset.Data) {
	t.Helper()
	var errs source.List
	files := fstest.MapFS{"data/文书.csv": {Data: []byte("应回复日期,回复日期\n2025-12-01,\n2025-12-01,2025-11-30\n2026-02-01,\n,\n")}}
	defs := []*dataset.Definition{dataset.Define(document.Parse("content/datasets/supervision.md", []byte(documents), &errs), &errs)}
	data, err := dataset.Load(files, "data", defs, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	return dataset.Schemas(defs, &errs), data
}

func model(front string, schemas map[string]formula.Schema) (*Model, *source.List) {
	errs := new(source.List)
	doc := document.Parse("content/models/x.md", []byte("+++\ntitle = \"逾期未回复\"\n"+front+"+++\n"), errs)
	return Define(doc, schemas, errs), errs
}

func TestRunPointsAtExactlyTheRows(t *testing.T) {
	schemas, data := load(t)
	m, errs := model("dataset = \"supervision\"\nwhere = '空(回复日期) and 应回复日期 < 截止日'\n", schemas)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	l := Run([]*Model{m}, data.Tables, period.DateOf(2025, 12, 31))
	if len(l) != 1 || !slices.Equal(l[0].Rows, []int{0}) {
		t.Errorf("leads %v; want row 0 only", l)
	}
}

func TestDefineRefuses(t *testing.T) {
	schemas, _ := load(t)
	for _, tt := range []struct{ front, want string }{
		{"dataset = \"supervison\"\nwhere = 'true'\n", "是否为“supervision”？"},
		{"dataset = \"supervision\"\nwhere = '空(回复曰期)'\n", "是否为“回复日期”"},
		{"dataset = \"supervision\"\nwhere = '空(回复日期)'\nfields = [\"类型\"]\n", "没有列“类型”"},
	} {
		if m, errs := model(tt.front, schemas); m != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, m, errs.Error())
		}
	}
}

func TestModelsThatLackAColumnPointAtNothing(t *testing.T) {
	schemas, data := load(t)
	m, errs := model("dataset = \"supervision\"\nwhere = '空(回复日期) and 应回复日期 < 截止日'\n", schemas)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	data.Tables["supervision"].Column("回复日期").Absent = true
	l := Run([]*Model{m}, data.Tables, period.DateOf(2025, 12, 31))
	if len(l) != 1 || len(l[0].Rows) != 0 || len(l[0].Lacks) != 1 || l[0].Lacks[0].Column != "回复日期" {
		t.Errorf("leads %v; want none, for want of 回复日期", l)
	}
}
