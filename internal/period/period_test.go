package period

import (
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Period
		ok   bool
	}{
		{"2025-03", Month(2025, 3), true},
		{"2025-3", Month(2025, 3), true},
		{"2025年3月", Month(2025, 3), true},
		{"2025 年 3 月", Month(2025, 3), true},
		{"2025-13", Period{}, false},
		{"2025Q2", Quarter(2025, 2), true},
		{"2025年第二季度", Quarter(2025, 2), true},
		{"2025H1", Half(2025, 1), true},
		{"2025上半年", Half(2025, 1), true},
		{"2025年下半年", Half(2025, 2), true},
		{"2025", Year(2025), true},
		{"2025年", Year(2025), true},
		{"2025-01..06", YearToDate(2025, 6), true},
		{"2025年1—6月", YearToDate(2025, 6), true},
		{"2025年1-6月", YearToDate(2025, 6), true},
		{"2025-12-r12", TwelveMonths(2025, 12), true},
		{"2025年6月滚动12月", TwelveMonths(2025, 6), true},
		{"2025-13-r12", Period{}, false},
		{"二〇二五", Period{}, false},
		{"", Period{}, false},
		{"20250", Period{}, false},
	} {
		got, err := Parse(tt.in)
		if (err == nil) != tt.ok || tt.ok && got != tt.want {
			t.Errorf("Parse(%q) = %v, %v; want %v, ok=%v", tt.in, got, err, tt.want, tt.ok)
		}
	}
}

func TestStringAndTitleAreReadBack(t *testing.T) {
	for _, p := range []Period{Month(2024, 12), Quarter(2023, 4), Half(2025, 2), Year(2024), YearToDate(2025, 11), TwelveMonths(2025, 2)} {
		for _, text := range []string{p.String(), p.Title()} {
			if got, err := Parse(text); err != nil || got != p {
				t.Errorf("Parse(%q) = %v, %v; want %v", text, got, err, p)
			}
		}
	}
}

func TestNeighbours(t *testing.T) {
	for _, tt := range []struct{ p, prev, earlier Period }{
		{Month(2025, 1), Month(2024, 12), Month(2024, 1)},
		{Quarter(2025, 1), Quarter(2024, 4), Quarter(2024, 1)},
		{Half(2025, 1), Half(2024, 2), Half(2024, 1)},
		{Year(2025), Year(2024), Year(2024)},
		{YearToDate(2025, 6), YearToDate(2024, 6), YearToDate(2024, 6)},
		{TwelveMonths(2025, 1), TwelveMonths(2024, 12), TwelveMonths(2024, 1)},
	} {
		if got := tt.p.Prev(); got != tt.prev {
			t.Errorf("%v.Prev() = %v; want %v", tt.p, got, tt.prev)
		}
		if got := tt.p.YearEarlier(); got != tt.earlier {
			t.Errorf("%v.YearEarlier() = %v; want %v", tt.p, got, tt.earlier)
		}
	}
}

func TestCalendar(t *testing.T) {
	for _, tt := range []struct {
		ends       int
		day        Date
		month      Period
		start, end string
	}{
		{0, DateOf(2024, 2, 29), Month(2024, 2), "2024-02-01", "2024-02-29"},
		{25, DateOf(2024, 12, 25), Month(2024, 12), "2024-11-26", "2024-12-25"},
		{25, DateOf(2024, 12, 26), Month(2025, 1), "2024-12-26", "2025-01-25"},
	} {
		c := Calendar{tt.ends}
		p := c.MonthOf(tt.day)
		if p != tt.month || c.Start(p).String() != tt.start || c.End(p).String() != tt.end {
			t.Errorf("%v with %d: %v from %v to %v; want %v from %s to %s",
				tt.day, tt.ends, p, c.Start(p), c.End(p), tt.month, tt.start, tt.end)
		}
	}
	year := Calendar{25}
	if got := year.Start(Year(2025)).String(); got != "2024-12-26" {
		t.Errorf("a year of 26th–25th months starts on %s", got)
	}
	if year.Complete(Month(2025, 12), DateOf(2025, 12, 24)) {
		t.Error("the month is complete a day too early")
	}
}

func TestAddMonthsKeepsToTheMonth(t *testing.T) {
	// 最高法刑诉解释第二百零二条: a month without that day ends on its last day.
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-01-31", 1, "2025-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2025-03-15", 1, "2025-04-15"},
		{"2025-03-31", -1, "2025-02-28"},
		{"2025-12-31", 2, "2026-02-28"},
	} {
		d, err := ParseDate(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s + %d months = %s; want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestTwelveMonths(t *testing.T) {
	for _, tt := range []struct {
		p           Period
		first, last Period
	}{
		{TwelveMonths(2025, 12), Month(2025, 1), Month(2025, 12)},
		{TwelveMonths(2025, 2), Month(2024, 3), Month(2025, 2)},
		{Quarter(2025, 1).Within(Rolling), Month(2024, 4), Month(2025, 3)},
	} {
		if tt.p.First() != tt.first || tt.p.Last() != tt.last || len(tt.p.Months()) != 12 {
			t.Errorf("%v runs from %v to %v; want %v to %v", tt.p, tt.p.First(), tt.p.Last(), tt.first, tt.last)
		}
	}
	if got := (Calendar{25}).Start(TwelveMonths(2025, 12)).String(); got != "2024-12-26" {
		t.Errorf("twelve 26th–25th months start on %s", got)
	}
}

// Days are those of China, also before 1970; both ends of a day belong to it.
func TestDayOf(t *testing.T) {
	china := time.FixedZone("", 8*3600)
	for _, tt := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2025, 3, 1, 0, 0, 0, 0, china), "2025-03-01"},
		{time.Date(2025, 3, 1, 23, 59, 59, 999e6, china), "2025-03-01"},
		{time.Date(1970, 1, 1, 7, 59, 59, 0, china), "1970-01-01"},
		{time.Date(1969, 12, 31, 23, 59, 59, 0, china), "1969-12-31"},
		{time.Date(1954, 1, 1, 0, 0, 0, 0, china), "1954-01-01"},
		{time.Date(1954, 1, 1, 12, 0, 0, 0, china), "1954-01-01"},
	} {
		if got := DayOf(tt.at.UnixMilli()).String(); got != tt.want {
			t.Errorf("DayOf(%v) = %s; want %s", tt.at, got, tt.want)
		}
	}
}
