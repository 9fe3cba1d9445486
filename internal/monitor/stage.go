package monitor

import (
	"slices"

	"anjian/internal/period"
)

// A Stage is a stretch of days, beginning with From, over which the limit of a case stood the same.
type Stage struct {
	From period.Date
	Due  period.Date // NoDate while the case is away or its clock is paused
	Away period.Date // since when it has been with somebody else; NoDate when it is here
}

// Stages lists how the limit of a case stood from its start to its end, or since: every day as it
// was known at the day's end, so that an extension, a return or a pause does not reach back.
// So the stage of a day has the Due and Away of what Run makes of that day's events.
func (c Clock) Stages(start, end period.Date, custody bool, events []Event) []Stage {
	turns := []period.Date{start}
	for _, e := range events {
		for _, day := range []period.Date{e.Day, e.Back} {
			if day > start && (end == period.NoDate || day < end) {
				turns = append(turns, day)
			}
		}
	}
	slices.Sort(turns)
	var stages []Stage
	known := make([]Event, 0, len(events))
	for _, day := range slices.Compact(turns) {
		known = knownBy(day, events, known[:0])
		course := c.Run(start, period.NoDate, custody, known)
		s := Stage{day, course.Due(), course.Away}
		if n := len(stages); n == 0 || stages[n-1].Due != s.Due || stages[n-1].Away != s.Away {
			stages = append(stages, s)
		}
	}
	return stages
}

// knownBy appends what had happened by the end of a day; what was not over then has no end.
func knownBy(day period.Date, events, known []Event) []Event {
	for _, e := range events {
		if e.Day > day {
			continue
		}
		if e.Back > day {
			e.Back = period.NoDate
		}
		known = append(known, e)
	}
	return known
}
