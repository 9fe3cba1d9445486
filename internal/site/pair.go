package site

import (
	"slices"

	"anjian/internal/indicator"
	"anjian/internal/stat"
)

// quantity is the dimension of indicators that count how much was done.
const quantityDimension = "数量"

// A pair is an indicator of quantity beside one that says how well it was done (balanced_by). What is
// pending on a day is no quantity of work done.
type pair struct{ quantity, quality *indicator.Definition }

// pairs lists the pairs that definitions name, whichever of the two names the other, by quantity in the
// order of the catalogue.
func (b *builder) pairs() []pair {
	var list []pair
	for _, d := range b.Cube.Definitions {
		for _, id := range d.BalancedBy {
			o := b.Cube.Definition(id)
			if o == nil || (d.Dimension == quantityDimension) == (o.Dimension == quantityDimension) {
				continue
			}
			p := pair{d, o}
			if o.Dimension == quantityDimension {
				p = pair{o, d}
			}
			if !p.quantity.PointInTime() && !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	slices.SortStableFunc(list, func(x, y pair) int { return indicator.Compare(x.quantity, y.quantity) })
	return list
}

// A pairing is a pair at a place: how both changed against the same period of last year, and how the latest
// month of both stands to the past.
type pairing struct {
	pair
	quantityKey, qualityKey       indicator.Key
	quantityChange, qualityChange indicator.Change
	quantityNow, qualityNow       standing
}

func (b *builder) pairing(p pair, place string) pairing {
	x := pairing{pair: p, quantityKey: b.yearKey(p.quantity, place), qualityKey: b.yearKey(p.quality, place)}
	x.quantityChange = b.Cube.Change(x.quantityKey, indicator.YearOverYear)
	x.qualityChange = b.Cube.Change(x.qualityKey, indicator.YearOverYear)
	x.quantityNow, x.qualityNow = b.standing(p.quantity, place), b.standing(p.quality, place)
	return x
}

// yearKey is the year to date of an indicator at a place, or the month's end for what looks at one day.
func (b *builder) yearKey(d *indicator.Definition, place string) indicator.Key {
	key := indicator.Key{Indicator: d.ID, Period: b.toDate(), Procuratorate: place}
	if d.PointInTime() {
		key.Period = b.month()
	}
	return key
}

// apart tells whether quantity and quality went different ways: more done while quality fell, or less
// while it rose. Of an indicator that is better when lower, a rise is a fall of quality.
func (x pairing) apart() (more, apart bool) {
	quantity, quality := x.quantityChange.Wording(), x.qualityChange.Wording()
	if x.quality.Direction == indicator.Negative {
		quality = map[stat.Wording]stat.Wording{stat.Rising: stat.Falling, stat.Falling: stat.Rising}[quality]
	}
	switch {
	case quantity == stat.Rising && quality == stat.Falling:
		return true, true
	case quantity == stat.Falling && quality == stat.Rising:
		return false, true
	}
	return false, false
}

// notable tells whether the two went apart and one of them also left its normal range.
func (x pairing) notable() bool {
	_, apart := x.apart()
	return apart && (x.quantityNow.raised() || x.qualityNow.raised())
}

// hint words what the two say together. It asks to look, it never judges.
func (x pairing) hint() string {
	more, apart := x.apart()
	switch {
	case x.quantityChange.State != indicator.Known || x.qualityChange.State != indicator.Known:
		return "不作比较"
	case !apart:
		return "—"
	case !x.notable() && x.quantityNow.Quiet != "" && x.qualityNow.Quiet != "":
		return "升降不一，基数小"
	case !x.notable():
		return "升降不一，未超出常态"
	case more && x.quality.Direction == indicator.Negative:
		return "数量上升，“" + x.quality.Title + "”也上升，建议核查是否只顾数量"
	case more:
		return "数量上升而“" + x.quality.Title + "”下降，建议核查是否凑数案"
	}
	return "数量下降而质量向好，建议核查有无应办未办"
}
