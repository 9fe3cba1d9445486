package review

import (
	"cmp"
	"slices"
	"strings"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/table"
)

// A Survey is what the lines of one register say, counted over all that were done up to the cut-off.
type Survey struct {
	Register *Register
	Table    *table.Table
	Lacks    []table.Lack // without them nothing at all is known
	Finished []Tally      // every line; Word is the method
	Grades   []Tally      // Word is the grade, of its own day's set only
	Problems []Tally      // Word is a kind of problem; a line with two kinds counts for each
	Practice []Tally      // Word is what was done well
	Late     []int        // rows to be mended by a day before the cut-off, and not mended
	Waiting  []int        // rows to be mended, whose day is still to come
	Mended   []int        // rows that were mended
	Misgrade []Misgrade
}

// A Tally is how many lines of a quarter, place, department and class of business say a word.
type Tally struct {
	Quarter    period.Period
	Place      string // as exports write it
	Department string
	Business   string
	Word       string
	Set        period.Date // of grades: from when their set is in force; 0 for other words
	Unlisted   bool        // cases that count in figures only, such as those of juveniles
	Count      int
}

// A Misgrade is a grade that was not in force on the day of the review.
type Misgrade struct {
	Row   int
	Day   period.Date
	Grade string
	Set   *GradeSet // in force then; nil for none
}

// Roles names the columns of a dataset that say where a line belongs, "" for none, and tells which
// lines may be shown by themselves; nil for all.
type Roles struct {
	Place, Department string
	Listed            func(row int) bool
}

// Count reads a register line by line. Grades out of their time go to errs as warnings, with place
// and remedy, and are counted nowhere.
func (r *Register) Count(t *table.Table, roles Roles, calendar period.Calendar, cutoff period.Date, errs *source.List) *Survey {
	s := &Survey{Register: r, Table: t}
	if s.Lacks = s.Missing(r.Done); len(s.Lacks) > 0 {
		return s
	}
	c := counter{r: r, t: t, roles: roles, calendar: calendar, quarters: map[int64]period.Period{}}
	c.run(s, cutoff)
	for _, m := range s.Misgrade {
		hint := "核对等次和完成日期"
		if m.Set != nil {
			hint = m.Set.From.String() + " 起的等次是" + strings.Join(m.Set.Values, "、") + "，核对等次和完成日期"
		}
		errs.Warn(t.Origin(m.Row), m.Day.String()+" 完成的评查，等次“"+m.Grade+"”当时没有施行，不计入等次分布", hint)
	}
	return s
}

// Missing lists what of some columns no export has, each once: what they would say is not known.
// Columns that the register does not have are passed over.
func (s *Survey) Missing(columns ...string) []table.Lack {
	var all []table.Lack
	for _, name := range columns {
		if name == "" {
			continue
		}
		for _, lack := range s.Table.Lacks(name) {
			if !slices.Contains(all, lack) {
				all = append(all, lack)
			}
		}
	}
	return all
}

// A counter walks over the lines; it counts codes, and writes words at the end only.
type counter struct {
	r        *Register
	t        *table.Table
	roles    Roles
	calendar period.Calendar
	quarters map[int64]period.Period // by day
}

// A slot is a Tally in codes; column is the column of the word.
type slot struct {
	quarter                     period.Period
	place, department, business uint32
	word                        uint32
	set                         period.Date
	unlisted                    bool
}

func (c *counter) run(s *Survey, cutoff period.Date) {
	done := c.t.Column(c.r.Done)
	method, grade, practice := c.column(c.r.Method), c.column(c.r.Grade), c.column(c.r.Practice)
	due, mended := c.column(c.r.Due), c.column(c.r.Mended)
	var kinds []*table.Column
	for _, name := range c.r.Problems {
		kinds = append(kinds, c.t.Column(name))
	}
	finished, grades, practices := map[slot]int{}, map[slot]int{}, map[slot]int{}
	problems := make([]map[slot]int, len(kinds))
	for i := range problems {
		problems[i] = map[slot]int{}
	}
	place, department, business := c.column(c.roles.Place), c.column(c.roles.Department), c.column(c.r.Business)
	for row := range c.t.Rows {
		day := done.Nums.At(row)
		if day == table.NoNum || period.Date(day) > cutoff {
			continue
		}
		at := slot{quarter: c.quarter(day), place: code(place, row), department: code(department, row), business: code(business, row)}
		at.unlisted = c.roles.Listed != nil && !c.roles.Listed(row)
		word := func(counts map[slot]int, column *table.Column) {
			if at.word = code(column, row); at.word != 0 {
				counts[at]++
			}
		}
		at.word = code(method, row)
		finished[at]++
		word(practices, practice)
		for i, kind := range kinds {
			word(problems[i], kind)
		}
		if w := code(grade, row); w != 0 {
			set := c.r.GradesOn(period.Date(day))
			if len(c.r.Grades) > 0 && (set == nil || !slices.Contains(set.Values, grade.Dict[w])) {
				s.Misgrade = append(s.Misgrade, Misgrade{row, period.Date(day), grade.Dict[w], set})
			} else {
				if set != nil {
					at.set = set.From
				}
				word(grades, grade)
			}
		}
		switch {
		case due == nil || due.Empty(row):
		case mended != nil && !mended.Empty(row):
			s.Mended = append(s.Mended, row)
		case period.Date(due.Nums.At(row)) < cutoff:
			s.Late = append(s.Late, row)
		default:
			s.Waiting = append(s.Waiting, row)
		}
	}
	tallies := func(counts map[slot]int, column *table.Column) (list []Tally) {
		for at, n := range counts {
			list = append(list, Tally{at.quarter, dict(place, at.place), dict(department, at.department), dict(business, at.business), dict(column, at.word), at.set, at.unlisted, n})
		}
		return list
	}
	s.Finished, s.Grades, s.Practice = inOrder(tallies(finished, method)), inOrder(tallies(grades, grade)), inOrder(tallies(practices, practice))
	for i, kind := range kinds {
		s.Problems = append(s.Problems, tallies(problems[i], kind)...)
	}
	s.Problems = inOrder(s.Problems)
}

func (c *counter) column(name string) *table.Column {
	if name == "" {
		return nil
	}
	return c.t.Column(name)
}

func (c *counter) quarter(day int64) period.Period {
	q, ok := c.quarters[day]
	if !ok {
		q = c.calendar.MonthOf(period.Date(day)).Within(period.Quarterly)
		c.quarters[day] = q
	}
	return q
}

func code(c *table.Column, row int) uint32 {
	if c == nil || c.Absent {
		return 0
	}
	return c.Codes.At(row)
}

func dict(c *table.Column, code uint32) string {
	if c == nil {
		return ""
	}
	return c.Dict[code]
}

// inOrder sorts tallies, so that output never depends on the order of a map, and adds up what several
// columns say about one thing.
func inOrder(list []Tally) []Tally {
	slices.SortFunc(list, func(a, b Tally) int {
		return cmp.Or(a.Quarter.Compare(b.Quarter), cmp.Compare(a.Place, b.Place), cmp.Compare(a.Department, b.Department),
			cmp.Compare(a.Business, b.Business), cmp.Compare(a.Set, b.Set), cmp.Compare(a.Word, b.Word), compareBool(a.Unlisted, b.Unlisted))
	})
	var merged []Tally
	for _, t := range list {
		if last := len(merged) - 1; last >= 0 {
			same := t
			same.Count = merged[last].Count
			if merged[last] == same {
				merged[last].Count += t.Count
				continue
			}
		}
		merged = append(merged, t)
	}
	return merged
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
