package indicator

import (
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// PendingBeside counts the rows that a mean or median of finished ones leaves out: those of the
// same dataset that are pending at the period's end, whatever the indicator's own condition. ok is
// false where the dataset does not say when rows begin and end.
func (c *Cube) PendingBeside(d *Definition, p period.Period) (rows int, ok bool) {
	x := c.byID[d.ID]
	if x == nil || len(x.value) != 1 || d.HideBelow > 0 || x.value[0].measure.At != During {
		return 0, false
	}
	s := x.value[0].set
	start, end := c.daysOf(s, startRole), c.daysOf(s, endRole)
	if start == nil || end == nil {
		return 0, false
	}
	day := int64(min(c.Calendar.End(p), c.Cutoff))
	for row, from := range start {
		if s.placed && s.unit.at(row) == 0 || from == table.NoNum || from > day {
			continue
		}
		if until := end[row]; until == table.NoNum || until > day {
			rows++
		}
	}
	return rows, true
}

// daysOf returns the days of a role, its own or its parent's, of times the days in China; nil when
// the dataset has none.
func (c *Cube) daysOf(s *set, role func(*roleSet) string) []int64 {
	name := s.roles.column(role)
	if name == "" {
		return nil
	}
	e := formula.Parse(name, source.Pos{}, new(source.List))
	if e == nil || !e.Check(s.roles.schema, formula.Any, new(source.List)) || len(e.Lacks(s.table)) > 0 {
		return nil
	}
	days := s.evaluator(c.env(During, 0)).Numbers(e).N
	if e.Kind() != formula.Instant {
		return days
	}
	own := make([]int64, len(days))
	for row, at := range days {
		own[row] = at
		if at != table.NoNum {
			own[row] = int64(period.DayOf(at))
		}
	}
	return own
}
