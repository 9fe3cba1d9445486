package indicator

import (
	"anjian/internal/document"
	"anjian/internal/formula"
	"anjian/internal/period"
	"anjian/internal/source"
)

// A Direction says which way is better, where the law or plain sense says so.
type Direction string

const (
	Positive Direction = "positive" // 正向
	Negative Direction = "negative" // 反向
	Neutral  Direction = "neutral"  // 中性, the rule since 2024-10
)

// A Style is how the value is written (front matter key format).
type Style string

const (
	Percent Style = "percent" // 23.5%
	Ratio   Style = "ratio"   // 1.54
	Number  Style = "number"  // 18 204
	Days    Style = "days"    // 38.2 天
)

// A Definition is what an indicator means, read from content/indicators/<id>.md.
type Definition struct {
	ID        string
	Title     string
	Summary   string // one sentence for lists; the first paragraph of 回答什么问题 when the front matter has none
	Aliases   []string
	Line      string // 刑事检察/审查逮捕
	Dimension string // 质量, 效率, 效果, 数量
	Direction Direction
	Unit      string // 件, 人, 天
	Style     Style
	Decimals  int
	Minimum   int // smallest denominator of a printed percentage

	Value       []Measure // either Value,
	Numerator   []Measure // or Numerator and Denominator
	Denominator []Measure

	NumeratorLabel   string // words for the fraction
	DenominatorLabel string
	BalancedBy       []string // ids of indicators to be read beside it
	Department       string   // whose work it is about
	Watch            bool     // may raise 异常提示
	Source           string   // where the formula comes from
	Versions         []Version

	Doc *document.Document
	Pos source.Pos
}

// A Version is a change of definition (口径): a break in every series that crosses From.
type Version struct {
	From period.Date
	Note string
}

// VersionAt returns the number of the version in force on a day, from 1.
func (d *Definition) VersionAt(day period.Date) int {
	n := 1
	for _, v := range d.Versions {
		if v.From <= day {
			n++
		}
	}
	return n
}

// Fraction tells whether the indicator has a denominator of its own.
func (d *Definition) Fraction() bool { return len(d.Denominator) > 0 }

// An Aggregate is how the rows of a measure become one number.
type Aggregate string

const (
	Count    Aggregate = "count"
	Sum      Aggregate = "sum"
	Mean     Aggregate = "mean"
	Median   Aggregate = "median"
	Distinct Aggregate = "distinct"
)

// At says which rows a measure takes.
type At string

const (
	During At = ""   // rows whose date lies in the period
	End    At = "期末" // rows pending at the period's end
	Start  At = "期初" // rows pending just before the period's first day
)

// A Measure is one term of a numerator, denominator or value.
type Measure struct {
	Aggregate Aggregate
	Of        *formula.Expr // what is summed, averaged or told apart; nil for Count
	Where     *formula.Expr // nil: every row
	Dataset   string
	Date      string // column that puts a row into a period; for At the start column
	End       string // column that ends being pending; only with At
	At        At
	Sign      int // +1 or -1
}
