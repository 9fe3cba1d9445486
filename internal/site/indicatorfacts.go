package site

import (
	"fmt"
	"strings"

	"anjian/internal/indicator"
)

// A fraction is the formula in words, times what it is multiplied by.
type fraction struct{ Numerator, Denominator, Times string }

func formulaOf(d *indicator.Definition) fraction {
	f := fraction{Numerator: firstOf(d.NumeratorLabel, d.Title)}
	switch {
	case d.Manual && d.Fraction():
		f.Numerator, f.Denominator = firstOf(d.NumeratorLabel, "手工填报的分子"), firstOf(d.DenominatorLabel, "手工填报的分母")
	case d.Manual:
		f.Numerator = firstOf(d.NumeratorLabel, d.Title) + "（手工填报）"
	case d.Fraction():
		f.Numerator = firstOf(d.NumeratorLabel, terms(d.Numerator))
		f.Denominator = firstOf(d.DenominatorLabel, terms(d.Denominator))
	}
	switch {
	case d.Times == indicator.EachDay:
		f.Times = "× 统计期天数"
	case d.Times > 1:
		f.Times = fmt.Sprint("× ", d.Times)
	}
	return f
}

// terms words the parts of a fraction that its definition gives no name.
func terms(list []indicator.Measure) string {
	words := make([]string, len(list))
	for i, m := range list {
		words[i] = m.String()
	}
	return strings.Join(words, "；")
}

// indicatorFacts is the line under the title.
func (b *builder) indicatorFacts(d *indicator.Definition) []Phrase {
	key := b.yearKey(d, "")
	list := []Phrase{{say(b.title(key.Period))}, {say(b.placeTitle("") + " "), b.piece(d, key, true)}}
	switch d.Direction {
	case indicator.Neutral:
		return append(list, phrases("中性指标，不设好坏方向")...)
	case indicator.Negative:
		return append(list, phrases("反向指标，数值越低越好")...)
	}
	return append(list, phrases("正向指标")...)
}

func (b *builder) indicatorDefinition(d *indicator.Definition, page string) []Fact {
	list := facts("序号", numbers(d), "条线", strings.ReplaceAll(d.Line, "/", " / "), "维度", d.Dimension, "计量单位", d.Unit, "责任部门", d.Department)
	version := "第 " + fmt.Sprint(d.VersionAt(b.Cube.Cutoff)) + " 版"
	for _, v := range d.Versions {
		version += "；" + v.From.Chinese() + "起：" + v.Note
	}
	list = append(list, Fact{Name: "口径版本", Text: version})
	if d.Fraction() && d.Style == indicator.Percent {
		list = append(list, Fact{Name: "最小基数", Text: fmt.Sprintf("%d %s，不足时只列分子分母", d.Minimum, d.Unit)})
	}
	var others []Link
	for _, id := range d.BalancedBy {
		if o := b.Cube.Definition(id); o != nil {
			others = append(others, Link{o.Title, to(page, "indicators/"+id+".html")})
		}
	}
	if len(others) > 0 {
		list = append(list, Fact{Name: "一并看", Links: others})
	}
	list = append(list, b.reconciledFacts(d.ID, page)...)
	return append(list, facts("依据", d.Source)...)
}

// numbers writes the number of an indicator and those it had: 11.2（曾用 9、10）.
func numbers(d *indicator.Definition) string {
	if len(d.Formerly) == 0 {
		return d.Number
	}
	return d.Number + "（曾用 " + strings.Join(d.Formerly, "、") + "）"
}
