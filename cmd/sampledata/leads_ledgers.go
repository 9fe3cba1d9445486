package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// victim is one line of the register of victims' rights (被害人权利保障登记): one case.
type victim struct {
	number string
	of     *prosecution
	harm   string
	paid   bool // compensated
	poor   bool
	told   period.Date
	young  bool
	missed bool // relief was not offered, by plan
}

func simulateVictims(plan *effects, w *world) []*victim {
	d := newDice(plan.Seed, 82)
	harms := map[string][]choice{
		"故意伤害罪": {{"轻伤", 88}, {"重伤", 12}}, "交通肇事罪": {{"死亡", 62}, {"重伤", 38}}, "故意杀人罪": {{"死亡", 80}, {"重伤", 20}},
	}
	next := serials("被害")
	var all []*victim
	for _, c := range w.prosecutions {
		harm := harms[c.cause]
		if c.accepted < plan.Leads.From || len(harm) == 0 {
			continue
		}
		v := &victim{of: c, harm: d.word(harm), paid: d.chance(710), told: workdayFrom(c.accepted + period.Date(d.between(1, 3)))}
		v.told = until(v.told, plan.Cutoff)
		v.poor = d.chance(80) || !v.paid && v.harm != "轻伤" && d.chance(420)
		v.young = d.chance(110)
		c.youngVictim = v.young
		v.number = next(c.place, c.accepted)
		all = append(all, v)
	}
	miss := func(n int, young bool) {
		for _, v := range pickSome(d, all, n, func(v *victim) bool {
			return v.poor && !v.paid && v.young == young && !v.of.youngSuspect() && v.of.accepted < plan.Cutoff-60
		}) {
			v.missed = true
		}
	}
	miss(plan.Leads.ReliefNotOffered, false)
	miss(plan.Leads.YoungVictims, true)
	return all
}

func victimSheet(all []*victim) sheet {
	s := sheet{name: "被害人权利保障登记.csv", format: gb18030, date: "2006/1/2", headers: []string{
		"登记编号", "承办单位", "承办部门", "部门受案号", "伤亡情形", "是否获得赔偿", "是否生活困难", "权利告知日期", "是否未成年被害人",
	}}
	for _, v := range all {
		s.rows = append(s.rows, []cell{
			text(v.number), text(v.of.place.short), text(v.of.department), text(v.of.number), text(v.harm), yes(v.paid), yes(v.poor), day(v.told), yes(v.young),
		})
	}
	return s
}

// property is one thing kept in a case (涉案财物).
type property struct {
	number   string
	of       *prosecution
	kind     string
	stored   period.Date
	handling string
	handled  period.Date
}

func simulateProperty(plan *effects, w *world) []*property {
	d := newDice(plan.Seed, 83)
	next := serials("财物")
	var all []*property
	for _, c := range w.prosecutions {
		if c.accepted < plan.Leads.From || c.offence.drunk || !d.chance(170) {
			continue
		}
		p := &property{of: c, stored: c.accepted, handled: none, kind: d.word([]choice{{"电子设备", 34}, {"现金", 22}, {"车辆", 14}, {"银行账户资金", 12}, {"其他物品", 18}})}
		p.number = next(c.place, c.accepted)
		switch {
		case c.concluded == none || c.concluded < c.accepted:
		case c.outcome == "不起诉" || c.outcome == "附条件不起诉":
			p.handling, p.handled = d.word([]choice{{"返还被害人", 44}, {"发还本人", 38}, {"移送主管机关", 18}}), until(c.concluded+period.Date(d.between(2, 27)), plan.Cutoff)
		default:
			p.handling, p.handled = "随案移送", c.concluded
		}
		if p.handled == none {
			p.handling = ""
		}
		all = append(all, p)
	}
	for _, p := range pickSome(d, all, plan.Leads.Undisposed, func(p *property) bool {
		return p.of.outcome == "不起诉" && !p.of.young() && p.of.concluded < plan.Cutoff-45
	}) {
		p.handling, p.handled = "", none
	}
	return all
}

func propertySheet(all []*property) sheet {
	s := sheet{name: "涉案财物登记.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"财物编号", "承办单位", "承办部门", "部门受案号", "财物种类", "入库日期", "处理方式", "处理日期", "涉未成年人",
	}}
	for _, p := range all {
		s.rows = append(s.rows, []cell{
			text(p.number), text(p.of.place.short), text(p.of.department), text(p.of.number), text(p.kind), day(p.stored), text(p.handling), day(p.handled), yes(p.of.young()),
		})
	}
	return s
}

// refusal is one line of the ledger that follows non-arrests (不捕案件跟踪台账).
type refusal struct {
	number  string
	of      *arrest
	checked period.Date
	result  string
	ended   period.Date
}

func followNonArrests(plan *effects, w *world) []*refusal {
	d := newDice(plan.Seed, 84)
	next := serials("不捕")
	prosecuted := map[*arrest]*prosecution{}
	for _, c := range w.prosecutions {
		if c.arrestCase != nil {
			prosecuted[c.arrestCase] = c
		}
	}
	var all []*refusal
	for _, a := range w.arrests {
		if a.decision != "不批准逮捕" || a.department == juvenile || a.concluded < plan.Leads.From {
			continue
		}
		r := &refusal{of: a, number: next(a.place, a.concluded), result: "移送起诉"}
		if c := prosecuted[a]; c != nil {
			r.ended = c.accepted
		} else {
			r.ended = a.concluded + period.Date(d.between(40, 240))
			r.result = d.word([]choice{{"移送起诉", 46}, {"撤销案件", 22}, {"终止侦查", 14}, {"转行政处罚", 18}})
		}
		r.close(plan.Cutoff)
		all = append(all, r)
	}
	for _, r := range pickSome(d, all, plan.Leads.Stalled, func(r *refusal) bool {
		return r.of.concluded < plan.Cutoff-400 && prosecuted[r.of] == nil
	}) {
		r.ended = plan.Cutoff + 1
		r.close(plan.Cutoff)
	}
	slices.SortStableFunc(all, func(a, b *refusal) int { return cmp.Compare(a.of.concluded, b.of.concluded) })
	return all
}

// close ends the line where the investigation ended; else it was looked at in the month of the cut-off.
func (r *refusal) close(cutoff period.Date) {
	r.checked = r.ended
	if r.ended > cutoff {
		r.ended, r.result, r.checked = none, "", cutoff-period.Date(len(r.number)%20)
	}
}

func refusedSheet(all []*refusal) sheet {
	s := sheet{name: "不捕案件跟踪台账.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"跟踪编号", "承办单位", "承办部门", "审查逮捕案号", "侦查机关", "不捕类型", "不捕日期", "最近核查日期", "侦查结果", "结果日期",
	}}
	for _, r := range all {
		s.rows = append(s.rows, []cell{
			text(r.number), text(r.of.place.short), text(r.of.department), text(r.of.number), text(r.of.agency), text(r.of.reason), day(r.of.concluded), day(r.checked), text(r.result), day(r.ended),
		})
	}
	return s
}

// loan is one suit over a private loan (民间借贷) in the data that the court shares.
type loan struct {
	number    string
	place     *procuratorate
	plaintiff string
	filed     period.Date
	closed    period.Date
	how       string
	amount    int // 万元
}

func simulateLoans(plan *effects) []*loan {
	d := newDice(plan.Seed, 85)
	next := serials("借贷")
	var all []*loan
	code := 300
	add := func(p *procuratorate, plaintiff string, filed period.Date, days int, how string) {
		if closed := filed + period.Date(days); closed <= plan.Cutoff {
			all = append(all, &loan{place: p, plaintiff: plaintiff, filed: filed, closed: closed, how: how, amount: d.between(2, 60)})
		}
	}
	plaintiff := func() string { code += d.between(1, 9); return fmt.Sprintf("Y%05d", code) }
	for _, m := range monthsFrom(plan.Leads.From, plan.Cutoff) {
		for range volume(d, 26, m[0], m[1]) {
			who, p := plaintiff(), drawProcuratorateForOther(d)
			for p.id == "city" {
				p = drawProcuratorateForOther(d)
			}
			n := 1
			if d.chance(60) {
				n = d.between(2, 3)
			}
			for range n {
				add(p, who, workdayIn(d, m[0], m[1]), d.between(9, 120), d.word([]choice{{"判决", 52}, {"调解", 33}, {"撤诉", 15}}))
			}
		}
	}
	// One plaintiff, many suits, settled within days: what a sham suit looks like from outside. A money
	// lender whose suits are decided after a hearing, and one whose four are settled, are not.
	for i, n := range plan.Leads.ShamLoans {
		who, p, filed := plaintiff(), &procuratorates[[]int{5, 2, 8}[i%3]], plan.Cutoff-period.Date(150+120*i)
		for range n {
			add(p, who, workdayFrom(filed), d.between(1, 6), "调解")
			filed += period.Date(d.between(2, 19))
		}
	}
	for i, n := range []int{9, 4} {
		who, filed := plaintiff(), plan.Cutoff-period.Date(260+60*i)
		for range n {
			add(&procuratorates[4], who, workdayFrom(filed), []int{45, 5}[i], []string{"判决", "调解"}[i])
			filed += period.Date(d.between(4, 15))
		}
	}
	slices.SortStableFunc(all, func(a, b *loan) int { return cmp.Compare(a.filed, b.filed) })
	for _, l := range all {
		l.number = next(l.place, l.filed)
	}
	return all
}

func loanSheet(all []*loan) sheet {
	s := sheet{name: "民间借贷裁判数据.csv", format: utf8BOM, date: "2006-01-02", headers: []string{
		"数据编号", "承办单位", "承办部门", "原告代码", "立案日期", "结案日期", "结案方式", "标的额（万元）",
	}}
	for _, l := range all {
		s.rows = append(s.rows, []cell{
			text(l.number), text(l.place.short), text(civilAdmin), text(l.plaintiff), day(l.filed), day(l.closed), text(l.how), number(l.amount),
		})
	}
	return s
}
