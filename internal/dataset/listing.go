package dataset

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A condition says which rows of a dataset are never listed; both parts may be nil.
type condition struct {
	only *formula.Expr // where it cannot be judged, no row is listed
	also *formula.Expr // where it cannot be judged, it is not asked
}

// conditions parses and checks what AggregateOnly and AggregateAlso say, before any row is read.
func conditions(defs []*Definition, errs *source.List) map[string]condition {
	schemas := Schemas(defs, new(source.List)) // what is wrong with links is told elsewhere
	all := map[string]condition{}
	for _, d := range defs {
		read := func(text string, at source.Pos) *formula.Expr {
			if text == "" {
				return nil
			}
			if e := formula.Parse(text, at, errs); e != nil && e.Check(schemas[d.ID], formula.Bool, errs) {
				return e
			}
			return nil
		}
		all[d.ID] = condition{read(d.AggregateOnly, d.aggregateAt), read(d.AggregateAlso, d.alsoAt)}
	}
	return all
}

// keepUnlisted finds the rows that are never listed; links must be wired. Where the condition needs
// what was not exported, no row is listed: nobody can tell which of them are the juveniles'.
func (data *Data) keepUnlisted(defs []*Definition, conditions map[string]condition, errs *source.List) {
	data.unlisted, data.unjudged = map[string]formula.Bits{}, map[string]bool{}
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate}
	for _, d := range defs {
		t := data.Tables[d.ID]
		if also := conditions[d.ID].also; also != nil && len(also.Lacks(t)) == 0 {
			data.unlisted[d.ID] = slices.Clone(also.Bools(t, env))
		}
		e := conditions[d.ID].only
		if e == nil {
			continue
		}
		if lacks := e.Lacks(t); len(lacks) > 0 {
			data.unjudged[d.ID] = true
			if t.Rows > 0 {
				errs.Tell(source.RowsUnlisted, d.aggregateAt, "不能判断哪些行只计入汇总（"+lacks[0].String()+"），“"+d.Title+"”一律不逐行列出", "导出所缺的内容，或改写 aggregate_only 的条件")
			}
			continue
		}
		hidden := data.hidden(d.ID)
		for i, word := range e.Bools(t, env) {
			hidden[i] |= word
		}
	}
	for data.inherit(defs, true) { // as often as links lead further
	}
	for id := range data.unjudged {
		hidden := data.hidden(id)
		for i := range hidden {
			hidden[i] = ^uint64(0)
		}
	}
	for data.inherit(defs, false) { // a register that nobody could judge must not hide all cases that it is about
	}
}

// inherit keeps from being listed what is linked to a row that is not: a line of a register or a
// procedure names the case that it is about, and upwards the line that tells of a young victim hides
// the case, with all its other lines. It tells whether it found more of them.
func (data *Data) inherit(defs []*Definition, upwards bool) bool {
	more := false
	for _, d := range defs {
		for _, link := range data.Tables[d.ID].Links {
			if data.unlisted[d.ID] == nil && data.unlisted[link.To.Name] == nil {
				continue
			}
			lines, cases := data.hidden(d.ID), data.hidden(link.To.Name)
			for row, parent := range link.Row {
				if parent < 0 {
					continue
				}
				switch line, about := lines.Get(row), cases.Get(int(parent)); {
				case about && !line:
					lines[row>>6] |= 1 << (row & 63)
					more = true
				case line && !about && upwards:
					cases[parent>>6] |= 1 << (parent & 63)
					more = true
				}
			}
		}
	}
	return more
}

// hidden are the rows of a dataset that are never listed, to be added to.
func (data *Data) hidden(id string) formula.Bits {
	if data.unlisted[id] == nil {
		data.unlisted[id] = make(formula.Bits, (data.Tables[id].Rows+63)/64)
	}
	return data.unlisted[id]
}

// Listed tells whether a row of a dataset may be shown by itself, to an edition that may see its
// columns. Other rows count in figures only.
func (data *Data) Listed(id string, row int) bool {
	hidden := data.unlisted[id]
	return hidden == nil || !hidden.Get(row)
}

// Judged tells whether Listed knows; it does not where the condition needs what was not exported,
// and then lists nothing.
func (data *Data) Judged(id string) bool { return !data.unjudged[id] }
