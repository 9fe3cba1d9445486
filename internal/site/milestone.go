package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A milestone is one step of a brand's three-year plan. People write days; how it stands follows from them.
type milestone struct {
	From    period.Date `toml:"from"`    // when work on it begins; the planned day of the step before when empty
	Date    period.Date `toml:"date"`    // planned
	Reached period.Date `toml:"reached"` // when it was done
	Text    string      `toml:"text"`
	Status  string      `toml:"status"` // as older documents wrote it; it may only agree
}

// A progress says how a milestone stands at a day.
type progress string

const (
	notBegun   progress = "未开始"
	underWay   progress = "进行中"
	overdue    progress = "逾期"
	doneOnTime progress = "按期完成"
	doneLate   progress = "逾期完成"
)

// done tells whether the step was taken.
func (p progress) done() bool { return p == doneOnTime || p == doneLate }

// A planned is a milestone in its place in the plan: it begins after the step before.
type planned struct {
	milestone
	written int         // how many stand above it in the document
	begins  period.Date // first day on which it is under way; zero: from the start
}

// at tells how a step stands at the end of a day. What is reached later is not known that day.
func (p planned) at(day period.Date) progress {
	switch {
	case set(p.Reached) && p.Reached <= day && p.Reached <= p.Date:
		return doneOnTime
	case set(p.Reached) && p.Reached <= day:
		return doneLate
	case day > p.Date:
		return overdue
	case day < p.begins:
		return notBegun
	}
	return underWay
}

// plan puts the milestones in the order of their planned days. A step that does not say when it begins
// is under way from the day after the step before was due; the first from the start of the brand.
func (m *brand) plan() []planned {
	list := make([]planned, len(m.Milestones))
	for i, s := range m.Milestones {
		list[i] = planned{milestone: s, written: i}
	}
	slices.SortStableFunc(list, func(a, b planned) int { return cmp.Compare(a.Date, b.Date) })
	for i := range list {
		switch {
		case set(list[i].From):
			list[i].begins = list[i].From
		case i > 0:
			list[i].begins = list[i-1].Date + 1
		case set(m.Started):
			list[i].begins = m.Started
		}
	}
	return list
}

// checkPlan refuses days that contradict each other.
func (m *brand) checkPlan(r *narrativeReader, at *tomlfile.Positions) {
	for i, s := range m.Milestones {
		if s.Text == "" {
			r.errs.Tell(source.MissingKey, at.At("milestone", i), "里程碑没有内容", `加一行 text = "……"`)
		}
		if !set(s.Date) {
			r.errs.Tell(source.MissingKey, at.At("milestone", i), "里程碑没有计划日期", "加一行 date = 2025-06-30")
			continue
		}
		if set(s.From) && s.From > s.Date {
			r.errs.Tell(source.DatesReversed, at.At("milestone", i, "from"), "起始日期晚于计划日期 "+s.Date.String(), "改 from 或者 date")
		}
		if set(s.From) && set(s.Reached) && s.Reached < s.From {
			r.errs.Tell(source.DatesReversed, at.At("milestone", i, "reached"), "完成日期早于起始日期 "+s.From.String(), "改 reached 或者 from")
		}
	}
}

// checkStates refuses a state written by hand that the days contradict. Who leaves it out is always right.
func (m *brand) checkStates(r *narrativeReader, cutoff period.Date) {
	written := map[string]func(progress) bool{
		"已完成": progress.done, "进行中": func(p progress) bool { return p == underWay },
		"未开始": func(p progress) bool { return p == notBegun }, "逾期": func(p progress) bool { return p == overdue },
		"按期完成": func(p progress) bool { return p == doneOnTime }, "逾期完成": func(p progress) bool { return p == doneLate },
	}
	states := make([]progress, len(m.Milestones))
	for _, p := range m.plan() {
		states[p.written] = p.at(cutoff)
	}
	for i, s := range m.Milestones {
		if s.Status == "" || !set(s.Date) {
			continue
		}
		agrees, known := written[s.Status]
		at := m.at.At("milestone", i, "status")
		state := states[i]
		switch {
		case !known:
			r.errs.Tell(source.StateAtOdds, at, "未知的里程碑状态“"+s.Status+"”", "删去这一行：状态由 date、reached 和数据截止日推算")
		case agrees(state):
		case s.Status == "已完成" && !set(s.Reached):
			r.errs.Tell(source.MissingKey, at, "写作“已完成”，没有写完成日期", "加一行 reached = 完成的日期，删去 status")
		default:
			r.errs.Tell(source.StateAtOdds, at, "写作“"+s.Status+"”，按日期到 "+cutoff.String()+" 应为“"+string(state)+"”", "改 date、reached，删去 status：状态由日期推算")
		}
	}
}

// tag shows a state; colour never says more than the word.
func (p progress) tag() *Tag {
	switch p {
	case doneOnTime, doneLate:
		return tag(string(p), "good")
	case overdue:
		return tag(string(p), "bad")
	}
	return tag(string(p), "")
}

// days says how far a step lies from its planned day: 逾期 31 日, 晚 12 日, 还有 45 日; "" where that tells nothing.
func (p planned) days(day period.Date) string {
	switch p.at(day) {
	case doneLate:
		return "晚 " + strconv.Itoa(int(p.Reached-p.Date)) + " 日"
	case overdue:
		return "逾期 " + strconv.Itoa(int(day-p.Date)) + " 日"
	case underWay:
		if p.Date == day {
			return "当日到期"
		}
		return "还有 " + strconv.Itoa(int(p.Date-day)) + " 日"
	}
	return ""
}
