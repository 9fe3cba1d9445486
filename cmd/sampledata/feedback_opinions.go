package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// A visit is one round of calls (走访) on a community, school, company or deputies.
type visit struct {
	number     string
	place      *procuratorate
	department string
	object     string
	day        period.Date
	people     int
	opinions   int
}

var visitKinds = []struct {
	object, department string
	perMonth           int
}{
	{"社区", caseOffice, 6},
	{"乡镇村组", petitioning, 3},
	{"企业", serious, 4},
	{"学校", juvenile, 2},
	{"代表委员", caseOffice, 3},
}

func simulateVisits(plan *effects) []*visit {
	d := newDice(plan.Seed, 94)
	var all []*visit
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for _, k := range visitKinds {
			for range volume(d, k.perMonth, m[0], m[1]) {
				all = append(all, &visit{
					place: drawProcuratorateForOther(d), department: k.department, object: k.object, day: workdayIn(d, m[0], m[1]),
					people: d.between(3, 18), opinions: d.weighted([]int{62, 28, 10}),
				})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y *visit) int { return cmp.Compare(x.day, y.day) })
	next := serials("走访")
	for _, v := range all {
		v.number = next(v.place, v.day)
	}
	return all
}

func visitSheet(all []*visit) sheet {
	s := sheet{
		name: "走访登记.csv", format: gb18030, date: "2006/1/2",
		headers: []string{"走访编号", "承办单位", "承办部门", "走访对象", "走访日期", "接触人次", "收集意见数"},
	}
	for _, v := range all {
		s.rows = append(s.rows, []cell{text(v.number), text(v.place.full), text(v.department), text(v.object), day(v.day), number(v.people), number(v.opinions)})
	}
	return s
}

// An opinion is one that somebody sent in or told on a visit; what it says is not entered.
type opinion struct {
	number     string
	place      *procuratorate
	department string
	source     string
	visit      string // number of the visit
	kind       string
	received   period.Date
	limit      period.Date
	answered   period.Date
	result     string
}

// opinionSources are how opinions come in, per month in the city; those of visits come with the visits.
var opinionSources = []struct {
	source   string
	perMonth int
}{
	{"12309热线", 4},
	{"网上留言", 4},
	{"来信", 2},
	{"窗口", 2},
	{"代表委员", 1},
}

var opinionKinds = []struct {
	kind, department string
	weight           int
}{
	{"办案期限与进度", general, 22},
	{"释法说理与答复", petitioning, 20},
	{"检务公开与便民", caseOffice, 18},
	{"普法宣传", serious, 16},
	{"公益保护", publicInterest, 12},
	{"工作作风", caseOffice, 5},
	{"其他", caseOffice, 7},
}

func simulateOpinions(plan *effects, visits []*visit) []*opinion {
	d := newDice(plan.Seed, 95)
	var all []*opinion
	for _, m := range monthsFrom(plan.First, plan.Cutoff) {
		for _, k := range opinionSources {
			for range volume(d, k.perMonth, m[0], m[1]) {
				all = append(all, newOpinion(d, plan, drawProcuratorateForOther(d), k.source, workdayIn(d, m[0], m[1])))
			}
		}
	}
	for _, v := range visits {
		for range v.opinions {
			o := newOpinion(d, plan, v.place, "走访", v.day)
			o.visit = v.number
			all = append(all, o)
		}
	}
	slices.SortStableFunc(all, func(x, y *opinion) int { return cmp.Compare(x.received, y.received) })
	next := serials("意见")
	for _, o := range all {
		o.number = next(o.place, o.received)
	}
	for _, o := range pickSome(d, all, plan.Feedback.Unanswered, func(o *opinion) bool { return o.limit < plan.Cutoff && o.limit > plan.Cutoff-60 }) {
		o.answered, o.result = none, ""
	}
	return all
}

// answerDays are the working days within which the sample office answers an opinion, by its own rule.
const answerDays = 15

func newOpinion(d dice, plan *effects, place *procuratorate, source string, received period.Date) *opinion {
	weights := make([]int, len(opinionKinds))
	for i, k := range opinionKinds {
		weights[i] = k.weight
	}
	kind := opinionKinds[d.weighted(weights)]
	o := &opinion{place: place, department: kind.department, source: source, kind: kind.kind, received: received, answered: none}
	o.limit = workdaysAfter(received, answerDays)
	answered := workdaysAfter(received, d.between(2, answerDays))
	if d.chance(45) {
		answered = workdaysAfter(o.limit, d.between(1, 12))
	}
	result := d.word([]choice{{"采纳", 58}, {"部分采纳", 17}, {"未采纳", 9}, {"解释说明", 16}})
	if o.answered = until(answered, plan.Cutoff); o.answered != none {
		o.result = result
	}
	return o
}

// workdaysAfter counts working days from the day after.
func workdaysAfter(from period.Date, n int) period.Date {
	for n > 0 {
		if from++; isWorkday(from) {
			n--
		}
	}
	return from
}

func opinionSheet(all []*opinion) sheet {
	s := sheet{
		name: "意见建议登记.csv", format: utf8BOM, date: "2006-01-02",
		headers: []string{"意见编号", "承办单位", "承办部门", "来源", "走访编号", "意见类别", "收到日期", "答复期限", "答复日期", "处理结果"},
	}
	for _, o := range all {
		s.rows = append(s.rows, []cell{
			text(o.number), text(o.place.full), text(o.department), text(o.source), text(o.visit), text(o.kind), day(o.received), day(o.limit), day(o.answered), text(o.result),
		})
	}
	return s
}
