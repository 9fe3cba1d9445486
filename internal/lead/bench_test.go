package lead

import (
	"testing"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A million cases through a model that lists rows and one that groups one row in five.
func BenchmarkMillionRows(b *testing.B) {
	const rows = 1_000_000
	var errs source.List
	defs := []*dataset.Definition{dataset.Define(document.Parse("content/datasets/cases.md", []byte(casesFront), &errs), &errs)}
	t := &table.Table{Name: "cases", Rows: rows}
	words := func(name string, n int) {
		c := &table.Column{Name: name, Dict: []string{""}}
		for i := range n {
			c.Dict = append(c.Dict, string(rune('一'+i)))
		}
		c.Codes = table.MakeCodes(rows, uint32(n+1))
		for row := range rows {
			c.Codes.Set(row, uint32(1+row*7919%n))
		}
		t.Columns = append(t.Columns, c)
	}
	words("案号", 20000)
	words("院", 200)
	words("行业", 10)
	days := &table.Column{Name: "日期", Type: table.Date, Nums: table.MakeNums(rows, 0, 30000)}
	for row := range rows {
		days.Nums.Set(row, int64(period.DateOf(2021, 1, 1))+int64(row)*1825/rows)
	}
	t.Columns = append(t.Columns, days)
	data := &dataset.Data{Tables: map[string]*table.Table{"cases": t}}
	schemas := dataset.Schemas(defs, &errs)
	var models []*Model
	for _, front := range []string{
		"dataset = \"cases\"\nwhere = '行业 == \"一\" and 日期 > \"2025-06-01\"'\nreason = \"x\"\n",
		"dataset = \"cases\"\nwhere = '行业 in [\"一\", \"丁\"]'\nreason = \"x\"\n[group]\nby = [\"院\", \"行业\"]\nwithin = \"6个月\"\nat_least = 90\ndistinct = \"案号\"\n",
	} {
		m := Definer(defs)(document.Parse("content/models/x.md", []byte("+++\ntitle = \"x\"\n"+front+"+++\n"), &errs), schemas, &errs)
		if m == nil {
			b.Fatal(errs.Error())
		}
		models = append(models, m)
	}
	b.ReportAllocs()
	for b.Loop() {
		found := Run(models, data, cutoff)
		if len(found[0].List) == 0 || len(found[1].List) == 0 {
			b.Fatalf("%d leads, %d groups", len(found[0].List), len(found[1].List))
		}
	}
}
