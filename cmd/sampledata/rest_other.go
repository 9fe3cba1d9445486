package main

import (
	"fmt"

	"anjian/internal/period"
)

// completeCivil adds how a civil or administrative case came back, and what the court made of it.
func completeCivil(plan *effects, all []civilCase) {
	d := newDice(plan.Seed, 13)
	for i := range all {
		c := &all[i]
		c.round = d.word([]choice{{"首次监督", 94}, {"复查", 4}, {"跟进监督", 2}})
		if c.kind == "支持起诉" || c.kind == "行刑反向衔接" {
			c.round = "首次监督"
		}
		if c.line == civilLine && c.kind != "支持起诉" {
			c.sham = "否"
			if d.chance(65) {
				c.sham = "是"
			}
		}
		if c.outcome == "支持起诉" && c.concluded+30 <= plan.Cutoff {
			c.upheld = "是"
			if d.chance(55) {
				c.upheld = "否"
			}
		}
	}
}

// completePublicInterest adds the judgements of first instance.
func completePublicInterest(plan *effects, all []publicCase) {
	d := newDice(plan.Seed, 14)
	for i := range all {
		c := &all[i]
		c.judged = none
		if c.sued == none {
			continue
		}
		if day := c.sued + period.Date(d.between(60, 160)); day <= plan.Cutoff {
			c.judged = day
			c.judgement = d.word([]choice{{"支持", 88}, {"部分支持", 5}, {"调解", 5}, {"驳回", 2}})
		}
	}
}

// completePetitions adds the answer on course or result, what was decided, and relief paid.
func completePetitions(plan *effects, all []petition) {
	d := newDice(plan.Seed, 15)
	for i := range all {
		p := &all[i]
		p.resultLimit, p.resultDay = none, none
		if p.form != "电话" {
			p.resultLimit = p.received.AddMonths(3)
			p.resultDay = p.received + period.Date(d.between(18, 86))
			if d.chance(14) {
				p.resultDay = p.resultLimit + period.Date(d.between(2, 21))
			}
			if p.resultDay > plan.Cutoff {
				p.resultDay = none
			}
		}
		if p.concluded == none {
			continue
		}
		switch p.kind {
		case "刑事申诉":
			p.result = d.word([]choice{{"维持原决定", 92}, {"改变原决定", 8}})
		case "国家赔偿":
			p.result = d.word([]choice{{"决定赔偿", 55}, {"不予赔偿", 45}})
		case "司法救助":
			if p.result = "不予救助"; d.chance(880) {
				p.result = "予以救助"
				p.helped = d.word([]choice{{"1", 84}, {"2", 12}, {"3", 4}})
				p.paid = fmt.Sprintf("%d.%02d", d.between(0, 4), d.between(20, 99)/5*5)
			}
		default:
			p.result = d.word([]choice{{"答复", 71}, {"移送有关机关", 29}})
		}
	}
}

// inquiry is one case that the procuratorate investigates itself (检察侦查).
type inquiry struct {
	number string
	place  *procuratorate
	class  string
	people int
	filed  period.Date
	ended  period.Date
}

// simulateInquiries invents the few cases of officials of justice, most of them the city's.
func simulateInquiries(plan *effects) []inquiry {
	d := newDice(plan.Seed, 16)
	var all []inquiry
	serial := numbering{}
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for range d.weighted([]int{35, 48, 17}) {
			c := inquiry{
				place: &procuratorates[0], people: 1, filed: workdayIn(d, m[0], m[1]), ended: none,
				class: d.word([]choice{{"徇私枉法类", 46}, {"滥用职权类", 34}, {"玩忽职守类", 20}}),
			}
			if d.chance(250) {
				c.place = drawProcuratorate(d)
			}
			if d.chance(180) {
				c.people = 2
			}
			if end := c.filed + period.Date(d.between(60, 170)); end <= plan.Cutoff {
				c.ended = end
			}
			c.number = caseNumber(c.place, "侦", m[0], serial.next(c.place, m[0]))
			all = append(all, c)
		}
	}
	return all
}
