package indicator

import (
	"math/big"
	"slices"
	"strings"
)

// gather names the words that move most and puts the rest together: their effects are added up, so
// that all still make the change.
func (x *Decomposition) gather() {
	size := func(p Contribution) *big.Rat { return new(big.Rat).Abs(p.Sum()) }
	rest := Contribution{Name: Others, Rate: new(big.Rat), Mix: new(big.Rat)}
	fold := func(p Contribution) {
		if rest.Words == 0 {
			rest.Base, rest.Now = p.Base, p.Now
		} else {
			rest.Base, rest.Now = rest.Base.more(p.Base), rest.Now.more(p.Now)
		}
		rest.Words += max(p.Words, 1)
		rest.Rate.Add(rest.Rate, p.Rate)
		rest.Mix.Add(rest.Mix, p.Mix)
	}
	named := slices.DeleteFunc(slices.Clone(x.Parts), func(p Contribution) bool { return p.Words > 0 })
	slices.SortStableFunc(named, func(a, b Contribution) int { return size(b).Cmp(size(a)) })
	if n := len(x.Parts); len(named) > MostWords && n > MostWords+1 {
		for _, p := range named[MostWords:] {
			fold(p)
		}
		named = named[:MostWords]
	}
	for _, p := range x.Parts {
		if p.Words > 0 {
			fold(p)
		}
	}
	if rest.Words > 0 {
		named = append(named, rest)
	}
	x.Parts = named
}

// Decimals is how many digits after the point effects are written with: one more than the number
// itself has, because there are many of them and they are small.
func (x *Decomposition) Decimals() int {
	if !x.Quotient {
		return x.Definition.Decimals
	}
	return x.Definition.Decimals + 1
}

// Effect writes an effect with its sign, in 百分点 for percentages: +1.83, −0.20, 0.
func (x *Decomposition) Effect(e *big.Rat, decimals int) string {
	return x.Definition.signed(e, decimals)
}

// Unit is what effects are measured in.
func (x *Decomposition) Unit() string { return x.Definition.changeUnit() }

// signed writes a difference of the indicator's values with its sign.
func (d *Definition) signed(v *big.Rat, decimals int) string {
	if d.Style == Percent {
		v = new(big.Rat).Mul(v, hundred)
	}
	text := round(v, decimals)
	if v.Sign() > 0 && !nought(text) {
		return "+" + text
	}
	return text
}

func nought(text string) bool {
	for _, r := range text {
		if r >= '1' && r <= '9' {
			return false
		}
	}
	return true
}

// changeUnit is what differences of the indicator's values are measured in.
func (d *Definition) changeUnit() string {
	switch d.Style {
	case Percent:
		return "个百分点"
	case Ratio:
		return ""
	}
	return d.Unit
}

// AddsUp tells whether effects written with so many decimals make the written change.
func (x *Decomposition) AddsUp(decimals int, parts ...*big.Rat) bool {
	if x.Definition.Style == Percent {
		decimals += 2
	}
	times := powerOfTen(decimals)
	whole := func(v *big.Rat) *big.Int { return halfUp(v, times) }
	sum, exact := new(big.Int), new(big.Rat)
	for _, p := range parts {
		sum.Add(sum, whole(p))
		exact.Add(exact, p)
	}
	return sum.Cmp(whole(exact)) == 0
}

// digits chooses how many decimals a sentence has: those of the number, or one more where its two
// effects would not add up otherwise.
func (x *Decomposition) digits() int {
	if n := x.Definition.Decimals; !x.Quotient || x.AddsUp(n, x.Whole.Rate, x.Whole.Mix) {
		return n
	}
	return x.Definition.Decimals + 1
}

// Sentence states the change and what it is made of; of says what the parts are called: 各院.
// 不捕率由 20.1% 变为 22.2%，变化 +2.1 个百分点：各院自身变化 +1.8，受案结构变化 +0.3。
func (x *Decomposition) Sentence(of, mix string) string {
	base, now := Format(x.Definition, x.Base), Format(x.Definition, x.Now)
	value := func(t Text, next string) string {
		if t.Unit != "" {
			return t.Value + " " + t.Unit + next
		}
		return t.Value + " " + next // a figure and a word stand apart
	}
	decimals := x.digits()
	text := x.Definition.Title + "由 " + value(base, "变为 ") + strings.TrimRight(value(now, ""), " ") + "，变化 " + x.Effect(x.Whole.Sum(), decimals)
	if unit := x.Unit(); unit != "" {
		text += " " + unit
	}
	if !x.Quotient {
		return text + "，" + of + "增减见表。"
	}
	return text + "：" + x.split(of, mix, decimals) + "。"
}

// Split states the two effects alone: 各案由自身变化 +1.8，案由结构变化 +0.3。 It is "" of an amount.
func (x *Decomposition) Split(of, mix string) string {
	if !x.Quotient {
		return ""
	}
	return x.split(of, mix, x.digits()) + "。"
}

func (x *Decomposition) split(of, mix string, decimals int) string {
	text := of + "自身变化 " + x.Effect(x.Whole.Rate, decimals) + "，" + mix + "变化 " + x.Effect(x.Whole.Mix, decimals)
	if !x.AddsUp(decimals, x.Whole.Rate, x.Whole.Mix) {
		text += "（分别四舍五入）"
	}
	return text
}

// Tidy tells whether the written effects of all parts make the written effects of the whole.
func (x *Decomposition) Tidy() bool {
	var rates, mixes, sums []*big.Rat
	n := x.Decimals()
	for _, p := range append(x.Parts[:len(x.Parts):len(x.Parts)], x.Whole) {
		if !x.AddsUp(n, p.Rate, p.Mix) {
			return false
		}
	}
	for _, p := range x.Parts {
		rates, mixes, sums = append(rates, p.Rate), append(mixes, p.Mix), append(sums, p.Sum())
	}
	return x.AddsUp(n, rates...) && x.AddsUp(n, mixes...) && x.AddsUp(n, sums...)
}
