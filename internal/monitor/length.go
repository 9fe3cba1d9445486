package monitor

import (
	"cmp"
	"strconv"
	"strings"

	"anjian/internal/period"
)

// A Length (期限) is what a time limit is counted in: months, days, or days on which offices work.
// At most one is set; the zero value is no limit.
type Length struct{ Months, Days, Workdays int }

// ParseLength reads 7日, 1个月, 半个月 (always 15 days), 2年, 3个工作日.
func ParseLength(s string) (Length, bool) {
	if s == "半个月" {
		return Length{Days: 15}, true
	}
	for _, unit := range []struct {
		word string
		of   func(n int) Length
	}{
		{"个工作日", func(n int) Length { return Length{Workdays: n} }},
		{"个月", func(n int) Length { return Length{Months: n} }},
		{"年", func(n int) Length { return Length{Months: 12 * n} }},
		{"日", func(n int) Length { return Length{Days: n} }},
	} {
		number, ok := strings.CutSuffix(s, unit.word)
		if !ok {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(number))
		return unit.of(n), err == nil && n > 0 && n < 1000
	}
	return Length{}, false
}

// String writes the length as ParseLength reads it.
func (l Length) String() string {
	switch {
	case l.Workdays > 0:
		return strconv.Itoa(l.Workdays) + "个工作日"
	case l.Months > 0 && l.Months%12 == 0 && l.Months > 12:
		return strconv.Itoa(l.Months/12) + "年"
	case l.Months > 0:
		return strconv.Itoa(l.Months) + "个月"
	case l.Days > 0:
		return strconv.Itoa(l.Days) + "日"
	}
	return ""
}

// IsZero tells whether there is no limit.
func (l Length) IsZero() bool { return l == Length{} }

// Compare orders lengths by how long they take, a month as 30 days and 5 working days as a week: for
// lists only, since what is longer depends on the day.
func (l Length) Compare(other Length) int {
	return cmp.Compare(l.Months*30*5+l.Days*5+l.Workdays*7, other.Months*30*5+other.Days*5+other.Workdays*7)
}

// last returns the last day of a limit that is counted from a day, as it falls.
//
// The day itself does not count (刑事诉讼法第一百零五条). A month ends on the same day of a later
// month; counted from a month's last day, or where that month lacks the day, on its last day
// (最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释第二百零二条).
func (l Length) last(from period.Date, w *period.Workdays) period.Date {
	switch {
	case l.Workdays > 0:
		return w.Add(from, l.Workdays)
	case l.Months > 0:
		return from.LegalMonths(l.Months)
	}
	return from + period.Date(l.Days)
}
