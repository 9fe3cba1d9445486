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
start = "应回复日期"
[[column]]
name = "应回复日期"
type = "date"
editions = ["内部"]
[[column]]
name = "回复日期"
type = "date"
[[column]]
name = "部门"
editions = ["内部"]
+++
`

// An office is what models are read against.
type office struct {
	defs    []*dataset.Definition
	schemas map[string]formula.Schema
	data    *dataset.Data
}

// open loads datasets: front matter by id, and their files.
func open(t *testing.T, fronts map[string]string, files map[string]string) office {
	t.Helper()
	var errs source.List
	o := office{}
	for _, id := range []string{"supervision", "cases", "people"} {
		if front, ok := fronts[id]; ok {
			o.defs = append(o.defs, dataset.Define(document.Parse("content/datasets/"+id+".md", []byte(front), &errs), &errs))
		}
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var err error
	o.data, err = dataset.Load(fsys, "data", o.defs, dataset.Options{}, &errs)
	if err != nil || errs.Err() != nil {
		t.Fatal(err, errs.Err())
	}
	o.schemas = dataset.Schemas(o.defs, &errs)
	return o
}

func load(t *testing.T) office {
	return open(t, map[string]string{"supervision": documents},
		map[string]string{"文书.csv": "应回复日期,回复日期,部门\n2025-12-01,,甲\n2025-12-01,2025-11-30,甲\n2026-02-01,,乙\n,,乙\n"})
}

func (o office) model(front string) (*Model, *source.List) {
	errs := new(source.List)
	doc := document.Parse("content/models/x.md", []byte("+++\ntitle = \"逾期未回复\"\n"+front+"+++\n"), errs)
	return Definer(o.defs)(doc, o.schemas, errs), errs
}

func (o office) find(t *testing.T, front string, cutoff period.Date) Leads {
	t.Helper()
	m, errs := o.model(front)
	if errs.Err() != nil {
		t.Fatal(errs.Error())
	}
	return Run([]*Model{m}, o.data, cutoff)[0]
}

var cutoff = period.DateOf(2025, 12, 31)

const overdue = "dataset = \"supervision\"\nwhere = '空(回复日期) and 应回复日期 < 截止日'\nreason = \"{部门}应于 {应回复日期} 收到回复\"\n"

func rowsOf(l Leads) [][]int {
	var all [][]int
	for _, one := range l.List {
		all = append(all, one.Rows)
	}
	return all
}

func TestRunPointsAtExactlyTheRows(t *testing.T) {
	l := load(t).find(t, overdue, cutoff)
	if got := rowsOf(l); len(got) != 1 || !slices.Equal(got[0], []int{0}) {
		t.Fatalf("leads %v; want row 0 only", got)
	}
	one := l.List[0]
	if one.Day != period.DateOf(2025, 12, 1) || one.Size != 1 {
		t.Errorf("lead is of %v, size %d; want the day on which rows begin, 1", one.Day, one.Size)
	}
	said := l.Model.Reason.Say(one, func(column string, row int) string {
		return dataset.Print(l.Table.Column(column), row)
	})
	if said != "甲应于 2025-12-01 收到回复" {
		t.Errorf("it says %q", said)
	}
}

func TestDefineRefuses(t *testing.T) {
	o := load(t)
	const good = "dataset = \"supervision\"\nwhere = '空(回复日期)'\n"
	for _, tt := range []struct{ front, want string }{
		{"dataset = \"supervison\"\nwhere = 'true'\nreason = \"x\"\n", "是否为“supervision”？"},
		{"dataset = \"supervision\"\nwhere = '空(回复曰期)'\nreason = \"x\"\n", "是否为“回复日期”"},
		{good + "reason = \"x\"\nfields = [\"类型\"]\n", "没有列“类型”"},
		{good + "reason = \"x\"\nfields = [\"回复日期\"]\n", "列“回复日期”不给任何版本看"},
		{good + "reason = \"{回复日期}\"\n", "列“回复日期”不给任何版本看"},
		{good + "reason = \"{部门\"\n", "没有配对的“}”"},
		{good, "没有写线索的理由"},
		{good + "reason = \"{件数} 件\"\n", "没有分组的模型说不出“件数”"},
		{good + "reason = \"x\"\ndate = \"部门\"\n", "这里要日期"},
		{good + "reason = \"{应回复日期}\"\n[group]\nby = [\"部门\"]\nwithin = \"1年\"\nat_least = 2\n", "在一组里各行不同"},
		{good + "reason = \"x\"\n[group]\nby = [\"部门\"]\nwithin = \"一年\"\nat_least = 2\n", "“一年”不是一段时间"},
		{good + "reason = \"x\"\n[group]\nby = [\"部门\"]\nwithin = \"0日\"\nat_least = 2\n", "一段时间不能是 0"},
		{good + "reason = \"x\"\n[group]\nby = [\"部门\"]\nwithin = \"9日\"\nat_least = 1\n", "至少要两件"},
		{good + "reason = \"x\"\n[group]\nwithin = \"9日\"\nat_least = 3\n", "没有写按哪些列"},
		{good + "reason = \"x\"\n[group]\nby = [\"应回复日期\"]\nwithin = \"9日\"\nat_least = 3\n", "这里要文本"},
	} {
		if m, errs := o.model(tt.front); m != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s gives %v and says\n%s", tt.front, m, errs.Error())
		}
	}
}

func TestModelsThatLackAColumnPointAtNothing(t *testing.T) {
	for _, column := range []string{"回复日期", "应回复日期"} {
		o := load(t)
		o.data.Tables["supervision"].Column(column).Absent = true
		l := o.find(t, overdue, cutoff)
		if len(l.List) != 0 || len(l.Lacks) != 1 || l.Lacks[0].Column != column {
			t.Errorf("leads %v, lacks %v; want none, for want of %s", l.List, l.Lacks, column)
		}
	}
}

func TestCourseCountsEveryLeadOnce(t *testing.T) {
	l := load(t).find(t, "dataset = \"supervision\"\nwhere = '空(回复日期)'\nreason = \"x\"\n", cutoff)
	for _, tt := range []struct {
		first, last             period.Period
		counts                  []int
		earlier, later, undated int
	}{
		{period.Month(2025, 11), period.Month(2026, 2), []int{0, 1, 0, 1}, 0, 0, 1},
		{period.Month(2026, 1), period.Month(2026, 1), []int{0}, 1, 1, 1},
	} {
		c := l.Course(period.Calendar{}, tt.first, tt.last)
		if !slices.Equal(c.Counts, tt.counts) || c.Earlier != tt.earlier || c.Later != tt.later || c.Undated != tt.undated {
			t.Errorf("from %v to %v: %+v", tt.first, tt.last, c)
		}
	}
	if c := l.Course(period.Calendar{MonthEndsOn: 25}, period.Month(2025, 12), period.Month(2025, 12)); c.Counts[0] != 1 {
		t.Errorf("%+v; want the first of December in December", c)
	}
}
