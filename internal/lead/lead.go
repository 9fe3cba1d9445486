// Package lead runs supervision models (法律监督模型): documents whose formula is true for rows
// that may hold a lead (线索). A lead is a hint for a person to look into, nothing more.
package lead

import (
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Model is one supervision model, read from content/models/<id>.md.
type Model struct {
	ID, Title string
	Dataset   string
	Where     *formula.Expr
	Reason    string   // what a lead of it says, one sentence
	Basis     string   // 依据
	Fields    []string // columns shown with a lead
	Doc       *document.Document
}

// Leads are the rows that one model points at.
type Leads struct {
	Model *Model
	Table *table.Table
	Lacks []table.Lack // what the model needs and no export has: nothing is known then
	Rows  []int
}

type front struct {
	Title      string   `toml:"title"`
	Summary    string   `toml:"summary"`
	Dataset    string   `toml:"dataset"`
	Where      string   `toml:"where"`
	Reason     string   `toml:"reason"`
	Basis      string   `toml:"basis"`
	Fields     []string `toml:"fields"`
	Line       string   `toml:"line"`
	Department string   `toml:"department"`
	Keywords   []string `toml:"keywords"`
}

// Define reads one model and checks its formula before any row is read; nil when it is unusable.
func Define(doc *document.Document, schemas map[string]formula.Schema, errs *source.List) *Model {
	var f front
	before := errs.Faults()
	at := doc.Decode(&f, errs)
	m := &Model{ID: doc.ID, Title: f.Title, Dataset: f.Dataset, Reason: f.Reason, Basis: f.Basis, Fields: f.Fields, Doc: doc}
	schema, ok := schemas[f.Dataset]
	if !ok {
		ids := make([]string, 0, len(schemas))
		for id := range schemas {
			ids = append(ids, id)
		}
		errs.Add(at.At("dataset"), "没有数据集“"+f.Dataset+"”", source.Suggest(f.Dataset, ids))
		return nil
	}
	for i, name := range f.Fields {
		if _, ok := schema.Column(name); !ok {
			errs.Add(at.At("fields", i), "数据集“"+f.Dataset+"”没有列“"+name+"”", source.Suggest(name, schema.Names()))
		}
	}
	m.Where = formula.Parse(f.Where, at.At("where"), errs)
	if m.Where == nil || errs.Faults() > before || !m.Where.Check(schema, formula.Bool, errs, formula.Cutoff) {
		return nil
	}
	return m
}

// Run finds the leads of every model.
func Run(models []*Model, tables map[string]*table.Table, cutoff period.Date) []Leads {
	var all []Leads
	for _, m := range models {
		t := tables[m.Dataset]
		if t == nil {
			continue
		}
		l := Leads{Model: m, Table: t, Lacks: m.Where.Lacks(t)}
		if len(l.Lacks) > 0 {
			all = append(all, l)
			continue
		}
		env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff}
		for row := range m.Where.Bools(t, env).Rows() {
			l.Rows = append(l.Rows, row)
		}
		all = append(all, l)
	}
	return all
}
