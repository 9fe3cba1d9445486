package main

import (
	"anjian/internal/period"
)

// What stands in the later columns of the criminal exports. It is drawn after everything else and
// from streams of its own, so that the columns drawn before keep every value.

// completeArrests adds the columns on juveniles and on guidance given to the investigators.
func completeArrests(plan *effects, w *world) {
	d := newDice(plan.Seed, 11)
	for _, a := range w.arrests {
		if a.department == juvenile {
			a.young = a.people
		}
		a.guided = "否"
		if d.chance(820) {
			a.guided = "是"
		}
		if a.concluded == none {
			a.guided = ""
		}
	}
}

// completeProsecutions adds what the office and the courts did with each case.
func completeProsecutions(plan *effects, w *world, reviews []review) {
	d := newDice(plan.Seed, 12)
	differs := map[*prosecution]bool{} // listed for review because the court saw it otherwise
	for _, r := range reviews {
		if r.must == "诉判不一" {
			differs[r.of] = true
		}
	}
	for _, c := range w.prosecutions {
		c.final = none
		c.early = d.chance(90 + c.offence.complexity*38)
		if c.concluded == none {
			continue
		}
		if d.chance(14 + c.offence.complexity*9) {
			c.ownInquiry = d.between(1, 2)
		}
		if c.plea == "否" && c.outcome != "移送管辖" && d.chance(550) {
			c.unfit = "是"
		}
		c.published = publication(d, c)
		if c.judged == none {
			continue
		}
		c.changed = "未改变"
		if differs[c] || d.chance(9) {
			c.changed = d.word([]choice{{"改变罪名", 46}, {"改变事实", 31}, {"改变定性", 23}})
		}
		c.final = c.judged + period.Date(d.between(11, 16))
		if appealed(c) {
			c.final = c.judged + period.Date(d.between(48, 82))
		}
		if c.final > plan.Cutoff {
			c.final = none
		}
	}
	for _, c := range w.prosecutions {
		for i := range c.persons {
			completePerson(plan, d, c, &c.persons[i])
		}
	}
	acquit(plan, d, w)
}

func appealed(c *prosecution) bool {
	for _, s := range c.steps {
		if s.event == "被告人上诉" {
			return true
		}
	}
	return false
}

// publication says whether the document that ends the case was published.
func publication(d dice, c *prosecution) string {
	switch {
	case c.outcome == "" || c.outcome == "移送管辖":
		return ""
	case c.department == juvenile || c.outcome == "附条件不起诉":
		return "不公开"
	}
	return d.word([]choice{{"已公开", 862}, {"不公开", 118}, {"应公开未公开", 20}})
}

// completePerson adds what became of a suspect in court, on probation and in the records.
func completePerson(plan *effects, d dice, c *prosecution, p *person) {
	p.arrested = p.measure == "逮捕" || c.arrested && d.chance(60) // or released meanwhile
	if p.outcome == "附条件不起诉" {
		p.probation = c.concluded.AddMonths(d.between(6, 12))
		if p.probation <= plan.Cutoff {
			p.afterwards = d.word([]choice{{"不起诉", 95}, {"起诉", 5}})
		}
	}
	if c.final != none {
		p.final = c.final
		prison := []choice{{"实刑", 12}, {"拘役", 22}, {"缓刑", 52}, {"单处附加刑", 8}, {"免予刑事处罚", 3}, {"管制", 3}}
		if p.arrested {
			prison = []choice{{"实刑", 79}, {"拘役", 7}, {"缓刑", 11}, {"单处附加刑", 1}, {"免予刑事处罚", 1}, {"管制", 1}}
		}
		p.sentence = d.word(prison)
	}
	if p.age < 18 {
		sealPerson(plan, d, c, p)
	}
}

// sealPerson follows the rules: records of sentences of up to five years and of every decision
// not to prosecute are sealed.
func sealPerson(plan *effects, d dice, c *prosecution, p *person) {
	day := none
	switch {
	case p.outcome == "不起诉":
		day = c.concluded
	case p.afterwards == "不起诉":
		day = p.probation
	case p.final != none && !(p.sentence == "实刑" && d.chance(120)):
		day = p.final
	}
	if day == none {
		return
	}
	p.toSeal = day
	if sealed := day + period.Date(d.between(3, 20)); sealed <= plan.Cutoff && !d.chance(25) {
		p.sealed = sealed
	}
}

// acquit plants the few persons found not guilty.
func acquit(plan *effects, d dice, w *world) {
	for n := plan.Rare.Acquitted; n > 0; {
		c := w.prosecutions[d.IntN(len(w.prosecutions))]
		if p := &c.persons[0]; len(c.persons) == 1 && p.age >= 18 && p.final != none && p.sentence != "无罪" {
			p.sentence = "无罪"
			n--
		}
	}
}
