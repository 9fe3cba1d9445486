package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// runCourses gives a month's concluded cases their courses: simple cases run fast, hard ones
// go back for supplementary investigation, in the proportions that the plan sets.
func runCourses(plan *effects, d dice, batch []*prosecution, month period.Date) {
	s := plan.Shift.Before
	switch {
	case month == plan.Outlier.Month:
		s = plan.Outlier.Shares
	case month >= plan.Shift.Month:
		s = plan.Shift.After
	}
	n := len(batch)
	quota := func(permille int) int { return (n*permille*d.between(78, 122)/100 + 500) / 1000 }
	twice, once, extended, fast := quota(s.Twice), quota(s.Once), quota(s.Extended), quota(s.Fast)
	slices.SortStableFunc(batch, func(a, b *prosecution) int { return cmp.Compare(a.complexity, b.complexity) })
	for i, c := range batch {
		switch {
		case i < fast:
			c.fast = true
			c.run(d, nil, d.between(3, 8))
		case i >= n-twice:
			c.run(d, []bool{d.chance(500), d.chance(350), d.chance(300)}, 0)
		case i >= n-twice-once:
			c.run(d, []bool{d.chance(450), d.chance(300)}, 0)
		case i >= n-twice-once-extended:
			c.run(d, []bool{true}, 0)
		default:
			c.run(d, []bool{false}, 0)
		}
	}
	slices.SortStableFunc(batch, func(a, b *prosecution) int {
		return cmp.Or(cmp.Compare(a.concluded, b.concluded), cmp.Compare(a.complexity, b.complexity))
	})
}

var (
	extensionEvents = []string{"第一次延长审查起诉期限", "第二次延长审查起诉期限", "第三次延长审查起诉期限"}
	returnEvents    = []string{"第一次退回补充侦查", "第二次退回补充侦查"}
)

// run lays out the phases of review backwards from the day of conclusion. Each phase says
// whether it was extended; between two phases the file is with the investigators.
func (c *prosecution) run(d dice, phases []bool, days int) {
	if len(phases) == 0 {
		c.accepted = weekdayBefore(c.concluded - period.Date(days))
		return
	}
	length := make([]int, len(phases))
	away := make([]int, len(phases))
	total := 0
	for i, extended := range phases {
		length[i] = d.between(8, 25)
		if i < len(phases)-1 {
			length[i] = d.between(15, 26)
		}
		if extended {
			length[i] = d.between(32, 41)
		}
		if i > 0 {
			away[i] = d.between(12, 28)
		}
		total += length[i] + away[i]
	}
	c.accepted = weekdayBefore(c.concluded - period.Date(total))
	day := c.concluded - period.Date(total)
	extension := 0
	for i, extended := range phases {
		begin := day
		if i == 0 {
			begin = c.accepted
		}
		if extended {
			c.steps = append(c.steps, c.step(extensionEvents[extension], begin+period.Date(d.between(24, 27))))
			extension++
		}
		day += period.Date(length[i])
		if i < len(phases)-1 {
			s := c.step(returnEvents[i], day)
			day += period.Date(away[i+1])
			s.resubmitted = day
			c.steps = append(c.steps, s)
		}
	}
}

func (c *prosecution) step(event string, day period.Date) step {
	return step{
		event: event, day: day, resubmitted: none, closed: none, people: len(c.persons),
		place: c.place, department: c.department, prosecution: c,
	}
}

// reviewArrest gives the case the arrest review that went before it.
func reviewArrest(plan *effects, d dice, w *world, c *prosecution) {
	for i := range c.persons {
		c.persons[i].measure = d.word([]choice{{"取保候审", 94}, {"监视居住", 6}})
	}
	if !d.chance(c.offence.review) {
		return
	}
	a := &arrest{
		place: c.place, department: c.department, handler: c.handler, offence: c.cause,
		agency: c.agency, people: len(c.persons), cyber: c.cyber,
		concluded: c.accepted - period.Date(d.between(32, 78)),
	}
	for !isWorkday(a.concluded) {
		a.concluded--
	}
	if a.people > 1 && d.chance(300) {
		a.people--
	}
	decideArrest(plan, d, a, c.offence)
	w.arrests = append(w.arrests, a)
	c.arrestCase = a
	if a.decision != "不批准逮捕" {
		c.arrested = true
		c.custody = true
		for i := range a.people {
			c.persons[i].measure = "逮捕"
		}
	}
}

// loneNonArrests are cases that ended with the investigators after arrest was refused.
func loneNonArrests(plan *effects, d dice, w *world, year, month int) {
	for range volume(d, 11, year, month) {
		o := drawOffence(d, year)
		p := drawProcuratorate(d)
		if o.drunk || p.id == "city" {
			continue
		}
		a := &arrest{
			place: p, department: o.department, offence: o.name, agency: investigator(p, o),
			people: 1, cyber: d.chance(o.cyber), concluded: workdayIn(d, year, month),
		}
		a.handler = handler(d, p, o.department)
		decideArrest(plan, d, a, o)
		if a.decision == "不批准逮捕" {
			w.arrests = append(w.arrests, a)
		}
	}
}

func decideArrest(plan *effects, d dice, a *arrest, o *offence) {
	a.detained = d.chance(870)
	days, limit := d.between(3, 7), 7
	if !a.detained {
		days, limit = d.between(5, 15), 15
	}
	a.accepted = a.concluded - period.Date(days)
	a.due = a.accepted + period.Date(limit)
	year, _, _ := a.concluded.Civil()
	refuse := plan.Funnel.Usual + (2024-year)*18 + o.lenient/3
	if a.place.id == plan.Funnel.Procuratorate && year == plan.Funnel.Year {
		refuse = plan.Funnel.Permille + o.lenient/3
	}
	switch {
	case o.name == "受贿罪" || o.name == "贪污罪":
		a.decision = "决定逮捕"
	case d.chance(refuse):
		a.decision = "不批准逮捕"
		a.reason = d.word([]choice{{"无社会危险性不捕", 62}, {"证据不足不捕", 29}, {"不构成犯罪不捕", 6}, {"患病或怀孕等不宜羁押不捕", 3}})
	default:
		a.decision = "批准逮捕"
	}
}
