package period

import "strconv"

// A Calendar says on which day a statistical month ends. The zero value is the calendar month.
type Calendar struct {
	MonthEndsOn int // day of the month, 1–28; 0 for the month's last day
}

// MonthOf returns the statistical month that holds d. With MonthEndsOn = 25 the 26th already
// belongs to the next month.
func (c Calendar) MonthOf(d Date) Period {
	y, m, day := d.Civil()
	p := Month(y, m)
	if c.MonthEndsOn > 0 && day > c.MonthEndsOn {
		p = p.Add(1)
	}
	return p
}

// Start returns the first day of p.
func (c Calendar) Start(p Period) Date { return c.End(p.First().Add(-1)) + 1 }

// End returns the last day of p.
func (c Calendar) End(p Period) Date {
	last := p.Last()
	year, month := last.YearNumber(), last.MonthNumber()
	if c.MonthEndsOn > 0 {
		return DateOf(year, month, c.MonthEndsOn)
	}
	return DateOf(year, month+1, 0)
}

// Complete tells whether p is over at the end of the cut-off day.
func (c Calendar) Complete(p Period, cutoff Date) bool { return c.End(p) <= cutoff }

// Title writes p for readers, with its days where its months are not the calendar's:
// 2025年3月（2月26日至3月25日）, 2025年（2024年12月26日至2025年12月25日）.
func (c Calendar) Title(p Period) string {
	if c.MonthEndsOn == 0 || p.IsZero() {
		return p.Title()
	}
	return p.Title() + "（" + c.Days(p) + "）"
}

// Days writes the first and last day of p: 2月26日至3月25日. The year of p itself is not repeated;
// another one is named, and then that of the last day too.
func (c Calendar) Days(p Period) string {
	first, last := c.Start(p), c.End(p)
	year, _, _ := first.Civil()
	if ending, _, _ := last.Civil(); year != p.YearNumber() || ending != p.YearNumber() {
		return first.Chinese() + "至" + last.Chinese()
	}
	return withoutYear(first) + "至" + withoutYear(last)
}

func withoutYear(d Date) string {
	_, m, day := d.Civil()
	return strconv.Itoa(m) + "月" + strconv.Itoa(day) + "日"
}
