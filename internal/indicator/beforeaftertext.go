package indicator

import (
	"math/big"
	"strconv"

	"anjian/internal/stat"
)

// Monthly tells whether a level is an amount per month, not a quotient.
func (x *BeforeAfter) Monthly() bool {
	return x.Definition.Single() && !x.Definition.PointInTime() && !(len(x.Definition.Value) > 0 && x.Definition.Value[0].Aggregate == Median)
}

// Level writes the level of one side: 23.4%, 月均 12.3 件.
func (x *BeforeAfter) Level(v float64) string {
	text := x.Definition.rounded(v)
	if x.Monthly() {
		return "月均 " + text
	}
	return text
}

// Difference writes a difference of levels with its interval: +3.3 个百分点（95% 区间 +0.8 至 +5.8）.
func (x *BeforeAfter) Difference(c stat.LevelChange) string {
	d := x.Definition
	decimals := d.Decimals
	if d.Style == Number && decimals == 0 {
		decimals = 1
	}
	write := func(v float64) string {
		r := new(big.Rat)
		r.SetFloat64(v)
		return d.signed(r, decimals)
	}
	text := write(c.Difference)
	if unit := d.changeUnit(); unit != "" {
		text += " " + unit
	}
	return text + "（95% 区间 " + write(c.Low) + " 至 " + write(c.High) + "）"
}

// Verdict says in words what the months allow to say of the concerned.
func (x *BeforeAfter) Verdict() string {
	switch x.Change.Verdict {
	case stat.Higher:
		return "水平上升，超出逐月波动能解释的范围"
	case stat.Lower:
		return "水平下降，超出逐月波动能解释的范围"
	case stat.SameLevel:
		return "变化没有超出逐月波动，不能认为水平有了改变"
	}
	return "样本不足：每侧至少要 " + strconv.Itoa(stat.LeastMonths) + " 个月，现有前 " +
		strconv.Itoa(x.Change.Points0) + " 个月、后 " + strconv.Itoa(x.Change.Points1) + " 个月"
}

// NetVerdict says what the comparison with the unconcerned adds; "" where there is none.
func (x *BeforeAfter) NetVerdict() string {
	switch x.Net.Verdict {
	case stat.Higher, stat.Lower:
		return "两者变化不同，差别超出逐月波动能解释的范围"
	case stat.SameLevel:
		return "两者变化的差别没有超出逐月波动"
	}
	return ""
}
