package prose

import (
	"math"
	"strings"

	"anjian/internal/period"
)

// An item is a figure with the words before it: 其中盗窃罪 30 人.
type item struct {
	name   string
	figure token
	period period.Period // where the words are a period: 10 月 124 件
}

// parts checks that what makes up a whole adds up: 其中 …, 分别为 …, months of a quarter, items of
// one kind (一检察部 …、二检察部 …).
func (w *walker) parts(tokens []token) {
	for i, t := range tokens {
		if t.sort != figure || t.figure.near != exact || t.figure.unit == "" || strings.Contains(t.figure.unit, "%") || t.figure.unit == "个百分点" || t.figure.unit == "倍" {
			continue
		}
		list, opened := items(tokens[i+1:], t.figure.unit, w.document)
		if len(list) == 0 {
			continue
		}
		sum, other := 0.0, false
		for _, x := range list {
			sum += x.figure.figure.value
			other = other || strings.Contains(x.name, "其他") || strings.Contains(x.name, "其它")
		}
		whole := t.figure.value
		complete := opened == "分别为" || opened == "分别是" || opened == "其中" && other && len(list) > 1 || opened == "" && w.tile(tokens[:i], list)
		if opened == "" && !complete && !alike(list) {
			continue
		}
		if complete && math.Abs(sum-whole) > t.figure.half || sum > whole+t.figure.half {
			w.add(WrongSum, list[len(list)-1].figure, "分项相加是 "+short(sum)+" "+t.figure.unit+"，前面写的合计是 "+strings.TrimSpace(t.text), "核对各分项，漏写的补上或者写明“其中”")
		}
		return // its items are no wholes
	}
}

// items reads what follows a whole: figures in its unit, each with words before it.
func items(tokens []token, unit string, document period.Period) (list []item, opened string) {
	var x item
	for _, t := range tokens {
		switch t.sort {
		case among, each:
			if len(list) > 0 || x.name != "" {
				return list, opened
			}
			opened = t.text
		case stop, pause:
			x = item{}
		case figure:
			if t.figure.unit != unit || x.name == "" {
				if t.figure.unit == unit && len(list) == 0 {
					return nil, ""
				}
				return list, opened
			}
			x.figure = t
			list = append(list, x)
			x = item{}
		case time:
			if len(t.when) == 1 && t.when[0].shift == itself {
				x.period = t.when[0].at
			}
			x.name += t.text
		case change, base, compare, against, from, share, wished:
			return list, opened
		default:
			x.name += t.text
		}
	}
	return list, opened
}

// tile tells whether the items are months that make up the period that the whole is of.
func (w *walker) tile(before []token, list []item) bool {
	whole := w.document
	for _, t := range before {
		if t.sort == time && len(t.when) == 1 {
			whole = t.when[0].of(whole, w.document)
		}
	}
	months := whole.Months()
	if len(months) != len(list) || len(list) < 2 {
		return false
	}
	for i, x := range list {
		if x.period != months[i] {
			return false
		}
	}
	return true
}

// alike tells whether items are of one kind: their names end in the same two characters.
func alike(list []item) bool {
	if len(list) < 2 {
		return false
	}
	ending := ""
	for _, x := range list {
		name := []rune(x.name)
		if len(name) < 3 {
			return false
		}
		end := string(name[len(name)-2:])
		if ending != "" && end != ending {
			return false
		}
		ending = end
	}
	return true
}

// shares checks 占 28.1% against the figure before it and the wholes before that.
func (w *walker) shares(tokens []token) {
	for i, t := range tokens {
		if t.sort != share || i+1 >= len(tokens) || tokens[i+1].sort != figure || tokens[i+1].figure.unit != "%" {
			continue
		}
		said := tokens[i+1]
		var before []token
		for _, x := range tokens[:i] {
			if x.sort == figure {
				before = append(before, x)
			}
		}
		if len(before) < 2 {
			continue
		}
		part, right, whole := before[len(before)-1], false, token{}
		for _, x := range before[:len(before)-1] {
			if x.figure.unit != part.figure.unit || x.figure.value < part.figure.value || x.figure.value == 0 {
				continue
			}
			whole = x
			right = right || said.figure.fits(100*part.figure.value/x.figure.value)
		}
		if whole.text != "" && !right {
			w.add(WrongShare, said, "写的是占 "+strings.TrimSpace(said.text)+"，"+part.text+"除以"+whole.text+"是 "+short(100*part.figure.value/whole.figure.value)+"%", "改正占比，或者写明以什么为基数")
		}
	}
}
