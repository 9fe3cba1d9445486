package main

import "anjian/internal/period"

// An oversight is what leaders' own cases, assignment, hearings and victims' opinions leave on a card.
type oversight struct {
	assigned string // 分案方式
	why      string // 指定分案理由
	post     string // 院领导职务: the post, never a name
	class    string // 五类案件
	victims  string // 听取被害人意见, of intended non-arrest and non-prosecution
	hearing  period.Date
}

// overseen is what these columns hold in the year of the cut-off.
type overseen struct {
	Leaders             int    `toml:"leaders"`
	FiveOfLeaders       string `toml:"five_of_leaders"`
	FiveByLeaders       string `toml:"five_by_leaders"`
	Hearings            int    `toml:"hearings"`
	NonArrestHeard      string `toml:"non_arrest_heard"`
	NonProsecutionHeard string `toml:"non_prosecution_heard"`
	Designated          string `toml:"designated"`
}

var oversightHeaders = []string{"分案方式", "指定分案理由", "办案院领导职务", "五类案件类型", "拟不捕不诉听取被害人意见", "听证日期"}

func (o oversight) cells() []cell {
	return []cell{text(o.assigned), text(o.why), text(o.post), text(o.class), text(o.victims), day(o.hearing)}
}

// victimless are offences that harm no single person.
var victimless = map[string]bool{
	"危险驾驶罪": true, "帮助信息网络犯罪活动罪": true, "掩饰、隐瞒犯罪所得罪": true, "开设赌场罪": true, "走私、贩卖、运输、制造毒品罪": true, "妨害公务罪": true,
	"非法捕捞水产品罪": true, "生产、销售有毒、有害食品罪": true, "受贿罪": true, "贪污罪": true, "非法采矿罪": true, "污染环境罪": true, "虚开增值税专用发票罪": true,
}

// completeOversight fills these columns last, from streams of their own.
func completeOversight(plan *effects, w *world) {
	d := newDice(plan.Seed, 73)
	for _, a := range w.arrests {
		a.oversight = assign(d, a.department)
		if a.decision == "不批准逮捕" {
			a.listen(d, a.offence, a.accepted, a.concluded, 110)
		}
	}
	d = newDice(plan.Seed, 74)
	for _, c := range w.prosecutions {
		c.oversight = assign(d, c.department)
		if c.outcome == "不起诉" {
			c.listen(d, c.cause, c.accepted, c.concluded, 240)
		}
	}
}

// assign says of which class a case is, who of the leaders takes it, and how it was assigned.
func assign(d dice, department string) oversight {
	o := oversight{assigned: "随机", hearing: none}
	classes := 40
	if department == serious {
		classes = 270
	}
	if d.chance(classes) {
		o.class = d.word([]choice{{"重大", 30}, {"疑难", 18}, {"复杂", 28}, {"敏感", 10}, {"新类型", 14}})
	}
	led := 12
	if o.class != "" {
		led = 310
	}
	if d.chance(led) {
		o.post = d.word([]choice{{"检察长", 14}, {"副检察长", 60}, {"检察委员会专职委员", 26}})
	}
	switch {
	case o.post != "" || o.class != "" && d.chance(620):
		o.assigned, o.why = "指定", "重大、疑难、复杂案件"
		if o.class == "" {
			o.why = "院领导直接办理"
		}
	case department == juvenile:
		if d.chance(300) {
			o.assigned, o.why = "指定", "专业化办案组办理"
		}
	case d.chance(85):
		o.assigned, o.why = "指定", d.word([]choice{{"与在办案件关联", 52}, {"专业化办案组办理", 28}, {"回避后重新指定", 6}, {"承办人变动后调整", 12}, {"其他", 2}})
	}
	return o
}

// listen says whether the victim was heard before a decision not to arrest or to prosecute, and
// whether a hearing was held, so many in a thousand.
func (o *oversight) listen(d dice, offence string, accepted, concluded period.Date, hearings int) {
	heard := d.chance(870)
	switch {
	case victimless[offence]:
		o.victims = "无被害人"
	case heard:
		o.victims = "是"
	default:
		o.victims = "否"
	}
	before := period.Date(d.between(1, 4))
	if d.chance(hearings) && concluded != none && concluded-before >= accepted {
		o.hearing = concluded - before
	}
}
