package reverse

import (
	"anjian/internal/dataset"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Look is one thing that is looked at in the rows of a dataset, as its document says.
type Look struct {
	dataset.Look
	of *formula.Expr
}

// Looks are those of every dataset, by its id.
type Looks map[string][]*Look

// DefineLooks checks what dataset documents say to look at, before any row is read. Formulas read
// the row's own columns only: what stands in linked rows (those of persons) is not always to be
// told of single cases.
func DefineLooks(defs []*dataset.Definition, schemas map[string]formula.Schema, errs *source.List) Looks {
	all := Looks{}
	for _, d := range defs {
		for _, one := range d.Looks {
			l := &Look{Look: one}
			if one.Of != "" {
				l.of = formula.Parse(one.Of, one.At, errs)
				if l.of == nil || !l.of.Check(ownColumns{schemas[d.ID]}, formula.Any, errs) {
					continue
				}
				if k := l.of.Kind(); k != formula.Text && k != formula.Bool {
					errs.Tell(source.WrongResult, one.At, "这里要一列文字或一个条件，公式给的是"+k.String(), `例如 of = "移送案由"，或 of = '审结日期 == 受理日期'`)
					continue
				}
			}
			all[d.ID] = append(all[d.ID], l)
		}
	}
	return all
}

// ownColumns is a dataset without its links.
type ownColumns struct{ formula.Schema }

func (ownColumns) Parent(string) (formula.Schema, bool) { return nil, false }
func (ownColumns) Child(string) (formula.Schema, bool)  { return nil, false }
func (ownColumns) Links() []string                      { return nil }

// columns lists the columns that a look reads.
func (l *Look) columns() []string {
	switch {
	case l.of != nil:
		return l.of.Refs()
	case l.Date != "":
		return []string{l.Date}
	}
	return []string{l.Similar}
}

// lacks lists what the look needs and no export has.
func (l *Look) lacks(t *table.Table) []table.Lack {
	if l.of != nil {
		return l.of.Lacks(t)
	}
	return t.Lacks(l.columns()[0])
}

// held are the words that rows hold in a look, by code; code 0 is no word: nothing is known of the
// row. Conditions have one word, their title.
type held struct {
	codes func(row int32) uint32
	words []string
}

// read computes a look for all rows; texts are grouped for the rows that are compared (see alike).
func (l *Look) read(t *table.Table, calendar period.Calendar, cutoff period.Date) held {
	const not, yes = 1, 2
	condition := func(known, is func(row int) bool) held {
		return held{words: []string{"", "", l.Title}, codes: func(row int32) uint32 {
			switch {
			case !known(int(row)):
				return 0
			case is(int(row)):
				return yes
			}
			return not
		}}
	}
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff}
	switch {
	case l.Date != "":
		days := t.Column(l.Date)
		return condition(func(row int) bool { return !days.Empty(row) }, func(row int) bool {
			return atEnd(days.Day(row), l.End, l.Days, calendar)
		})
	case l.of.Kind() == formula.Bool:
		bits := l.of.Bools(t, env)
		return condition(func(row int) bool {
			for _, name := range l.of.Refs() {
				if t.Column(name).Empty(row) {
					return false
				}
			}
			return true
		}, bits.Get)
	}
	codes, dict := formula.NewEvaluator(t, env).Words(l.of)
	return held{words: dict, codes: func(row int32) uint32 { return codes.At(int(row)) }}
}

// alike groups the texts of the rows that are compared; a text that no other is like is no word.
func (l *Look) alike(t *table.Table, rows ...[]int32) held {
	c := t.Column(l.Similar)
	var order []uint32 // of distinct texts
	index := map[uint32]int{}
	for _, list := range rows {
		for _, row := range list {
			code := c.Codes.At(int(row))
			if _, known := index[code]; !known && code != 0 {
				index[code] = len(order)
				order = append(order, code)
			}
		}
	}
	texts := make([]string, len(order))
	for i, code := range order {
		texts[i] = c.Dict[code]
	}
	group := Alike(texts, Likeness)
	return held{words: append([]string{""}, texts...), codes: func(row int32) uint32 {
		if i, known := index[c.Codes.At(int(row))]; known {
			return uint32(group[i] + 1)
		}
		return 0
	}}
}

// Likeness is the share of common pieces from which texts count as nearly the same, where no
// document says otherwise.
const Likeness = 0.8

// atEnd tells whether a day is one of the last days of its statistical month or quarter.
func atEnd(day period.Date, end string, days int, calendar period.Calendar) bool {
	p := calendar.MonthOf(day)
	if end == dataset.QuarterEnd {
		p = p.Within(period.Quarterly)
	}
	return int(calendar.End(p)-day) < days
}
