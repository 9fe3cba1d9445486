package main

import (
	"cmp"
	"slices"

	"anjian/internal/period"
)

// transfer is one lead in the ledger of transfers (移送线索台账).
type transfer struct {
	number   string
	place    *procuratorate
	from, to string // departments
	source   string
	model    string // title of the model that found it
	key      string // of the row that the model pointed at
	kind     string
	of       *prosecution // nil: found outside of a case of prosecution review
	young    bool
	sent     period.Date
	accepted period.Date
	handling string
	handled  period.Date
	reported period.Date
	built    string // 成案, 未成案
}

// A transferKind is how leads of a kind are dealt with, and how often they come to something.
type transferKind struct {
	name, to   string
	yes, no    string // 处置方式
	built      int    // per mille
	model      string // that looks for what was left out
	modelShare int    // per mille found by it
}

var transferKinds = map[string]transferKind{
	"penalty":  {"行刑反向衔接", civilAdmin, "提出检察意见", "不提出检察意见", 340, "", 0},
	"interest": {"公益诉讼", publicInterest, "立案", "不立案", 520, "食药环资刑事案件未移送公益诉讼线索", 260},
	"relief":   {"司法救助", petitioning, "予以救助", "不予救助", 810, "被害人生活困难未移送司法救助", 300},
	"civil":    {"民事检察监督", civilAdmin, "受理监督", "不支持监督", 430, "", 0},
	"police":   {"侦查监督", general, "提出纠正意见", "核查无误", 620, "", 0},
	"similar":  {"类案监督", general, "类案监督", "不作类案监督", 560, "", 0},
	"advice":   {"社会治理检察建议", serious, "制发检察建议", "不制发", 590, "", 0},
	"juvenile": {"未成年人综合履职", juvenile, "综合履职", "无须综合履职", 300, "", 0},
}

// A transferring collects the ledger.
type transferring struct {
	plan *effects
	d    dice
	all  []*transfer
}

func simulateTransfers(plan *effects, w *world, victims []*victim, bails []*bail, refused []*refusal, loans []*loan) []*transfer {
	t := &transferring{plan: plan, d: newDice(plan.Seed, 80)}
	t.fromProsecutions(w)
	t.fromVictims(victims)
	t.atLarge()
	t.fromModels(bails, refused, loans)
	slices.SortStableFunc(t.all, func(a, b *transfer) int { return cmp.Compare(a.sent, b.sent) })
	next := serials("线索")
	for _, one := range t.all {
		one.number = next(one.place, one.sent)
	}
	t.leaveOpen()
	return t.all
}

// send enters a lead and lets it run its course, as far as the cut-off.
func (t *transferring) send(kind string, place *procuratorate, from string, sent period.Date, of *prosecution) *transfer {
	k, d := transferKinds[kind], t.d
	one := &transfer{
		place: place, from: from, to: k.to, kind: k.name, source: "办案发现", of: of, sent: workdayFrom(sent),
		accepted: none, handled: none, reported: none,
	}
	if of != nil {
		one.young = of.young()
		if d.chance(k.modelShare) && k.model != "" {
			one.source, one.model, one.key = "监督模型", k.model, of.number
		}
	}
	accepted := workdayFrom(one.sent + period.Date(d.between(0, 4)))
	handled := workdayFrom(accepted + period.Date(d.between(4, 23)))
	reported := workdayFrom(handled + period.Date(d.between(0, 6)))
	built := d.chance(k.built)
	if one.sent > t.plan.Cutoff {
		return nil
	}
	one.accepted, one.handled, one.reported = until(accepted, t.plan.Cutoff), until(handled, t.plan.Cutoff), until(reported, t.plan.Cutoff)
	if one.handled != none {
		one.handling, one.built = k.no, "未成案"
		if built {
			one.handling, one.built = k.yes, "成案"
		}
	}
	t.all = append(t.all, one)
	return one
}

// fromProsecutions refers every non-prosecution for a penalty, what concerns environment and food to
// public interest, and every juvenile's case to a look at all duties, but for what is planted.
func (t *transferring) fromProsecutions(w *world) {
	plan, d := t.plan.Leads, t.d
	interest := func(c *prosecution) bool {
		return slices.Contains([]string{"污染环境罪", "非法捕捞水产品罪", "非法采矿罪", "生产、销售有毒、有害食品罪"}, c.cause) && c.accepted >= plan.From
	}
	spared := func(c *prosecution) bool {
		return c.kind == "相对不起诉" && c.concluded >= plan.From && c.department != juvenile
	}
	duties := func(c *prosecution) bool {
		return c.department == juvenile && c.outcome != "" && c.concluded >= plan.From
	}
	left := map[*prosecution]bool{}
	leave := func(n int, fits func(*prosecution) bool, before period.Date) {
		for _, c := range pickSome(d, w.prosecutions, n, func(c *prosecution) bool {
			return fits(c) && !left[c] && max(c.concluded, c.accepted) < t.plan.Cutoff-before && (c.department == juvenile || !c.young())
		}) {
			left[c] = true
		}
	}
	leave(plan.PenaltyNotReferred, spared, 20)
	leave(plan.DutiesNotExamined, duties, 20)
	penalty := left
	left = map[*prosecution]bool{}
	leave(plan.CluesNotReferred, interest, 60)
	for _, c := range w.prosecutions {
		switch {
		case spared(c) && !penalty[c]:
			t.send("penalty", c.place, c.department, c.concluded+period.Date(d.between(0, 2)), c)
		case duties(c) && !penalty[c]:
			t.send("juvenile", c.place, c.department, c.concluded+period.Date(d.between(0, 4)), c)
		}
		if interest(c) && !left[c] {
			t.send("interest", c.place, c.department, c.accepted+period.Date(d.between(5, 24)), c)
		}
	}
}

func (t *transferring) fromVictims(victims []*victim) {
	for _, v := range victims {
		if v.poor && !v.paid && !v.missed {
			t.send("relief", v.of.place, v.of.department, v.of.accepted+period.Date(t.d.between(4, 24)), v.of)
		}
	}
}

// atLarge are leads that came up outside of a single case.
func (t *transferring) atLarge() {
	for _, m := range monthsFrom(t.plan.Leads.From, t.plan.Cutoff) {
		for _, k := range []struct {
			kind, from string
			perMonth   int
		}{{"civil", petitioning, 3}, {"similar", general, 1}, {"advice", general, 2}} {
			for range k.perMonth {
				if one := t.send(k.kind, drawProcuratorateForOther(t.d), k.from, workdayIn(t.d, m[0], m[1]), nil); one != nil && t.d.chance(300) {
					one.source = "群众反映"
				}
			}
		}
	}
}

// fromModels are leads of models that the office handed on; the model goes on pointing at the row.
func (t *transferring) fromModels(bails []*bail, refused []*refusal, loans []*loan) {
	plan, cutoff := t.plan.Leads, t.plan.Cutoff
	hand := func(kind, model, key string, place *procuratorate, sent period.Date) {
		if one := t.send(kind, place, caseOffice, sent, nil); one != nil {
			one.source, one.model, one.key = "监督模型", model, key
		}
	}
	left := plan.StalledTransferred
	for _, r := range refused {
		if r.result == "" && r.of.concluded < cutoff-365 && left > 0 {
			left--
			hand("police", "不捕后一年未侦结", r.number, r.of.place, r.of.concluded+period.Date(367+t.d.IntN(25)))
		}
	}
	left = plan.BailTransferred
	for _, b := range bails {
		if b.released == none && b.ends < cutoff && left > 0 {
			left--
			hand("police", "取保候审期满未解除", b.number, b.of.place, b.ends+period.Date(t.d.between(3, 20)))
		}
	}
	counts := map[string]int{}
	for _, l := range loans {
		if l.how == "调解" && l.closed-l.filed <= 7 {
			if counts[l.plaintiff]++; counts[l.plaintiff] == plan.ShamLoans[0] {
				hand("civil", "同一原告民间借贷短期集中调解", l.number, l.place, l.closed+9)
				break
			}
		}
	}
}

// leaveOpen plants the leads that lie longer than the rules allow: nobody took them up, nothing was
// decided, nobody was told.
func (t *transferring) leaveOpen() {
	plan, cutoff := t.plan.Leads, t.plan.Cutoff
	touched := map[*transfer]bool{}
	choose := func(n int, fits func(*transfer) bool, open func(*transfer)) {
		for _, one := range pickSome(t.d, t.all, n, func(x *transfer) bool {
			return !touched[x] && !x.young && x.model == "" && x.sent > cutoff-260 && fits(x)
		}) {
			touched[one] = true
			open(one)
		}
	}
	choose(plan.NotAccepted, func(x *transfer) bool { return x.sent < cutoff-30 && x.reported != none }, func(x *transfer) {
		x.accepted, x.handled, x.reported, x.handling, x.built = none, none, none, "", ""
	})
	choose(plan.NotHandled, func(x *transfer) bool { return x.accepted < cutoff-50 && x.reported != none }, func(x *transfer) {
		x.handled, x.reported, x.handling, x.built = none, none, "", ""
	})
	choose(plan.NotReported, func(x *transfer) bool { return x.handled < cutoff-30 && x.reported != none }, func(x *transfer) {
		x.reported = none
	})
}

func transferSheet(all []*transfer) sheet {
	s := sheet{
		name: "移送线索台账.xlsx", format: workbook, title: "江渚市检察机关移送线索台账（2024—2025年）", tab: "移送线索",
		headers: []string{"线索编号", "承办单位", "移出部门", "接收部门", "线索来源", "来源模型", "来源编号", "线索类型", "来源案号", "移送日期（必填）", "受理日期", "处置方式", "处置日期", "反馈日期", "成案情况", "涉未成年人"},
	}
	for _, x := range all {
		number := ""
		if x.of != nil {
			number = x.of.number
		}
		s.rows = append(s.rows, []cell{
			text(x.number), text(x.place.full), text(x.from), text(x.to), text(x.source), text(x.model), text(x.key), text(x.kind), text(number),
			day(x.sent), day(x.accepted), text(x.handling), day(x.handled), day(x.reported), text(x.built), yes(x.young),
		})
	}
	return s
}
