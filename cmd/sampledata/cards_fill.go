package main

import (
	"fmt"
	"strings"

	"anjian/internal/period"
)

// What stands in the columns that card rules (案卡规则) ask for beside those that figures need. It is
// drawn from streams of its own, so that no other cell of any file moves.

// arrestCard is the rest of a card of arrest review.
type arrestCard struct {
	sent     period.Date // 移送日期
	approved period.Date // 批捕日期
	executed period.Date // 执行回执日期
	filed    period.Date // 归档日期
	entered  period.Date // 审结填录日期
	code     string      // 承办单位编码
}

// prosecutionCard is the rest of a card of prosecution review.
type prosecutionCard struct {
	sent      period.Date
	charges   string      // 案卡罪名
	indicted  period.Date // 起诉日期
	paper     string      // 起诉书文号
	verdict   string      // 一审判决结果
	withdrawn period.Date // 撤回起诉日期
	dropped   period.Date // 撤诉后不起诉日期
	filed     period.Date
	entered   period.Date
	code      string
	rushed    bool // 是否速裁, where the card says so of a case that was not
}

// personCard is the rest of a card of a suspect.
type personCard struct {
	charge   string      // 人卡罪名
	from, to period.Date // 强制措施起止
	term     int         // 刑期月数
	begun    period.Date // 考验期起始
}

// stepCard is the rest of an entry on the course of a case.
type stepCard struct {
	approved period.Date // 审批日期 of an extension
	extra    int         // 延长日数
	entered  string      // 填录时间
}

// fillCards fills in everything as it should be.
func fillCards(plan *effects, w *world) {
	fillArrests(plan, w)
	fillProsecutions(plan, w)
	fillSteps(plan, w)
}

// sameDay draws how many days pass before what happened is entered: none, as a rule.
func sameDay(d dice) period.Date {
	return period.Date(d.weighted([]int{84, 12, 3, 1}))
}

func fillArrests(plan *effects, w *world) {
	d := newDice(plan.Seed, 34)
	for _, a := range w.arrests {
		a.code = a.place.code
		a.sent = a.accepted - period.Date(d.weighted([]int{80, 20}))
		a.approved, a.executed, a.filed, a.entered = none, none, none, none
		if a.concluded == none {
			continue
		}
		if a.decision != "不批准逮捕" {
			a.approved = a.concluded
			a.executed = until(a.concluded+period.Date(d.between(0, 2)), plan.Cutoff)
		}
		a.filed = until(workdayFrom(a.concluded+period.Date(d.between(25, 110))), plan.Cutoff)
		a.entered = min(plan.Cutoff, a.concluded+sameDay(d))
	}
}

func fillProsecutions(plan *effects, w *world) {
	d := newDice(plan.Seed, 35)
	papers := numbering{}
	for _, c := range w.prosecutions {
		card := &c.prosecutionCard
		card.code = c.place.code
		card.sent = c.accepted - period.Date(d.weighted([]int{80, 20}))
		card.indicted, card.withdrawn, card.dropped, card.filed, card.entered = none, none, none, none, none
		if c.concluded != none {
			card.entered = min(plan.Cutoff, c.concluded+sameDay(d))
			last := max(c.accepted, c.concluded, c.judged, c.final)
			card.filed = until(workdayFrom(last+period.Date(d.between(15, 60))), plan.Cutoff)
		}
		if c.outcome == "起诉" {
			year, _, _ := c.concluded.Civil()
			card.indicted = c.concluded
			card.paper = fmt.Sprintf("%s检刑诉〔%d〕%d号", c.place.prefix, year, papers.next(c.place, year))
		}
		if c.judged != none {
			card.verdict = "有罪判决"
		}
		for _, s := range c.steps {
			if s.event == "撤回起诉" {
				card.withdrawn = s.day
				card.dropped = until(s.day+period.Date(d.between(5, 28)), plan.Cutoff)
			}
		}
		fillPersons(plan, d, c)
	}
}

// second are charges that persons of one case are joined by, beside the case's own.
var second = map[string]string{
	"盗窃罪": "掩饰、隐瞒犯罪所得罪", "诈骗罪": "帮助信息网络犯罪活动罪", "开设赌场罪": "帮助信息网络犯罪活动罪", "寻衅滋事罪": "故意伤害罪",
}

func fillPersons(plan *effects, d dice, c *prosecution) {
	charges := []string{c.cause}
	for i := range c.persons {
		p := &c.persons[i]
		if p.sentence == "无罪" {
			c.verdict = "无罪判决"
		}
		p.charge = c.cause
		if other := second[c.cause]; i > 0 && other != "" && d.chance(240) {
			p.charge = other
			if len(charges) == 1 {
				charges = append(charges, other)
			}
		}
		fillMeasure(plan, d, c, p)
		switch p.sentence {
		case "实刑":
			p.term = d.between(6, 20+c.offence.complexity*9)
		case "拘役":
			p.term = d.between(1, 6)
		case "管制":
			p.term = d.between(3, 24)
		case "缓刑":
			p.term = d.between(4, 36)
		}
		p.begun = none
		if p.outcome == "附条件不起诉" {
			p.begun = c.concluded
		}
	}
	c.charges = strings.Join(charges, "；")
}

// fillMeasure gives a compulsory measure its days: arrest runs since the arrest review, the others
// since the procuratorate decided anew, until the stage ends or the law's time is over.
func fillMeasure(plan *effects, d dice, c *prosecution, p *person) {
	p.from, p.to = min(plan.Cutoff, c.accepted+period.Date(d.between(0, 2))), none
	if p.measure == "逮捕" {
		if p.from = c.accepted; c.arrestCase != nil {
			p.from = c.arrestCase.concluded
		}
		return
	}
	most := 12
	if p.measure == "监视居住" {
		most = 6
	}
	switch over := p.from.LegalMonths(most); {
	case c.concluded != none:
		p.to = min(over, max(p.from, c.concluded))
	case over <= plan.Cutoff:
		p.to = over
	}
}

func fillSteps(plan *effects, w *world) {
	d := newDice(plan.Seed, 36)
	for i := range w.steps {
		s := &w.steps[i]
		s.approved = none
		if extends(s) {
			s.approved, s.extra = s.day, 15
		}
		s.entered = clock(d, min(plan.Cutoff, s.day+sameDay(d)))
	}
}

func extends(s *step) bool {
	for _, e := range extensionEvents {
		if s.event == e {
			return true
		}
	}
	return false
}

// clock writes a time of the working day.
func clock(d dice, day period.Date) string {
	return fmt.Sprintf("%s %02d:%02d", day, d.between(9, 17), d.between(0, 59))
}
