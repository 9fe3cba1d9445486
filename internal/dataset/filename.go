package dataset

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"anjian/internal/period"
)

// A fileTime is the time that a file's name tells: 审查逮捕-2025年3月.xlsx, 2025/03/审查起诉.xlsx,
// 受理情况20250331.csv. The zero value is none.
type fileTime struct {
	period period.Period
	day    period.Date // the last that it covers, as far as the name tells
	series string      // the path with * in place of the time: files of one series share it
}

// nameForms are the ways to write a time, the most telling first. No digit stands beside it.
var nameForms = []struct {
	re   *regexp.Regexp
	make func(y, a, b int) (period.Period, period.Date)
}{
	{nameForm(`(\d{4})(?:年|-|\.)0?1(?:月)?(?:-|—|–|至|到|~|～|\.\.)(\d{1,2})月?()`), func(y, a, _ int) (period.Period, period.Date) { return ending(period.YearToDate(y, a)) }},
	{nameForm(`(\d{4})年/?(\d{1,2})月/?(\d{1,2})日?`), onDay},
	{nameForm(`(\d{4})[-._](\d{1,2})[-._](\d{1,2})`), onDay},
	{nameForm(`(\d{4})(\d{2})(\d{2})`), onDay},
	{nameForm(`(\d{4})年?/?(\d{1,2})月()`), inMonth},
	{nameForm(`(\d{4})[-._/](\d{1,2})()`), inMonth},
	{nameForm(`(\d{4})(\d{2})()`), inMonth},
	{nameForm(`(\d{4})年?(?:第|[Qq])?([1-4一二三四])(?:季度|季)()`), inQuarter},
	{nameForm(`(\d{4})[Qq]([1-4])()`), inQuarter},
	{nameForm(`(\d{4})年?([上下])半年()`), func(y, a, _ int) (period.Period, period.Date) { return ending(period.Half(y, a)) }},
	{nameForm(`(\d{4})(?:年度|年)?()()`), func(y, _, _ int) (period.Period, period.Date) { return ending(period.Year(y)) }},
}

func nameForm(inner string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[^0-9])(` + inner + `)(?:$|[^0-9])`)
}

// goesOn tells that what looks like a time is the beginning of another number: 2025-13.
var goesOn = regexp.MustCompile(`^[-._]\d`)

func onDay(y, m, d int) (period.Period, period.Date) {
	day := period.DateOf(y, m, d)
	if yy, mm, dd := day.Civil(); m < 1 || m > 12 || yy != y || mm != m || dd != d {
		return period.Period{}, period.NoDate
	}
	return period.Month(y, m), day
}

func inMonth(y, m, _ int) (period.Period, period.Date) {
	if m < 1 || m > 12 {
		return period.Period{}, period.NoDate
	}
	return ending(period.Month(y, m))
}

func inQuarter(y, q, _ int) (period.Period, period.Date) { return ending(period.Quarter(y, q)) }

func ending(p period.Period) (period.Period, period.Date) {
	if last := p.Last().MonthNumber(); last < 1 || last > 12 {
		return period.Period{}, period.NoDate
	}
	return p, period.Calendar{}.End(p)
}

var chineseDigits = map[string]int{"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}

// timeOf reads the time of a path without its extension; where several stand in it, the last one.
func timeOf(name string) (t fileTime, ok bool) {
	text := narrow(strings.TrimSuffix(name, path.Ext(name)))
	for _, form := range nameForms {
		all := form.re.FindAllStringSubmatchIndex(text, -1)
		for i := len(all) - 1; i >= 0; i-- {
			m := all[i]
			part := func(n int) int {
				word := text[m[2*n]:m[2*n+1]]
				if d, ok := chineseDigits[word]; ok {
					return d
				}
				d, _ := strconv.Atoi(word)
				return d
			}
			year := part(2)
			if year < 1990 || year > 2099 || goesOn.MatchString(text[m[3]:]) {
				continue
			}
			if p, day := form.make(year, part(3), part(4)); !p.IsZero() {
				return fileTime{p, day, text[:m[2]] + "*" + text[m[3]:]}, true
			}
		}
	}
	return fileTime{series: text}, false
}
