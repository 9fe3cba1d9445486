package reconcile

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

const officialDefinition = `+++
title = "统计报表"
files = ["报表*.csv"]
shape = "grid"
procuratorate = "承办单位"
[grid]
rows = ["承办单位"]
columns = ["项目"]
corner = "单位"
period = "file"
[[column]]
name = "承办单位"
[[column]]
name = "行目"
[[column]]
name = "列目"
[[column]]
name = "统计期"
[[column]]
name = "单元格"
[[column]]
name = "值"
type = "int"
+++
`

const listDefinition = `+++
title = "统计清单"
files = ["清单.csv"]
key = ["案号"]
procuratorate = "承办单位"
[[column]]
name = "案号"
[[column]]
name = "承办单位"
[[column]]
name = "审结日期"
type = "date"
+++
`

const acceptedIndicator = `+++
title = "受理"
line = "民事检察"
dimension = "数量"
unit = "件"
dataset = "cases"
value = { count = true, date = "受理日期" }
+++
## 回答什么问题
## 怎么算
## 容易误读
## 对应的业务工作
`

const comparedFront = `+++
title = "核对"
official = "official"
all = "全市"
[[item]]
title = "审结"
column = "审结"
dataset = "cases"
date = "审结日期"
count = true
where = '条线 == "民事检察"'
list = { dataset = "list", date = "审结日期" }
[[item]]
column = "受理"
indicator = "accepted"
[[item]]
column = "未结"
dataset = "cases"
at = "期末"
count = true
+++
`

type world struct {
	sets  []*dataset.Definition
	data  *dataset.Data
	cube  *indicator.Cube
	defs  []*indicator.Definition
	world World
}

func load(t *testing.T, files map[string]string) *world {
	t.Helper()
	var errs source.List
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	w := &world{}
	for id, text := range map[string]string{"cases": strings.Replace(caseDefinition, "business_line", "department", 1), "official": officialDefinition, "list": listDefinition} {
		w.sets = append(w.sets, dataset.Define(parse(t, "content/datasets/"+id+".md", text, &errs), &errs))
	}
	var err error
	if w.data, err = dataset.Load(fsys, "content/data", w.sets, dataset.Options{}, &errs); err != nil {
		t.Fatal(err)
	}
	w.defs = indicator.DefineAll([]*document.Document{parse(t, "content/indicators/accepted.md", acceptedIndicator, &errs)}, w.sets, &errs)
	w.cube = indicator.Compute(w.defs, w.data, organisation(t, &errs), period.Calendar{}, period.DateOf(2025, 3, 15), &errs)
	w.world = World{Datasets: w.sets, Schemas: dataset.Schemas(w.sets, &errs), Indicators: w.defs}
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return w
}

func (w *world) compare(t *testing.T, text string) *Comparison {
	t.Helper()
	var errs source.List
	d := Define(parse(t, "content/reconciliations/table.md", text, &errs), w.world, &errs)
	if errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return Compare([]*Definition{d}, w.data, w.cube)[0]
}

var comparedFiles = map[string]string{
	"案件.csv": "案号,承办单位,条线,受理日期,审结日期\n" +
		"甲1,东区院,民事检察,2025-01-03,2025-01-10\n" +
		"甲2,东区院,民事检察,2025-01-05,2025-01-31\n" + // theirs in February
		"甲3,东区院,民事检察,2025-01-06,2025-01-20\n" + // theirs lack it
		"甲4,东区院,行政检察,2025-01-08,2025-01-21\n" + // theirs count it: ours is of another line
		"甲5,西区院,民事检察,2025-01-09,2025-01-22\n" + // theirs in the east
		"甲6,西区院,民事检察,2025-02-09,\n",
	"报表2025年1月.csv": "标题,,,\n单位,审结,受理,未结\n全市,6,5,—\n　东区院,6,4,—\n　西区院,—,1,—\n　北区院,—,—,—\n",
	"报表2025年2月.csv": "标题,,,\n单位,审结,受理,未结\n全市,1,1,1\n　东区院,1,—,—\n　西区院,—,1,1\n",
	"报表2025年3月.csv": "标题,,,\n单位,审结,受理,未结\n全市,9,9,9\n",
	"清单.csv":        "案号,承办单位,审结日期\n甲1,东区院,2025-01-10\n甲2,东区院,2025-02-01\n甲4,东区院,2025-01-21\n甲5,东区院,2025-01-22\n甲7,东区院,2025-01-23\n甲8,东区院,2025-01-23\n甲9,东区院,2025-01-23\n",
}

func TestTablesAreComparedDownToTheCases(t *testing.T) {
	w := load(t, comparedFiles)
	c := w.compare(t, comparedFront)
	if strings.Join(c.Strange, " ") != "北区院" {
		t.Errorf("strange places %v", c.Strange)
	}
	var got []string
	for _, item := range c.Items {
		for _, one := range item.Differing() {
			line := fmt.Sprintf("%s %s %s %s: %s/%s", item.Title, one.Period, one.Procuratorate, one.Cell, one.Ours, one.Theirs)
			for _, found := range one.Cases {
				ours, theirs := "-", "-"
				if found.Ours >= 0 {
					ours = w.data.Tables["cases"].Column("案号").Word(found.Ours)
				}
				if found.Theirs >= 0 {
					theirs = w.data.Tables["list"].Column("案号").Word(found.Theirs)
				}
				line += fmt.Sprintf(" [%s %s %s]", found.Kind, ours, theirs)
			}
			got = append(got, line)
		}
	}
	want := []string{
		"审结 2025-01 east B4: 3/6 [只在案卡 甲3 -] [只在统计报表 - 甲7] [只在统计报表 - 甲8] [只在统计报表 - 甲9] [归入的单位不同 甲5 甲5] [归入的统计期不同 甲2 甲2] [案卡不符合计数条件 甲4 甲4]",
		"审结 2025-01 west B5: 1/0 [归入的单位不同 甲5 甲5]",
		"审结 2025-02 east B4: 0/1 [归入的统计期不同 甲2 甲2]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("differences\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// January and February, three places, three items; March is not over, the north is unknown.
	if compared, differing := c.Counted(); compared != 18 || differing != 3 {
		t.Errorf("%d compared, %d differ; want 18 and 3", compared, differing)
	}
	for _, item := range c.Items {
		last := item.Checks[len(item.Checks)-1]
		if last.Period != period.Month(2025, 3) || last.Comparable() || last.Reason != indicator.Unfinished {
			t.Errorf("%s of the unfinished month: %+v", item.Title, last)
		}
	}
	var errs source.List
	c.Warn(w.cube, &errs)
	c.Tell(w.cube, &errs)
	if errs.Faults() != 0 || errs.Warnings() != 4 {
		t.Errorf("%d faults, %d warnings: %v", errs.Faults(), errs.Warnings(), &errs)
	}
}

// Without a list of theirs, rows that contradict themselves are the first to look at.
func TestSuspectsWithoutAList(t *testing.T) {
	w := load(t, map[string]string{
		"案件.csv": "案号,承办单位,条线,受理日期,审结日期\n" +
			"东检受[2025]99010100001号,东区院,民事检察,2025-01-03,2025-01-10\n" +
			"西检受[2025]99010200001号,东区院,民事检察,2025-01-04,2025-01-10\n" + // moved from the west
			"东检受[2025]99010100002号,东区院,民事检察,2025-01-09,2025-01-05\n" + // ends before it starts
			"西检受[2025]99010200002号,西区院,民事检察,2025-01-09,2025-01-10\n",
		"报表2025年1月.csv": "标题,,,\n单位,审结,受理,未结\n东区院,3,2,—\n西区院,1,2,—\n",
		"清单.csv":        "案号,承办单位,审结日期\n甲1,东区院,2025-01-10\n",
	})
	c := w.compare(t, comparedFront)
	var got []string
	for _, one := range c.Items[1].Differing() {
		for _, found := range one.Cases {
			got = append(got, fmt.Sprintf("%s %s 行%d", one.Procuratorate, found.Kind, found.Ours+1))
		}
	}
	if want := "east 日期前后矛盾 行3|east 案号与承办单位不符 行2"; strings.Join(got, "|") != want {
		t.Errorf("suspects %s; want %s", strings.Join(got, "|"), want)
	}
}

func TestToleranceAndFirstPeriod(t *testing.T) {
	w := load(t, comparedFiles)
	for keys, want := range map[string]int{"tolerance = 1\n": 1, "tolerance = 3\n": 0, "from = \"2025-02\"\n": 1} {
		c := w.compare(t, strings.Replace(comparedFront, "all = \"全市\"\n", "all = \"全市\"\n"+keys, 1))
		if _, differing := c.Counted(); differing != want {
			t.Errorf("with %q %d differ; want %d", keys, differing, want)
		}
	}
}

func TestWhatCannotBeComparedSaysWhy(t *testing.T) {
	files := map[string]string{}
	for name, text := range comparedFiles {
		files[name] = text
	}
	files["案件.csv"] = "案号,承办单位,受理日期,审结日期\n甲1,东区院,2025-01-03,2025-01-10\n甲2,东区院,2025-02-03,\n"
	c := load(t, files).compare(t, comparedFront)
	one := c.Items[0].Checks[0]
	if one.Comparable() || one.Reason != "缺字段“条线”" {
		t.Errorf("without the column: %+v", one)
	}
	if one = c.Items[1].Checks[0]; !one.Comparable() || one.Ours.N != 1 {
		t.Errorf("what needs no such column: %+v", one)
	}
}

func TestDefinitionsAtFault(t *testing.T) {
	w := load(t, comparedFiles)
	for _, tt := range []struct{ old, new, want string }{
		{`official = "official"`, `official = "cases"`, "没有统计报表数据集“cases”"},
		{`all = "全市"`, `from = "一月"`, "“from”不是统计期"},
		{`all = "全市"`, `tolerance = -1`, "“tolerance”不能是负数"},
		{`indicator = "accepted"`, `indicator = "acepted"`, "没有指标“acepted”"},
		{`indicator = "accepted"`, "indicator = \"accepted\"\npart = \"numerator\"", "指标“受理”没有分子分母"},
		{`indicator = "accepted"`, "", "没有写与本站的什么数核对"},
		{`indicator = "accepted"`, "indicator = \"accepted\"\ncount = true", "“indicator”不能与“count”“sum”同时写"},
		{`column = "受理"`, "title = \"受理\"", "没有写报表的哪一项"},
		{`at = "期末"`, `at = "期初"`, "“at”不能是“期初”"},
		{`where = '条线 == "民事检察"'`, `where = '条綫 == "民事检察"'`, "没有列“条綫”"},
		{`list = { dataset = "list", date = "审结日期" }`, `list = { dataset = "list" }`, "案件清单没有写按哪个日期归期"},
		{`list = { dataset = "list", date = "审结日期" }`, `list = { dataset = "list", date = "审结日期", own_key = "号" }`, "数据集“cases”没有列“号”"},
		{`at = "期末"`, "at = \"期末\"\nlist = { dataset = \"list\", date = \"审结日期\" }", "这一项不能附案件清单"},
	} {
		var errs source.List
		text := strings.Replace(comparedFront, tt.old, tt.new, 1)
		if text == comparedFront {
			t.Fatalf("%s is not in the document", tt.old)
		}
		if d := Define(parse(t, "content/reconciliations/table.md", text, &errs), w.world, &errs); d != nil || !strings.Contains(errs.Error(), tt.want) {
			t.Errorf("%s: %v; want %s", tt.new, &errs, tt.want)
		}
	}
}
