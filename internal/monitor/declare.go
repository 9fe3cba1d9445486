package monitor

import (
	"slices"

	"anjian/internal/dataset"
	"anjian/internal/document"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// What is derived of a dataset with time limits, by the names that formulas use. They are described
// in content/manual.
const (
	DueColumn     = "法定到期日" // on the day that is looked at; empty while the clock stands still
	OverdueColumn = "超期天数"  // up to that day, over all rounds
	OverdueTable  = "超期区间"  // 期限, 起, 止: past the last day
	NearTable     = "临期区间"  // 期限, 起, 止: within the limit's lead of it
	ProblemTable  = "期限问题"  // 期限, 日期, 问题: events that the law does not allow
)

// ownDue is what exports call the last day of a case's own limit; other dates are somebody else's to keep.
const ownDue = "到期日期"

// exportedTitle stands in the column 期限 where no limit applies and the export names a last day.
const exportedTitle = "导出的到期日期"

// Declare tells datasets what Derive will add to their tables: those that limits name, and those that
// know when rows begin, end and are due. It reads of the documents only which dataset they name;
// Define reports what is wrong with them.
func Declare(defs []*dataset.Definition, limits []*document.Document, errs *source.List) {
	titles := map[string][]string{} // of limits, by dataset
	for _, doc := range limits {
		var f limitFront
		if doc.Decode(&f, new(source.List)); f.Dataset != "" {
			titles[f.Dataset] = append(titles[f.Dataset], f.Title)
		}
	}
	for _, d := range defs {
		of := titles[d.ID]
		if exported(d) != nil {
			of = append(of, exportedTitle)
		}
		if len(of) > 0 {
			declare(d, of, errs)
		}
	}
}

func declare(d *dataset.Definition, titles []string, errs *source.List) {
	var editions []string // whoever may see when a case began may see when it is due
	if start := d.Column(d.Start); start != nil {
		editions = start.Editions
	}
	column := func(name string, typ table.Type, values []string, note string) dataset.Column {
		return dataset.Column{Name: name, Type: typ, Values: values, Editions: editions, Note: note}
	}
	child := func(name string, columns ...dataset.Column) *dataset.Definition {
		limit := column("期限", table.Text, titles, "期限文档的标题")
		return &dataset.Definition{ID: d.ID + "/" + name, Title: name, Unit: "段", Columns: append([]dataset.Column{limit}, columns...), Doc: d.Doc}
	}
	since := column("起", table.Date, nil, "这种情形开始的第一日")
	until := column("止", table.Date, nil, "不再是这种情形的那一日；仍在持续的为空")
	d.Derived = dataset.Derived{
		Columns: []dataset.Column{
			column(DueColumn, table.Date, nil, "截至数据截止日，按期限文档推算的最后一日；退回、中止期间为空"),
			column(OverdueColumn, table.Int, nil, "各计时段超过最后一日的天数之和；没有超期的为 0，没有期限适用的为空"),
		},
		Tables: []*dataset.Definition{
			child(OverdueTable, since, until),
			child(NearTable, since, until),
			child(ProblemTable, column("日期", table.Date, nil, "出现问题的那一日"), column("问题", table.Text, slices.Clone(problemWords[:]), "")),
		},
	}
	for _, c := range d.Columns {
		if c.Name == DueColumn || c.Name == OverdueColumn {
			errs.Tell(source.NameTaken, source.Pos{File: d.Doc.Path}, "列“"+c.Name+"”与推算出来的列同名", "换一个 name，表头原文写进 aliases")
		}
	}
}

// Exported returns, for datasets that say when rows begin, end and are due, a limit whose last day is
// taken as the export gives it. It is to come after the limits of the law.
func Exported(defs []*dataset.Definition) []*Limit {
	var list []*Limit
	for _, d := range defs {
		if l := exported(d); l != nil {
			list = append(list, l)
		}
	}
	return list
}

func exported(d *dataset.Definition) *Limit {
	for _, name := range []string{d.Start, d.End, d.Due} {
		if c := d.Column(name); c == nil || c.Type != table.Date && c.Type != table.Time {
			return nil
		}
	}
	by := "" // a date of the office's own
	if d.Due != ownDue && d.Unit != "人" {
		by = "收到文书的单位"
	}
	return &Limit{
		Title: exportedTitle, By: by, Lead: usualLead, From: period.NoDate, To: period.NoDate,
		Dataset: d.ID, Start: d.Start, End: d.End, Due: d.Due, Exported: true,
	}
}
