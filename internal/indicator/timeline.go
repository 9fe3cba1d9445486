package indicator

import (
	"math"
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// yearsBack bounds a cube: a slip of the pen such as 1025-03-01 must not make 12,000 months.
const yearsBack = 20

// A timeline is the months that a cube covers, up to the month of the cut-off.
type timeline struct {
	calendar period.Calendar
	cutoff   period.Date
	first    period.Period // month 0
	n        int
	from     int64   // first day of month 0
	month    []int16 // month of each day from there to the cut-off
	ends     []int64 // last day of each month, the last one cut at the cut-off
}

// Where a day lies when it lies in no month of the timeline.
const (
	noDay    int16 = -1
	tooLate  int16 = -2
	tooEarly int16 = -3
)

// oldestDay is the first day that a timeline up to the cut-off may begin with.
func oldestDay(cutoff period.Date) int64 { return int64(cutoff.AddMonths(-12 * yearsBack)) }

func newTimeline(calendar period.Calendar, cutoff period.Date, columns []*dayColumn) *timeline {
	earliest := int64(cutoff)
	for _, c := range columns {
		if i := slices.IndexFunc(c.perDay, func(n int32) bool { return n > 0 }); i >= 0 {
			earliest = min(earliest, c.oldest+int64(i))
		}
	}
	t := &timeline{calendar: calendar, cutoff: cutoff, first: calendar.MonthOf(period.Date(earliest))}
	t.from = int64(calendar.Start(t.first))
	last := calendar.MonthOf(cutoff)
	for m := t.first; m.Compare(last) <= 0; m = m.Add(1) {
		end := min(int64(calendar.End(m)), int64(cutoff))
		for day := t.from + int64(len(t.month)); day <= end; day++ {
			t.month = append(t.month, int16(t.n))
		}
		t.ends = append(t.ends, end)
		t.n++
	}
	return t
}

// place returns the month of a day, or why it has none.
func (t *timeline) place(day int64) int16 {
	switch {
	case day == table.NoNum:
		return noDay
	case day > int64(t.cutoff):
		return tooLate
	case day < t.from:
		return tooEarly
	}
	return t.month[day-t.from]
}

// index returns the number of a month, negative before the first.
func (t *timeline) index(month period.Period) int {
	return MonthsBetween(t.first, month)
}

// end returns the last day of the month before number i, so that end(0) lies before the first.
func (t *timeline) end(i int) int64 {
	if i == 0 {
		return t.from - 1
	}
	return t.ends[i-1]
}

// A dayColumn is a date of a dataset's rows, packed as the table packs it.
type dayColumn struct {
	days   table.Nums
	oldest int64   // day that perDay begins with
	perDay []int32 // rows of each day up to the cut-off
}

func newDayColumn(days table.Nums, cutoff period.Date) *dayColumn {
	c := &dayColumn{days: days, oldest: oldestDay(cutoff)}
	c.perDay = make([]int32, int64(cutoff)-c.oldest+1)
	for row := range days.Len() {
		if at := days.At(row) - c.oldest; at >= 0 && at < int64(len(c.perDay)) {
			c.perDay[at]++
		}
	}
	return c
}

// begin returns the first month that the column really covers: cases carried over from earlier
// years and slips of the pen lie before it, a few to a month where others have many.
func (c *dayColumn) begin(t *timeline) int {
	count := make([]int, t.n)
	for i, n := range c.perDay {
		if m := t.place(c.oldest + int64(i)); m >= 0 {
			count[m] += int(n)
		}
	}
	var some []int
	for _, n := range count {
		if n > 0 {
			some = append(some, n)
		}
	}
	if len(some) == 0 {
		return math.MaxInt
	}
	slices.Sort(some)
	usual := some[len(some)/2]
	return slices.IndexFunc(count, func(n int) bool { return n > 0 && n*4 >= usual })
}
