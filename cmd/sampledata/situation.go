package main

import "anjian/internal/period"

// What the pages on offences (犯罪态势) and on delegated powers (权力清单) read. It is drawn last and
// from streams of its own: a case changes its offence, its industry or who decided it, and no
// other cell of any file moves.

// industries say per offence which industry (所属行业) a case concerns; "" is none. Offences that are
// not named concern none.
var industries = map[string][]choice{
	"盗窃罪":           {{"", 84}, {"物流寄递", 7}, {"建筑", 5}, {"餐饮", 4}},
	"诈骗罪":           {{"", 22}, {"电信与互联网", 52}, {"金融", 14}, {"教育培训", 7}, {"医药", 5}},
	"帮助信息网络犯罪活动罪":   {{"电信与互联网", 63}, {"金融", 37}},
	"掩饰、隐瞒犯罪所得罪":    {{"", 38}, {"金融", 42}, {"电信与互联网", 12}, {"物流寄递", 8}},
	"交通肇事罪":         {{"", 71}, {"物流寄递", 18}, {"建筑", 11}},
	"开设赌场罪":         {{"", 46}, {"电信与互联网", 44}, {"餐饮", 10}},
	"合同诈骗罪":         {{"", 18}, {"建筑", 38}, {"金融", 24}, {"物流寄递", 12}, {"其他", 8}},
	"职务侵占罪":         {{"建筑", 26}, {"物流寄递", 24}, {"金融", 14}, {"餐饮", 14}, {"医药", 10}, {"其他", 12}},
	"非法吸收公众存款罪":     {{"金融", 78}, {"教育培训", 14}, {"其他", 8}},
	"生产、销售有毒、有害食品罪": {{"餐饮", 82}, {"医药", 12}, {"其他", 6}},
	"受贿罪":           {{"", 26}, {"建筑", 38}, {"医药", 18}, {"教育培训", 12}, {"其他", 6}},
	"贪污罪":           {{"", 52}, {"教育培训", 22}, {"医药", 16}, {"其他", 10}},
	"非法采矿罪":         {{"建筑", 64}, {"其他", 36}},
	"污染环境罪":         {{"其他", 88}, {"医药", 12}},
	"虚开增值税专用发票罪":    {{"建筑", 36}, {"物流寄递", 28}, {"医药", 18}, {"其他", 18}},
}

// completeSituation plants the rise of one offence, says which industry each case concerns, and
// lets prosecutors decide what the list of powers gave them.
func completeSituation(plan *effects, w *world) {
	risen := plantRise(plan, w)
	d := newDice(plan.Seed, 31)
	for _, c := range w.prosecutions {
		choices := industries[c.cause]
		if len(choices) == 0 || c.department == juvenile {
			continue
		}
		if c.industry = d.word(choices); risen[c] && d.chance(plan.Rise.Industrial) {
			c.industry = plan.Rise.Industry
		}
	}
	delegate(plan, w)
}

// plantRise turns so many light cases a month of one procuratorate into the rising offence. Only
// cases that never saw an arrest review change, so that both exports tell one story.
func plantRise(plan *effects, w *world) map[*prosecution]bool {
	d, rise := newDice(plan.Seed, 32), plan.Rise
	risen := map[*prosecution]bool{}
	for first := rise.From; first <= plan.Cutoff; first = first.AddMonths(1) {
		var light []*prosecution
		for _, c := range w.prosecutions {
			if c.place.id == rise.Procuratorate && month(c.accepted) == first && c.department == general &&
				c.arrestCase == nil && !c.arrested && c.cause != rise.Offence && len(c.persons) == 1 {
				light = append(light, c)
			}
		}
		d.Shuffle(len(light), func(i, j int) { light[i], light[j] = light[j], light[i] })
		for _, c := range light[:min(rise.Extra, len(light))] {
			c.cause, risen[c] = rise.Offence, true
		}
	}
	return risen
}

// delegate moves decisions that the list of powers names from the chief prosecutor to prosecutors.
func delegate(plan *effects, w *world) {
	d := newDice(plan.Seed, 33)
	for _, c := range w.prosecutions {
		if c.concluded == none || c.concluded < plan.Power.Day || c.kind != plan.Power.Kind {
			continue
		}
		if c.level == "检察长" && d.chance(plan.Power.Permille) {
			c.level = "检察官"
		}
	}
}

// month is the first day of the month of a day.
func month(d period.Date) period.Date {
	year, m, _ := d.Civil()
	return period.DateOf(year, m, 1)
}
