package main

import (
	"slices"

	"anjian/internal/period"
)

// decide gives the case its outcome and what follows from it.
func decide(d dice, c *prosecution) {
	year, _, _ := c.concluded.Civil()
	lenient := 232 - (year-2023)*8 + c.offence.lenient
	if c.arrested {
		lenient = lenient / 9
	}
	if c.department == juvenile {
		lenient += 190
	}
	switch {
	case c.department == juvenile && d.chance(170):
		c.outcome = "附条件不起诉"
	case d.chance(lenient):
		c.outcome = "不起诉"
		c.kind = d.word([]choice{{"相对不起诉", 86}, {"存疑不起诉", 10}, {"法定不起诉", 4}})
		if c.fast {
			c.kind = "相对不起诉"
		}
	case d.chance(12):
		c.outcome = "移送管辖"
	default:
		c.outcome = "起诉"
	}
	c.level = "检察官"
	if c.outcome == "不起诉" || c.outcome == "附条件不起诉" {
		c.level = d.word([]choice{{"检察官", 58}, {"检察长", 36}, {"检委会", 6}})
	}
	for i := range c.persons {
		c.persons[i].outcome = c.outcome
	}
	c.plea = "否"
	if c.outcome != "移送管辖" && (c.fast || d.chance(868)) {
		c.plea = "是"
		c.statement = c.concluded - period.Date(d.between(1, 3))
		if c.statement < c.accepted {
			c.statement = c.accepted
		}
	}
	if c.outcome != "起诉" {
		return
	}
	c.advice = "否"
	if c.plea == "是" || d.chance(90) {
		c.advice, c.adviceKind = "是", "幅度刑"
	}
	c.judged = c.concluded + period.Date(d.between(14, 76))
	for !isWorkday(c.judged) {
		c.judged++
	}
	if c.advice == "是" {
		c.adopted = "是"
		if d.chance(38) {
			c.adopted = "否"
		}
	}
	day := c.concluded
	switch {
	case d.chance(26):
		c.steps = append(c.steps, c.later("被告人上诉", c.judged+period.Date(d.between(3, 10))))
	case d.chance(8):
		c.steps = append(c.steps, c.later("建议延期审理", day+period.Date(d.between(20, 60))))
	case d.chance(4):
		c.steps = append(c.steps, c.later("撤回起诉", day+period.Date(d.between(20, 70))))
	case d.chance(3):
		c.steps = append(c.steps, c.later("法院退回", day+period.Date(d.between(3, 12))))
	}
}

// later is an event after conclusion; it is no extension, so it carries a result of its own.
func (c *prosecution) later(event string, day period.Date) step {
	s := c.step(event, day)
	s.closed, s.result = day, "已办理"
	return s
}

// plantDeterminateTrend sets how many sentencing suggestions name a fixed term, month by month.
func plantDeterminateTrend(plan *effects, d dice, w *world) {
	var from, to int
	for i, m := range monthsFrom(plan.First, plan.Cutoff) {
		switch period.DateOf(m[0], m[1], 1) {
		case plan.Trend.From:
			from = i
		case plan.Trend.To:
			to = i
		}
	}
	for i, m := range monthsFrom(plan.First, plan.Cutoff) {
		var suggested []*prosecution
		for _, c := range w.prosecutions {
			if y, mm, _ := c.concluded.Civil(); y == m[0] && mm == m[1] && c.advice == "是" {
				suggested = append(suggested, c)
			}
		}
		permille := plan.Trend.First + d.between(-16, 16)
		switch {
		case i > to:
			permille = plan.Trend.Last + d.between(-12, 12)
		case i >= from:
			permille = plan.Trend.First + (plan.Trend.Last-plan.Trend.First)*(i-from)/(to-from)
		}
		d.Shuffle(len(suggested), func(a, b int) { suggested[a], suggested[b] = suggested[b], suggested[a] })
		for _, c := range suggested[:(len(suggested)*permille+500)/1000] {
			c.adviceKind = "确定刑"
		}
	}
}

// plantOldAndOverdue adds the cases that the boards must show on the cut-off day.
func plantOldAndOverdue(plan *effects, d dice, w *world) {
	add := func(accepted period.Date) *prosecution {
		year, month, _ := plan.Cutoff.Civil()
		c := newProsecution(d, year, month)
		for c.place.id == "city" || c.department == juvenile {
			c = newProsecution(d, year, month)
		}
		c.accepted, c.concluded = weekdayBefore(accepted), none
		for i := range c.persons {
			c.persons[i].measure = "取保候审"
		}
		w.prosecutions = append(w.prosecutions, c)
		return c
	}
	for range plan.Boards.OverdueProsecution {
		add(plan.Cutoff - period.Date(d.between(33, 48)))
	}
	for range plan.Boards.YearOldProsecution {
		add(plan.Cutoff - period.Date(d.between(390, 620))).suspended = true
	}
	for i := range plan.Boards.CustodyNear {
		c := add(plan.Cutoff)
		for c.accepted = (plan.Cutoff + period.Date(i%5)).AddMonths(-1); c.accepted.AddMonths(1) < plan.Cutoff; {
			c.accepted++
		}
		c.arrested, c.custody = true, true
		for i := range c.persons {
			c.persons[i].measure = "逮捕"
		}
	}
	for range plan.Boards.OverdueArrest {
		p := drawProcuratorate(d)
		a := &arrest{
			place: p, department: general, handler: handler(d, p, general), offence: "盗窃罪",
			agency: investigator(p, &offences[1]), people: 1, detained: true, concluded: none,
			accepted: plan.Cutoff - period.Date(d.between(8, 10)),
		}
		a.due = a.accepted + 7
		w.arrests = append(w.arrests, a)
	}
}

// reconsider adds what the police or the person concerned asked for after a refusal.
func reconsider(d dice, w *world) {
	outcome := func(change int) string {
		if d.chance(change) {
			return "改变原决定"
		}
		return "维持原决定"
	}
	for _, a := range w.arrests {
		base := step{
			people: a.people, place: a.place, department: a.department, arrest: a,
			resubmitted: none, day: a.concluded + period.Date(d.between(2, 6)),
		}
		base.closed = base.day + period.Date(d.between(4, 7))
		switch {
		case a.decision == "不批准逮捕" && d.chance(24):
			s := base
			s.event, s.result = "不批捕复议", outcome(120)
			w.steps = append(w.steps, s)
			if s.result == "维持原决定" && d.chance(330) {
				again := s
				again.event, again.day = "不批捕复核", s.closed+3
				again.closed, again.result = again.day+period.Date(d.between(6, 14)), outcome(150)
				w.steps = append(w.steps, again)
			}
		case a.decision != "" && d.chance(2):
			s := base
			s.event, s.result = "批捕（不批捕）申诉", "维持原决定"
			w.steps = append(w.steps, s)
		}
	}
	refused := slices.DeleteFunc(slices.Clone(w.prosecutions), func(c *prosecution) bool { return c.outcome != "不起诉" })
	for _, c := range refused {
		roll := d.IntN(1000)
		if roll >= 30 {
			continue
		}
		s := c.later([]string{"不起诉复议", "不起诉复核", "不起诉申诉"}[roll/10], c.concluded+period.Date(d.between(5, 20)))
		s.closed, s.result = s.day+period.Date(d.between(15, 29)), outcome(90)
		c.steps = append(c.steps, s)
	}
}
