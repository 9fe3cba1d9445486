package lead

import (
	"slices"

	"anjian/internal/example"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

// try asks the model about its own examples. Of a group the row and the others are looked at
// together, all with the parents of the row; the row is found where it belongs to a lead.
func (m *Model) try(errs *source.List) {
	if m.Group == nil {
		example.Try(m.Examples, m.Where, errs)
		return
	}
	for _, e := range m.Examples {
		if m.Where.UsesCutoff() && e.Env.Cutoff == period.NoDate {
			errs.Tell(source.MissingKey, e.At, "公式与截止日有关，这个举例没有写截止日", `加一行 cutoff = 2025-12-31`)
			continue
		}
		for _, l := range e.Table.Links {
			for row := range l.Row {
				l.Row[row] = 0
			}
		}
		l := Leads{Model: m, Table: e.Table}
		l.find(formula.NewEvaluator(e.Table, e.Env), func(int) bool { return true })
		found := slices.ContainsFunc(l.List, func(one Lead) bool { return slices.Contains(one.Rows, 0) })
		if found != e.Finds {
			e.Contradicts(errs)
		}
	}
}
