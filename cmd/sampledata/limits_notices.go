package main

import (
	"fmt"

	"anjian/internal/period"
)

// processNotice is one finding of process monitoring (流程监控) that a department was told of.
type processNotice struct {
	place      *procuratorate
	department string
	matter     string // 监控事项
	measure    string // 处置方式
	served     period.Date
	replied    period.Date
	mended     string
}

const noticeMeasure = "流程监控通知书"

// simulateNotices invents the register of process monitoring: reminders by word of mouth, which nobody
// replies to, and notices, which are answered within ten days (《规则》第六百六十五条) but for those planted.
func simulateNotices(plan *effects) []processNotice {
	d := newDice(plan.Seed, 51)
	var all []processNotice
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for range volume(d, 13, m[0], m[1]) {
			n := processNotice{
				place: drawProcuratorate(d), served: workdayIn(d, m[0], m[1]), replied: none,
				department: d.word([]choice{{general, 52}, {serious, 16}, {civilAdmin, 14}, {publicInterest, 9}, {petitioning, 9}}),
				matter:     d.word([]choice{{"办案期限", 26}, {"案卡填录", 24}, {"文书制作和使用", 16}, {"诉讼权利告知", 12}, {"强制措施", 9}, {"涉案财物", 7}, {"案件信息公开", 6}}),
				measure:    d.word([]choice{{"口头提示", 58}, {noticeMeasure, 38}, {"通知书并报告检察长", 4}}),
			}
			if n.measure != "口头提示" {
				n.replied = n.served + period.Date(d.between(2, 8))
				n.mended = d.word([]choice{{"已改正", 84}, {"正在改正", 10}, {"核实无误", 6}})
				if n.replied > plan.Cutoff {
					n.replied, n.mended = none, ""
				}
			}
			all = append(all, n)
		}
	}
	left := plan.Limits.NoticesOverdue // the last that are long due stay without a reply
	for i := len(all) - 1; i >= 0 && left > 0; i-- {
		if n := &all[i]; n.measure == noticeMeasure && n.served < plan.Cutoff-16 {
			n.replied, n.mended = none, ""
			left--
		}
	}
	return all
}

func noticeSheet(all []processNotice) sheet {
	s := sheet{name: "流程监控台账.csv", date: "2006-01-02", headers: []string{
		"监控编号", "承办单位", "承办部门", "监控事项", "处置方式", "送达日期", "回复日期", "整改情况",
	}}
	serial := map[int]int{}
	for i, n := range all {
		year, _, _ := n.served.Civil()
		serial[year]++
		s.rows = append(s.rows, []cell{
			text(fmt.Sprintf("流监%d-%04d", year, serial[year])), text(n.place.short), padded(n.department, i), text(n.matter), text(n.measure),
			day(n.served), day(n.replied), text(n.mended),
		})
	}
	return s
}
