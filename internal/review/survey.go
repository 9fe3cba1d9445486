package review

import (
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
	Spoken   []int        // rows that the quarterly talk (讲评) speaks of
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
	c := newCounter(s, roles, calendar, cutoff)
	c.count()
	c.write()
	for _, m := range s.Misgrade {
		hint := "核对等次和完成日期"
		if m.Set != nil {
			hint = m.Set.From.String() + " 起的等次是" + strings.Join(m.Set.Values, "、") + "，核对等次和完成日期"
		}
		errs.Tell(source.OutsideValidity, t.Origin(m.Row), m.Day.String()+" 完成的评查，等次“"+m.Grade+"”当时没有施行，不计入等次分布", hint)
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
