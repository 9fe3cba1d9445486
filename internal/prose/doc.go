// Package prose holds what people wrote by hand against the data: a figure beside the name of an
// indicator, 上升 or 下降, per cent or 百分点, parts beside their whole, 件 or 人.
//
// It takes a sentence apart by what it knows for certain (names of indicators and procuratorates,
// periods, numbers with units, words of change) and makes claims of it: that an indicator had a
// value, that it changed against an earlier period, that parts make up a whole. A word that it does
// not know between a name and a number breaks the claim, so that “盗窃罪不捕率 41.2%” says nothing
// about 不捕率. Sentences that wish, ask, deny or quote claim nothing either. Better a slip unseen
// than an editor who no longer reads the findings.
//
// It reads no documents and computes no indicators: the caller hands in the names and the values.
package prose

import "anjian/internal/period"

// A Style is what kind of number an indicator gives.
type Style uint8

const (
	Count   Style = iota // 件、人、万元: changes by per cent or by its unit
	Percent              // a share: changes by 百分点
	Mean                 // 天: changes by per cent or by its unit
	Ratio                // 案-件比: changes by its own number, without unit
)

// A Measure is an indicator as sentences name it.
type Measure struct {
	ID    string
	Names []string // title and aliases
	Style Style
	Unit  string // of the value itself: 件, 人, 天, 万元; of a share what it counts
}

// A Place is a procuratorate as sentences name it; the one with the empty ID is all together.
type Place struct {
	ID    string
	Names []string
}

// A Value is what the data say.
type Value struct {
	Number float64 // of a share in per cent
	Text   string  // as pages print it
}

// Facts answer for one number; false where the data do not know it, or it may not be told.
type Facts func(measure, place string, p period.Period) (Value, bool)

// A Kind is what is wrong.
type Kind string

// What can be wrong with a sentence.
const (
	WrongValue     Kind = "数值"
	WrongDirection Kind = "方向"
	WrongPoints    Kind = "百分点" // per cent for 百分点, or the other way round
	WrongBase      Kind = "基数"
	WrongTimes     Kind = "倍数" // 增加到 n 倍 for 增加 n 倍, or the other way round
	WrongSum       Kind = "合计"
	WrongUnit      Kind = "单位"
	WrongShare     Kind = "占比"
)

// A Finding is one slip. Start and End are offsets in runes within the sentence.
type Finding struct {
	Kind       Kind
	Start, End int
	Message    string // what was written and what the data say
	Hint       string
}
