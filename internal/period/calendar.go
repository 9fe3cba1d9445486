package period

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
