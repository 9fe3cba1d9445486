// Package review knows which concluded cases must be reviewed (必评) and which of them no review
// record names yet (质量评查). Classes are documents: their formula is true for rows that must be
// reviewed.
package review

import (
	"slices"

	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Class is one class of cases that must be reviewed, read from content/reviews/<id>.md.
type Class struct {
	ID, Title string
	Dataset   string        // of the cases
	Key       string        // column that names a case, in both datasets
	Records   string        // dataset of the review records
	Done      string        // their column with the day on which the review was finished
	Where     *formula.Expr // true for a case that must be reviewed
	Basis     string
	Doc       *document.Document
}

// Pending are the cases of one class, and which of them are still to be reviewed: a record that is
// listed but not finished does not count.
type Pending struct {
	Class *Class
	Table *table.Table
	Lacks []table.Lack // what the class needs and no export has: nothing is known then
	Must  []int        // rows that must be reviewed
	Open  []int        // of these, rows that no record names
}

type front struct {
	Title    string   `toml:"title"`
	Summary  string   `toml:"summary"`
	Dataset  string   `toml:"dataset"`
	Key      string   `toml:"key"`
	Records  string   `toml:"records"`
	Done     string   `toml:"done"`
	Where    string   `toml:"where"`
	Basis    string   `toml:"basis"`
	Keywords []string `toml:"keywords"`
}

// Define reads one class and checks its formula before any row is read; nil when it is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Class {
	f := front{Key: "部门受案号", Records: "reviews", Done: "完成日期"}
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	c := &Class{ID: doc.ID, Title: f.Title, Dataset: f.Dataset, Key: f.Key, Records: f.Records, Done: f.Done, Basis: f.Basis, Doc: doc}
	for _, set := range []struct{ key, id string }{{"dataset", f.Dataset}, {"records", f.Records}} {
		schema, ok := schemas[set.id]
		if !ok {
			ids := make([]string, 0, len(schemas))
			for id := range schemas {
				ids = append(ids, id)
			}
			errs.Add(at.At(set.key), "没有数据集“"+set.id+"”", source.Suggest(set.id, ids))
			continue
		}
		if col, ok := schema.Column(f.Key); !ok || col.Type != table.Text {
			errs.Add(at.At("key"), "数据集“"+set.id+"”没有文本列“"+f.Key+"”", source.Suggest(f.Key, schema.Names()))
		}
	}
	if schema, ok := schemas[f.Records]; ok {
		if _, ok := schema.Column(f.Done); !ok {
			errs.Add(at.At("done"), "数据集“"+f.Records+"”没有列“"+f.Done+"”", source.Suggest(f.Done, schema.Names()))
		}
	}
	c.Where = formula.Parse(f.Where, at.At("where"), errs)
	if c.Where == nil || errs.Faults() > before || !c.Where.Check(schemas[f.Dataset], formula.Bool, errs, formula.Cutoff) {
		return nil
	}
	return c
}

// Check finds the cases of every class and looks them up in the review records.
func Check(classes []*Class, tables map[string]*table.Table, cutoff period.Date) []Pending {
	var all []Pending
	for _, c := range classes {
		t, records := tables[c.Dataset], tables[c.Records]
		if t == nil {
			continue
		}
		if lacks := c.lacks(t, records); len(lacks) > 0 {
			all = append(all, Pending{Class: c, Table: t, Lacks: lacks})
			continue
		}
		reviewed := map[string]bool{}
		if records != nil {
			key, done := records.Column(c.Key), records.Column(c.Done)
			for row := range records.Rows {
				if !done.Empty(row) {
					reviewed[key.Word(row)] = true
				}
			}
		}
		p := Pending{Class: c, Table: t}
		key := t.Column(c.Key)
		env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff}
		for row := range c.Where.Bools(t, env).Rows() {
			p.Must = append(p.Must, row)
			if !reviewed[key.Word(row)] {
				p.Open = append(p.Open, row)
			}
		}
		all = append(all, p)
	}
	return all
}

// lacks lists, each once, what the class needs of its cases and of the review records and no export has.
func (c *Class) lacks(cases, records *table.Table) []table.Lack {
	list := append(c.Where.Lacks(cases), cases.Lacks(c.Key)...)
	if records != nil {
		list = append(append(list, records.Lacks(c.Key)...), records.Lacks(c.Done)...)
	}
	var once []table.Lack
	for _, lack := range list {
		if !slices.Contains(once, lack) {
			once = append(once, lack)
		}
	}
	return once
}
