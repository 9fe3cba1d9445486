package dataset

import (
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

// conditions parses and checks what AggregateOnly says, before any row is read.
func conditions(defs []*Definition, errs *source.List) map[string]*formula.Expr {
	schemas := Schemas(defs, new(source.List)) // what is wrong with links is told elsewhere
	all := map[string]*formula.Expr{}
	for _, d := range defs {
		if d.AggregateOnly == "" {
			continue
		}
		e := formula.Parse(d.AggregateOnly, d.aggregateAt, errs)
		if e != nil && e.Check(schemas[d.ID], formula.Bool, errs) {
			all[d.ID] = e
		}
	}
	return all
}

// keepUnlisted finds the rows that are never listed; links must be wired.
func (data *Data) keepUnlisted(conditions map[string]*formula.Expr) {
	data.unlisted = map[string]formula.Bits{}
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate}
	for id, e := range conditions {
		data.unlisted[id] = e.Bools(data.Tables[id], env)
	}
}

// Listed tells whether a row of a dataset may be shown by itself, to an edition that may see its
// columns. Other rows count in figures only.
func (data *Data) Listed(id string, row int) bool {
	hidden := data.unlisted[id]
	return hidden == nil || !hidden.Get(row)
}
