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
	registers := map[[3]string]map[string]State{} // by dataset, key and day
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
		id := [3]string{c.Records, c.RecordKey, c.Done}
		if registers[id] == nil {
			registers[id] = states(records, c.RecordKey, c.Done)
		}
		s.find(registers[id])
	}
	return all
}

// find lists the cases of the class with what the register says of them.
func (s *Standing) find(states map[string]State) {
	c, key := s.Class, s.Table.Column(s.Class.Key)
	eval := formula.NewEvaluator(s.Table, formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: s.Cutoff})
	days := eval.Numbers(c.Day).N
	for row := range eval.Bools(c.Where).Rows() {
		one := Case{Row: row, Day: period.NoDate, Due: period.NoDate}
		if days[row] != formula.NoNum {
			one.Day = period.Date(days[row])
			one.Due = last(one.Day, c.Within)
		}
		if one.Day != period.NoDate && (one.Day < c.From && c.From != 0 || one.Day > s.Cutoff) {
			continue
		}
		if !key.Empty(row) {
			one.State = states[key.Word(row)]
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

// states says of each case that a register names how far it is; of several lines the furthest holds.
func states(records *table.Table, key, done string) map[string]State {
	all := map[string]State{}
	if records == nil {
		return all
	}
	name, day := records.Column(key), records.Column(done)
	for row := range records.Rows {
		if name.Empty(row) {
			continue
		}
		state := Listed
		if !day.Empty(row) {
			state = Done
		}
		word := name.Word(row)
		all[word] = max(all[word], state)
	}
	return all
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
