package prose

import "anjian/internal/period"

// A when is a period as a sentence names it: for itself, or by the one that is spoken of.
type when struct {
	at    period.Period
	shift relation
}

type relation uint8

const (
	itself      relation = iota
	yearBefore           // 去年同期, 上年
	periodPrior          // 上月, 上期
	theYear              // 全年, 今年: the year of the document
	sameYear             // 当年: the year last spoken of
	thePeriod            // 本月, 本期
)

// named are periods by words, the longest first.
var named = []struct {
	word string
	when when
}{
	{"去年同期", when{shift: yearBefore}},
	{"上年同期", when{shift: yearBefore}},
	{"上年度", when{shift: yearBefore}},
	{"上月末", when{shift: periodPrior}},
	{"上季度", when{shift: periodPrior}},
	{"一年来", when{shift: theYear}},
	{"今年以来", when{shift: theYear}},
	{"去年", when{shift: yearBefore}},
	{"上年", when{shift: yearBefore}},
	{"上月", when{shift: periodPrior}},
	{"上期", when{shift: periodPrior}},
	{"全年", when{shift: theYear}},
	{"今年", when{shift: theYear}},
	{"本年", when{shift: theYear}},
	{"年内", when{shift: theYear}},
	{"当年", when{shift: sameYear}},
	{"本月", when{shift: thePeriod}},
	{"当月", when{shift: thePeriod}},
	{"本期", when{shift: thePeriod}},
}

// of gives the period that is meant where another is spoken of in a document.
func (w when) of(spoken, document period.Period) period.Period {
	switch w.shift {
	case yearBefore:
		return spoken.YearEarlier()
	case periodPrior:
		return spoken.Prev()
	case theYear:
		return period.Year(document.YearNumber())
	case sameYear:
		return period.Year(spoken.YearNumber())
	case thePeriod:
		return document
	}
	return w.at
}

// readWhen reads a period at the front of a text; n is how many runes it takes, 0 for none. A day of
// a month is no period: dated is true, and n says how much to pass over.
func readWhen(s []rune, document period.Period) (list []when, n int, dated bool) {
	year := document.YearNumber()
	for _, x := range named {
		if prefix(s, x.word) {
			n = len([]rune(x.word))
			if x.word == "去年" || x.word == "上年" { // 去年 12 月
				if month, k := monthOf(s[n:]); k > 0 {
					return []when{{at: period.Month(year-1, month)}}, n + k, false
				}
			}
			return []when{x.when}, n, false
		}
	}
	if y, k := digitsThen(s, "年"); k > 0 && y >= 1990 && y < 2100 {
		year, n = y, k
	}
	at := n + blanks(s[n:])
	rest := s[at:]
	if month, k := monthOf(rest); k > 0 {
		if _, day := digitsThen(rest[k:], "日"); day > 0 {
			return nil, at + k + day, true
		}
		return []when{{at: period.Month(year, month)}}, at + k, false
	}
	if list, k := quarters(rest, year); k > 0 {
		return list, at + k, false
	}
	for i, half := range []string{"上半年", "下半年"} {
		if prefix(rest, half) {
			return []when{{at: period.Half(year, i+1)}}, at + 3, false
		}
	}
	if n > 0 {
		if prefix(s[n:], "度") {
			n++
		}
		return []when{{at: period.Year(year)}}, n, false
	}
	return nil, 0, false
}

// digitsThen reads a whole number that a word follows.
func digitsThen(s []rune, word string) (value, n int) {
	n = blanks(s)
	start := n
	for n < len(s) && isDigit(s[n]) && n-start < 4 {
		value = value*10 + int(s[n]-'0')
		n++
	}
	if n == start {
		return 0, 0
	}
	n += blanks(s[n:])
	if !prefix(s[n:], word) {
		return 0, 0
	}
	return value, n + len([]rune(word))
}

// monthOf reads 12 月, 12 月份, 12 月末.
func monthOf(s []rune) (month, n int) {
	month, n = digitsThen(s, "月")
	if n == 0 || month < 1 || month > 12 {
		return 0, 0
	}
	if prefix(s[n:], "份") || prefix(s[n:], "末") || prefix(s[n:], "底") {
		n++
	}
	return month, n
}

// quarters reads 四季度, 第四季度 and 三、四季度.
func quarters(s []rune, year int) (list []when, n int) {
	if prefix(s, "第") {
		n++
	}
	for {
		q := hanDigit(at(s, n))
		if q < 1 || q > 4 {
			return nil, 0
		}
		list = append(list, when{at: period.Quarter(year, q)})
		if n++; at(s, n) != '、' {
			break
		}
		n++
	}
	if !prefix(s[n:], "季度") {
		return nil, 0
	}
	return list, n + 2
}

func at(s []rune, i int) rune {
	if i < len(s) {
		return s[i]
	}
	return 0
}
