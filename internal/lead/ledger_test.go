package lead

import (
	"fmt"
	"strings"
	"testing"

	"anjian/internal/document"
	"anjian/internal/source"
)

const transfersFront = `+++
title = "移送"
files = ["移送.csv"]
key = ["编号"]
aggregate_only = '未检 == "是"'
[[column]]
name = "编号"
[[column]]
name = "类型"
values = ["公益", "救助", "民事"]
[[column]]
name = "接收"
[[column]]
name = "模型"
[[column]]
name = "来源"
[[column]]
name = "移送"
type = "date"
[[column]]
name = "受理"
type = "date"
[[column]]
name = "反馈"
type = "date"
[[column]]
name = "成案"
type = "yesno"
[[column]]
name = "未检"
type = "yesno"
+++
`

const steps = `title = "台账"
dataset = "cases"
kind = "类型"
receiver = "接收"
model = "模型"
source = "来源"
built = '成案 == "是"'
[[step]]
name = "受理"
from = "移送"
to = "受理"
days = 7
[[step]]
name = "反馈"
from = "受理"
to = "反馈"
days = 10
`

func ledger(o office, front string) (*Ledger, *source.List) {
	errs := new(source.List)
	doc := document.Parse("content/leads/x.md", []byte("+++\n"+front+"+++\n"), errs)
	return DefineLedger(doc, o.schemas, errs), errs
}

func TestFollowCountsStepsAndWhatWaits(t *testing.T) {
	o := open(t, map[string]string{"supervision": strings.Replace(documents, "start =", "key = [\"部门\"]\nstart =", 1), "cases": transfersFront}, map[string]string{
		"文书.csv": "应回复日期,回复日期,部门\n2025-12-01,,甲\n2025-12-02,,乙\n",
		"移送.csv": `编号,类型,接收,模型,来源,移送,受理,反馈,成案,未检
1,公益,四部,逾期未回复,甲,2025-12-01,2025-12-04,2025-12-09,是,否
2,公益,四部,,,2025-12-24,,,,否
3,公益,四部,,,2025-12-23,,,,否
4,救助,五部,,,2025-12-01,2025-12-21,,否,否
5,救助,五部,,,2025-12-01,2025-12-20,,,否
6,救助,五部,,,2025-11-01,,,,是
7,公益,四部,,,2025-11-01,,,,否
8,公益,四部,别的模型,乙,2025-12-01,2025-12-02,2025-12-12,,否
`,
	})
	l, errs := ledger(o, steps)
	if errs.Err() != nil {
		t.Fatal(errs.Error())
	}
	f := Follow([]*Ledger{l}, o.data, cutoff)[0]
	want := "[{公益 5 1 [{2 4 3 2} {2 15 0 0}]} {救助 2 0 [{2 39 0 0} {0 0 2 1}]}]"
	if got := fmt.Sprint(f.Kinds); got != want {
		t.Errorf("kinds\n%s\nwant\n%s", got, want)
	}
	// The eighth and eleventh day are too late; the sixth row is a juvenile's.
	if got, want := fmt.Sprint(f.Waiting, f.Unlisted), "[[{6 60} {2 8}] [{4 11}]] 1"; got != want {
		t.Errorf("waiting %s; want %s", got, want)
	}
	leads := o.find(t, overdue, cutoff)
	if len(leads.List) != 2 || !f.HandedOn(&leads, leads.List[0]) || f.HandedOn(&leads, leads.List[1]) {
		t.Error("the first lead was handed on, the second only by another model")
	}
	if sent, built := f.Ever(leads.Model); sent != 1 || built != 1 {
		t.Errorf("%d sent, %d built; want 1, 1", sent, built)
	}
}

func TestDefineLedgerRefuses(t *testing.T) {
	o := open(t, map[string]string{"cases": transfersFront}, map[string]string{"移送.csv": "编号,类型,接收,模型,来源,移送,受理,反馈,成案,未检\n"})
	for _, tt := range []struct{ old, by, want string }{
		{`"cases"`, `"case"`, "是否为“cases”？"},
		{`kind = "类型"`, `kind = "种类"`, "没有列“种类”"},
		{`receiver = "接收"`, `receiver = "移送"`, "列“移送”是日期，这里要文本"},
		{`source = "来源"`, `source = ""`, "没有列“”"},
		{`from = "受理"`, `from = "移送"`, "环节“反馈”不接着上一环节"},
		{`days = 10`, `days = 0`, "环节“反馈”没有写规定的日数"},
		{`built = '成案 == "是"'`, `built = '成案 == "对"'`, "对"},
		{steps[strings.Index(steps, "[[step]]"):], "", "台账没有写环节"},
	} {
		front := strings.Replace(steps, tt.old, tt.by, 1)
		if l, errs := ledger(o, front); l != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %v, said\n%s", tt.by, l, errs.Error())
		}
	}
}

func TestFollowSaysWhatIsLacking(t *testing.T) {
	o := open(t, map[string]string{"cases": transfersFront}, map[string]string{"移送.csv": "编号,类型,接收,模型,来源,移送,受理,成案,未检\n1,公益,,,,2025-12-01,,,否\n"})
	l, errs := ledger(o, steps)
	if errs.Err() != nil {
		t.Fatal(errs.Error())
	}
	if f := Follow([]*Ledger{l}, o.data, cutoff)[0]; len(f.Lacks) != 1 || f.Lacks[0].Column != "反馈" || f.Kinds != nil {
		t.Errorf("lacks %v, kinds %v; want the column 反馈 missing", f.Lacks, f.Kinds)
	}
}
