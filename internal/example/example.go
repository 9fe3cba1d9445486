// Package example lets a definition carry its own proof (举例): rows written in the front matter of
// a rule, a supervision model or a must-review class, with what the formula has to say of them.
//
//	[[example]]
//	note   = "3月5日受理，3月1日审结"
//	row    = { "受理日期" = "2025-03-05", "审结日期" = "2025-03-01" }
//	finds  = true
//
//	[[example]]
//	note     = "案卡填2人，人卡2张"
//	row      = { "人数" = 2 }
//	children = { "涉案人员" = [{ "人员序号" = 1 }, { "人员序号" = 2 }] }
//	finds    = false
//
// row is the row that the formula is asked about; children are its child rows, by the name that
// formulas call them; parents are the rows that it is linked to; others are further rows of the
// same table, cutoff is 截止日. Columns that are not written are empty, as in an export that has
// the column. Keys that are not ASCII stand in quotes, as TOML wants it.
//
// A kind of definition adopts it in four lines. In the struct of its front matter:
//
//	Examples []example.Written `toml:"example"`
//
// and in Define, once the formula has been parsed and checked:
//
//	examples := example.Build(f.Examples, schema, at, errs)
//	example.Try(examples, where, errs)
//
// What does not hold is a fault of the document, at the example's place: an office that edits a
// formula is told at once what the change does. A formula over several tables, or one that is more
// than a condition, asks Example.Table and Example.Env for its own trial. Pages print
// Example.Cells; BothWays is for the tests of shipped definitions.
//
// The room knows written rows and formulas, not what the definitions are about.
package example

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// Written is one [[example]] as it stands in the front matter.
type Written struct {
	Note     string             `toml:"note"`
	Row      Cells              `toml:"row"`
	Children map[string][]Cells `toml:"children"`
	Parents  map[string]Cells   `toml:"parents"`
	Others   []Cells            `toml:"others"`
	Cutoff   *period.Date       `toml:"cutoff"`
	Finds    *bool              `toml:"finds"`
}

// An Example (举例) is a row and whether the definition finds it.
type Example struct {
	Note  string
	Finds bool
	Cells []Cell       // what is written, in the order of the document, for readers
	Table *table.Table // row 0 is the row that is asked about, the others follow
	Env   formula.Env
	At    source.Pos
}

// A Cell is one written cell, as readers see it.
type Cell struct {
	Of    string // "" for the row itself, else the child table, the link, or Others
	Row   int    // of the child or other rows, from 0
	Name  string
	Value string
}

// Others names the further rows of the same table in Cell.Of.
const Others = "同表其他行"

// Build reads the examples of a definition over a dataset; what is at fault is left out. at are the
// places of the front matter that they stand in, below the keys of path where there are some.
func Build(written []Written, schema formula.Schema, at *tomlfile.Positions, errs *source.List, path ...any) []*Example {
	var list []*Example
	for i, w := range written {
		b := builder{at: at, path: slices.Concat(path, []any{"example", i}), errs: errs}
		before := errs.Faults()
		e := b.build(w, schema)
		if errs.Faults() == before {
			list = append(list, e)
		}
	}
	return list
}

// Try asks a condition about every example; a contradiction goes to errs. The condition must have
// been checked against the dataset of the examples.
func Try(list []*Example, condition *formula.Expr, errs *source.List) {
	for _, e := range list {
		if condition.UsesCutoff() && e.Env.Cutoff == period.NoDate {
			errs.Tell(source.MissingKey, e.At, "公式与截止日有关，这个举例没有写截止日", `加一行 cutoff = 2025-12-31`)
			continue
		}
		if got := condition.Bools(e.Table, e.Env).Get(0); got != e.Finds {
			e.Contradicts(errs)
		}
	}
}

// Several tells whether more than one row of a child table, or of the same table, is written.
func (e *Example) Several(of string) bool {
	return slices.ContainsFunc(e.Cells, func(c Cell) bool { return c.Of == of && c.Row > 0 })
}

// Contradicts reports that a definition says otherwise than the example.
func (e *Example) Contradicts(errs *source.List) {
	if e.Finds {
		errs.Tell(source.ExampleWrong, e.At, "这个举例应当查出，公式没有查出", "核对公式和举例的 row，或者改为 finds = false")
		return
	}
	errs.Tell(source.ExampleWrong, e.At, "这个举例不应查出，公式查出了", "核对公式和举例的 row，或者改为 finds = true")
}

// BothWays tells whether there is an example that is found and one that is not.
func BothWays(list []*Example) bool {
	var found, passed bool
	for _, e := range list {
		found, passed = found || e.Finds, passed || !e.Finds
	}
	return found && passed
}
