package monitor

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

const casesDocument = `+++
title = "审查起诉案件"
files = ["cases.csv"]
key = ["案号"]
start = "受理日期"
end = "审结日期"
[[column]]
name = "案号"
[[column]]
name = "受理日期"
type = "date"
[[column]]
name = "审结日期"
type = "date"
[[column]]
name = "到期日期"
type = "date"
[[column]]
name = "是否羁押"
type = "yesno"
[[column]]
name = "人数"
type = "int"
+++
`

const nodesDocument = `+++
title = "程序节点"
files = ["nodes.csv"]
[[column]]
name = "案号"
[[column]]
name = "事项"
values = ["延长", "退补", "中止", "其他"]
[[column]]
name = "日期"
type = "date"
[[column]]
name = "重报日期"
type = "date"
[[link]]
name = "案件"
to = "cases"
column = "案号"
key = "案号"
children = "程序"
+++
`

const limitDocument = `+++
title = "审查起诉"
basis = "刑事诉讼法第一百七十二条"
starts = "收到案件"
length = "1个月"
extension = "15日"
returns = 2
dataset = "cases"
custody = '是否羁押 == "是"'
due = "到期日期"
[events]
children = "程序"
kind = "事项"
day = "日期"
back = "重报日期"
extended = ["延长"]
returned = ["退补"]
paused = ["中止"]
+++
正文
`

// office reads documents and files, made up for a test.
func office(t *testing.T, files map[string]string) (map[string]*table.Table, map[string]formula.Schema) {
	t.Helper()
	var errs source.List
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["data/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	var defs []*dataset.Definition
	for id, text := range map[string]string{"cases": casesDocument, "nodes": nodesDocument} {
		if _, there := files[id+".csv"]; !there {
			text = strings.Replace(text, `["`+id+`.csv"]`, "[]", 1)
		}
		defs = append(defs, dataset.Define(document.Parse("content/datasets/"+id+".md", []byte(text), &errs), &errs))
	}
	schemas := dataset.Schemas(defs, &errs)
	data, err := dataset.Load(fsys, "data", defs, dataset.Options{}, &errs)
	if err != nil || errs.Faults() > 0 {
		t.Fatal(err, errs.Err())
	}
	return data.Tables, schemas
}

func limitOf(t *testing.T, text string, schemas map[string]formula.Schema) *Limit {
	t.Helper()
	var errs source.List
	l := Define(document.Parse("content/limits/review.md", []byte(text), &errs), schemas, &errs)
	if l == nil || errs.Err() != nil {
		t.Fatal(errs.Err())
	}
	return l
}

func TestWatch(t *testing.T) {
	tables, schemas := office(t, map[string]string{
		"cases.csv": `案号,受理日期,审结日期,到期日期,是否羁押,人数
在时,2025-03-05,2025-04-07,,否,1
迟办,2025-03-05,2025-04-08,,否,1
在押迟办,2025-03-05,2025-04-07,,是,1
未结超期,2025-03-05,,2025-04-05,否,1
退补未回,2025-03-05,,,否,1
退补已回,2025-03-05,,2025-06-08,否,1
后来才回,2025-03-05,,,否,1
中止,2025-03-05,,,否,1
临期,2025-04-18,,2025-05-19,否,1
在押临期,2025-04-20,,2025-05-20,是,1
后来受理,2025-06-01,,,否,1
无受理日期,,,,否,1
三次退补,2025-01-06,,,否,1
`,
		"nodes.csv": `案号,事项,日期,重报日期
退补未回,退补,2025-04-01,
退补已回,退补,2025-04-01,2025-05-08
后来才回,退补,2025-04-01,2025-05-20
中止,中止,2025-03-20,
临期,其他,2025-04-20,
三次退补,退补,2025-01-20,2025-02-10
三次退补,退补,2025-02-20,2025-03-10
三次退补,退补,2025-03-20,2025-04-20
没有的案号,退补,2025-03-20,
`,
	})
	day := date(t, "2025-05-14")
	watch := WatchAll([]*Limit{limitOf(t, limitDocument, schemas)}, tables, new(period.Workdays), day)[0]
	name := func(row int) string { return tables["cases"].Column("案号").Word(row) }
	list := func(standings []Standing) string {
		var words []string
		for _, s := range standings {
			words = append(words, fmt.Sprintf("%s %s %d", name(s.Row), s.Due, s.Left))
		}
		return strings.Join(words, "；")
	}
	if watch.Concluded != 3 || watch.Overran != 2 || len(watch.Open) != 8 {
		t.Errorf("%d concluded, %d late, %d open; want 3, 2, 8", watch.Concluded, watch.Overran, len(watch.Open))
	}
	if got, want := list(watch.Overdue()), "未结超期 2025-04-07 -37"; got != want {
		t.Errorf("overdue: %s; want %s", got, want)
	}
	// 18 May 2025 is a Sunday; in custody a case is near its end a week ahead.
	if got, want := list(watch.NearDue()), "临期 2025-05-19 5；在押临期 2025-05-20 6"; got != want {
		t.Errorf("near due: %s; want %s", got, want)
	}
	if got, want := list(watch.Away()), "退补未回  0；后来才回  0；中止  0"; got != want {
		t.Errorf("away: %s; want %s", got, want)
	}
	if len(watch.Improper) != 1 || name(watch.Improper[0].Row) != "三次退补" || watch.Improper[0].Problem != ReturnedTooOften {
		t.Errorf("improper: %v", watch.Improper)
	}
	var differing []string
	for _, d := range watch.Differing {
		differing = append(differing, name(d.Row)+" "+d.Export.String()+" "+d.Legal.String())
	}
	if got, want := strings.Join(differing, "；"), "未结超期 2025-04-05 2025-04-07；退补已回 2025-06-08 2025-06-09"; got != want {
		t.Errorf("differing: %s; want %s", got, want)
	}
	if years := Unarranged([]*Watch{watch}, new(period.Workdays)); len(years) != 1 || years[0] != 2025 {
		t.Errorf("years without an arrangement: %v", years)
	}
}

// What was not exported makes a limit unknown, never wrong.
func TestWatchLacks(t *testing.T) {
	cases := "案号,受理日期,审结日期,到期日期,是否羁押,人数\n甲,2025-03-05,,,否,1\n"
	nodes := "案号,事项,日期,重报日期\n甲,退补,2025-04-01,\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"everything", map[string]string{"cases.csv": cases, "nodes.csv": nodes}, ""},
		{"no events", map[string]string{"cases.csv": cases}, "未导出“程序节点”"},
		{"no day of return", map[string]string{"cases.csv": cases, "nodes.csv": strings.ReplaceAll(nodes, "重报日期", "备注")}, "缺字段“重报日期”"},
		{"no custody", map[string]string{"cases.csv": strings.ReplaceAll(cases, "是否羁押", "备注"), "nodes.csv": nodes}, "缺字段“是否羁押”"},
		{"no due date", map[string]string{"cases.csv": strings.ReplaceAll(cases, "到期日期", "备注"), "nodes.csv": nodes}, ""},
	} {
		tables, schemas := office(t, tt.files)
		watch := WatchAll([]*Limit{limitOf(t, limitDocument, schemas)}, tables, new(period.Workdays), date(t, "2025-05-14"))[0]
		var lacks []string
		for _, l := range watch.Lacks {
			if s := l.String(); len(lacks) == 0 || lacks[len(lacks)-1] != s {
				lacks = append(lacks, s)
			}
		}
		if got := strings.Join(lacks, "、"); got != tt.want {
			t.Errorf("%s: lacks %s; want %s", tt.name, got, tt.want)
		}
		if known := len(watch.Open) > 0; known != (tt.want == "") {
			t.Errorf("%s: %d open", tt.name, len(watch.Open))
		}
	}
}

func TestWatchInForce(t *testing.T) {
	tables, schemas := office(t, map[string]string{"cases.csv": "案号,受理日期,审结日期,到期日期,是否羁押,人数\n甲,2019-12-29,,,否,1\n乙,2019-12-30,,,否,1\n丙,2020-06-01,,,否,1\n", "nodes.csv": "案号,事项,日期,重报日期\n"})
	l := limitOf(t, strings.Replace(limitDocument, "returns = 2\n", "returns = 2\nvalid_from = 2019-12-30\nvalid_to = 2020-05-31\n", 1), schemas)
	watch := WatchAll([]*Limit{l}, tables, new(period.Workdays), date(t, "2020-12-31"))[0]
	if len(watch.Open) != 1 || tables["cases"].Column("案号").Word(watch.Open[0].Row) != "乙" {
		t.Errorf("open: %v; want the one that began while the limit was in force", watch.Open)
	}
}
