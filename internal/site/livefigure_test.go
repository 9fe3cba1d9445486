package site

import (
	"slices"
	"strings"
	"testing"

	"anjian/internal/period"
	"anjian/internal/source"
	"anjian/internal/trace"
)

// said is what a live figure or block says, without markup.
func (p *printed) said() string {
	text := p.Text
	for _, s := range p.Says {
		for _, piece := range s.Phrase {
			text += piece.Text
		}
	}
	return text
}

// The numbers expected here were counted by hand from the rule in figureRows.
func TestLiveFigures(t *testing.T) {
	b := figureOffice(t, period.DateOf(2026, 1, 10))
	for _, tt := range []struct {
		ask, want string
		of        period.Period // of the document; zero for one without
	}{
		{ask: "不捕率", want: "22.4%"}, // 270 of 1207, the year to date of all together
		{ask: "不批捕率 2025", want: "22.4%"},
		{ask: "rate 东区院 2025", want: "22.3%"},         // 267 of 1200: 22.25, half up
		{ask: "不捕率 东区院 2025Q2", want: "20.0%"},        // 60 of 300
		{ask: "不捕率 东区院 2025上半年", want: "20.3%"},       // 122 of 600
		{ask: "不捕率 2025年1—6月 全市", want: "20.6%"},      // 125 of 607
		{ask: "不捕率 2025-01..06 值", want: "20.6%"},     // the same
		{ask: "不捕率 2025-06-r12", want: "20.3%"},       // 245 of 1207
		{ask: "不捕 件数 2025-06 西区院", want: "3 件"},       // a title of two words
		{ask: "不捕率 东区院 第一检察部 2025-12", want: "75.0%"}, // 45 of 60
		{ask: "不捕率 第二检察部 2025-12 东区院", want: "0.0%"},  // 0 of 40
		{ask: "不捕率 第一检察部 2025-06", want: "38.5%"},     // 22 of 60 and 3 of 5
		{ask: "不捕率 东区院 2025-12 分子", want: "45 件"},
		{ask: "不捕率 东区院 2025-12 分母", want: "100 件"},
		{ask: "不捕率 西区院 2025-06", want: "3/7 件"}, // below the minimum of ten
		{ask: "不捕率 西区院 2025-05", want: "不适用"},
		{ask: "不捕率 西区院 2025-05 分母", want: "0 件"},
		{ask: "未成年人件数 西区院 2025-06", want: "已隐藏"},

		{ask: "不捕率 东区院 2025-12 同比", want: "同比上升 25.0 个百分点"},
		{ask: "不捕率 东区院 2025-12 环比", want: "环比上升 23.0 个百分点"},
		{ask: "不捕率 东区院 2025-12 累计同比", want: "累计同比上升 2.4 个百分点"}, // 29 of 1200
		{ask: "不捕 件数 东区院 2025Q1 同比", want: "同比上升 3.3%"},        // 60 to 62
		{ask: "不捕率 西区院 2025-06 同比", want: "同比不作比较（基数不足最小基数）"},
		{ask: "未成年人件数 西区院 2025-06 同比", want: "同比不作比较（数值较小或防止反推，依规隐藏）"},

		{ask: "不捕率 东区院 2025-12 变化", want: "同比由 20.0% 升至 45.0%，上升 25.0 个百分点"},
		{ask: "不捕率 东区院 2025-12 环比 变化", want: "环比由 22.0% 升至 45.0%，上升 23.0 个百分点"},
		{ask: "不捕率 东区院 2025-04 变化", want: "同比由 19.0% 降至 18.0%，下降 1.0 个百分点"},
		{ask: "不捕率 东区院 2025-12 变化 累计同比", want: "累计同比由 19.8% 升至 22.3%，上升 2.4 个百分点"},
		{ask: "不捕 件数 东区院 2025Q1 变化", want: "同比由 60 件升至 62 件，上升 3.3%"},
		{ask: "不捕 件数 东区院 2025-04-r12 变化 环比", want: "环比由 240 件变为 239 件，基本持平"}, // −0.4 %
		{ask: "平均天数 东区院 2024-05 环比 变化", want: "环比均为 10.0 天，基本持平"},
		{ask: "不捕 件数 西区院 2025-06 环比 变化", want: "环比由 0 件升至 3 件（基数为零，不计算百分比）"},
		{ask: "不捕 件数 西区院 2025-04 环比 变化", want: "环比均为 0 件"},
		{ask: "改口径的率 东区院 2025-12 变化", want: "同比不作比较（口径变更（2025年7月1日起））"},
		{ask: "不捕率 西区院 2025-06 变化", want: "同比不作比较（基数不足最小基数）"},
		{ask: "未成年人件数 西区院 2025-06 变化", want: "同比不作比较（数值较小或防止反推，依规隐藏）"},
		{ask: "不捕 件数 2026-01 变化", want: "同比不作比较（本期未结束）"},

		{ask: "不捕率 东区院 2025-12 描述", want: "2025年12月东区院不捕率 45.0%（45/100 件），上年同期 20.0%（20/100 件），上升 25.0 个百分点，高于常态波动范围"},
		{ask: "不捕率 东区院 2025-10 描述", want: "2025年10月东区院不捕率 20.0%（20/100 件），上年同期 21.0%（21/100 件），下降 1.0 个百分点，未超出常态波动范围"},
		{ask: "不捕率 东区院 2025Q4 环比 描述", want: "2025年第四季度东区院不捕率 29.0%（87/300 件），2025年第三季度 19.3%（58/300 件），上升 9.7 个百分点，其中2025年12月高于常态波动范围"},
		{ask: "不捕率 东区院 2025Q2 描述", want: "2025年第二季度东区院不捕率 20.0%（60/300 件），上年同期 19.3%（58/300 件），上升 0.7 个百分点，各月均未超出常态波动范围"},
		{ask: "不捕率 东区院 2025-12 累计同比 描述", want: "2025年1—12月东区院不捕率 22.3%（267/1200 件），上年同期 19.8%（238/1200 件），上升 2.4 个百分点，其中2025年12月高于常态波动范围"},
		{ask: "不捕 件数 东区院 2025-04-r12 环比 描述", want: "截至2025年4月的12个月东区院不捕 件数 239 件，截至2025年3月的12个月 240 件，基本持平，各月均未超出常态波动范围"},
		{ask: "不捕率 东区院 第一检察部 2025-12 描述", want: "2025年12月东区院第一检察部不捕率 75.0%（45/60 件），上年同期 33.3%（20/60 件），上升 41.7 个百分点"},
		{ask: "不捕率 西区院 2025-06 描述", want: "2025年6月西区院不捕率 3/7 件，与上年同期不作比较（基数不足最小基数）"},
		{ask: "不捕 件数 西区院 2025-06 环比 描述", want: "2025年6月西区院不捕 件数 3 件，2025年5月 0 件（基数为零，不计算百分比）"},
		{ask: "不捕率 2024-06 描述", want: "2024年6月全市不捕率 18.9%（20/106 件），与上年同期不作比较（早于数据起点）"},
		{ask: "改口径的率 东区院 2025-12 描述", want: "2025年12月东区院改口径的率 45.0%（45/100 件），与上年同期不作比较（口径变更（2025年7月1日起））"},
		{ask: "未成年人件数 西区院 2025-06 描述", want: "2025年6月西区院未成年人件数已隐藏（数值较小或防止反推，依规隐藏）"},
		{ask: "不捕率 西区院 2025-05 描述", want: "2025年5月西区院不捕率不适用（基数为零）"},

		{ask: "不捕率 东区院", of: period.Month(2025, 11), want: "22.0%"},
		{ask: "不捕率 东区院 本期", of: period.Month(2025, 11), want: "22.0%"},
		{ask: "不捕率 东区院 上期", of: period.Month(2025, 11), want: "20.0%"},
		{ask: "不捕率 东区院 去年同期", of: period.Month(2025, 11), want: "18.0%"},
		{ask: "不捕率 东区院 上期", of: period.Quarter(2025, 2), want: "20.7%"}, // 62 of 300
		{ask: "不捕率 东区院 本期", want: "45.0%"},                              // the latest month that is over
		{ask: "不捕率 东区院 去年同期", of: period.Month(2024, 3), want: "未知"},
		{ask: "不捕率 东区院 去年同期 描述", of: period.Month(2024, 3), want: "2023年3月东区院不捕率未知（早于数据起点）"},
	} {
		r := &resolver{b: b, period: tt.of}
		p, wrong := r.live(tt.ask, source.Pos{File: "x.md", Line: 1, Col: 1})
		if wrong != nil {
			t.Errorf("{{%s}}: %v", tt.ask, wrong)
			continue
		}
		for _, n := range p.numbers(b) { // every figure leads to what stands behind it
			if _, err := trace.Explain(b.Cube, n.ID, 0); err != nil {
				t.Errorf("{{%s}}: %v", tt.ask, err)
			}
		}
		if strings.ContainsAny(p.said(), "0123456789") && len(p.numbers(b)) == 0 {
			t.Errorf("{{%s}} prints figures without an id", tt.ask)
		}
		if got := strings.ReplaceAll(p.said(), "\u2009", ""); got != tt.want {
			t.Errorf("{{%s}}\n got %s\nwant %s", tt.ask, got, tt.want)
		}
	}
}

func TestLiveFigureSlips(t *testing.T) {
	r := &resolver{b: figureOffice(t, period.DateOf(2026, 1, 10))}
	at := source.Pos{File: "x.md", Line: 3, Col: 5}
	for _, tt := range []struct{ ask, want string }{
		{"不捕律", "错误 N06 x.md:3:5: 没有名为“不捕律”的指标\n  提示 最接近的是“不捕率”“不批捕率”“不捕 件数”"},
		{"不捕率 东院", "错误 L11 x.md:3:9: “东院”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“东区院”“市院”“西区院”"},
		{"不捕率 第一检查部", "错误 L11 x.md:3:9: “第一检查部”不是院、部门、统计期，也不是同比一类的词\n  提示 最接近的是“第一检察部”“第二检察部”“上期”"},
		{"不捕率 2023", "错误 L09 x.md:3:5: “不捕率”2023年没有数据\n  提示 数据从 2024年1月 到 2025年12月"},
		{"平均天数 2025 分子", "错误 N10 x.md:3:5: “平均天数”没有分子\n  提示 它不是由分子、分母相除得来的，去掉“分子”"},
	} {
		if _, wrong := r.live(tt.ask, at); wrong == nil || wrong.Error() != tt.want {
			t.Errorf("{{%s}}\n got %v\nwant %s", tt.ask, wrong, tt.want)
		}
	}
}

func TestMonthsOutside(t *testing.T) {
	months := func(list ...period.Period) []period.Period { return list }
	for want, out := range map[string]map[string][]period.Period{
		"其中2024年12月、2025年1月、3月高于常态波动范围": {"高于常态波动范围": months(period.Month(2024, 12), period.Month(2025, 1), period.Month(2025, 3))},
		"其中有 4 个月低于常态波动范围，2025年9月高于常态波动范围": {
			"低于常态波动范围": months(period.Month(2025, 1), period.Month(2025, 2), period.Month(2025, 3), period.Month(2025, 4)), "高于常态波动范围": months(period.Month(2025, 9)),
		},
		"各月均低于常态波动范围": {"低于常态波动范围": slices.Repeat(months(period.Month(2025, 1)), 12)},
	} {
		if got := monthsOutside(out, 12); got != want {
			t.Errorf("%v says %s; want %s", out, got, want)
		}
	}
}
