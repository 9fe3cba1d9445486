package review

import (
	"slices"

	"anjian/internal/formula"
	"anjian/internal/monitor"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A State says how far a case of a class is.
type State uint8

const (
	Unlisted State = iota // 未列入: no line of the register names it
	Listed                // 已列入未完成
	Done                  // 已完成
)

// A Case is one case of a class.
type Case struct {
	Row   int
	Day   period.Date // from which time runs; NoDate when the card has none
	Due   period.Date // the last day in time; NoDate without Day or where the class names no time
	State State
}

// Late tells whether time was over before a day and it is not done.
func (c Case) Late(day period.Date) bool {
	return c.State != Done && c.Due != period.NoDate && c.Due < day
}

// A Standing is how far one class is.
type Standing struct {
	Class  *Class
	Table  *table.Table
	Cutoff period.Date
	Lacks  []table.Lack // what the class needs and no export has: nothing is known then
	Cases  []Case       // in the order of the table
}

// Count counts the cases that are so.
func (s *Standing) Count(so func(Case) bool) int {
	n := 0
	for _, c := range s.Cases {
		if so(c) {
			n++
		}
	}
	return n
}

// Open lists the cases that are not done, those whose time was over first at the head.
func (s *Standing) Open() []Case {
	open := slices.DeleteFunc(slices.Clone(s.Cases), func(c Case) bool { return c.State == Done })
	slices.SortStableFunc(open, func(a, b Case) int { return int(a.Day) - int(b.Day) })
	return open
}

// Due counts the cases whose time is over, and how many of them are done.
func (s *Standing) Due() (done, all int) {
	for _, c := range s.Cases {
		switch {
		case c.Due == period.NoDate || c.Due >= s.Cutoff:
		case c.State == Done:
			done++
			all++
		default:
			all++
		}
	}
	return done, all
}

// Check finds the cases of every class and looks them up in the registers.
func Check(classes []*Class, tables map[string]*table.Table, cutoff period.Date) []*Standing {
	found, evals := map[lookup][]State{}, map[string]*formula.Evaluator{} // what classes share
	var all []*Standing
	for _, c := range classes {
		t, records := tables[c.Dataset], tables[c.Records]
		if t == nil {
			continue
		}
		s := &Standing{Class: c, Table: t, Cutoff: cutoff, Lacks: c.lacks(t, records)}
		all = append(all, s)
		if len(s.Lacks) > 0 {
			continue
		}
		l := lookup{c.Dataset, c.Key, c.Records, c.RecordKey, c.Done}
		if found[l] == nil {
			found[l] = l.states(t, records)
		}
		if evals[c.Dataset] == nil {
			evals[c.Dataset] = formula.NewEvaluator(t, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: cutoff})
		}
		s.find(evals[c.Dataset], found[l])
	}
	return all
}

// find lists the cases of the class with what the register says of them, by code of their key.
func (s *Standing) find(eval *formula.Evaluator, states []State) {
	c, key := s.Class, s.Table.Column(s.Class.Key)
	days := eval.Numbers(c.Day).N
	for row := range eval.Bools(c.Where).Rows() {
		one := Case{Row: row, Day: period.NoDate, Due: period.NoDate, State: states[key.Codes.At(row)]}
		if days[row] != formula.NoNum {
			one.Day = period.Date(days[row])
			one.Due = last(one.Day, c.Within)
		}
		if one.Day != period.NoDate && (one.Day < c.From && c.From != 0 || one.Day > s.Cutoff) {
			continue
		}
		s.Cases = append(s.Cases, one)
	}
}

// last is the last day in time; NoDate where no time is set.
func last(day period.Date, within monitor.Length) period.Date {
	switch {
	case within.Months > 0:
		return day.AddMonths(within.Months)
	case within.Days > 0:
		return day + period.Date(within.Days)
	}
	return period.NoDate
}

// A lookup is how cases of a dataset are found in a register; classes share it.
type lookup struct{ dataset, key, records, recordKey, done string }

// states says of each case how far it is, by the code of its key; code 0, no key, is in no register.
// Of several lines about a case the furthest holds.
func (l lookup) states(cases, records *table.Table) []State {
	key := cases.Column(l.key)
	all := make([]State, len(key.Dict))
	if records == nil {
		return all
	}
	name, done := records.Column(l.recordKey), records.Column(l.done)
	codeOf := l.codes(cases, key, records, name)
	for row := range records.Rows {
		at := codeOf(row)
		if at == 0 {
			continue
		}
		state := Listed
		if !done.Empty(row) {
			state = Done
		}
		all[at] = max(all[at], state)
	}
	return all
}

// codes finds the case that a line of the register names: by the link that the dataset declares, or
// where there is none by the word. 0 is none.
func (l lookup) codes(cases *table.Table, key *table.Column, records *table.Table, name *table.Column) func(row int) uint32 {
	for _, link := range records.Links {
		if link.To == cases && link.Column == l.recordKey && link.Key == l.key {
			return func(row int) uint32 {
				if to := link.Row[row]; to >= 0 {
					return key.Codes.At(int(to))
				}
				return 0
			}
		}
	}
	codes := make(map[string]uint32, len(key.Dict))
	for code, word := range key.Dict {
		codes[word] = uint32(code)
	}
	own := make([]uint32, len(name.Dict)) // by code of the register
	for code, word := range name.Dict {
		own[code] = codes[word]
	}
	own[0] = 0
	return func(row int) uint32 { return own[name.Codes.At(row)] }
}

// lacks lists, each once, what the class needs of its cases and of the register and no export has.
func (c *Class) lacks(cases, records *table.Table) []table.Lack {
	list := slices.Concat(c.Where.Lacks(cases), c.Day.Lacks(cases), cases.Lacks(c.Key))
	if records != nil {
		list = append(append(list, records.Lacks(c.RecordKey)...), records.Lacks(c.Done)...)
	}
	var once []table.Lack
	for _, lack := range list {
		if !slices.Contains(once, lack) {
			once = append(once, lack)
		}
	}
	return once
}
