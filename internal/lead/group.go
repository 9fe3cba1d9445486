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

// A member is a row that meets the condition, with what it is grouped, ordered and counted by.
type member struct {
	group uint32 // 0: in none
	word  uint32
	day   period.Date
	row   int
}

// leads parts the rows into groups and finds the stretches of time in which enough come together.
// Rows without a day, or with an empty cell in a column that they are grouped by, belong to no group.
func (g *Group) leads(e *formula.Evaluator, rows []int, day func(row int) period.Date) []Lead {
	members := g.members(e, rows, day)
	members = slices.DeleteFunc(members, func(m member) bool { return m.group == 0 || m.day == period.NoDate })
	slices.SortFunc(members, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.day, b.day), cmp.Compare(a.row, b.row))
	})
	var all []Lead
	for from := 0; from < len(members); {
		to := from
		for to < len(members) && members[to].group == members[from].group {
			to++
		}
		all = append(all, g.stretches(members[from:to])...)
		from = to
	}
	slices.SortFunc(all, func(a, b Lead) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Rows[0], b.Rows[0]))
	})
	return all
}

// members gives each row the number of its group, the same for rows with the same words in all
// columns. Numbers are given in the order of rows.
func (g *Group) members(e *formula.Evaluator, rows []int, day func(row int) period.Date) []member {
	members := make([]member, len(rows))
	for i, row := range rows {
		members[i] = member{group: 1, word: uint32(row), day: day(row), row: row}
	}
	for _, column := range g.By {
		codes, _ := e.Words(column)
		known := map[[2]uint32]uint32{}
		for i := range members {
			m := &members[i]
			code := codes.At(m.row)
			if code == 0 || m.group == 0 {
				m.group = 0
				continue
			}
			pair := [2]uint32{m.group, code}
			number, ok := known[pair]
			if !ok {
				number = uint32(len(known) + 1)
				known[pair] = number
			}
			m.group = number
		}
	}
	if g.Distinct != nil {
		codes, _ := e.Words(g.Distinct)
		for i := range members {
			members[i].word = codes.At(members[i].row)
		}
	}
	return members
}

// stretches walks a window of the span over the rows of one group, which are in order of days. Windows
// with enough in them that share a row are one lead.
func (g *Group) stretches(group []member) []Lead {
	var all []Lead
	inside := map[uint32]int{} // how often each word is in the window
	words := map[uint32]bool{} // of the lead
	first, covered := 0, 0     // of the window; rows up to here are in a lead
	for last, m := range group {
		inside[m.word]++
		for ; g.Within.end(group[first].day) <= m.day; first++ {
			if w := group[first].word; inside[w] == 1 {
				delete(inside, w)
			} else {
				inside[w]--
			}
		}
		if len(inside) < g.AtLeast {
			continue
		}
		if covered <= first { // shares no row with the lead before
			all = append(all, Lead{Day: m.day, First: group[first].day})
			covered, words = first, map[uint32]bool{}
		}
		l := &all[len(all)-1]
		for _, more := range group[covered : last+1] {
			l.Rows = append(l.Rows, more.row)
			words[more.word] = true
		}
		l.Last, l.Size, covered = m.day, len(words), last+1
	}
	return all
}
