package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

const none = period.NoDate

// arrest is one case of arrest review (审查逮捕).
type arrest struct {
	number, unified string
	place           *procuratorate
	department      string
	handler         string
	offence         string
	agency          string
	accepted        period.Date
	due             period.Date
	concluded       period.Date
	decision        string
	reason          string // kind of non-arrest
	people          int
	detained        bool
	cyber           bool
	young           int    // 其中未成年人
	guided          string // 引导侦查意见

	arrestCard
	oversight
}

// prosecution is one case of prosecution review (审查起诉).
type prosecution struct {
	number, unified string
	place           *procuratorate
	offence         *offence
	cause           string
	department      string
	class           string
	handler         string
	agency          string
	accepted        period.Date
	due             period.Date
	concluded       period.Date
	suspended       bool
	outcome         string // 审结结论
	kind            string // kind of non-prosecution
	level           string // who decided
	persons         []person
	people          int // as entered on the card
	arrested        bool
	custody         bool
	cyber           bool
	returned        int
	extended        int
	plea            string
	statement       period.Date
	fast            bool
	advice          string // 量刑建议: 是, 否 or empty
	adviceKind      string
	adopted         string
	judged          period.Date
	early           bool   // 提前介入
	ownInquiry      int    // 自行补充侦查
	unfit           string // 不宜适用认罪认罚
	changed         string // 一审改变情形
	final           period.Date
	published       string // 法律文书公开
	industry        string // 所属行业
	steps           []step
	arrestCase      *arrest
	complexity      int
	youngVictim     bool // 有未成年被害人

	prosecutionCard
	oversight
}

// person is one card of a suspect (人卡): no name, only what figures need.
type person struct {
	age     int
	measure string // 强制措施
	ends    period.Date
	outcome string

	arrested   bool // at any time, 曾被逮捕
	final      period.Date
	sentence   string
	probation  period.Date // 考验期满
	afterwards string      // 期满处理
	toSeal     period.Date
	sealed     period.Date

	personCard
}

// step is one event in the course of a case (程序节点).
type step struct {
	event       string
	day         period.Date
	resubmitted period.Date // of a return for supplementary investigation
	closed      period.Date // of a reconsideration
	result      string
	people      int
	place       *procuratorate
	department  string
	prosecution *prosecution
	arrest      *arrest

	stepCard
}

// world holds all criminal cases as they stood on the cut-off day.
type world struct {
	plan         *effects
	arrests      []*arrest
	prosecutions []*prosecution
	steps        []step

	broken map[string]bool // case numbers of cards with a planted error
}

// simulateCriminal invents the criminal cases. A case starts with the day on which it will be
// concluded, so that the mean length of a month is planted exactly; what lies behind the
// cut-off is cut away afterwards and leaves the cases that are pending.
func simulateCriminal(plan *effects) *world {
	d := newDice(plan.Seed, 1)
	w := &world{plan: plan}
	perMonth := map[int]int{2023: 214, 2024: 201, 2025: 192, 2026: 190}
	for _, m := range monthsFrom(plan.First, plan.Cutoff.AddMonths(9)) {
		n := volume(d, perMonth[m[0]], m[0], m[1])
		batch := make([]*prosecution, n)
		for i := range batch {
			batch[i] = newProsecution(d, m[0], m[1])
		}
		runCourses(plan, d, batch, period.DateOf(m[0], m[1], 1))
		for _, c := range batch {
			reviewArrest(plan, d, w, c)
			decide(d, c)
			w.prosecutions = append(w.prosecutions, c)
		}
		loneNonArrests(plan, d, w, m[0], m[1])
	}
	plantDeterminateTrend(plan, d, w)
	plantOldAndOverdue(plan, d, w)
	w.cutAt(plan.Cutoff)
	reconsider(newDice(plan.Seed, 2), w)
	w.cutSteps(plan.Cutoff)
	w.number()
	return w
}

func newProsecution(d dice, year, month int) *prosecution {
	c := &prosecution{place: drawProcuratorate(d), judged: none, statement: none}
	o := drawOffence(d, year)
	for c.place.id == "city" && (o.complexity < 5 || o.department != serious) { // the city takes the grave ones
		o = &offences[d.IntN(len(offences))]
	}
	c.offence, c.cause, c.department = o, o.name, o.department
	c.class = map[string]string{general: "普通刑事犯罪案件", serious: "重大经济犯罪案件"}[o.department]
	switch o.name {
	case "受贿罪", "贪污罪":
		c.class = "职务犯罪案件"
	}
	if c.place.id != "city" && !o.drunk && d.chance(62) {
		c.class, c.department = "未成年人犯罪案件", juvenile
		c.cause = juvenileOffences[d.IntN(len(juvenileOffences))]
	}
	c.agency = investigator(c.place, o)
	c.handler = handler(d, c.place, c.department)
	c.concluded = workdayIn(d, year, month)
	c.cyber = d.chance(o.cyber)
	c.complexity = o.complexity*60 + d.IntN(420)
	n := 1
	switch roll := d.IntN(1000); {
	case roll < 22+o.complexity*9:
		n = d.between(3, 6)
	case roll < 110+o.complexity*16:
		n = 2
	}
	for range n {
		p := person{age: d.between(18, 58), ends: none, final: none, probation: none, toSeal: none, sealed: none}
		if c.department == juvenile {
			p.age = d.between(14, 17)
		}
		c.persons = append(c.persons, p)
	}
	c.people = n
	return c
}

// cutAt forgets everything that happens after the last day.
func (w *world) cutAt(last period.Date) {
	first := w.plan.First // what ended earlier belongs to the exports of earlier years
	w.arrests = slices.DeleteFunc(w.arrests, func(a *arrest) bool {
		return a.accepted > last || a.concluded != none && a.concluded < first
	})
	for _, a := range w.arrests {
		if a.concluded > last {
			a.concluded, a.decision, a.reason = none, "", ""
		}
	}
	w.prosecutions = slices.DeleteFunc(w.prosecutions, func(c *prosecution) bool { return c.accepted > last })
	for _, c := range w.prosecutions {
		c.cutAt(last)
	}
}

func (c *prosecution) cutAt(last period.Date) {
	if c.judged > last {
		c.judged, c.adopted = none, ""
	}
	if c.concluded == none || c.concluded <= last {
		return
	}
	c.concluded, c.outcome, c.kind, c.level = none, "", "", ""
	c.plea, c.statement, c.fast, c.advice, c.adviceKind = "", none, false, "", ""
	c.judged, c.adopted = none, ""
	for i := range c.persons {
		c.persons[i].outcome = ""
	}
}

// cutSteps drops what lies after the last day and says what a pending case then waits for.
func (w *world) cutSteps(last period.Date) {
	for _, c := range w.prosecutions {
		c.steps = slices.DeleteFunc(c.steps, func(s step) bool { return s.day > last })
		c.standAt(last)
		if c.suspended {
			// Expert opinion is waited for: the clock stands still and has not started again.
			c.steps = append(c.steps, c.step(suspension, c.accepted+18))
		}
		for i := range c.steps {
			if s := &c.steps[i]; s.resubmitted > last {
				s.resubmitted = none
			}
		}
		w.steps = append(w.steps, c.steps...)
	}
	w.steps = slices.DeleteFunc(w.steps, func(s step) bool { return s.day > last || s.day < w.plan.First })
	for i := range w.steps {
		if s := &w.steps[i]; s.closed > last {
			s.closed, s.result = none, ""
		}
	}
	slices.SortStableFunc(w.steps, func(a, b step) int { return cmp.Compare(a.day, b.day) })
}

const suspension = "中止审查"

// standAt says how a case stands at the end of a day: how often it was returned and extended, and
// what it waits for.
func (c *prosecution) standAt(last period.Date) {
	phase, away := c.accepted, none
	c.returned, c.extended = 0, 0
	extendedNow, suspended := false, c.suspended
	for _, s := range c.steps {
		switch {
		case s.day > last:
		case s.event == suspension:
		case slices.Contains(returnEvents, s.event) && s.resubmitted != none && s.resubmitted <= last:
			c.returned++
			phase, extendedNow = s.resubmitted, false
		case slices.Contains(returnEvents, s.event):
			c.returned++
			away = s.day
		case s.result == "" && s.day >= phase:
			c.extended++
			extendedNow = true
		}
	}
	suspended = suspended && c.accepted+18 <= last
	c.due = dueAfter(phase, extendedNow)
	ends := c.due
	if away != none { // the clock stands still until the file comes back
		c.due, ends = none, away.AddMonths(1)
	}
	if suspended {
		c.due, ends = none, none
	}
	for i := range c.persons {
		c.persons[i].ends = none
		if c.persons[i].measure == "逮捕" {
			c.persons[i].ends = ends
		}
	}
}

// dueAfter is the simple rule of the exporting system: one month, 15 days more when extended.
func dueAfter(start period.Date, extended bool) period.Date {
	due := start.AddMonths(1)
	if extended {
		due += 15
	}
	return due
}

// number gives case numbers in the order of acceptance.
func (w *world) number() {
	slices.SortStableFunc(w.arrests, func(a, b *arrest) int { return cmp.Compare(a.accepted, b.accepted) })
	slices.SortStableFunc(w.prosecutions, func(a, b *prosecution) int { return cmp.Compare(a.accepted, b.accepted) })
	unified, serial := numbering{}, numbering{}
	for _, a := range w.arrests {
		year, _, _ := a.accepted.Civil()
		a.number = caseNumber(a.place, "捕", year, serial.next(a.place, year))
		a.unified = unified.unified(a.place, a.accepted)
	}
	serial = numbering{}
	for _, c := range w.prosecutions {
		year, _, _ := c.accepted.Civil()
		c.number = caseNumber(c.place, "起诉", year, serial.next(c.place, year))
		if c.arrestCase != nil && c.arrestCase.unified != "" {
			c.unified = c.arrestCase.unified
			continue
		}
		c.unified = unified.unified(c.place, c.accepted)
	}
}
