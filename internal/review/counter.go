package review

import (
	"cmp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// A counter walks over the lines of a register once. It knows codes only; words are written at the end.
type counter struct {
	s        *Survey
	roles    Roles
	calendar period.Calendar
	cutoff   period.Date

	place, department, business *table.Column
	method, grade, practice     *table.Column
	spoken, due, mended         *table.Column
	kinds                       []*table.Column
	quarters                    map[int64]period.Period // by day
	spots                       []spot
	number                      map[spot]int // of spots
	finished, practices, graded []int        // by number of the spot, then code of the word; grades by set in between
	problems                    [][]int      // by column
	allowed                     [][]bool     // by set of grades and code: whether the set has the grade
}

// yes is the code of 是 in every column that says yes or no.
const yes = 2

// A spot is where lines are counted.
type spot struct {
	quarter                     period.Period
	place, department, business uint32
	unlisted                    bool
}

func newCounter(s *Survey, roles Roles, calendar period.Calendar, cutoff period.Date) *counter {
	column := func(name string) *table.Column {
		if c := s.Table.Column(name); c != nil && !c.Absent {
			return c
		}
		return nil
	}
	r := s.Register
	c := &counter{
		s: s, roles: roles, calendar: calendar, cutoff: cutoff,
		place: column(roles.Place), department: column(roles.Department), business: column(r.Business),
		method: column(r.Method), grade: column(r.Grade), practice: column(r.Practice), spoken: column(r.Spoken), due: column(r.Due), mended: column(r.Mended),
		quarters: map[int64]period.Period{}, number: map[spot]int{}, problems: make([][]int, len(r.Problems)),
	}
	for _, name := range r.Problems {
		c.kinds = append(c.kinds, column(name))
	}
	if c.grade != nil {
		for _, set := range r.Grades {
			allowed := make([]bool, len(c.grade.Dict))
			for i, word := range c.grade.Dict {
				allowed[i] = slices.Contains(set.Values, word)
			}
			c.allowed = append(c.allowed, allowed)
		}
	}
	return c
}

func (c *counter) count() {
	done := c.s.Table.Column(c.s.Register.Done)
	for row := range c.s.Table.Rows {
		day := done.Nums.At(row)
		if day == table.NoNum || period.Date(day) > c.cutoff {
			continue
		}
		at := c.spot(row, day)
		add(&c.finished, at, words(c.method), code(c.method, row))
		add(&c.practices, at, words(c.practice), code(c.practice, row))
		for i, kind := range c.kinds {
			add(&c.problems[i], at, words(kind), code(kind, row))
		}
		if w := code(c.grade, row); w != 0 {
			c.addGrade(row, period.Date(day), at, w)
		}
		if code(c.spoken, row) == yes {
			c.s.Spoken = append(c.s.Spoken, row)
		}
		c.addCorrection(row)
	}
}

// spot numbers the place and time of a line.
func (c *counter) spot(row int, day int64) int {
	quarter, known := c.quarters[day]
	if !known {
		quarter = c.calendar.MonthOf(period.Date(day)).Within(period.Quarterly)
		c.quarters[day] = quarter
	}
	at := spot{quarter, code(c.place, row), code(c.department, row), code(c.business, row), c.roles.Listed != nil && !c.roles.Listed(row)}
	n, known := c.number[at]
	if !known {
		n = len(c.spots)
		c.spots = append(c.spots, at)
		c.number[at] = n
	}
	return n
}

func (c *counter) addGrade(row int, day period.Date, at int, grade uint32) {
	set := -1
	for i := range c.s.Register.Grades {
		if c.s.Register.Grades[i].From <= day {
			set = i
		}
	}
	switch {
	case len(c.allowed) == 0:
		add(&c.graded, at, len(c.grade.Dict), grade)
	case set < 0 || !c.allowed[set][grade]:
		c.s.Misgrade = append(c.s.Misgrade, Misgrade{row, day, c.grade.Dict[grade], c.s.Register.GradesOn(day)})
	default:
		add(&c.graded, at*len(c.allowed)+set, len(c.grade.Dict), grade)
	}
}

func (c *counter) addCorrection(row int) {
	switch {
	case c.due == nil || c.due.Empty(row):
	case c.mended != nil && !c.mended.Empty(row):
		c.s.Mended = append(c.s.Mended, row)
	case period.Date(c.due.Nums.At(row)) < c.cutoff:
		c.s.Late = append(c.s.Late, row)
	default:
		c.s.Waiting = append(c.s.Waiting, row)
	}
}

// add counts a word at a place; counts grow as places come up.
func add(counts *[]int, at, words int, word uint32) {
	i := at*words + int(word)
	if i >= len(*counts) {
		*counts = append(*counts, make([]int, (at+1)*words-len(*counts))...)
	}
	(*counts)[i]++
}

func words(c *table.Column) int {
	if c == nil {
		return 1
	}
	return len(c.Dict)
}

func code(c *table.Column, row int) uint32 {
	if c == nil {
		return 0
	}
	return c.Codes.At(row)
}

func dict(c *table.Column, code int) string {
	if c == nil {
		return ""
	}
	return c.Dict[code]
}

// write turns the counts into tallies. Lines without a word count as finished and as nothing else.
func (c *counter) write() {
	c.s.Finished = inOrder(c.tallies(c.finished, c.method, nil, true))
	c.s.Practice = inOrder(c.tallies(c.practices, c.practice, nil, false))
	c.s.Grades = inOrder(c.tallies(c.graded, c.grade, c.s.Register.Grades, false))
	for i, kind := range c.kinds {
		c.s.Problems = append(c.s.Problems, c.tallies(c.problems[i], kind, nil, false)...)
	}
	c.s.Problems = inOrder(c.s.Problems)
}

func (c *counter) tallies(counts []int, column *table.Column, sets []GradeSet, empty bool) (list []Tally) {
	for i, n := range counts {
		word, at := i%words(column), i/words(column)
		if n == 0 || word == 0 && !empty {
			continue
		}
		var set period.Date
		if len(sets) > 0 {
			set, at = sets[at%len(sets)].From, at/len(sets)
		}
		spot := c.spots[at]
		list = append(list, Tally{
			Quarter: spot.quarter, Place: dict(c.place, int(spot.place)), Department: dict(c.department, int(spot.department)),
			Business: dict(c.business, int(spot.business)), Word: dict(column, word), Set: set, Unlisted: spot.unlisted, Count: n,
		})
	}
	return list
}

// inOrder sorts tallies by what readers see, and adds up what several columns say about one thing.
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
