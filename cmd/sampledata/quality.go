package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// What the office did since every concluded case is checked (每案必检): the handler checks the own
// case, the department checks it after. It is drawn last and from streams of its own.

// quality is what the registers of checks and reviews hold: how many gaps are planted, and what a
// reader counts.
type quality struct {
	From           period.Date `toml:"from"`            // of conclusion: every case is checked since
	SelfDays       int         `toml:"self_days"`       // for the handler's own check
	InspectionDays int         `toml:"inspection_days"` // for the department's, from the conclusion
	Unregistered   int         `toml:"unregistered"`    // cases that the register lacks
	Unchecked      int         `toml:"unchecked"`       // registered, never checked
	Uninspected    int         `toml:"uninspected"`     // checked by the handler only
	Formless       int         `toml:"formless"`        // without the form of the own check
	Unmended       int         `toml:"unmended"`        // corrections open after their day
	ReviewUnmended int         `toml:"review_unmended"` // the same of reviews

	Due       int `toml:"due"`       // cases whose time for a check is over
	Checked   int `toml:"checked"`   // of these by the handler
	Inspected int `toml:"inspected"` // of these by the department
}

// mustReview is one class that must be reviewed: how many cases are left out, and what a reader counts.
type mustReview struct {
	Class    string `toml:"class"`
	Months   int    `toml:"months"` // from the day of the class
	Left     int    `toml:"left"`   // planted: time is over and no register names them
	Must     int    `toml:"must"`
	Reviewed int    `toml:"reviewed"`
	Listed   int    `toml:"listed"` // listed, not finished
	Late     int    `toml:"late"`   // not reviewed after their time
}

// A checked case is one that a register of checks or reviews names, whatever dataset it is of.
type checked struct {
	number     string
	place      *procuratorate
	department string
	class      string // 业务类别
	concluded  period.Date
}

// The classes of business (业务类别), as the registers write them.
const (
	arrestClass      = "审查逮捕"
	prosecutionClass = "审查起诉"
	civilClass       = civilLine
	adminClass       = adminLine
	publicClass      = "公益诉讼检察"
	petitionClass    = "控告申诉检察"
)

// concludedCases lists what was concluded from a day on, in the order of days and numbers.
func concludedCases(from period.Date, w *world, civil []civilCase, public []publicCase) []checked {
	var all []checked
	add := func(c checked) {
		if c.concluded != none && c.concluded >= from && c.concluded <= w.plan.Cutoff {
			all = append(all, c)
		}
	}
	for _, a := range w.arrests {
		add(checked{a.number, a.place, a.department, arrestClass, a.concluded})
	}
	for _, c := range w.prosecutions {
		add(checked{c.number, c.place, c.department, prosecutionClass, c.concluded})
	}
	for _, c := range civil {
		add(checked{c.number, c.place, civilAdmin, c.line, c.concluded})
	}
	for _, c := range public {
		add(checked{c.number, c.place, publicInterest, publicClass, c.closed})
	}
	slices.SortStableFunc(all, func(a, b checked) int {
		return cmp.Or(cmp.Compare(a.concluded, b.concluded), cmp.Compare(a.number, b.number))
	})
	return all
}

// inspection is one line of the register of checks (质量检查登记).
type inspection struct {
	checked
	id        string
	selfDay   period.Date // 自查日期
	form      string      // 自查表: 已提交, 未提交
	found     string      // 自查发现问题
	inspected period.Date // 部门检查日期
	method    string      // 检查 or 核查
	opinion   string      // 部门检查意见
	problem   string      // 问题类型
	due       period.Date // 整改期限
	mended    period.Date // 整改日期
}

// inspectionProblems are the kinds of problems that handlers and departments find in their own cases.
var inspectionProblems = []choice{
	{"归档与系统应用", 29},
	{"文书制作", 25},
	{"办案程序", 15},
	{"释法说理", 9},
	{"证据采信", 6},
	{"涉案财物", 5},
	{"风险评估", 4},
	{"法律适用", 3},
	{"司法责任制", 2},
	{"事实认定", 1},
	{"办案效果", 1},
}

// simulateInspections lets every case be checked, then plants who was passed over: cases whose time
// for a check is over and that the plan's numbers leave out.
func simulateInspections(plan *effects, w *world, civil []civilCase, public []publicCase) []inspection {
	d, q := newDice(plan.Seed, 60), plan.Quality
	var all []inspection
	for _, c := range concludedCases(q.From, w, civil, public) {
		i := inspection{checked: c, form: "已提交", found: "否", due: none, mended: none}
		i.selfDay = c.concluded + period.Date(d.between(1, q.SelfDays-3))
		if d.chance(30) {
			i.selfDay = c.concluded + period.Date(q.SelfDays+d.between(1, 9))
		}
		i.inspected = i.selfDay + period.Date(d.between(2, q.InspectionDays-q.SelfDays))
		i.method = d.word([]choice{{"检查", 88}, {"核查", 12}})
		i.opinion = d.word([]choice{{"未发现问题", 874}, {"一般问题", 78}, {"需要整改", 48}})
		if i.opinion != "未发现问题" {
			i.problem = d.word(inspectionProblems)
			if d.chance(420) {
				i.found = "是"
			}
		}
		if i.opinion == "需要整改" {
			i.due = i.inspected + 15
			i.mended = i.inspected + period.Date(d.between(2, 14))
			if d.chance(40) {
				i.mended = i.due + period.Date(d.between(1, 12))
			}
			if i.due < plan.Cutoff {
				i.mended = min(i.mended, plan.Cutoff)
			}
		}
		all = append(all, i)
	}
	all = plantGaps(plan, all)
	serial := numbering{}
	for n := range all {
		i := &all[n]
		i.cutAt(plan.Cutoff)
		year, _, _ := i.concluded.Civil()
		i.id = fmt.Sprintf("%s检查%d-%05d", i.place.letters, year, serial.next(i.place, year))
	}
	return all
}

// plantGaps leaves out as many checks as the plan says, among cases whose time for them is over.
func plantGaps(plan *effects, all []inspection) []inspection {
	d, q := newDice(plan.Seed, 61), plan.Quality
	touched := map[string]bool{}
	pick := func(count, days int, fits func(*inspection) bool, spoil func(*inspection)) {
		for count > 0 {
			i := &all[d.IntN(len(all))]
			if touched[i.number] || i.concluded+period.Date(days) > plan.Cutoff || !fits(i) {
				continue
			}
			touched[i.number] = true
			spoil(i)
			count--
		}
	}
	any := func(*inspection) bool { return true }
	uninspected := func(i *inspection) {
		i.inspected, i.method, i.opinion, i.problem, i.found, i.due, i.mended = none, "", "", "", "否", none, none
	}
	unchecked := func(i *inspection) {
		uninspected(i)
		i.selfDay, i.form, i.found = none, "", ""
	}
	gone := map[string]bool{}
	pick(q.Unregistered, q.InspectionDays, any, func(i *inspection) { gone[i.number] = true })
	pick(q.Unchecked, q.InspectionDays, any, unchecked)
	pick(q.Uninspected, q.InspectionDays, func(i *inspection) bool {
		return i.department == civilAdmin || i.department == publicInterest || d.chance(380)
	}, uninspected)
	pick(q.Formless, q.SelfDays, any, func(i *inspection) { i.form = "未提交" })
	pick(q.Unmended, 0, func(i *inspection) bool { return i.due != none && i.due < plan.Cutoff }, func(i *inspection) { i.mended = none })
	return slices.DeleteFunc(all, func(i inspection) bool { return gone[i.number] })
}

// cutAt forgets what happens after the last day.
func (i *inspection) cutAt(last period.Date) {
	if i.mended > last {
		i.mended = none
	}
	if i.inspected > last {
		i.inspected, i.method, i.opinion, i.problem, i.due, i.mended = none, "", "", "", none, none
	}
	if i.selfDay > last {
		i.selfDay, i.form, i.found = none, "", ""
	}
}

func inspectionSheet(all []inspection) sheet {
	s := sheet{name: "案件质量检查登记-2025.csv", format: gb18030, date: "2006-01-02", headers: []string{
		"检查编号", "部门受案号", "承办单位", "承办部门", "业务类别", "办结日期", "自查日期", "自查表", "自查发现问题",
		"部门检查日期", "检查方式", "部门检查意见", "问题类型", "整改期限", "整改日期",
	}}
	for n, i := range all {
		s.rows = append(s.rows, []cell{
			text(i.id), text(i.number), text(i.place.short), padded(i.department, n), text(i.class), day(i.concluded), day(i.selfDay), text(i.form), text(i.found),
			day(i.inspected), text(i.method), text(i.opinion), text(i.problem), day(i.due), day(i.mended),
		})
	}
	return s
}
