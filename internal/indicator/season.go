package indicator

import (
	"fmt"
	"strings"

	"anjian/internal/stat"
)

// Months in which the calendar itself moves the figures.
const (
	springFestival = "含春节"
	yearEnd        = "年末"
)

// ofItsKind words them after a month's name.
var ofItsKind = map[string]string{springFestival: "含春节", yearEnd: "为年末月份"}

// season tells what of a series repeats every year. It is said beside an 异常提示 and never holds one
// back: a pattern that was seen is no proof that nothing else happened, and whoever explains can
// look at the same month of last year first.
func (x *Control) season(c *Cube) {
	if r, _, seasonal := stat.Seasonal(x.Points, x.Segments); seasonal {
		x.Season = fmt.Sprintf("该指标有明显的季节规律（与上年同月的相关系数 %.2f），先与上年同月比较", r)
	}
	x.Special = make([]string, len(x.Results))
	for i, r := range x.Results {
		switch {
		case c.Calendar.HoldsSpringFestival(r.Period):
			x.Special[i] = springFestival
		case r.Period.MonthNumber() == 12:
			x.Special[i] = yearEnd
		}
	}
}

// caution is what to think of before the last month is taken for a change; "" for nothing. A month
// of its own kind explains a single month, not seven in a row.
func (x *Control) caution(kind AnomalyKind) string {
	var words []string
	if x.Season != "" {
		words = append(words, "该指标有明显的季节规律")
	}
	if special := x.Special[len(x.Special)-1]; special != "" && kind == Outside {
		words = append(words, "当月"+ofItsKind[special])
	}
	if len(words) == 0 {
		return ""
	}
	return "；" + strings.Join(words, "，") + "，请先与上年同月比较"
}

// Notes are what stands under the chart: decisions to compute limits anew, a yearly pattern, and
// which of the single months beyond the limits are months of their own kind. Each is a finished sentence.
func (x *Control) Notes() []string {
	var list []string
	for _, r := range x.Rebases {
		list = append(list, "重设基线："+r.Day.Chinese()+"起重新计算，理由是“"+strings.TrimRight(r.Reason, "。")+"”（"+r.Author+"）。")
	}
	if x.Season != "" {
		list = append(list, x.Season+"，再判断是否异常。")
	}
	var months []string
	for i, m := range x.Marks {
		if m.Rule == stat.Outside && x.Special[i] != "" && !x.lasting(i) {
			months = append(months, x.Results[i].Period.Title()+ofItsKind[x.Special[i]])
		}
	}
	if len(months) > 0 {
		list = append(list, "越出界限的月份中，"+strings.Join(months, "、")+"，判断前先与上年同月比较。")
	}
	return list
}

// lasting tells whether a month is one of seven or more in a row on one side of the mean: then its
// own kind explains nothing.
func (x *Control) lasting(i int) bool {
	for _, s := range x.Segments {
		if i < s.From || i >= s.To {
			continue
		}
		side, before := stat.SameSide(x.Points[s.From:i+1], s.Mean)
		after := 0
		for j := i + 1; j < s.To; j++ {
			if next, _ := stat.SameSide(x.Points[s.From:j+1], s.Mean); next != side {
				break
			}
			after++
		}
		return before+after >= stat.RunLength
	}
	return false
}
