package indicator

import (
	"fmt"
	"slices"

	"anjian/internal/stat"
)

// rareBelow is the number of events a month below which chance alone moves a number too far for a
// control chart; of a share also the number of cases without the event.
const rareBelow = 3

// fromNeighbours ends the reason of every XmR chart.
const fromNeighbours = "界限由相邻月份的变动算出"

// choose computes the limits by the kind of chart that fits the data:
//
//   - shares of whole counts, the part counted among the whole: p, and p′ where they scatter more
//     than chance explains;
//   - events set against cases counted apart, such as returns for supplementary investigation per
//     case accepted: u, if their scatter is that of such events;
//   - everything else, such as days, amounts, numbers of cases and stocks: XmR.
func (x *Control) choose(o stat.Options) {
	counts, ok := x.counts()
	switch {
	case !slices.ContainsFunc(x.Points, func(p stat.Point) bool { return p.Known }):
		x.Reason = "各月都没有可用的数"
	case ok && x.Definition.isShare() && partOfWhole(counts):
		x.Segments, _ = stat.P(counts, o) // the options come from the series itself
		x.Kind, x.Reason = stat.ShareChart, "适用 p 图：界限按各月基数分别计算"
		scatter, ranges := stat.Scatter(x.Segments)
		if _, bound := stat.ScatterBounds(ranges); ranges > 0 && scatter > bound {
			x.Segments, _ = stat.PPrime(counts, o)
			x.Kind = stat.ScaledShareChart
			x.Reason = fmt.Sprintf("适用 p′ 图：各月起伏是基数大小所能解释的 %.2f 倍（超过 %.2f 倍），界限按各月基数计算后相应放宽", scatter, bound)
		}
		return
	case ok && x.Definition.isRate():
		x.Segments, _ = stat.U(counts, o)
		scatter, ranges := stat.Scatter(x.Segments)
		if lower, upper := stat.ScatterBounds(ranges); ranges == 0 || scatter >= lower && scatter <= upper {
			x.Kind, x.Reason = stat.EventsChart, "适用 u 图：分子是各月发生的件次，界限按各月基数分别计算"
			return
		}
		x.Reason = fmt.Sprintf("适用 XmR 图：各月起伏是按件次推算的 %.2f 倍，不宜按基数推算，%s", scatter, fromNeighbours)
	default:
		x.Reason = "适用 XmR 图：" + x.Definition.individual() + "，" + fromNeighbours
	}
	x.Kind = stat.IndividualsChart
	x.Segments, _ = stat.XmR(x.Points, o)
}

// individual says why limits cannot follow from counts.
func (d *Definition) individual() string {
	switch {
	case d.Style == Days:
		return "天数每月一个数值"
	case !d.Fraction() && !d.Single():
		return "平均数每月一个数值"
	case !d.Fraction():
		return "数量每月一个数值"
	case slices.ContainsFunc(d.Measures(), func(m Measure) bool { return m.At != During }):
		return "存量各月含同一批未结案件，月份之间不独立"
	}
	return "分子、分母不是部分与整体的关系，也不是分别发生的件次"
}

// counts are the whole numbers behind the points; ok is false if there are other numbers.
func (x *Control) counts() (counts []stat.Count, ok bool) {
	if !x.Definition.Fraction() {
		return nil, false
	}
	counts = make([]stat.Count, len(x.Results))
	for i, r := range x.Results {
		if !x.Points[i].Known {
			continue
		}
		if r.Numerator.Scale != 0 || r.Denominator.Scale != 0 || r.Numerator.N < 0 {
			return nil, false
		}
		counts[i] = stat.Count{Events: float64(r.Numerator.N), Base: float64(r.Denominator.N) / float64(max(1, r.Factor)), Known: true}
	}
	return counts, true
}

func partOfWhole(counts []stat.Count) bool {
	for _, c := range counts {
		if c.Known && c.Events > c.Base {
			return false
		}
	}
	return true
}

// isShare tells whether the numerator counts some of what the denominator counts: every term has
// one beside it in the denominator over the same rows and days. What is entered by hand is taken
// at its word.
func (d *Definition) isShare() bool {
	if d.Style != Percent || !d.Fraction() || !d.during() {
		return false
	}
	for _, n := range d.Numerator {
		if !n.among(d.Denominator, func(m Measure) bool { return m.Aggregate == n.Aggregate && m.of() == n.of() }) {
			return false
		}
	}
	return true
}

// isRate tells whether the numerator counts events apart from the cases of the denominator: no term
// looks at the same rows on the same days.
func (d *Definition) isRate() bool {
	if !d.Fraction() || d.Manual || !d.during() {
		return false
	}
	for _, n := range d.Numerator {
		if n.Aggregate != Count && n.Aggregate != Sum || n.among(d.Denominator, func(Measure) bool { return true }) {
			return false
		}
	}
	return true
}

// during tells whether all terms count what happened in the period, none what was pending, and
// none is taken away.
func (d *Definition) during() bool {
	for _, m := range d.Measures() {
		if m.At != During || m.Sign < 0 {
			return false
		}
	}
	return true
}

// among tells whether one of the terms looks at the same rows on the same days and is like m.
func (m Measure) among(terms []Measure, like func(Measure) bool) bool {
	for _, t := range terms {
		if t.Dataset == m.Dataset && t.When() == m.When() && like(t) {
			return true
		}
	}
	return false
}

func (m Measure) of() string {
	if m.Of == nil {
		return ""
	}
	return m.Of.Text()
}

// rare says that too few events a month are to be expected, "" if enough are.
func (x *Control) rare() string {
	s := x.latest()
	if s == nil || !s.HasMean {
		return ""
	}
	expected := s.Mean
	what := "月均不足 3 " + x.Definition.Unit
	switch x.Kind {
	case stat.IndividualsChart:
		if x.Definition.Style != Number || x.Definition.Fraction() {
			return ""
		}
	default:
		counts, _ := x.counts()
		base, n := 0.0, 0
		for _, c := range counts[s.From:s.To] {
			if c.Known && n < s.Baseline {
				base, n = base+c.Base, n+1
			}
		}
		base /= float64(n)
		expected *= base
		what = "分子月均不足 3 " + x.Definition.CountUnit()
		if x.Kind != stat.EventsChart && base-expected < expected {
			expected = base - expected
			what = "不属分子的月均不足 3 " + x.Definition.CountUnit()
		}
	}
	if expected >= rareBelow {
		return ""
	}
	return what + "，单凭偶然就起伏很大，不计算常态波动范围，也不作异常提示"
}
