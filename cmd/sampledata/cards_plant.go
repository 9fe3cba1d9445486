package main

import "anjian/internal/period"

// A planter breaks cards that are right, each by one rule only.
type planter struct {
	plan *effects
	dice dice
	w    *world
}

// plantCards breaks as many cards as the plan says by the rules that ask for the later columns.
func plantCards(plan *effects, w *world) {
	p := &planter{plan: plan, w: w}
	for i, e := range plan.Cards {
		p.dice = newDice(plan.Seed, 3700+uint64(i)) // one more error of a rule moves no other rule's
		switch e.Dataset {
		case "prosecution":
			p.plantProsecutions(e)
		case "arrest-review":
			p.plantArrests(e)
		case "persons":
			p.plantPersons(e)
		case "procedures":
			p.plantSteps(e)
		}
	}
}

// late is the day on which a card was entered that waited too long.
func (p *planter) late(day period.Date) period.Date {
	return min(p.plan.Cutoff, day+period.Date(p.dice.between(5, 24)))
}

// early tells whether so many days have passed since a day that what is due must have come.
func (p *planter) early(day period.Date, days int) bool {
	return day != none && day+period.Date(days) < p.plan.Cutoff
}

func (p *planter) cases(e cardErrors, fits func(*prosecution) bool, spoil func(*prosecution)) {
	for n := e.Count; n > 0; {
		c := p.w.prosecutions[p.dice.IntN(len(p.w.prosecutions))]
		if p.w.broken[c.number] || c.concluded == none || !fits(c) {
			continue
		}
		spoil(c)
		p.w.broken[c.number] = true
		n--
	}
}

func (p *planter) plantProsecutions(e cardErrors) {
	d, plan := p.dice, p.plan
	indicted := func(c *prosecution) bool { return c.outcome == "起诉" }
	judged := func(c *prosecution) bool { return c.judged != none }
	switch e.Rule {
	case "R02":
		p.cases(e, func(c *prosecution) bool { return c.accepted < c.concluded },
			func(c *prosecution) { c.sent = c.accepted + period.Date(d.between(1, 4)) })
	case "R04-1":
		p.cases(e, func(c *prosecution) bool { return c.filed != none && c.concluded-c.accepted > 20 },
			func(c *prosecution) { c.filed = c.concluded - period.Date(d.between(2, 19)) })
	case "R04-2":
		p.cases(e, func(c *prosecution) bool { return p.early(c.concluded, 380) }, func(c *prosecution) { c.filed = none })
	case "R19":
		p.cases(e, func(c *prosecution) bool { return c.adopted == "是" }, func(c *prosecution) { c.verdict = "" })
	case "R20":
		p.cases(e, func(c *prosecution) bool {
			return indicted(c) && c.plea == "是" && c.concluded-c.accepted > 17 && c.returned == 0
		},
			func(c *prosecution) { c.rushed = true })
	case "R21":
		p.cases(e, indicted, func(c *prosecution) {
			if c.indicted = none; d.chance(400) {
				c.indicted, c.paper = c.concluded, ""
			}
		})
	case "R23":
		p.cases(e, judged, func(c *prosecution) { c.indicted = min(plan.Cutoff, c.judged+period.Date(d.between(1, 9))) })
	case "R24":
		p.cases(e, func(c *prosecution) bool { return p.early(c.withdrawn, 45) }, func(c *prosecution) {
			if c.dropped = none; d.chance(400) {
				c.dropped = c.withdrawn + period.Date(d.between(32, 40))
			}
		})
	case "R25":
		p.cases(e, func(c *prosecution) bool { return len(c.charges) > len(c.cause) || len(c.persons) == 1 }, func(c *prosecution) {
			if len(c.persons) == 1 {
				c.persons[0].charge = "" // 人卡罪名空
				return
			}
			c.charges = c.cause
		})
	case "R31":
		p.cases(e, func(c *prosecution) bool { return true }, func(c *prosecution) { c.code = p.otherCode(c.place) })
	case "R36":
		p.cases(e, func(c *prosecution) bool { return p.early(c.concluded, 25) }, func(c *prosecution) { c.entered = p.late(c.concluded) })
	case "R11", "R12", "R15":
		p.plantCourses(e)
	case "R13":
		plantAway(plan, p.w, e)
	}
}

func (p *planter) otherCode(place *procuratorate) string {
	for {
		if other := &procuratorates[p.dice.IntN(len(procuratorates))]; other != place {
			return other.code
		}
	}
}

func (p *planter) plantArrests(e cardErrors) {
	d := p.dice
	allowed := func(a *arrest) bool { return a.decision == "批准逮捕" }
	spoil := map[string]struct {
		fits  func(*arrest) bool
		spoil func(*arrest)
	}{
		"R02": {func(a *arrest) bool { return a.accepted < a.concluded }, func(a *arrest) { a.sent = a.accepted + 1 }},
		"R04-1": {
			func(a *arrest) bool { return a.filed != none },
			func(a *arrest) { a.filed = a.concluded - period.Date(d.between(1, 6)) },
		},
		"R04-2": {func(a *arrest) bool { return p.early(a.concluded, 380) }, func(a *arrest) { a.filed = none }},
		"R05":   {func(a *arrest) bool { return a.decision == "不批准逮捕" }, func(a *arrest) { a.approved = a.concluded }},
		"R06":   {func(a *arrest) bool { return allowed(a) && p.early(a.concluded, 10) }, func(a *arrest) { a.executed = none }},
		"R31":   {func(*arrest) bool { return true }, func(a *arrest) { a.code = p.otherCode(a.place) }},
		"R36":   {func(a *arrest) bool { return p.early(a.concluded, 25) }, func(a *arrest) { a.entered = p.late(a.concluded) }},
	}[e.Rule]
	if spoil.spoil == nil {
		return
	}
	for n := e.Count; n > 0; {
		a := p.w.arrests[d.IntN(len(p.w.arrests))]
		if p.w.broken[a.number] || a.concluded == none || !spoil.fits(a) {
			continue
		}
		spoil.spoil(a)
		p.w.broken[a.number] = true
		n--
	}
}

func (p *planter) plantPersons(e cardErrors) {
	d := p.dice
	spoil := map[string]struct {
		fits  func(*prosecution, *person) bool
		spoil func(*person)
	}{
		"R22": {func(_ *prosecution, x *person) bool { return x.term > 0 }, func(x *person) { x.term = 0 }},
		"R29": {
			func(_ *prosecution, x *person) bool { return x.outcome == "附条件不起诉" },
			func(x *person) {
				if x.begun = x.probation - period.Date(d.between(60, 120)); d.chance(400) {
					x.begun = x.probation - period.Date(d.between(420, 500))
				}
			},
		},
		"R30": {
			func(c *prosecution, x *person) bool { return x.measure == "逮捕" || p.early(c.concluded, 40) },
			func(x *person) {
				if x.measure == "逮捕" {
					x.from = none
					return
				}
				x.from = x.from.AddMonths(-13) // the day of the investigators' decision, not the procuratorate's
			},
		},
	}[e.Rule]
	if spoil.spoil == nil {
		return
	}
	for n := e.Count; n > 0; {
		c := p.w.prosecutions[d.IntN(len(p.w.prosecutions))]
		i := d.IntN(len(c.persons))
		if p.w.broken[c.number] || c.concluded == none || !spoil.fits(c, &c.persons[i]) {
			continue
		}
		spoil.spoil(&c.persons[i])
		p.w.broken[c.number] = true
		n--
	}
}

func (p *planter) plantSteps(e cardErrors) {
	d := p.dice
	for n := e.Count; n > 0; {
		s := &p.w.steps[d.IntN(len(p.w.steps))]
		if s.prosecution == nil || p.w.broken[s.prosecution.number] {
			continue
		}
		switch e.Rule {
		case "R14":
			if !extends(s) {
				continue
			}
			if s.approved = none; d.chance(400) {
				s.approved, s.extra = s.day, 30
			}
		case "R36":
			if !p.early(s.day, 25) {
				continue
			}
			s.entered = clock(d, p.late(s.day))
		default:
			return
		}
		p.w.broken[s.prosecution.number] = true
		n--
	}
}

// plantCourses spoils the course of cases: files that never came back, or came back before they left.
func (p *planter) plantCourses(e cardErrors) {
	d := p.dice
	for n := e.Count; n > 0; {
		s := &p.w.steps[d.IntN(len(p.w.steps))]
		c := s.prosecution
		if c == nil || c.concluded == none || p.w.broken[c.number] {
			continue
		}
		back := c.returned == 1 && s.resubmitted != none
		switch e.Rule {
		case "R11":
			if !back {
				continue
			}
			s.resubmitted = none
		case "R12":
			if !back {
				continue
			}
			s.resubmitted = s.day - period.Date(d.between(1, 6))
		case "R15": // the month is over before the extension is granted
			over := c.accepted.LegalMonths(1) + period.Date(d.between(5, 8))
			if !extends(s) || c.returned > 0 || c.extended != 1 || over >= c.concluded || !sameYear(over, s.day) {
				continue
			}
			s.day, s.approved, s.entered = over, over, clock(d, over)
		}
		p.w.broken[c.number] = true
		n--
	}
}

func sameYear(a, b period.Date) bool {
	x, _, _ := a.Civil()
	y, _, _ := b.Civil()
	return x == y
}
