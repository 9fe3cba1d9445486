package lead

import (
	"cmp"
	"slices"

	"anjian/internal/formula"
	"anjian/internal/period"
)

// end is the first day that no longer belongs to a span which begins on a day.
func (s Span) end(from period.Date) period.Date {
	if s.Months > 0 {
		return from.AddMonths(s.Months)
	}
	return from + period.Date(s.Days)
}

// leads parts the rows into groups and finds the stretches of time in which enough come together.
// Rows without a day, or with an empty cell in a column that they are grouped by, belong to no group.
func (g *Group) leads(e *formula.Evaluator, rows []int, day func(row int) period.Date) []Lead {
	group := g.parts(e, rows)
	rows = slices.DeleteFunc(rows, func(row int) bool { return group[row] == 0 || day(row) == period.NoDate })
	slices.SortFunc(rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(group[a], group[b]), cmp.Compare(day(a), day(b)), cmp.Compare(a, b))
	})
	word := func(row int) uint32 { return uint32(row) }
	if g.Distinct != nil {
		codes, _ := e.Words(g.Distinct)
		word = func(row int) uint32 { return codes.At(row) }
	}
	var all []Lead
	for from := 0; from < len(rows); {
		to := from
		for to < len(rows) && group[rows[to]] == group[rows[from]] {
			to++
		}
		all = append(all, g.stretches(rows[from:to], day, word)...)
		from = to
	}
	slices.SortFunc(all, func(a, b Lead) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Rows[0], b.Rows[0]))
	})
	return all
}

// parts gives each row a number that is the same for rows with the same words in all columns, 0 where
// a cell is empty. Numbers are given in the order of rows.
func (g *Group) parts(e *formula.Evaluator, rows []int) map[int]uint32 {
	number := make(map[int]uint32, len(rows))
	for i, column := range g.By {
		codes, _ := e.Words(column)
		known := map[[2]uint32]uint32{}
		for _, row := range rows {
			code := codes.At(row)
			if code == 0 || i > 0 && number[row] == 0 {
				number[row] = 0
				continue
			}
			pair := [2]uint32{number[row], code}
			if known[pair] == 0 {
				known[pair] = uint32(len(known) + 1)
			}
			number[row] = known[pair]
		}
	}
	return number
}

// stretches walks a window of the span over the rows of one group, which are in order of days. Windows
// with enough in them that share a row are one lead.
func (g *Group) stretches(rows []int, day func(row int) period.Date, word func(row int) uint32) []Lead {
	var all []Lead
	inside := map[uint32]int{} // how often each word is in the window
	first, covered := 0, 0     // of the window; rows up to here are in a lead
	for last, row := range rows {
		inside[word(row)]++
		for ; g.Within.end(day(rows[first])) <= day(row); first++ {
			if w := word(rows[first]); inside[w] == 1 {
				delete(inside, w)
			} else {
				inside[w]--
			}
		}
		if len(inside) < g.AtLeast {
			continue
		}
		if covered <= first { // shares no row with the lead before
			all = append(all, Lead{Day: day(row), First: day(rows[first])})
			covered = first
		}
		l := &all[len(all)-1]
		l.Rows = append(l.Rows, rows[covered:last+1]...)
		l.Last, covered = day(row), last+1
	}
	for i := range all {
		words := map[uint32]bool{}
		for _, row := range all[i].Rows {
			words[word(row)] = true
		}
		all[i].Size = len(words)
	}
	return all
}
