// Package trace leads from a printed number to its definition, its rows, the rows left out and
// the files they came from, for the command line and for the pages. It computes nothing itself.
//
// A number's id is slug@period@procuratorate[@department][#quantity]:
//
//	non-arrest-rate@2025Q2@wangjin              不捕率, 2025年第二季度, 望津区院
//	non-arrest-rate@2025-01..06@all@第一检察部     1—6月, all procuratorates, one department
//	non-arrest-rate@2025Q2@wangjin#numerator    only the numerator
//
// Without a quantity the id means the result as a whole. The quantities are numerator (分子),
// denominator (分母), value (数值, of indicators without a denominator), and the comparisons yoy
// (同比, with the same period of last year), pop (环比, with the period before) and ytd (累计同比,
// the year to date with last year's). People may write them in Chinese; String always writes the
// English word.
package trace

import (
	"strings"

	"anjian/internal/indicator"
)

// An ID names one printed quantity.
type ID struct {
	indicator.Key
	Quantity Quantity
}

// A Quantity is what of a result is meant; "" is the result as a whole.
type Quantity string

const (
	Numerator        = Quantity(indicator.OfNumerator)
	Denominator      = Quantity(indicator.OfDenominator)
	Value            = Quantity(indicator.OfValue)
	YearOverYear     = Quantity("yoy")
	PeriodOverPeriod = Quantity("pop")
	Cumulative       = Quantity("ytd")
)

var quantities = []struct {
	quantity Quantity
	title    string
}{
	{Numerator, "分子"}, {Denominator, "分母"}, {Value, "数值"}, {YearOverYear, "同比"}, {PeriodOverPeriod, "环比"}, {Cumulative, "累计同比"},
}

// Of returns the quantity that a comparison is.
func Of(c indicator.Comparison) Quantity { return Named(c.String()) }

// Named returns the quantity of a Chinese or English word, "" for none.
func Named(word string) Quantity {
	for _, q := range quantities {
		if word == q.title || word == string(q.quantity) {
			return q.quantity
		}
	}
	return ""
}

// Title is the Chinese word of a quantity.
func (q Quantity) Title() string {
	for _, one := range quantities {
		if one.quantity == q {
			return one.title
		}
	}
	return ""
}

// part is the side of a result that a quantity is, "" for the others.
func (q Quantity) part() indicator.Part {
	if q == Numerator || q == Denominator || q == Value {
		return indicator.Part(q)
	}
	return ""
}

// comparison returns what a quantity compares with.
func (q Quantity) comparison() (c indicator.Comparison, ok bool) {
	switch q {
	case YearOverYear:
		return indicator.YearOverYear, true
	case PeriodOverPeriod:
		return indicator.PeriodOverPeriod, true
	case Cumulative:
		return indicator.Cumulative, true
	}
	return 0, false
}

// String writes the id.
func (id ID) String() string {
	if id.Quantity == "" {
		return id.Key.ID()
	}
	return id.Key.ID() + "#" + string(id.Quantity)
}

// Parse reads what String writes, and quantities in Chinese.
func Parse(text string) (ID, bool) {
	key, word, marked := strings.Cut(text, "#")
	k, ok := indicator.ParseKey(key)
	if !ok {
		return ID{}, false
	}
	id := ID{Key: k, Quantity: Named(word)}
	return id, marked == (id.Quantity != "")
}
