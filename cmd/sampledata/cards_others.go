package main

import "anjian/internal/period"

// plantOthers breaks entries of the ledgers of other departments.
func plantOthers(plan *effects, w *world, documents []supervisionDocument, public []publicCase) {
	for i, e := range plan.Cards {
		d := newDice(plan.Seed, 3900+uint64(i))
		switch e.Rule + " " + e.Dataset {
		case "R34-2 supervision": // adopted, it is said, but nobody has replied yet
			for n := e.Count; n > 0; {
				s := &documents[d.IntN(len(documents))]
				if s.replied != none || s.due == none || s.due < plan.Cutoff || s.adopted != "" {
					continue
				}
				s.adopted = "是"
				w.broken[s.number] = true
				n--
			}
		case "R35 public-interest":
			for n := e.Count; n > 0; {
				c := &public[d.IntN(len(public))]
				switch {
				case w.broken[c.number]:
					continue
				case n == 1 && c.sued != none && c.urged != none:
					c.urged = none
				case n > 1 && c.outcome == "诉前整改终结" && c.mended != "":
					c.mended = ""
				default:
					continue
				}
				w.broken[c.number] = true
				n--
			}
		}
	}
}

// plantAway sends files of pending cases back earlier, so that the investigators' month is over.
func plantAway(plan *effects, w *world, e cardErrors) {
	d := newDice(plan.Seed, 39)
	n := e.Count
	for i := range w.steps {
		s := &w.steps[i]
		c := s.prosecution
		if n == 0 || c == nil || c.custody || c.concluded != none || s.event != returnEvents[0] || s.resubmitted != none || w.broken[c.number] {
			continue
		}
		if day := plan.Cutoff - period.Date(d.between(33, 37)); day > c.accepted+5 && sameYear(day, s.day) {
			s.day, s.entered = day, clock(d, day)
			w.broken[c.number] = true
			n--
		}
	}
}
