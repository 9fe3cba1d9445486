package main

import (
	"slices"

	"anjian/internal/period"
)

// feedbackPlan is what is planted in the feedback of the public, and what a reader counts.
type feedbackPlan struct {
	// Fewer answer the follow-up calls of one procuratorate since it asks by text message instead.
	Moved struct {
		Channel       string      `toml:"channel"`
		Procuratorate string      `toml:"procuratorate"`
		From          period.Date `toml:"from"`
		Permille      int         `toml:"permille"`
		Before        string      `toml:"before"` // answers of what was sent in the year up to then
		After         string      `toml:"after"`
	} `toml:"moved"`
	// What came back of what was sent in the year of the cut-off, by channel; of one channel next to nobody answers.
	Returned map[string]string `toml:"returned"`
	Reasons  map[string]int    `toml:"reasons"` // of dissatisfaction, in the same year

	Hearings    int    `toml:"hearings"`
	Upheld      string `toml:"upheld"`      // decisions that follow what most hearing officers thought
	Activities  int    `toml:"activities"`  // of people's supervisors
	Supervisors string `toml:"supervisors"` // their opinions adopted, of those that were answered
	Visits      int    `toml:"visits"`
	FromVisits  int    `toml:"from_visits"` // opinions that visits brought, all years
	Opinions    int    `toml:"opinions"`
	Timely      string `toml:"timely"`
	Adopted     string `toml:"adopted"`
	Unanswered  int    `toml:"unanswered"` // planted: past their day without an answer
}

// A batch is what one procuratorate sent out in one channel in one month: calls, forms, messages.
type batch struct {
	number     string
	place      *procuratorate
	department string
	line       string
	channel    string
	way        string
	sent       period.Date
	limit      period.Date
	copies     int
}

// A mailing is how a channel asks, how many of a thousand give a judgement, and how many of a thousand
// months without any answer had somebody asked. What is asked of juveniles' families is not in it: their
// numbers are so small that beside the share of the satisfied they would tell who answered what.
type mailing struct {
	channel, way   string
	answered, idle int
}

var mailings = []mailing{
	{"案件回访", "电话", 560, 120},
	{"12309窗口", "窗口评价器", 390, 250},
	{"公开听证", "现场问卷", 930, 0},
	{"社区走访", "现场问卷", 850, 0},
	{"行政争议回访", "电话", 620, 80},
	{"企业走访", "现场问卷", 760, 60},
	{"网络普法反馈", "网页问卷", 95, 150},
	{"接访回访", "短信链接", 450, 150},
	{"公益诉讼回头看", "现场问卷", 700, 60},
}

// A mailbox is where replies come from: a channel of a procuratorate in a month.
type mailbox struct {
	place   *procuratorate
	channel string
	month   period.Date
}

// sendOut makes the batches that the replies belong to, and writes their numbers into these.
func sendOut(plan *effects, replies []survey) []*batch {
	d := newDice(plan.Seed, 90)
	next := serials("反馈")
	received := map[mailbox][]*survey{}
	for i := range replies {
		r := &replies[i]
		year, month, _ := r.asked.Civil()
		box := mailbox{r.place, r.channel, period.DateOf(year, month, 1)}
		received[box] = append(received[box], r)
	}
	var all []*batch
	for first := plan.First; first <= plan.Cutoff; first = first.AddMonths(1) {
		for i := range procuratorates {
			for _, k := range mailings {
				box := mailbox{&procuratorates[i], k.channel, first}
				own, idle := received[box], d.chance(k.idle)
				if len(own) == 0 && !idle {
					continue
				}
				b := plan.Feedback.send(d, k, box, own)
				b.number = next(b.place, b.sent)
				for _, r := range own {
					r.batch = b.number
				}
				all = append(all, b)
			}
		}
	}
	return all
}

// send makes a batch: what came back, and those who stayed silent between them, as chance has it.
func (p feedbackPlan) send(d dice, k mailing, box mailbox, own []*survey) *batch {
	if box.channel == p.Moved.Channel && box.place.id == p.Moved.Procuratorate && box.month >= p.Moved.From {
		k.answered, k.way = p.Moved.Permille, "短信链接"
	}
	judged := 0
	for _, r := range own {
		if r.answer != "未作评价" {
			judged++
		}
	}
	channel := surveyChannels[slices.IndexFunc(surveyChannels, func(c surveyChannel) bool { return c.channel == k.channel })]
	b := &batch{
		place: box.place, department: channel.department, line: channel.line, channel: k.channel, way: k.way,
		sent: workdayFrom(box.month), limit: box.month.AddMonths(1) - 1,
		copies: len(own),
	}
	for range judged { // so many stay silent until the next one answers
		for !d.chance(k.answered) {
			b.copies++
		}
	}
	if len(own) == 0 {
		b.copies = d.between(1, 3)
	}
	return b
}

// giveReasons says why people were not satisfied, but for juveniles' families.
func giveReasons(plan *effects, replies []survey) {
	d := newDice(plan.Seed, 91)
	for i := range replies {
		if r := &replies[i]; r.answer == "不满意" && r.department != juvenile {
			r.reason = d.word([]choice{{"办理时间长", 30}, {"答复不清楚", 26}, {"对处理结果不认可", 24}, {"履行或者整改不到位", 12}, {"服务态度", 6}, {"其他", 2}})
		}
	}
}

func batchSheet(all []*batch) sheet {
	s := sheet{
		name: "反馈发放登记.csv", format: utf8BOM, date: "2006-01-02",
		headers: []string{"批次编号", "承办单位", "承办部门", "条线", "渠道", "方式", "发出日期", "回收期限", "发出份数"},
	}
	for _, b := range all {
		s.rows = append(s.rows, []cell{
			text(b.number), text(b.place.full), text(b.department), text(b.line), text(b.channel), text(b.way), day(b.sent), day(b.limit), number(b.copies),
		})
	}
	return s
}

// feedbackSheets are the registers of the feedback of the public; the replies get their batches and reasons.
func feedbackSheets(plan *effects, w *world) []sheet {
	replies := simulateSurveys(plan)
	batches := sendOut(plan, replies)
	giveReasons(plan, replies)
	visits := simulateVisits(plan)
	return []sheet{
		surveySheet(replies), batchSheet(batches), hearingSheet(simulateHearings(plan, w)), activitySheet(simulateActivities(plan)),
		visitSheet(visits), opinionSheet(simulateOpinions(plan, visits)),
	}
}
