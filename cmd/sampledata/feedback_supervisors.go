package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// An activity is one occasion on which people's supervisors (人民监督员) watched the office work.
type activity struct {
	number      string
	place       *procuratorate
	department  string
	way         string
	day         period.Date
	supervisors int
	opinions    int
	answered    period.Date // what became of their opinions was told them
	adopted     int
}

// supervisorWays are the ways that the rules on people's supervisors name, per month in the city in tenths.
// Hearings stand in their own register and are not entered again.
var supervisorWays = []struct {
	way, department string
	tenths          int
}{
	{"出庭支持公诉", general, 22},
	{"检察建议的研究提出和督促落实", publicInterest, 16},
	{"法律文书宣告送达", civilAdmin, 12},
	{"案件质量评查", caseOffice, 10},
	{"巡回检察", petitioning, 5},
	{"司法规范化检查", caseOffice, 6},
	{"检察工作情况通报", caseOffice, 9},
	{"公益诉讼现场回访", publicInterest, 12},
}

func simulateActivities(plan *effects) []*activity {
	d := newDice(plan.Seed, 93)
	var all []*activity
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for _, k := range supervisorWays {
			for range (volume(d, k.tenths, m[0], m[1]) + d.IntN(10)) / 10 {
				a := &activity{
					place: drawProcuratorateForOther(d), department: k.department, way: k.way, day: workdayIn(d, m[0], m[1]),
					supervisors: d.between(1, 4), opinions: d.weighted([]int{34, 36, 20, 10}), answered: none,
				}
				answered := workdayFrom(a.day + period.Date(d.between(5, 40)))
				adopted := 0
				for range a.opinions {
					if d.chance(860) {
						adopted++
					}
				}
				if a.opinions > 0 && !d.chance(25) {
					if a.answered = until(answered, plan.Cutoff); a.answered != none {
						a.adopted = adopted
					}
				}
				all = append(all, a)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *activity) int { return cmp.Compare(x.day, y.day) })
	next := serials("监督员")
	for _, a := range all {
		a.number = next(a.place, a.day)
	}
	return all
}

func activitySheet(all []*activity) sheet {
	s := sheet{
		name: "人民监督员监督活动登记.csv", format: utf8BOM, date: "2006-01-02",
		headers: []string{"活动编号", "承办单位", "承办部门", "监督方式", "活动日期", "参加人数", "提出意见数", "反馈日期", "采纳意见数"},
	}
	for _, a := range all {
		adopted := cell{}
		if a.answered != none {
			adopted = number(a.adopted)
		}
		s.rows = append(s.rows, []cell{
			text(a.number), text(a.place.full), text(a.department), text(a.way), day(a.day), number(a.supervisors), number(a.opinions), day(a.answered), adopted,
		})
	}
	return s
}
