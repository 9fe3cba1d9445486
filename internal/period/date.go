// Package period knows calendar days, statistical months and what is made of them:
// quarters, half-years, years, years to date and rolling twelve months (统计期), with their neighbours in time.
package period

import (
	"fmt"
	"math"
	"strconv"
	"time"
)

// A Date is a calendar day, counted from 1970-01-01. It has no time zone.
type Date int32

// NoDate stands for "no day"; it is also the empty cell of a date column.
const NoDate Date = math.MinInt32

// DateOf returns the day with that year, month and day; days beyond the month's end run on.
func DateOf(year, month, day int) Date {
	return Date(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDate reads an ISO day such as 2025-03-01.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return NoDate, fmt.Errorf("day %q is not of the form 2025-03-01", s)
	}
	return Date(t.Unix() / 86400), nil
}

// DayOf returns the day in China of an instant, in milliseconds since 1970 UTC.
func DayOf(instant int64) Date {
	const china, day = 8 * 60 * 60 * 1000, 24 * 60 * 60 * 1000
	n := instant + china
	if n < 0 {
		n -= day - 1 // rounded down
	}
	return Date(n / day)
}

// Time returns the day's first instant in UTC.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Civil returns year, month and day.
func (d Date) Civil() (year, month, day int) {
	y, m, dd := d.Time().Date()
	return y, int(m), dd
}

// String writes the day as 2025-03-01, NoDate as "".
func (d Date) String() string {
	if d == NoDate {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Chinese writes the day as 2025年3月1日, NoDate as "".
func (d Date) Chinese() string {
	if d == NoDate {
		return ""
	}
	y, m, day := d.Civil()
	return strconv.Itoa(y) + "年" + strconv.Itoa(m) + "月" + strconv.Itoa(day) + "日"
}

// AddMonths moves the day by whole months; a day that the month lacks becomes its last day.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Civil()
	last := DateOf(y, m+n+1, 0)
	_, _, most := last.Civil()
	return DateOf(y, m+n, min(day, most))
}

// LegalMonths moves the day by whole months as time limits are counted: from a month's last day, or
// where the later month lacks the day, to its last day (最高人民法院关于适用《中华人民共和国刑事诉讼法》的
// 解释第二百零二条).
func (d Date) LegalMonths(n int) Date {
	if _, _, next := (d + 1).Civil(); next == 1 {
		return (d + 1).AddMonths(n) - 1
	}
	return d.AddMonths(n)
}

// UnmarshalTOML takes a TOML local date, or the same written as text.
func (d *Date) UnmarshalTOML(v any) error {
	switch v := v.(type) {
	case time.Time:
		y, m, day := v.Date()
		*d = DateOf(y, int(m), day)
		return nil
	case string:
		parsed, err := ParseDate(v)
		if err == nil {
			*d = parsed
			return nil
		}
	}
	return fmt.Errorf("日期写作 2025-03-01")
}
