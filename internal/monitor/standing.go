package monitor

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// Overdue lists the pending rows whose last day has passed, the longest first.
func (w *Watch) Overdue() []Standing {
	return w.pick(Standing.Overdue)
}

// Overdue tells whether the last day has passed.
func (s Standing) Overdue() bool { return s.Due != period.NoDate && s.Left < 0 }

// Near tells whether the last day of a limit is no further than its lead.
func (s Standing) Near(l *Limit) bool {
	return s.Due != period.NoDate && s.Left >= 0 && s.Left <= l.lead(s.Custody)
}

// NearDue lists the pending rows whose last day is no further than the limit's own lead, the nearest
// first; in custody at least seven days ahead (《人民检察院刑事诉讼规则》第六百一十五条).
func (w *Watch) NearDue() []Standing {
	return w.pick(func(s Standing) bool { return s.Near(w.Limit) })
}

// lead is how many days ahead a row is near its last day.
func (l *Limit) lead(custody bool) int {
	if custody {
		return max(l.Lead, custodyLead)
	}
	return l.Lead
}

const custodyLead = 7

// Away lists the pending rows whose clock stands still: returned and not back, or paused.
func (w *Watch) Away() []Standing {
	return w.pick(func(s Standing) bool { return s.Due == period.NoDate })
}

func (w *Watch) pick(want func(Standing) bool) []Standing {
	var list []Standing
	for _, s := range w.Open {
		if want(s) {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b Standing) int { return cmp.Compare(a.Left, b.Left) })
	return list
}
