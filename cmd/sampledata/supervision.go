package main

import (
	"cmp"
	"fmt"
	"slices"

	"anjian/internal/period"
)

// supervisionDocument is one supervision document (监督文书) and what came of it.
type supervisionDocument struct {
	number     string
	place      *procuratorate
	department string
	line       string
	kind       string
	target     string
	start      string // 依职权 or 依申请
	people     int
	issued     period.Date
	due        period.Date
	replied    period.Date
	adopted    string
	tried      period.Date // the court's decision on a protest
	trial      string
	phase      string // 监督环节, of suggestions that join trial and execution

	matter string // 事由摘要
	code   string // of the addressee (对象代码)
	mended string // 整改情况, where it was adopted
}

// documentKind is how often a kind is issued per month in the city, and how it fares.
type documentKind struct {
	line, kind, target, department string
	perMonth                       int
	adopted                        int // per mille
	days                           int // allowed for the reply, 0: none is due
	duty                           int // per mille on the procuratorate's own motion
}

var documentKinds = []documentKind{
	{"刑事检察", "要求说明不立案理由通知书", "公安机关", general, 7, 780, 7, 450},
	{"刑事检察", "纠正违法通知书", "公安机关", general, 13, 965, 15, 930},
	{"刑事检察", "侦查活动监督通知书", "公安机关", general, 21, 985, 15, 960},
	{"刑事检察", "应当逮捕犯罪嫌疑人建议书", "公安机关", general, 5, 860, 7, 1000},
	{"刑事检察", "补充移送起诉通知书", "公安机关", general, 7, 900, 15, 1000},
	{"刑事检察", "刑事抗诉书", "人民法院", general, 2, 0, 0, 800},
	{"刑事检察", "审判活动纠正意见书", "人民法院", general, 3, 950, 30, 900},
	{"刑事检察", "检察建议书", "行政机关", general, 5, 940, 60, 1000},
	{"民事检察", "再审检察建议", "人民法院", civilAdmin, 5, 880, 90, 300},
	{"民事检察", "审判违法检察建议", "人民法院", civilAdmin, 6, 960, 30, 820},
	{"民事检察", "执行监督检察建议", "人民法院", civilAdmin, 7, 970, 30, 760},
	{"行政检察", "行政审判执行检察建议", "人民法院", civilAdmin, 5, 965, 30, 800},
	{"行政检察", "检察意见书", "行政机关", civilAdmin, 13, 960, 60, 1000},
	{"行政检察", "检察建议书", "行政机关", civilAdmin, 5, 955, 60, 900},
	{"未成年人检察", "检察建议书", "教育和文旅等部门", juvenile, 3, 975, 60, 1000},
	{"控告申诉检察", "检察建议书", "行政机关", petitioning, 1, 950, 60, 900},
}

// furtherKinds came into the ledger later; they are drawn from a stream of their own.
var furtherKinds = []documentKind{
	{"刑事检察", "变更强制措施建议书", "办案机关", general, 5, 905, 10, 620},
	{"刑事检察", "通知立案书", "公安机关", general, 2, 930, 15, 700},
	{"刑事检察", "通知撤销案件书", "公安机关", general, 3, 945, 15, 700},
	{"刑事检察", "减刑假释暂予监外执行纠正意见书", "刑罚执行机关", general, 3, 955, 30, 1000},
	{"刑事检察", "监外执行纠正意见书", "社区矫正机构", general, 4, 970, 30, 1000},
	{"刑事检察", "财产刑执行纠正意见书", "人民法院", general, 3, 935, 30, 1000},
	{"民事检察", "民事抗诉书", "人民法院", civilAdmin, 2, 0, 0, 150},
	{"行政检察", "行政抗诉书", "人民法院", civilAdmin, 1, 0, 0, 150},
	{"行政检察", "再审检察建议", "人民法院", civilAdmin, 2, 860, 90, 250},
}

// trials are what courts decide on protests, by the kind of document.
var trials = map[string][]choice{
	"刑事抗诉书": {{"改判", 52}, {"发回重审", 25}, {"维持原判", 19}, {"撤回抗诉", 4}},
	"民事抗诉书": {{"改判", 44}, {"发回重审", 12}, {"调解", 21}, {"和解撤诉", 12}, {"维持原判", 11}},
	"行政抗诉书": {{"改判", 46}, {"发回重审", 22}, {"调解", 8}, {"和解撤诉", 8}, {"维持原判", 16}},
}

func simulateSupervision(plan *effects, _ *world) []supervisionDocument {
	all := slices.Concat(
		issue(plan, newDice(plan.Seed, 4), documentKinds),
		issue(plan, newDice(plan.Seed, 10), furtherKinds),
	)
	phases := newDice(plan.Seed, 17)
	for i := range all {
		if all[i].kind == "行政审判执行检察建议" {
			all[i].phase = phases.word([]choice{{"审判活动", 42}, {"执行活动", 58}})
		}
	}
	slices.SortStableFunc(all, func(a, b supervisionDocument) int { return cmp.Compare(a.issued, b.issued) })
	serial := numbering{}
	for i := range all {
		year, _, _ := all[i].issued.Civil()
		all[i].number = fmt.Sprintf("%s监督%d-%04d", all[i].place.letters, year, serial.next(all[i].place, year))
	}
	return all
}

// issue draws the documents of some kinds, month by month.
func issue(plan *effects, d dice, kinds []documentKind) []supervisionDocument {
	var all []supervisionDocument
	for _, m := range monthsFrom(plan.First.AddMonths(-6), plan.Cutoff) {
		for _, k := range kinds {
			n := volume(d, k.perMonth*10, m[0], m[1])
			for range (n + d.IntN(10)) / 10 {
				doc := newDocument(plan, d, k, workdayIn(d, m[0], m[1]))
				if doc.issued >= plan.First || max(doc.replied, doc.tried) >= plan.First { // or answered since
					all = append(all, doc)
				}
			}
		}
	}
	return all
}

func newDocument(plan *effects, d dice, k documentKind, issued period.Date) supervisionDocument {
	doc := supervisionDocument{
		place: drawProcuratorate(d), department: k.department, line: k.line, kind: k.kind, target: k.target,
		issued: issued, due: none, replied: none, tried: none, people: 1, start: "依申请",
	}
	if k.department != general {
		doc.place = drawProcuratorateForOther(d)
	}
	if d.chance(k.duty) {
		doc.start = "依职权"
	}
	if d.chance(120) {
		doc.people = d.between(2, 3)
	}
	if outcomes := trials[k.kind]; outcomes != nil {
		if k.line != "刑事检察" {
			doc.place = &procuratorates[0] // protests against final judgements are the city's
		}
		if tried := issued + period.Date(d.between(45, 150)); tried <= plan.Cutoff {
			doc.tried = tried
			doc.trial = d.word(outcomes)
		}
		return doc
	}
	doc.due = issued + period.Date(k.days)
	if k.days == 60 {
		doc.due = issued.AddMonths(2)
	}
	reply := issued + period.Date(d.between(k.days/3, k.days))
	if d.chance(28) {
		reply = doc.due + period.Date(d.between(2, 40))
	}
	if reply <= plan.Cutoff && !d.chance(9) {
		doc.replied = reply
		doc.adopted = "否"
		if d.chance(k.adopted) {
			doc.adopted = "是"
		}
	}
	return doc
}
