package example

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
	"anjian/internal/tomlfile"
)

// A builder makes the tables of one example.
type builder struct {
	at   *tomlfile.Positions
	path []any // of the example
	errs *source.List
}

func (b builder) place(steps ...any) source.Pos {
	return b.at.At(slices.Concat(b.path, steps)...)
}

func (b builder) build(w Written, schema formula.Schema) *Example {
	e := &Example{
		Note: w.Note, At: b.place(),
		Env: formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: period.NoDate},
	}
	if w.Cutoff != nil {
		e.Env.Cutoff = *w.Cutoff
	}
	if w.Finds == nil {
		b.errs.Tell(source.MissingKey, e.At, "举例没有写是否应当查出", "加一行 finds = true 或者 finds = false")
	} else {
		e.Finds = *w.Finds
	}
	if len(w.Row) == 0 {
		b.errs.Tell(source.MissingKey, e.At, "举例没有写 row", `例如 row = { "受理日期" = "2025-03-05" }`)
	}
	e.Table = newTable(schema)
	b.add(e, e.Table, schema, w.Row, Cell{}, "row")
	for i, row := range w.Others {
		b.add(e, e.Table, schema, row, Cell{Of: Others, Row: i}, "others", i)
	}
	for _, name := range inOrder(b, w.Parents, "parents") {
		parent, ok := schema.Parent(name)
		if !ok {
			b.errs.Tell(source.NoSuchLink, b.place("parents", name), "没有关联“"+name+"”", source.Suggest(name, schema.Links()))
			continue
		}
		to := newTable(parent)
		b.add(e, to, parent, w.Parents[name], Cell{Of: name}, "parents", name)
		link(e.Table, to, name, 1)
	}
	for _, name := range inOrder(b, w.Children, "children") {
		child, ok := schema.Child(name)
		if !ok {
			b.errs.Tell(source.NoSuchLink, b.place("children", name), "没有子表“"+name+"”", source.Suggest(name, schema.Links()))
			continue
		}
		of := newTable(child)
		for i, row := range w.Children[name] {
			b.add(e, of, child, row, Cell{Of: name, Row: i}, "children", name, i)
		}
		for _, back := range child.Links() { // formulas inside any(涉案人员, 案件.…) look back
			if to, ok := child.Parent(back); ok && same(to, schema) {
				link(of, e.Table, back, of.Rows)
			}
		}
		table.Attach(of, make([]int32, of.Rows), e.Table, name) // all to row 0
	}
	return e
}

// add writes one row at the end of a table, and for readers what it says.
func (b builder) add(e *Example, t *table.Table, schema formula.Schema, row Cells, as Cell, steps ...any) {
	for _, name := range inOrder(b, row, steps...) {
		at := b.place(append(slices.Clone(steps), name)...)
		column, ok := schema.Column(name)
		if !ok {
			b.errs.Tell(source.NoSuchColumn, at, "没有列“"+name+"”", source.Suggest(name, schema.Names()))
			continue
		}
		row[name].put(t.Column(name), column, at, b.errs)
		as.Name, as.Value = name, row[name].text
		e.Cells = append(e.Cells, as)
	}
	t.Rows++
	for _, c := range t.Columns {
		switch {
		case c.Worded() && c.Codes.Len() < t.Rows:
			c.Codes.Append(0)
		case !c.Worded() && c.Nums.Len() < t.Rows:
			c.Nums.Append(table.NoNum)
		}
	}
}

// inOrder lists the keys of a table as they are written: the map has forgotten.
func inOrder[V any](b builder, written map[string]V, steps ...any) []string {
	return slices.SortedFunc(maps.Keys(written), func(x, y string) int {
		return cmp.Or(b.place(append(slices.Clone(steps), x)...).Compare(b.place(append(slices.Clone(steps), y)...)), cmp.Compare(x, y))
	})
}

func newTable(schema formula.Schema) *table.Table {
	t := &table.Table{}
	for _, name := range schema.Names() {
		column, _ := schema.Column(name)
		c := &table.Column{Name: name, Type: column.Type, Scale: column.Scale}
		switch c.Type {
		case table.YesNo:
			c.Dict = slices.Clone(table.YesNoWords)
		case table.Text:
			c.Dict = []string{""}
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

// link leads the first rows of a table to row 0 of another, and its further rows nowhere.
func link(from, to *table.Table, name string, rows int) {
	l := &table.Link{Name: name, To: to, Row: make([]int32, from.Rows)}
	for row := rows; row < from.Rows; row++ {
		l.Row[row] = -1
		l.Orphans++
	}
	from.Links = append(from.Links, l)
}

// same tells whether two schemas are one dataset's.
func same(a, b formula.Schema) bool {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	return x.Comparable() && y.Comparable() && a == b
}
