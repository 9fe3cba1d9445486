package main

import (
	"fmt"

	"anjian/internal/period"
)

// registered is one step with a time limit of its own that no case card shows (期限事项登记): rights told,
// applications answered, proposals examined.
type registered struct {
	place      *procuratorate
	department string
	matter     string
	from, done period.Date
}

// registerMatters are the steps, how often they occur in a hundred, and after how many days they are done.
var registerMatters = []struct {
	choice
	department string
	least      int
	most       int // never past the limit of the law
}{
	{choice{"嫌疑人权利告知", 26}, general, 1, 3},
	{choice{"被害人权利告知", 17}, general, 1, 3},
	{choice{"辩护人阅卷", 20}, general, 0, 3},
	{choice{"取保候审申请", 7}, general, 1, 3},
	{choice{"变更强制措施申请", 4}, general, 1, 3},
	{choice{"阻碍辩护代理控告", 1}, petitioning, 4, 10},
	{choice{"被害人请求抗诉", 2}, general, 1, 5},
	{choice{"减刑假释建议审查", 8}, general, 3, 10},
	{choice{"减刑假释裁定审查", 5}, general, 5, 20},
	{choice{"暂予监外执行意见审查", 2}, general, 3, 10},
	{choice{"信访分流", 7}, petitioning, 1, 7},
	{choice{"国家赔偿申请", 1}, petitioning, 20, 55},
}

func simulateRegister(plan *effects) []registered {
	d := newDice(plan.Seed, 52)
	weights := make([]int, len(registerMatters))
	for i, m := range registerMatters {
		weights[i] = m.weight
	}
	var all []registered
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for range volume(d, 34, m[0], m[1]) {
			kind := registerMatters[d.weighted(weights)]
			r := registered{place: drawProcuratorate(d), department: kind.department, matter: kind.word, from: workdayIn(d, m[0], m[1])}
			if r.department == general && d.chance(220) {
				r.department = serious
			}
			if r.done = r.from + period.Date(d.between(kind.least, kind.most)); r.done > plan.Cutoff {
				r.done = none
			}
			all = append(all, r)
		}
	}
	left := plan.Limits.RegisterOverdue // the last that are long due stay undone
	for i := len(all) - 1; i >= 0 && left > 0; i-- {
		if r := &all[i]; r.from < plan.Cutoff-12 && (r.matter == "被害人权利告知" || r.matter == "取保候审申请") {
			r.done = none
			left--
		}
	}
	return all
}

func registerSheet(all []registered) sheet {
	s := sheet{name: "期限事项登记.csv", date: "2006-01-02", headers: []string{"登记编号", "承办单位", "承办部门", "事项", "起算日期", "办结日期"}}
	serial := map[int]int{}
	for i, r := range all {
		year, _, _ := r.from.Civil()
		serial[year]++
		s.rows = append(s.rows, []cell{
			text(fmt.Sprintf("期限%d-%04d", year, serial[year])), text(r.place.short), padded(r.department, i), text(r.matter), day(r.from), day(r.done),
		})
	}
	return s
}
