package site

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// quantiles say how the durations behind a mean or median are spread, and how many rows are still
// pending: the mean of finished cases does not know the long ones that are not finished.
func (b *builder) quantiles(d *indicator.Definition) []Phrase {
	values := b.Cube.Values(indicator.Key{Indicator: d.ID, Period: b.toDate()})
	if len(values) == 0 || d.HideBelow > 0 {
		return nil
	}
	slices.Sort(values)
	at := func(p float64) string { return tenths(stat.Quantile7(values, p), 1) }
	list := phrases("分布：中位数 " + at(0.5) + " " + d.Unit + "，P75 " + at(0.75) + "，P90 " + at(0.9) + "（分位数按第 7 型，相邻值之间线性插值）。")
	if pending, ok := b.Cube.PendingBeside(d, b.toDate()); ok {
		all := pending + len(values)
		list = append(list, phrases(pendingWords(pending, all, d.RowUnit))...)
	}
	return list
}

// pendingWords tell the pending beside the finished.
func pendingWords(pending, all int, unit string) string {
	n := indicator.Amount{N: int64(pending)}.String()
	return "只计已办结的；期末未结 " + n + " " + unit + "未计入，占两者合计的 " + tenths(float64(pending)/float64(all)*100, 1) + "%。"
}
