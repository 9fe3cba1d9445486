package review

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
)

const cases = `+++
title = "案件"
files = ["案件.csv"]
key = ["部门受案号"]
[[column]]
name = "部门受案号"
[[column]]
name = "结论"
values = ["起诉", "不起诉"]
+++
`

const records = `+++
title = "评查"
files = ["评查.csv"]
[[column]]
name = "部门受案号"
[[column]]
name = "完成日期"
type = "date"
+++
`

// load reads the two datasets from text, as an office would have them.
func load(t *testing.T) ([]*dataset.Definition, *dataset.Data) {
	t.Helper()
	var errs source.List
	files := fstest.MapFS{
		"data/案件.csv": {Data: []byte("部门受案号,结论\n甲1,不起诉\n甲2,起诉\n甲3,不起诉\n甲4,不起诉\n")},
		"data/评查.csv": {Data: []byte("部门受案号,完成日期\n甲1,2025-03-01\n甲3,\n甲2,2025-03-02\n")},
	}
	defs := []*dataset.Definition{
		dataset.Define(document.Parse("content/datasets/cases.md", []byte(cases), &errs), &errs),
		dataset.Define(document.Parse("content/datasets/reviews.md", []byte(records), &errs), &errs),
	}
	data, err := dataset.Load(files, "data", defs, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	return defs, data
}

func TestListedButUnfinishedCasesStayOpen(t *testing.T) {
	defs, data := load(t)
	var errs source.List
	doc := document.Parse("content/reviews/x.md", []byte("+++\ntitle = \"不起诉\"\ndataset = \"cases\"\nwhere = '结论 == \"不起诉\"'\n+++\n"), &errs)
	c := Define(doc, dataset.Schemas(defs, &errs), &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	p := Check([]*Class{c}, data.Tables, period.DateOf(2025, 12, 31))[0]
	if !slices.Equal(p.Must, []int{0, 2, 3}) || !slices.Equal(p.Open, []int{2, 3}) {
		t.Errorf("must %v, open %v; want [0 2 3] and [2 3]", p.Must, p.Open)
	}
}

func TestDefineRefuses(t *testing.T) {
	defs, _ := load(t)
	for _, tt := range []struct{ front, want string }{
		{"dataset = \"case\"\nwhere = 'true'\n", "是否为“cases”？"},
		{"dataset = \"cases\"\nkey = \"案号\"\nwhere = 'true'\n", "没有文本列“案号”"},
		{"dataset = \"cases\"\ndone = \"完成曰期\"\nwhere = 'true'\n", "是否为“完成日期”？"},
		{"dataset = \"cases\"\nwhere = '结论 == \"不诉\"'\n", "不诉"},
	} {
		var errs source.List
		doc := document.Parse("content/reviews/x.md", []byte("+++\ntitle = \"x\"\n"+tt.front+"+++\n"), &errs)
		if c := Define(doc, dataset.Schemas(defs, &errs), &errs); c != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, c, errs.Error())
		}
	}
}

// Without the review records every case would look unreviewed.
func TestWithoutRecordsNothingIsKnown(t *testing.T) {
	defs, data := load(t)
	var errs source.List
	doc := document.Parse("content/reviews/x.md", []byte("+++\ntitle = \"不起诉\"\ndataset = \"cases\"\nwhere = '结论 == \"不起诉\"'\n+++\n"), &errs)
	c := Define(doc, dataset.Schemas(defs, &errs), &errs)
	data.Tables["reviews"].Absent = true
	p := Check([]*Class{c}, data.Tables, period.DateOf(2025, 12, 31))[0]
	if len(p.Must) != 0 || len(p.Open) != 0 || len(p.Lacks) != 1 || p.Lacks[0].String() != "未导出“评查”" {
		t.Errorf("must %v, open %v, lacks %v", p.Must, p.Open, p.Lacks)
	}
}
