package monitor

import (
	"strings"
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// Those in custody are told of by the events of their case: a return does not stop their clock, it
// counts anew from that day, and again once the case is back.
func TestEventsOfTheCase(t *testing.T) {
	const persons = `+++
title = "人卡"
files = []
start = "受理日期"
end = "处理日期"
[[column]]
name = "案号"
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "处理日期"
type = "date"
[[link]]
name = "案件"
to = "cases"
column = "案号"
key = "案号"
+++
`
	limit := strings.NewReplacer(
		`dataset = "cases"`, `dataset = "persons"`, `due = "到期日期"`, ``, `custody = '是否羁押 == "是"'`, `custody = '案件.是否羁押 == "是"'`,
		`children = "程序"`, `children = "案件.程序"`, `returned = ["退补"]`, `restarted = ["退补"]`,
	).Replace(limitDocument)
	var errs source.List
	var defs []*dataset.Definition
	for id, text := range map[string]string{"cases": casesDocument, "nodes": nodesDocument, "persons": persons} {
		defs = append(defs, dataset.Define(document.Parse("content/datasets/"+id+".md", []byte(text), &errs), &errs))
	}
	schemas := dataset.Schemas(defs, &errs)
	l := Define(document.Parse("content/limits/custody.md", []byte(limit), &errs), schemas, &errs)
	if l == nil || errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	var said source.List
	Define(document.Parse("content/limits/custody.md", []byte(strings.Replace(limit, "案件.程序", "案卷.程序", 1)), &said), schemas, &said)
	if !strings.Contains(said.Error(), "没有关联“案卷”") || !strings.Contains(said.Error(), "案件") {
		t.Errorf("says %s", said.Error())
	}

	tables, _ := office(t, map[string]string{
		"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n从未退,2025-03-05,,,是,1\n未报回,2025-03-05,,,是,1\n已报回,2025-03-05,,,是,1\n",
		"nodes.csv": "案号,事项,日期,重报日期\n未报回,退补,2025-04-01,\n已报回,退补,2025-04-01,2025-04-28\n",
	})
	start := int64(date(t, "2025-03-05"))
	people := &table.Table{Name: "persons", Title: "人卡", Rows: 4, Columns: []*table.Column{
		{Name: "案号", Type: table.Text, Dict: []string{""}, Codes: table.MakeCodes(4, 0)},
		{Name: "受理日期", Type: table.Date, Nums: table.NumsOf(start, start, start, start)},
		{Name: "处理日期", Type: table.Date, Nums: empty(4)},
	}}
	people.Links = []*table.Link{{Name: "案件", Column: "案号", Key: "案号", To: tables["cases"], Row: []int32{0, 1, 2, -1}}}
	tables["persons"] = people
	watch := WatchAll([]*Limit{l}, tables, new(period.Workdays), date(t, "2025-05-10"))[0]
	if len(watch.Lacks) > 0 || len(watch.Open) != 4 {
		t.Fatalf("lacks %v, %d open", watch.Lacks, len(watch.Open))
	}
	// Who has no case is at large: 5 April 2025 is a Saturday, and Monday the 7th works.
	for row, want := range []string{"2025-04-05", "2025-05-01", "2025-05-28", "2025-04-07"} {
		if s := watch.Open[row]; s.Due.String() != want || s.Away != period.NoDate {
			t.Errorf("row %d is due on %s, away since %s; want %s", row, s.Due, s.Away, want)
		}
	}
}
