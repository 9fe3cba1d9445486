package main

import (
	"anjian/internal/period"
)

// plantCardErrors breaks exactly as many cards as the plan says, each card by one rule only.
// Conclusions without a day are left out on purpose: they would pose as pending cases.
func plantCardErrors(plan *effects, w *world) {
	d := newDice(plan.Seed, 3)
	w.broken = map[string]bool{}
	pick := func(e cardErrors, fits func(*prosecution) bool, spoil func(*prosecution)) {
		for n := e.Count; n > 0; {
			c := w.prosecutions[d.IntN(len(w.prosecutions))]
			if w.broken[c.number] || c.concluded == none || c.inTrend(plan) || !fits(c) {
				continue
			}
			w.broken[c.number] = true
			spoil(c)
			n--
		}
	}
	indicted := func(c *prosecution) bool { return c.outcome == "起诉" && c.plea == "是" }
	for _, e := range plan.Cards {
		switch e.Rule { // of rules over several datasets, each is planted where its columns are made
		case "R01":
			pick(e, func(c *prosecution) bool { return c.fast && c.outcome == "起诉" },
				func(c *prosecution) { c.concluded = c.accepted - period.Date(d.between(1, 9)) })
		case "R03":
			pick(e, func(c *prosecution) bool { return c.outcome == "移送管辖" },
				func(c *prosecution) { c.outcome = "" })
		case "R08":
			pick(e, func(c *prosecution) bool { return c.outcome == "不起诉" }, func(c *prosecution) { c.kind = "" })
		case "R10":
			pick(e, func(c *prosecution) bool { return c.returned == 2 }, func(c *prosecution) { c.returned = 3 })
		case "R16":
			pick(e, func(c *prosecution) bool { return c.plea == "是" }, func(c *prosecution) { c.statement = none })
		case "R17":
			pick(e, indicted, func(c *prosecution) { c.advice, c.adviceKind, c.adopted = "否", "", "" })
		case "R18":
			pick(e, indicted, func(c *prosecution) { c.adviceKind = "" })
		case "R26":
			pick(e, func(c *prosecution) bool { return true }, func(c *prosecution) { c.people += 1 })
		case "R28":
			pick(e, func(c *prosecution) bool { return c.department != juvenile && c.offence.complexity < 5 },
				func(c *prosecution) { c.persons[0].age = d.between(15, 17) })
		case "R07":
			for n := e.Count; n > 0; {
				a := w.arrests[d.IntN(len(w.arrests))]
				if a.reason != "" {
					a.reason = ""
					w.broken[a.number] = true
					n--
				}
			}
		}
	}
}

// inTrend keeps the planted trend free of spoilt cards.
func (c *prosecution) inTrend(plan *effects) bool {
	year, month, _ := c.concluded.Civil()
	first := period.DateOf(year, month, 1)
	return first >= plan.Trend.From && first <= plan.Trend.To
}
