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
	Number    string   // 11.2, place in the list of indicators; stable, may be empty
	Formerly  []string // numbers it had before a renumbering
	Title     string
	Summary   string // one sentence for lists; may be empty
	Aliases   []string
	Line      string // 刑事检察/审查逮捕
	Dimension string // 质量, 效率, 效果, 数量
	Direction Direction
	Unit      string // 件, 人, 天
	RowUnit   string // what the rows behind a mean, a median or a time of stock over flow are counted in, e.g. 件
	Style     Style
	Decimals  int
	Minimum   int64 // smallest denominator of a printed percentage

	Manual      bool      // entered by hand in content/figures (手工数), else
	Value       []Measure // either Value,
	Numerator   []Measure // or Numerator and Denominator
	Denominator []Measure

	Times int64 // the fraction is multiplied by it: 100 for 每百件, EachDay for the days of the period; 0: nothing

	NumeratorLabel   string // words for the fraction, e.g. 不批准逮捕人数
	DenominatorLabel string
	BalancedBy       []string   // ids of indicators to be read beside it
	Component        *Component // of a composition (构成); nil for most
	Department       string     // whose work it is about
	Watch            bool       // may raise 异常提示
	HideBelow        int64      // counts from 1 to below it are hidden, e.g. of juveniles; 0: none
	Source           string     // where the formula comes from
	Order            int        // place among its line; 0 is last
	Keywords         []string
	Versions         []Version // in the order of their days

	Doc *document.Document
	Pos source.Pos // of the title
}

// EachDay stands for the number of days of the period (统计期天数) in Definition.Times.
const EachDay int64 = -1

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

// BreakWithin returns the first change of definition after the day from, up to the day to.
func (d *Definition) BreakWithin(from, to period.Date) (Version, bool) {
	for _, v := range d.Versions {
		if v.From > from && v.From <= to {
			return v, true
		}
	}
	return Version{}, false
}

// Fraction tells whether the indicator has a denominator of its own. One that is entered by hand
// has where it is written as a fraction.
func (d *Definition) Fraction() bool {
	return len(d.Denominator) > 0 || d.Manual && (d.Style == Percent || d.Style == Ratio)
}

// CountUnit is what numerator and denominator count: cases, where the quotient itself is in days.
func (d *Definition) CountUnit() string {
	if d.Fraction() && d.RowUnit != "" {
		return d.RowUnit
	}
	return d.Unit
}

// Single tells whether the indicator is one number without numerator and denominator;
// a mean is not: its numerator is the sum, its denominator the number of rows.
func (d *Definition) Single() bool {
	if d.Manual {
		return !d.Fraction()
	}
	return len(d.Value) > 0 && d.Value[0].Aggregate != Mean
}

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
	End    At = "期末" // rows pending at the period's end: start ≤ end of period, end empty or later
	Start  At = "期初" // rows pending just before the period's first day
)

// A Measure is one term of a numerator, denominator or value.
type Measure struct {
	Aggregate Aggregate
	Dataset   string        // id
	Title     string        // of the dataset
	Where     *formula.Expr // nil: every row
	Of        *formula.Expr // what is summed, averaged or told apart; nil for Count
	Date      *formula.Expr // day that puts a row into a period; with At the day it begins to be pending
	Until     *formula.Expr // day that ends being pending; only with At
	At        At
	Sign      int64 // +1 or -1
}

// Measures returns all terms of the definition.
func (d *Definition) Measures() []Measure {
	all := append([]Measure(nil), d.Value...)
	return append(append(all, d.Numerator...), d.Denominator...)
}

// String writes the measure for readers: 审查逮捕案件 计数，条件 人数 > 1，按审结日期.
func (m Measure) String() string {
	text := m.What()
	if m.Sign < 0 {
		text = "− " + text
	}
	if m.Where != nil {
		text += "，条件 " + m.Where.Text()
	}
	return text + "，" + m.When()
}

// What says which rows are added up how: 审查逮捕案件 求和 人数.
func (m Measure) What() string {
	text := m.Title + " " + map[Aggregate]string{
		Count: "计数", Sum: "求和", Mean: "平均", Median: "中位数", Distinct: "不重复计数",
	}[m.Aggregate]
	if m.Of != nil {
		text += " " + m.Of.Text()
	}
	return text
}

// When says what puts a row into a period: 按审结日期, 期末未结（受理日期至审结日期）.
func (m Measure) When() string {
	switch m.At {
	case End:
		return "期末未结（" + m.Date.Text() + "至" + m.Until.Text() + "）"
	case Start:
		return "期初未结（" + m.Date.Text() + "至" + m.Until.Text() + "）"
	}
	return "按" + m.Date.Text()
}
