package chart

import (
	"math"
	"strings"
)

func (s EffectsSpec) legend() string {
	words := "每项上条为自身变化（本身的数变了），中条为结构变化（所占份额变了），细条为两项之和"
	if s.Subtitle != "" {
		return s.Subtitle + "　" + words
	}
	return words
}

func (s EffectsSpec) method() string {
	if s.Method != "" {
		return ruled("effects", s.Method)
	}
	return ruled("effects", "自身变化按两期平均份额、结构变化按两期平均率与总体之差计算，各项相加等于总变化")
}

func (s EffectsSpec) table(rows []Effect) Table {
	first := s.First
	if first == "" {
		first = "项目"
	}
	t := Table{Caption: s.Title + "。" + s.method(), Header: []string{first, "自身变化", "结构变化", "两项之和", "两期数据"}}
	if s.Unit != "" {
		t.Caption += "；单位：" + s.Unit
	}
	for _, e := range rows {
		row := []string{e.Label, e.RateText, e.MixText, e.SumText, e.Note}
		if e.Unknown {
			row[1], row[2], row[3] = "—", "—", "—"
		}
		if e.Note == "" {
			row[4] = "—"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// sentence tells the change, its two sides, and the part that adds most to it.
func (s EffectsSpec) sentence() string {
	if s.Total.Unknown {
		return "两期的变化无法分解：" + s.Total.Note + "。"
	}
	var b strings.Builder
	if s.From != "" && s.To != "" {
		b.WriteString("由" + s.From + "变为" + s.To + "，")
	}
	b.WriteString("变化 " + withUnit(s.Total.SumText, s.Unit) + "：自身变化 " + withUnit(s.Total.RateText, s.Unit) + "，结构变化 " + withUnit(s.Total.MixText, s.Unit))
	most := -1
	for i, e := range s.Parts {
		if !e.Unknown && e.sum()*s.Total.sum() > 0 && (most < 0 || math.Abs(e.sum()) > math.Abs(s.Parts[most].sum())) {
			most = i
		}
	}
	if most >= 0 && len(s.Parts) > 1 {
		b.WriteString("；同方向中影响最大的是" + s.Parts[most].Label + "，" + withUnit(s.Parts[most].SumText, s.Unit))
	}
	return b.String() + "。"
}
