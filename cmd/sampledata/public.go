package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// petition is one letter, visit, call or message (控告申诉).
type petition struct {
	number    string
	place     *procuratorate
	form      string
	kind      string
	first     string // 首次 or 重复
	received  period.Date
	answerDue string      // 应程序性回复
	limit     period.Date // seventh day
	answered  period.Date
	concluded period.Date

	resultLimit period.Date // three months
	resultDay   period.Date
	result      string
	helped      string // persons given relief
	paid        string // 万元
	against     bool   // 涉检信访
}

func simulatePetitions(plan *effects) []petition {
	d := newDice(plan.Seed, 7)
	var all []petition
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for range volume(d, 66, m[0], m[1]) {
			p := petition{
				place: drawProcuratorateForOther(d), received: workdayIn(d, m[0], m[1]),
				form:  d.word([]choice{{"来信", 34}, {"来访", 36}, {"网络", 20}, {"电话", 10}}),
				kind:  d.word([]choice{{"刑事申诉", 17}, {"民事申诉", 25}, {"行政申诉", 9}, {"控告", 22}, {"国家赔偿", 2}, {"司法救助", 9}, {"其他信访", 16}}),
				first: d.word([]choice{{"首次", 82}, {"重复", 18}}), answerDue: "是", limit: none, answered: none, concluded: none,
			}
			if p.form == "电话" || p.kind == "司法救助" {
				p.answerDue = "否"
			}
			if p.answerDue == "是" {
				p.limit = p.received + 7
				p.answered = p.received + period.Date(d.between(1, 7))
				if d.chance(16) {
					p.answered = p.received + period.Date(d.between(8, 12))
				}
			}
			p.concluded = p.received + period.Date(d.between(9, 88))
			if p.answered > plan.Cutoff {
				p.answered = none
			}
			if p.concluded > plan.Cutoff {
				p.concluded = none
			}
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b petition) int { return cmp.Compare(a.received, b.received) })
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].received.Civil()
		all[i].number = caseNumber(all[i].place, "控申", year, serial.next(all[i].place, year))
	}
	return all
}

// review is one case listed for quality review (案件质量评查).
type review struct {
	number     string
	place      *procuratorate
	department string
	of         *prosecution
	method     string
	must       string // class that must be reviewed
	listed     period.Date
	done       period.Date
	grade      string
	problem    string

	other checked // of the second register, where of is nil
	reviewAfter
}

// caseNumber is the number of the case that was reviewed.
func (r *review) caseNumber() string {
	if r.of != nil {
		return r.of.number
	}
	return r.other.number
}

func simulateReviews(plan *effects, w *world) []review {
	d := newDice(plan.Seed, 8)
	var all, must []review
	for _, c := range w.prosecutions {
		if c.concluded == none || c.concluded < plan.First {
			continue
		}
		r := review{place: c.place, department: c.department, of: c, method: "常规抽查", must: "", done: none}
		withdrawn := slices.ContainsFunc(c.steps, func(s step) bool { return s.event == "撤回起诉" })
		changed := slices.ContainsFunc(c.steps, func(s step) bool { return s.result == "改变原决定" })
		switch {
		case c.arrested && c.outcome == "不起诉":
			r.must = "捕后不诉"
		case withdrawn:
			r.must = "撤回起诉"
		case changed:
			r.must = "复议复核改变"
		case c.adopted == "否" && d.chance(300):
			r.must = "诉判不一"
		case d.chance(50):
			r.must, r.method = "", "专项评查"
		case !d.chance(130):
			continue
		}
		if r.must != "" {
			r.method = "重点评查"
		}
		if r.listed = c.concluded + period.Date(d.between(8, 30)); r.listed > plan.Cutoff {
			continue
		}
		r.done = r.listed + period.Date(d.between(5, 34))
		if r.must != "" {
			must = append(must, r)
			continue
		}
		if r.done > plan.Cutoff {
			r.done = none
		}
		all = append(all, r)
	}
	slices.SortStableFunc(must, func(a, b review) int { return cmp.Compare(b.listed, a.listed) })
	for i, r := range must { // as many must-review cases wait as the plan says, the youngest
		r.done = min(r.done, plan.Cutoff)
		if i < plan.Boards.MustReviewPending {
			r.done = none
		}
		all = append(all, r)
	}
	for i := range all {
		if r := &all[i]; r.done != none {
			r.grade = d.word([]choice{{"优质", 60}, {"合格", 862}, {"瑕疵", 72}, {"不合格", 6}})
			if r.grade == "瑕疵" || r.grade == "不合格" || d.chance(220) {
				r.problem = d.word([]choice{{"文书制作", 24}, {"办案程序", 17}, {"归档与系统应用", 22}, {"释法说理", 14}, {"证据采信", 8}, {"法律适用", 6}, {"事实认定", 4}, {"涉案财物", 5}})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b review) int {
		return cmp.Or(cmp.Compare(a.listed, b.listed), cmp.Compare(a.of.number, b.of.number))
	})
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].listed.Civil()
		all[i].number = fmt.Sprintf("%s评查%d-%04d", all[i].place.letters, year, serial.next(all[i].place, year))
	}
	return all
}

// survey is one answer to a call or form after a case (满意度回访).
type survey struct {
	number     string
	place      *procuratorate
	department string
	line       string
	channel    string
	asked      period.Date
	answer     string
	batch      string // number of what was sent out
	reason     string // of dissatisfaction
}

type surveyChannel struct {
	channel, line, department string
	perMonth, pleased         int
}

var surveyChannels = []surveyChannel{
	{"案件回访", "刑事检察", general, 16, 930},
	{"12309窗口", "控告申诉检察", petitioning, 12, 940},
	{"公开听证", "刑事检察", general, 6, 955},
	{"社区走访", "案件管理", caseOffice, 7, 925},
	{"未检帮教回访", "未成年人检察", juvenile, 5, 965},
	{"行政争议回访", adminLine, civilAdmin, 7, 900},
	{"企业走访", "刑事检察", serious, 5, 945},
	{"网络普法反馈", "刑事检察", serious, 5, 935},
	{"接访回访", "控告申诉检察", petitioning, 7, 920},
	{"公益诉讼回头看", "公益诉讼检察", publicInterest, 6, 945},
}

func simulateSurveys(plan *effects) []survey {
	d := newDice(plan.Seed, 9)
	var all []survey
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for _, k := range surveyChannels {
			for range volume(d, k.perMonth, m[0], m[1]) {
				s := survey{place: drawProcuratorateForOther(d), department: k.department, line: k.line, channel: k.channel, asked: workdayIn(d, m[0], m[1])}
				pleased := k.pleased
				if k.channel == "行政争议回访" && s.asked < plan.Brand.Month {
					pleased -= 120
				}
				s.answer = d.word([]choice{{"满意", 34}, {"非常满意", 66}})
				if !d.chance(pleased) {
					s.answer = d.word([]choice{{"基本满意", 56}, {"不满意", 24}, {"未作评价", 20}})
				}
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b survey) int { return cmp.Compare(a.asked, b.asked) })
	for i := range all {
		year, _, _ := all[i].asked.Civil()
		all[i].number = fmt.Sprintf("HF%d-%05d", year, i+1)
	}
	return all
}
