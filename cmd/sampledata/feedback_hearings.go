package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A hearing is one procuratorial hearing (检察听证) in the register.
type hearing struct {
	number      string
	place       *procuratorate
	department  string
	line        string
	matter      string
	held        period.Date
	public      bool
	led         bool // a leader presided
	officers    int  // 听证员
	supervisors int  // 人民监督员 among the guests
	deputies    int  // 人大代表、政协委员
	decided     period.Date
	upheld      string // what became of what most officers thought
	young       bool
}

// otherHearings are those that no card of arrest or prosecution tells of, per month in the city.
var otherHearings = []struct {
	line, department, matter string
	perMonth                 int
}{
	{"民事检察", civilAdmin, "民事监督", 2},
	{adminLine, civilAdmin, "行政争议化解", 3},
	{"公益诉讼检察", publicInterest, "公益诉讼", 3},
	{"控告申诉检察", petitioning, "信访申诉", 4},
}

// simulateHearings enters every hearing that a card of arrest or prosecution tells of, and those of the other
// lines. It must run once it is known which cases have young victims.
func simulateHearings(plan *effects, w *world) []*hearing {
	d := newDice(plan.Seed, 92)
	ofYoung := map[*arrest]bool{}
	for _, c := range w.prosecutions {
		if c.arrestCase != nil && c.young() {
			ofYoung[c.arrestCase] = true
		}
	}
	var all []*hearing
	for _, a := range w.arrests {
		if a.hearing != none && a.hearing >= plan.First {
			h := newHearing(d, a.place, a.department, "刑事检察", "拟不批准逮捕", a.hearing, a.department == juvenile || a.young > 0 || ofYoung[a])
			h.decide(d, a.concluded, plan.Cutoff)
			all = append(all, h)
		}
	}
	for _, c := range w.prosecutions {
		if c.hearing != none && c.hearing >= plan.First {
			h := newHearing(d, c.place, c.department, "刑事检察", "拟不起诉", c.hearing, c.young())
			h.decide(d, c.concluded, plan.Cutoff)
			all = append(all, h)
		}
	}
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for _, k := range otherHearings {
			for range volume(d, k.perMonth, m[0], m[1]) {
				held := workdayIn(d, m[0], m[1])
				h := newHearing(d, drawProcuratorateForOther(d), k.department, k.line, k.matter, held, false)
				h.decide(d, workdayFrom(held+period.Date(d.between(3, 25))), plan.Cutoff)
				all = append(all, h)
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *hearing) int { return cmp.Compare(x.held, y.held) })
	next := serials("听证")
	for _, h := range all {
		h.number = next(h.place, h.held)
	}
	return all
}

func newHearing(d dice, place *procuratorate, department, line, matter string, held period.Date, young bool) *hearing {
	h := &hearing{place: place, department: department, line: line, matter: matter, held: held, young: young, decided: none}
	h.public = d.chance(720) && !young // hearings about juveniles are never open
	h.led = d.chance(180)
	h.officers = []int{3, 5, 7}[d.weighted([]int{72, 23, 5})]
	if d.chance(560) {
		h.supervisors = d.between(1, 2)
	}
	if d.chance(310) {
		h.deputies = d.between(1, 2)
	}
	return h
}

// decide says when the case was decided, and whether as most officers thought.
func (h *hearing) decide(d dice, day, cutoff period.Date) {
	word := d.word([]choice{{"采纳", 92}, {"部分采纳", 5}, {"未采纳", 3}})
	if h.decided = until(day, cutoff); h.decided != none {
		h.upheld = word
	}
}

func hearingSheet(all []*hearing) sheet {
	s := sheet{
		name: "检察听证登记.csv", format: gb18030, date: "2006-01-02",
		headers: []string{"听证编号", "承办单位", "承办部门", "条线", "听证事项", "听证日期", "公开听证", "院领导主持", "听证员人数", "人民监督员人数", "代表委员人数", "作出决定日期", "评议意见采纳情况", "涉未成年人"},
	}
	for _, h := range all {
		s.rows = append(s.rows, []cell{
			text(h.number), text(h.place.full), text(h.department), text(h.line), text(h.matter), day(h.held), yes(h.public), yes(h.led),
			number(h.officers), number(h.supervisors), number(h.deputies), day(h.decided), text(h.upheld), yes(h.young),
		})
	}
	return s
}
