package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// civilCase is a civil or administrative supervision case (民事、行政检察案件).
type civilCase struct {
	number    string
	place     *procuratorate
	handler   string
	line      string
	kind      string
	source    string // 依申请, 依职权, 移送
	accepted  period.Date
	due       period.Date
	concluded period.Date
	outcome   string
	settled   string // 行政争议实质性化解
	round     string // 首次监督, 复查, 跟进监督
	sham      string // 涉虚假诉讼
	upheld    string // 支持起诉的法院采纳
}

const (
	civilLine = "民事检察"
	adminLine = "行政检察"
	judgement = "生效裁判监督"
)

var civilKinds = []struct {
	line, kind string
	perMonth   int
	outcomes   []choice
}{
	{civilLine, judgement, 17, []choice{{"不支持监督申请", 66}, {"提请抗诉", 11}, {"再审检察建议", 15}, {"终结审查", 8}}},
	{civilLine, "审判活动监督", 9, []choice{{"检察建议", 74}, {"不支持监督申请", 18}, {"终结审查", 8}}},
	{civilLine, "执行活动监督", 11, []choice{{"检察建议", 72}, {"不支持监督申请", 20}, {"终结审查", 8}}},
	{civilLine, "支持起诉", 10, []choice{{"支持起诉", 88}, {"终结审查", 12}}},
	{adminLine, judgement, 21, []choice{{"不支持监督申请", 70}, {"提请抗诉", 7}, {"再审检察建议", 6}, {"终结审查", 17}}},
	{adminLine, "审判活动监督", 4, []choice{{"检察建议", 78}, {"不支持监督申请", 22}}},
	{adminLine, "执行活动监督", 7, []choice{{"检察建议", 84}, {"不支持监督申请", 16}}},
	{adminLine, "行刑反向衔接", 17, []choice{{"检察意见", 82}, {"终结审查", 18}}},
}

func simulateCivil(plan *effects) []civilCase {
	d := newDice(plan.Seed, 5)
	var all []civilCase
	for _, m := range monthsFrom(plan.First, plan.Cutoff.AddMonths(4)) {
		for _, k := range civilKinds {
			for range volume(d, k.perMonth, m[0], m[1]) {
				c := civilCase{line: k.line, kind: k.kind, place: drawProcuratorateForOther(d), settled: ""}
				c.handler = handler(d, c.place, civilAdmin)
				c.concluded = workdayIn(d, m[0], m[1])
				c.accepted = weekdayBefore(c.concluded - period.Date(d.between(14, 86)))
				c.due = c.accepted.AddMonths(3)
				c.source = d.word([]choice{{"依申请", 30}, {"依职权", 55}, {"移送", 15}})
				if k.kind == judgement {
					c.source = d.word([]choice{{"依申请", 90}, {"依职权", 10}})
				}
				c.outcome = d.word(k.outcomes)
				if k.line == adminLine && k.kind == judgement {
					c.settled = "否"
					chance := plan.Brand.Before
					if c.concluded >= plan.Brand.Month {
						chance = plan.Brand.After
					}
					if d.chance(chance) {
						c.settled = "是"
					}
				}
				if c.concluded > plan.Cutoff {
					c.concluded, c.outcome, c.settled = none, "", ""
				}
				if c.accepted <= plan.Cutoff {
					all = append(all, c)
				}
			}
		}
	}
	for range plan.Boards.YearOldCivil { // waiting for an expert opinion: the clock stands still
		p := &procuratorates[d.between(0, len(procuratorates)-2)]
		all = append(all, civilCase{
			line: civilLine, kind: judgement, place: p, handler: handler(d, p, civilAdmin), source: "依申请",
			accepted: weekdayBefore(plan.Cutoff - period.Date(d.between(372, 560))), due: none, concluded: none,
		})
	}
	slices.SortStableFunc(all, func(a, b civilCase) int { return cmp.Compare(a.accepted, b.accepted) })
	serial := numbering{}
	for i := range all {
		c := &all[i]
		year, _, _ := c.accepted.Civil()
		c.number = caseNumber(c.place, "民行监", year, serial.next(c.place, year))
	}
	return all
}

// publicCase is a public-interest lead and, when filed, the case made of it (公益诉讼).
type publicCase struct {
	number  string
	place   *procuratorate
	handler string
	class   string
	field   string
	source  string
	found   period.Date
	filed   period.Date
	urged   period.Date // suggestion or public notice before a lawsuit
	due     period.Date
	replied period.Date
	mended  string
	sued    period.Date
	closed  period.Date
	outcome string

	judged    period.Date
	judgement string
}

func simulatePublicInterest(plan *effects) []publicCase {
	d := newDice(plan.Seed, 6)
	upTo := func(day period.Date) period.Date {
		if day > plan.Cutoff {
			return none
		}
		return day
	}
	var all []publicCase
	for _, m := range monthsFrom(plan.First.AddMonths(-7), plan.Cutoff) {
		for range volume(d, 34, m[0], m[1]) {
			c := publicCase{
				place: drawProcuratorateForOther(d), class: "行政公益诉讼", found: workdayIn(d, m[0], m[1]),
				filed: none, urged: none, due: none, replied: none, sued: none, closed: none,
			}
			c.handler = handler(d, c.place, publicInterest)
			c.field = d.word([]choice{
				{"生态环境和资源保护", 40},
				{"食品药品安全", 15},
				{"安全生产", 12},
				{"国有财产保护", 6},
				{"未成年人保护", 8},
				{"文物和文化遗产保护", 5},
				{"无障碍环境建设", 5},
				{"个人信息保护", 5},
				{"国有土地使用权出让", 4},
			})
			c.source = d.word([]choice{{"履职中发现", 62}, {"群众举报", 16}, {"行政机关移送", 9}, {"大数据模型筛查", 13}})
			all = append(all, c)
			p := &all[len(all)-1]
			if p.filed = upTo(p.found + period.Date(d.between(6, 24))); p.filed == none || !d.chance(790) {
				p.filed = none
				continue
			}
			if d.chance(90) {
				p.class = "民事公益诉讼"
			}
			if p.urged = upTo(p.filed + period.Date(d.between(9, 45))); p.urged == none {
				continue
			}
			if p.due = p.urged.AddMonths(2); p.class == "民事公益诉讼" {
				p.due = p.urged + 30
			}
			reply := p.urged + period.Date(d.between(18, 58))
			if d.chance(40) {
				reply = p.due + period.Date(d.between(3, 30))
			}
			if p.replied = upTo(reply); p.replied == none {
				continue
			}
			p.mended = "是"
			p.outcome = "诉前整改终结"
			close := p.replied + period.Date(d.between(10, 40))
			if p.class == "民事公益诉讼" || d.chance(52) {
				p.mended, p.outcome = "否", "提起诉讼"
				p.sued = upTo(p.replied + period.Date(d.between(10, 28)))
			}
			if p.closed = upTo(close + 20); p.closed == none {
				p.outcome = ""
			}
		}
	}
	all = slices.DeleteFunc(all, func(c publicCase) bool {
		return c.found < plan.First && (c.filed == none || c.closed != none && c.closed < plan.First)
	})
	slices.SortStableFunc(all, func(a, b publicCase) int { return cmp.Compare(a.found, b.found) })
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].found.Civil()
		all[i].number = caseNumber(all[i].place, "公益", year, serial.next(all[i].place, year))
	}
	return all
}
