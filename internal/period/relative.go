package period

import (
	"slices"
	"strconv"
)

// RelativeWords are the periods that are seen from another one: itself, the one before of the same
// kind, and the same a year earlier.
var RelativeWords = []string{"本期", "上期", "去年同期"}

// ParseFrom reads a period as people write it in a text that is about the period now: what Parse
// reads, and RelativeWords (上年同期 is 去年同期). relative tells whether it was one of these.
func ParseFrom(text string, now Period) (p Period, relative bool, err error) {
	switch text {
	case "本期":
		return now, true, nil
	case "上期":
		return now.Prev(), true, nil
	case "去年同期", "上年同期":
		return now.YearEarlier(), true, nil
	}
	p, err = Parse(text)
	return p, false, err
}

// Forms lists what a mistyped period may have meant, to suggest from: RelativeWords, and the periods
// of the year that it begins with.
func Forms(text string) []string {
	forms := slices.Clone(RelativeWords)
	if len(text) < 4 {
		return forms
	}
	year, err := strconv.Atoi(text[:4])
	if err != nil || year < 1900 || year > 2999 {
		return forms
	}
	all := []Period{Year(year), Half(year, 1), Half(year, 2)}
	for n := range 4 {
		all = append(all, Quarter(year, n+1))
	}
	for n := range 12 {
		all = append(all, Month(year, n+1), YearToDate(year, n+1))
	}
	for _, p := range all {
		forms = append(forms, p.String(), p.Title())
	}
	return forms
}
