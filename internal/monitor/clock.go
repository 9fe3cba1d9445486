package monitor

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A Step is what an event does to a clock.
type Step uint8

const (
	Extended    Step = iota // 延长: the limit of the running round grows
	Returned                // 退回补充侦查: the clock stops; when the case is back it counts anew
	Paused                  // 中止、鉴定: the days until Back are not counted
	Transferred             // 改变管辖: it counts anew from that day
	Restarted               // 退回 to those in custody: as Transferred, on that day and once the case is back
)

// An Event happens to a case while its clock runs.
type Event struct {
	Step   Step
	Day    period.Date
	Back   period.Date // 重报, 恢复: of Returned and Paused; NoDate while the case is not back
	Length Length      // of Extended, where the record names it; zero for the usual one
}

// A Problem is what the law does not allow in a course of events. It is a finding for the card, not
// an error of ours.
type Problem uint8

const (
	ReturnedTooOften    Problem = iota // 退补超过次数
	BackBeforeReturn                   // 重报早于退补
	ExtendedTooOften                   // 同一计时段内多次延长
	ExtendedLate                       // 届满之后才延长
	ExtendedOtherwise                  // 延长的期限与规定不符
	ExtendedWhileAway                  // 退补期间延长
	ReturnedWhileAway                  // 尚未重报又退回
	ConcludedWhileAway                 // 退回后未重报即办结
	EventBeforeAccepted                // 事项早于受理
)

// problemWords are what formulas call them: any(期限问题, 问题 == "届满后延长").
var problemWords = [...]string{
	"超过两次退回", "重报早于退回", "同一时段延长两次", "届满后延长", "延长期限不符规定", "退回期间延长",
	"未重报又退回", "未重报即办结", "事项早于受理",
}

func (p Problem) String() string { return problemWords[p] }

// A Clock (计时规则) is how the limit of one kind of case is counted.
type Clock struct {
	Length         Length
	Extension      Length // of one extension; zero: there is none
	MostExtensions int    // in one round
	MostReturns    int    // over all rounds, changes of jurisdiction included
	Workdays       *period.Workdays
}

// A Round (计时段) is a stretch during which the clock counts from one day.
type Round struct {
	Start period.Date
	Due   period.Date // the last day; NoDate while the clock is paused
	Stop  period.Date // the day on which the round ended; NoDate while it runs
}

// A Course is how the clock of one case ran.
type Course struct {
	Rounds   []Round     // at least one
	Away     period.Date // since when the case has been with somebody else; NoDate when it is here
	Problems []Improper  // in the order of the events
}

// Improper is an event that the law does not allow.
type Improper struct {
	Problem
	Day period.Date
}

// Due is the day by which the case has to be concluded, or had to when it was; NoDate while it is
// away or its clock is paused.
func (c Course) Due() period.Date {
	if c.Away != period.NoDate {
		return period.NoDate
	}
	return c.Rounds[len(c.Rounds)-1].Due
}

// Overdue lists when the case was past its limit: from the last day of a limit to the day on which
// that round ended.
func (c Course) Overdue() []Span {
	var list []Span
	for _, r := range c.Rounds {
		if r.Due != period.NoDate && (r.Stop == period.NoDate || r.Stop > r.Due) {
			list = append(list, Span{r.Due, r.Stop})
		}
	}
	return list
}

// Run counts the limit of a case from its start. end is the day of its conclusion, NoDate while it
// is pending. In custody the last day is kept as it falls; otherwise one on which offices do not
// work gives way to the next on which they do (刑事诉讼法第一百零五条). Events may come in any order,
// and twice.
func (c Clock) Run(start, end period.Date, custody bool, events []Event) Course {
	r := runner{Clock: c, custody: custody, course: Course{Away: period.NoDate}, round: Round{Start: start, Stop: period.NoDate}}
	events = slices.Clone(events)
	slices.SortFunc(events, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Step, b.Step), cmp.Compare(a.Back, b.Back), cmp.Compare(a.Length.Days, b.Length.Days))
	})
	events = slices.Compact(events)
	if end != period.NoDate { // what follows the conclusion is not this clock's
		events = slices.DeleteFunc(events, func(e Event) bool { return e.Day > end })
	}
	for _, e := range events {
		if e.Step == Paused {
			r.uncounted = append(r.uncounted, Span{e.Day, e.Back})
		}
	}
	r.uncounted = merged(r.uncounted)
	for _, e := range events {
		r.take(e)
	}
	switch {
	case r.course.Away == period.NoDate:
		r.close(end)
	case end != period.NoDate:
		r.find(ConcludedWhileAway, end)
	}
	return r.course
}

// A runner is a clock on its way through the events of a case.
type runner struct {
	Clock
	custody   bool
	course    Course
	round     Round
	grown     []Length // extensions of the running round
	uncounted []Span   // merged
	returns   int
}

func (r *runner) take(e Event) {
	if e.Step == Paused {
		return // known already, and it may reach back before the start
	}
	if e.Day < r.round.Start && len(r.course.Rounds) == 0 {
		r.find(EventBeforeAccepted, e.Day)
		return
	}
	switch e.Step {
	case Extended:
		r.extend(e)
	case Transferred:
		r.close(e.Day)
		r.open(e.Day)
	case Returned:
		r.giveBack(e)
	}
}

// giveBack stops the clock; it counts anew from the day on which the case is back.
func (r *runner) giveBack(e Event) {
	if r.returns++; r.returns > r.MostReturns {
		r.find(ReturnedTooOften, e.Day)
	}
	if r.course.Away != period.NoDate || e.Day < r.round.Start {
		r.find(ReturnedWhileAway, e.Day)
	} else {
		r.close(e.Day)
	}
	switch {
	case e.Back == period.NoDate:
		r.course.Away = e.Day
	case e.Back < e.Day:
		r.find(BackBeforeReturn, e.Day)
		r.course.Away = e.Day
	default:
		r.open(max(e.Back, r.round.Start))
	}
}

func (r *runner) extend(e Event) {
	length := e.Length
	if length.IsZero() {
		length = r.Extension
	}
	switch {
	case r.course.Away != period.NoDate || e.Day < r.round.Start:
		r.find(ExtendedWhileAway, e.Day)
		return
	case r.due() != period.NoDate && e.Day > r.due():
		r.find(ExtendedLate, e.Day) // what has lapsed cannot grow
		return
	case len(r.grown) >= r.MostExtensions:
		r.find(ExtendedTooOften, e.Day)
		return
	case length != r.Extension:
		r.find(ExtendedOtherwise, e.Day)
	}
	r.grown = append(r.grown, length)
}

// due is the last day of the running round; NoDate while it is paused.
func (r *runner) due() period.Date {
	last := r.Length.last(r.round.Start, r.Workdays)
	for _, l := range r.grown {
		last = l.last(last, r.Workdays)
	}
	uncounted := r.uncounted
	if n := len(uncounted); n > 0 && uncounted[n-1].To == period.NoDate {
		open := Span{uncounted[n-1].From, r.round.Stop}
		uncounted = uncounted[:n-1]
		switch {
		case open.From >= stretched(last, r.round.Start, uncounted):
		case open.To == period.NoDate:
			return period.NoDate
		case open.To > open.From:
			uncounted = append(slices.Clone(uncounted), open)
		}
	}
	due := stretched(last, r.round.Start, uncounted)
	if !r.custody {
		due = r.Workdays.OnOrAfter(due)
	}
	return due
}

// close ends the running round, and a pause that lasts with it; while the case is away there is none.
func (r *runner) close(day period.Date) {
	if r.course.Away != period.NoDate {
		return
	}
	r.round.Stop = day
	r.round.Due = r.due()
	r.course.Rounds = append(r.course.Rounds, r.round)
	r.grown = nil
}

// open starts a round anew.
func (r *runner) open(day period.Date) {
	r.round = Round{Start: day, Stop: period.NoDate}
	r.course.Away = period.NoDate
}

func (r *runner) find(p Problem, day period.Date) {
	r.course.Problems = append(r.course.Problems, Improper{p, day})
}
