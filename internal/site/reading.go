package site

import (
	"fmt"
	"strconv"
	"sync"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// What stands beside the first chart of an indicator.
const (
	readFunnel = "落在两条实线之间的差异，多半是基数大小造成的。越出实线才值得逐案核查，核查结论写入“反向审视”。"
	readTrend  = "中线是基线均值，上下虚线之间是常态波动范围。方块为连续七个月在均值同侧，菱形为越出界限；没有标记的起伏不必逐月解释。"
	readAmount = "中线是基线均值，上下虚线之间是常态波动范围。数量的升降先看是否越出界限，再看对应的质量指标。"
)

// spreadReading says how much the verdicts of a funnel are worth: how often chance alone takes
// somebody outside, whether limits were widened, and who was too small to be compared.
func (b *builder) spreadReading(s *indicator.Spread) []Phrase {
	if s.Reason != "" {
		return nil
	}
	list := phrases(alarmWords(s.Compared, b.comparisons()), dispersionWords(s.Dispersion))
	if s.Many {
		list = append(list, phrases(manyWords(s.Compared))...)
	}
	var small Phrase
	for _, p := range s.Places {
		if !p.Small {
			continue
		}
		if small != nil {
			small = append(small, say("、"))
		}
		small = append(small, say(p.Procuratorate.Short+" "), b.piece(s.Definition, p.Result.Key, false))
	}
	if small != nil {
		small = append(Phrase{say(fmt.Sprintf("基数不足 %d %s的不画入图中：", s.Definition.Minimum, s.Definition.CountUnit()))}, append(small, say("。"))...)
		list = append(list, small)
	}
	return list
}

// alarmWords tell the false alarms to be expected (features: multiple comparison note) of one
// chart of so many procuratorates, and of all such comparisons of the site.
func alarmWords(places, all int) string {
	text := fmt.Sprintf("本图比较 %d 个院：即使各院毫无差别，平均也有 %s 个碰巧越出实线。", places, tenths(stat.FalseAlarms(places), 2))
	if all > places {
		text += fmt.Sprintf("全站各项指标合计比较 %d 次，平均有 %s 次属于碰巧。", all, tenths(stat.FalseAlarms(all), 1))
	}
	return text
}

// dispersionWords tell how far procuratorates differ altogether, and what follows by rule.
func dispersionWords(d stat.Dispersion) string {
	if d.Bound == 0 { // every share is 0, or every one is 1
		return "各院合计为零或者百分之百，没有差异可以衡量，不计算超离散系数。"
	}
	text := "超离散系数 φ = " + tenths(d.Phi, 2) + "（τ² = " + tenths(d.Tau2, 4) + "），"
	bound := "判断界限 " + tenths(d.Bound, 2)
	switch {
	case d.Adjust:
		return text + "超过" + bound + "，去掉偏离最远的 " + strconv.Itoa(d.Apart) + " 个院仍超过（" + tenths(d.Rest, 2) + "）：" +
			"各院之间普遍存在偶然以外的差异，实线、虚线已按规则放宽，点线是未放宽的 99.8% 界限。"
	case d.Phi <= d.Bound:
		return text + "未超过" + bound + "，按精确界限判断。"
	case d.Apart == 0:
		return text + "超过" + bound + "，但院数太少，不据以放宽，按精确界限判断。"
	}
	return text + "超过" + bound + "，但去掉偏离最远的 " + strconv.Itoa(d.Apart) + " 个院后为 " + tenths(d.Rest, 2) +
		"，不是普遍差异，不放宽，按精确界限判断。"
}

func manyWords(places int) string {
	return fmt.Sprintf("比较的院有 %d 个，超过 %d 个：按错误发现率 %s%% 的校正（Benjamini–Hochberg）判断，越出实线而未通过校正的不算异常。",
		places, stat.ManyGroups, tenths(stat.DiscoveryRate*100, 0))
}

// tenths writes a computed value with so many decimals.
func tenths(v float64, decimals int) string { return strconv.FormatFloat(v, 'f', decimals, 64) }

// countComparisons counts the comparisons with chance on all indicator pages.
func (b *builder) countComparisons() int {
	n := 0
	for _, d := range b.Cube.Definitions {
		if s := b.spread(d); s.Reason == "" {
			n += s.Compared
		}
	}
	return n
}

// spread compares the procuratorates of the lower level over the year to date.
func (b *builder) spread(d *indicator.Definition) *indicator.Spread { return b.spreads[d.ID]() }

func (b *builder) toSpread() map[string]func() *indicator.Spread {
	spreads := map[string]func() *indicator.Spread{}
	for _, d := range b.Cube.Definitions {
		spreads[d.ID] = sync.OnceValue(func() *indicator.Spread { return b.Cube.Spread(d, b.toDate(), lower) })
	}
	return spreads
}

// lower tells whether a procuratorate is one of those that are compared: the city's own is of
// another kind.
func lower(p indicator.Procuratorate) bool { return p.Level != "市" }
