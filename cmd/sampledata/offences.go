package main

// An offence with its weight and how demanding its cases are.
type offence struct {
	name       string
	weight     int
	complexity int // 0 simple … 9
	department string
	review     int  // per mille that came through arrest review
	cyber      int  // per mille committed through the net
	lenient    int  // per mille added to the chance of non-prosecution
	drunk      bool // 危险驾驶: fewer since the opinions of December 2023
}

var offences = []offence{
	{"危险驾驶罪", 200, 0, general, 0, 0, 60, true},
	{"盗窃罪", 170, 2, general, 620, 40, 0, false},
	{"诈骗罪", 115, 6, general, 760, 720, -90, false},
	{"帮助信息网络犯罪活动罪", 85, 4, general, 640, 960, 110, false},
	{"掩饰、隐瞒犯罪所得罪", 70, 4, general, 620, 610, 90, false},
	{"故意伤害罪", 72, 3, general, 560, 0, 120, false},
	{"寻衅滋事罪", 45, 4, general, 640, 30, 20, false},
	{"交通肇事罪", 42, 2, general, 260, 0, 130, false},
	{"开设赌场罪", 36, 5, general, 680, 420, -20, false},
	{"走私、贩卖、运输、制造毒品罪", 30, 5, serious, 900, 60, -180, false},
	{"强奸罪", 24, 5, general, 900, 10, -150, false},
	{"妨害公务罪", 14, 3, general, 560, 0, 40, false},
	{"非法捕捞水产品罪", 14, 1, general, 150, 0, 190, false},
	{"合同诈骗罪", 13, 8, serious, 720, 80, -40, false},
	{"职务侵占罪", 13, 7, serious, 640, 0, 60, false},
	{"非法吸收公众存款罪", 12, 9, serious, 720, 110, -60, false},
	{"生产、销售有毒、有害食品罪", 9, 5, general, 420, 120, 40, false},
	{"故意杀人罪", 7, 8, serious, 960, 0, -220, false},
	{"受贿罪", 8, 8, serious, 880, 0, -200, false},
	{"贪污罪", 5, 8, serious, 780, 0, -150, false},
	{"非法采矿罪", 6, 7, serious, 480, 0, 60, false},
	{"污染环境罪", 6, 7, serious, 440, 0, 50, false},
	{"虚开增值税专用发票罪", 8, 7, serious, 520, 0, 110, false},
}

// juvenileOffences are those of cases that the juvenile department takes.
var juvenileOffences = []string{"盗窃罪", "寻衅滋事罪", "聚众斗殴罪", "抢劫罪", "故意伤害罪", "强奸罪", "帮助信息网络犯罪活动罪"}

func drawOffence(d dice, year int) *offence {
	weights := make([]int, len(offences))
	for i, o := range offences {
		weights[i] = o.weight
		if o.drunk && year >= 2024 {
			weights[i] = o.weight * 62 / 100
		}
	}
	return &offences[d.weighted(weights)]
}

func investigator(p *procuratorate, o *offence) string {
	if o.name == "受贿罪" || o.name == "贪污罪" {
		return p.prefix + "监察机关"
	}
	return p.prefix + "公安机关"
}
