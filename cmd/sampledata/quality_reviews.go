package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// What the registers of reviews (评查) hold beside the first columns: other classes of business, the
// classes that must be reviewed since 2025, what became of each review. It is drawn last and from
// streams of its own; reviews drawn before keep every value.

// reviewAfter is what follows a review (评查之后): told to the department, mended, spoken of.
type reviewAfter struct {
	class    string // 业务类别
	more     string // 其他问题
	feedback period.Date
	opinion  string // 承办部门意见
	demand   string // 整改要求
	due      period.Date
	mended   period.Date
	spoken   string // 列入讲评
	practice string // 典型做法
}

// mustCase is a case of a class that must be reviewed, with the day from which time runs.
type mustCase struct {
	checked
	class string // id of the class's document
	word  string // 必评类型
}

// mustCases lists, class by class, the cases that must be reviewed and that no review of the first
// register is sure to name.
func mustCases(plan *effects, w *world, documents []supervisionDocument, petitions []petition) []mustCase {
	var all []mustCase
	add := func(class, word string, of checked) {
		from := plan.First
		if slices.Contains([]string{"neither-arrested-nor-prosecuted", "judgment-differs", "petition-against-procuratorate", "term-anomaly"}, class) {
			from = plan.Quality.From
		}
		if of.concluded != none && of.concluded >= from && of.concluded <= plan.Cutoff {
			all = append(all, mustCase{of, class, word})
		}
	}
	for _, s := range w.steps {
		if a := s.arrest; a != nil && s.result == "改变原决定" && a.concluded != none {
			add("arrest-decision-changed", "复议复核改变", checked{a.number, a.place, a.department, arrestClass, a.concluded})
		}
	}
	for _, c := range w.prosecutions {
		of := checked{c.number, c.place, c.department, prosecutionClass, c.concluded}
		if a := c.arrestCase; a != nil && a.unified == c.unified && a.decision == "不批准逮捕" && c.outcome == "不起诉" {
			add("neither-arrested-nor-prosecuted", "不捕不诉", of)
		}
		if c.extended >= 3 {
			add("term-anomaly", "办案期限异常", of)
		}
		of.concluded = c.judged
		if c.changed != "" && c.changed != "未改变" {
			add("judgment-differs", "诉判不一", of)
		}
		of.concluded = c.final
		if slices.ContainsFunc(c.persons, func(p person) bool { return p.sentence == "无罪" }) {
			add("acquitted", "判无罪", of)
		}
	}
	for _, doc := range documents {
		if doc.trial == "维持原判" || doc.trial == "撤回抗诉" {
			class := map[string]string{"民事抗诉书": civilClass, "行政抗诉书": adminClass}[doc.kind]
			add("protest-not-upheld", "抗诉未获支持", checked{doc.number, doc.place, doc.department, cmp.Or(class, prosecutionClass), doc.tried})
		}
	}
	for _, p := range petitions {
		of := checked{p.number, p.place, petitioning, petitionClass, p.concluded}
		if p.result == "决定赔偿" {
			add("state-compensation", "国家赔偿", of)
		}
		if p.against {
			add("petition-against-procuratorate", "涉检信访", of)
		}
	}
	return all
}

// othersConcluded lists the concluded cases of which the first register has none.
func othersConcluded(plan *effects, w *world, civil []civilCase, public []publicCase, petitions []petition) []checked {
	all := slices.DeleteFunc(concludedCases(plan.First, w, civil, public), func(c checked) bool { return c.class == prosecutionClass })
	for _, p := range petitions {
		if p.concluded != none && p.concluded >= plan.First {
			all = append(all, checked{p.number, p.place, petitioning, petitionClass, p.concluded})
		}
	}
	return all
}

// addReviews appends the reviews of the second register: samples of the other classes of business,
// and the cases that must be reviewed, but for as many as the plan leaves out.
func addReviews(plan *effects, first []review, musts []mustCase, others []checked) []review {
	d := newDice(plan.Seed, 62)
	known := map[string]bool{}
	serial := numbering{}
	for _, r := range first {
		known[r.of.number] = true
		year, _, _ := r.listed.Civil()
		serial.next(r.place, year)
	}
	left := map[string]int{}
	for _, m := range plan.Musts {
		left[m.Class] = m.Left
	}
	var all []review
	add := func(c checked, method, must string, listed, done period.Date) {
		known[c.number] = true
		all = append(all, review{place: c.place, department: c.department, other: c, method: method, must: must, listed: listed, done: done})
	}
	for _, m := range musts {
		lapsed := m.concluded.AddMonths(3) < plan.Cutoff
		days := d.between(24, 78)
		if m.class == "acquitted" { // which has a month
			days /= 3
		}
		done := m.concluded + period.Date(days)
		listed := done - period.Date(d.between(3, 8))
		switch {
		case known[m.number]:
		case lapsed && left[m.class] > 0 && m.concluded >= plan.Quality.From.AddMonths(-12) && d.chance(400):
			left[m.class]--
			known[m.number] = true // or another class of it would see to it
		case done <= plan.Cutoff:
			add(m.checked, "重点评查", m.word, listed, done)
		case lapsed:
			add(m.checked, "重点评查", m.word, listed, plan.Cutoff)
		}
	}
	share := map[string]int{arrestClass: 24, civilClass: 62, adminClass: 58, publicClass: 80, petitionClass: 16}
	for _, c := range others {
		if known[c.number] || !d.chance(share[c.class]) {
			continue
		}
		listed := c.concluded + period.Date(d.between(8, 30))
		if done := listed + period.Date(d.between(6, 30)); done <= plan.Cutoff {
			add(c, d.word([]choice{{"常规抽查", 74}, {"专项评查", 26}}), "", listed, done)
		}
	}
	slices.SortStableFunc(all, func(a, b review) int {
		return cmp.Or(cmp.Compare(a.listed, b.listed), cmp.Compare(a.other.number, b.other.number))
	})
	for i := range all {
		r := &all[i]
		year, _, _ := r.listed.Civil()
		r.number = fmt.Sprintf("%s评查%d-%04d", r.place.letters, year, serial.next(r.place, year))
		r.grade = d.word([]choice{{"优质", 64}, {"合格", 852}, {"瑕疵", 76}, {"不合格", 8}})
		if r.grade == "瑕疵" || r.grade == "不合格" || d.chance(240) {
			r.problem = d.word(reviewProblems)
		}
	}
	return all
}

// reviewProblems are the kinds of problems of the second register, which has all eleven.
var reviewProblems = []choice{
	{"文书制作", 22},
	{"归档与系统应用", 18},
	{"办案程序", 16},
	{"释法说理", 12},
	{"证据采信", 8},
	{"法律适用", 6},
	{"风险评估", 5},
	{"涉案财物", 5},
	{"事实认定", 4},
	{"司法责任制", 2},
	{"办案效果", 2},
}

var practices = []choice{
	{"证据审查扎实", 28}, {"释法说理充分", 24}, {"引导侦查及时", 18}, {"追赃挽损到位", 12}, {"矛盾化解实质", 10}, {"听证组织规范", 8},
}

// followReviews says what came after each finished review of a register.
func followReviews(plan *effects, d dice, all []review) {
	for i := range all {
		r := &all[i]
		r.feedback, r.due, r.mended = none, none, none
		r.class = prosecutionClass
		if r.of == nil {
			r.class = r.other.class
		}
		if r.done == none {
			continue
		}
		if r.problem != "" && d.chance(180) {
			if r.more = d.word(reviewProblems); r.more == r.problem {
				r.more = ""
			}
		}
		if r.spoken = "否"; r.grade == "优质" && d.chance(560) || r.problem != "" && d.chance(330) {
			r.spoken = "是"
		}
		if r.grade == "优质" {
			r.practice = d.word(practices)
		}
		r.follow(plan, d)
	}
}

// follow tells the department, which answers and mends.
func (r *review) follow(plan *effects, d dice) {
	feedback := r.done + period.Date(d.between(2, 8))
	opinion := d.word([]choice{{"认可", 94}, {"有异议，维持评定", 4}, {"有异议，调整评定", 2}})
	strict := r.grade == "瑕疵" || r.grade == "不合格" || d.chance(350)
	mend, late := feedback+period.Date(d.between(3, 14)), d.chance(50)
	if feedback > plan.Cutoff {
		return
	}
	r.feedback, r.opinion = feedback, opinion
	switch {
	case r.problem == "":
	case !strict:
		r.demand = "口头提醒"
	default:
		r.demand, r.due = "限期整改", feedback+15
		if late {
			mend = r.due + period.Date(1+int(r.done)%9)
		}
		if r.mended = mend; r.mended > plan.Cutoff {
			r.mended = none
			if r.due < plan.Cutoff {
				r.mended = plan.Cutoff
			}
		}
	}
}

// plantUnmended leaves as many corrections open after their day as the plan says.
func plantUnmended(plan *effects, registers ...[]review) {
	d := newDice(plan.Seed, 65)
	var due []*review
	for _, all := range registers {
		for i := range all {
			if r := &all[i]; r.due != none && r.due < plan.Cutoff && r.due > plan.Cutoff-120 {
				due = append(due, r)
			}
		}
	}
	d.Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	for _, r := range due[:plan.Quality.ReviewUnmended] {
		r.mended = none
	}
}

// complain says which petitions are about the procuratorate itself (涉检信访).
func complain(plan *effects, all []petition) {
	d := newDice(plan.Seed, 63)
	for i := range all {
		p := &all[i]
		p.against = (p.kind == "控告" || p.kind == "刑事申诉") && d.chance(70)
	}
}
