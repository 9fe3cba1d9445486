package dispatch

import (
	"bytes"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"anjian/internal/cardcheck"
	"anjian/internal/closed"
	"anjian/internal/correction"
	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/indicator"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/templates"
)

const definition = `+++
title = "审查起诉案件"
files = ["起诉*.csv"]
key = ["部门受案号"]
procuratorate = "承办单位"
department = "承办部门"
handler = "承办人工号"
start = "受理日期"
end = "审结日期"
aggregate_only = '类别 == "未成年人"'
[[column]]
name = "部门受案号"
editions = ["内部"]
[[column]]
name = "承办单位"
editions = ["内部"]
[[column]]
name = "承办部门"
editions = ["内部"]
[[column]]
name = "承办人工号"
[[column]]
name = "类别"
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
name = "案由"
editions = ["内部"]
+++
`

const rule = `+++
title = "=有审结日期而案由未填或者写错"
code = "R03"
kind = "错填"
level = "错误"
dataset = "cases"
where = '案由 != "盗窃罪" and not 空(受理日期)'
fields = ["案由", "审结日期"]
basis = "@联动"
+++
## 为什么查

联动。

## 怎样改

- 核对起诉书；
- -没有写的补填。
`

const limit = `+++
title = "审查起诉"
basis = "刑事诉讼法第一百七十二条"
starts = "受理"
length = "1个月"
dataset = "cases"
start = "受理日期"
end = "审结日期"
+++
正文
`

// sources are an office with invented cards at a cut-off; closed months may be handed in.
func sources(t testing.TB, export string, cutoff period.Date, frozen []*closed.Findings, returned *correction.Returned) Sources {
	t.Helper()
	errs := new(source.List)
	defs := []*dataset.Definition{dataset.Define(document.Parse("content/datasets/cases.md", []byte(definition), errs), errs)}
	fsys := fstest.MapFS{"content/data/起诉.csv": {Data: []byte("部门受案号,承办单位,承办部门,承办人工号,类别,受理日期,审结日期,案由\n" + export)}}
	data, err := dataset.Load(fsys, "content/data", defs, dataset.Options{}, errs)
	if err != nil {
		t.Fatal(err)
	}
	schemas := dataset.Schemas(defs, errs)
	rules := cardcheck.Define(document.Parse("content/rules/cause.md", []byte(rule), errs), schemas, errs)
	limits := []*monitor.Limit{monitor.Define(document.Parse("content/limits/review.md", []byte(limit), errs), schemas, errs)}
	org := indicator.Organise([]*document.Document{
		document.Parse("content/procuratorates/east.md", []byte("+++\ntitle = \"某市东区人民检察院\"\nshort = \"东区院\"\n+++\n"), errs),
	}, nil, errs)
	if errs.Err() != nil {
		t.Fatal(errs)
	}
	calendar := period.Calendar{}
	ledger := correction.Make(correction.Sources{
		Day: cutoff, Month: calendar.MonthOf(cutoff), MonthOf: calendar.MonthOf, Rules: rules,
		Findings: cardcheck.Check(rules, data.Tables, cutoff), Data: data, Closed: frozen, Returned: returned,
		Procuratorate: func(word string) string {
			p, _ := org.Named(word)
			return p.ID
		},
		Department: org.DepartmentNamed, Title: org.Title,
	}, errs)
	return Sources{
		Owner: "某市人民检察院", Notice: "内部资料，注意保存。", Cutoff: cutoff, Calendar: calendar, Org: org, Data: data, Ledger: ledger,
		Watches: monitor.WatchAll(limits, data.Tables, monitor.ReadWorkdays(nil, errs), cutoff), Templates: templates.Files,
	}
}

func made(t testing.TB, s Sources) map[string][]byte {
	t.Helper()
	files, err := Make(s)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// tablesOf reads the tables of a page.
func tablesOf(t *testing.T, page []byte) [][][]string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var tables [][][]string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch last := len(tables) - 1; n.Data {
			case "table":
				tables = append(tables, nil)
			case "tr":
				tables[last] = append(tables[last], nil)
			case "th", "td":
				text := ""
				if n.FirstChild != nil {
					text = n.FirstChild.Data
				}
				row := len(tables[last]) - 1
				tables[last][row] = append(tables[last][row], text)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return tables
}
