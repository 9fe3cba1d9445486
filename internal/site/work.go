package site

import (
	"cmp"
	"slices"
	"strconv"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/tomlfile"
)

// A keyWork (重点工作) is what a department has to do by a day, step by step. How it stands is never
// written: it follows from the dates.
type keyWork struct {
	common
	Started   period.Date `toml:"started"`
	Deadline  period.Date `toml:"deadline"`
	Completed period.Date `toml:"completed"` // of work without steps; of others the day that the last step was reached
	Steps     []step      `toml:"step"`
	Notes     []advance   `toml:"progress"`
}

// A step (推进步骤) is planned for a day and reached on a day.
type step struct {
	Text    string      `toml:"text"`
	Planned period.Date `toml:"planned"`
	Reached period.Date `toml:"reached"`
	Note    string      `toml:"note"`
}

// An advance (进展) is what was written down on a day, and how far the work was then.
type advance struct {
	Date    period.Date `toml:"date"`
	Percent int         `toml:"percent"`
	Text    string      `toml:"text"`
}

func (w *keyWork) check(r *narrativeReader, at *tomlfile.Positions) {
	if set(w.Started) && set(w.Deadline) && w.Deadline < w.Started {
		r.errs.Tell(source.DatesReversed, at.At("deadline"), "完成时限早于启动日期", "核对 started 和 deadline")
	}
	open := 0
	for i, s := range w.Steps {
		if s.Text == "" || !set(s.Planned) {
			r.errs.Tell(source.MissingKey, at.At("step", i), "推进步骤要写内容和计划日期", `例如 text = "完成第一轮核查"、planned = 2026-01-31`)
		}
		if set(w.Deadline) && s.Planned > w.Deadline {
			r.errs.Tell(source.ProgressAtOdds, at.At("step", i, "planned"), "步骤的计划日期晚于完成时限", "核对 planned 和 deadline")
		}
		if !set(s.Reached) {
			open++
		}
	}
	for i, n := range w.Notes {
		if !set(n.Date) || n.Percent < 0 || n.Percent > 100 {
			r.errs.Tell(source.MissingKey, at.At("progress", i), "进展要写日期，百分比在 0 到 100 之间", `例如 date = 2025-12-26、percent = 80、text = "…"`)
		}
	}
	slices.SortStableFunc(w.Notes, func(a, b advance) int { return cmp.Compare(a.Date, b.Date) })
	w.contradictions(r.errs, at, open)
}

// contradictions tells where what was written about one work does not go together; which of the two is
// right only a person knows.
func (w *keyWork) contradictions(errs *source.List, at *tomlfile.Positions, open int) {
	last := w.lastStep()
	switch {
	case len(w.Steps) > 0 && open > 0 && set(w.Completed):
		errs.Tell(source.ProgressAtOdds, at.At("completed"), "写了完成日期，还有 "+strconv.Itoa(open)+" 个步骤没有完成", "给步骤写 reached，或者去掉 completed")
	case set(w.Completed) && w.Completed < last:
		errs.Tell(source.ProgressAtOdds, at.At("completed"), "完成日期早于最后一个步骤的完成日期", "核对 completed 和各步骤的 reached")
	}
	if n := len(w.Notes); n > 0 && w.Notes[n-1].Percent == 100 && open > 0 {
		errs.Tell(source.ProgressAtOdds, at.At("progress"), "最近一次进展写 100%，还有 "+strconv.Itoa(open)+" 个步骤没有完成", "给步骤写 reached，或者改 percent")
	}
	if n := len(w.Notes); n > 0 && w.Notes[n-1].Percent < 100 && len(w.Steps) > 0 && open == 0 && w.Notes[n-1].Date >= last {
		errs.Tell(source.ProgressAtOdds, at.At("progress"), "各步骤都已完成，最近一次进展还不到 100%", "改 percent，或者核对各步骤的 reached")
	}
}

// lastStep is the day that the last step was reached, of those that were.
func (w *keyWork) lastStep() period.Date {
	var last period.Date
	for _, s := range w.Steps {
		last = max(last, s.Reached)
	}
	return last
}

// finished is the day that the work was done; not set while it goes on.
func (w *keyWork) finished() period.Date {
	if len(w.Steps) > 0 {
		if slices.ContainsFunc(w.Steps, func(s step) bool { return !set(s.Reached) }) {
			return period.NoDate
		}
		return max(w.lastStep(), w.Completed)
	}
	if set(w.Completed) {
		return w.Completed
	}
	for _, n := range w.Notes {
		if n.Percent == 100 {
			return n.Date
		}
	}
	return period.NoDate
}

// A workState is how key work stands at a day. In lists what presses comes first.
type workState int

const (
	workLate     workState = iota // 逾期
	workStepLate                  // 步骤逾期: a step is late, the whole is not yet
	workOnTime                    // 按期
	workComing                    // 未开始
	workDone                      // 已完成
)

func (w *keyWork) stateAt(day period.Date) workState {
	done := w.finished()
	switch {
	case set(done) && done <= day:
		return workDone
	case set(w.Deadline) && w.Deadline < day:
		return workLate
	case slices.ContainsFunc(w.Steps, func(s step) bool { return s.late(day) }):
		return workStepLate
	case set(w.Started) && w.Started > day:
		return workComing
	}
	return workOnTime
}

// late tells whether a step should have been reached before a day and was not.
func (s step) late(day period.Date) bool { return s.Planned < day && !s.reachedBy(day) }

func (s step) reachedBy(day period.Date) bool { return set(s.Reached) && s.Reached <= day }

func (s workState) tag() *Tag {
	switch s {
	case workLate:
		return tag("逾期", "bad")
	case workStepLate:
		return tag("步骤逾期", "warn")
	case workComing:
		return tag("未开始", "")
	case workDone:
		return tag("已完成", "good")
	}
	return tag("按期", "")
}

// howFar says in words how far the work is at a day.
func (w *keyWork) howFar(day period.Date) string {
	var list []string
	if n := len(w.Steps); n > 0 {
		reached := 0
		for _, s := range w.Steps {
			if s.reachedBy(day) {
				reached++
			}
		}
		list = append(list, strconv.Itoa(n)+" 个步骤完成 "+strconv.Itoa(reached)+" 个")
	}
	if n, ok := w.noteAt(day); ok {
		list = append(list, strconv.Itoa(n.Percent)+"%（"+n.Date.String()+"）")
	}
	return joinNonEmpty("，", list...)
}

// noteAt is the last advance written down up to a day.
func (w *keyWork) noteAt(day period.Date) (last advance, ok bool) {
	for _, n := range w.Notes {
		if n.Date <= day {
			last, ok = n, true
		}
	}
	return last, ok
}
