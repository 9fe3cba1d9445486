package main

import (
	"fmt"

	"anjian/internal/period"
)

// limitEffects are the boards by the time limits of the law, and the events that it does not allow.
type limitEffects struct {
	Overdue         int `toml:"overdue"`
	NearDue         int `toml:"near_due"`
	CustodyEnding   int `toml:"custody_ending"`
	Away            int `toml:"away"`
	Differing       int `toml:"differing"`
	ThirdReturns    int `toml:"third_returns"`
	NoticesOverdue  int `toml:"notices_overdue"`
	RegisterOverdue int `toml:"register_overdue"`
	RegisterNear    int `toml:"register_near"`
}

// plantLimits returns cases a third time, which 刑事诉讼法第一百七十五条 does not allow. The card's own
// count of returns stays as it was: only the course of events tells.
func plantLimits(plan *effects, w *world) error {
	d := newDice(plan.Seed, 50)
	left := plan.Limits.ThirdReturns
	for _, i := range d.Perm(len(w.prosecutions)) {
		if left == 0 {
			return nil
		}
		c := w.prosecutions[i]
		if c.returned != 2 || c.concluded == none || c.department == juvenile || c.accepted < plan.First || len(c.steps) == 0 {
			continue
		}
		back := none
		for _, s := range c.steps {
			back = max(back, s.resubmitted)
		}
		day := back + period.Date(d.between(4, 6))
		third := c.step(returnEvents[1], day)
		if third.resubmitted = day + period.Date(d.between(6, 9)); third.resubmitted >= c.concluded {
			continue
		}
		w.steps = append(w.steps, third)
		left--
	}
	if left > 0 {
		return fmt.Errorf("plant third returns: %d cases too few were returned twice", left)
	}
	return nil
}
