// Package monitor knows time limits (办案期限) and says how the rows of a table stand to them at a day
// (流程监控): pending, near due, overdue, pending for over a year.
//
// A Limit is a document: how long, counted from when, what extends, stops and restarts it. Its Clock
// counts as the law does (刑事诉讼法第一百零五条): the first day does not count, months end on the same
// day, a last day on which offices do not work gives way to the next one unless somebody is in custody,
// days that are not counted (鉴定、中止) move it. WatchAll applies limits to tables.
//
// What it finds is derived into the tables before anything else looks at them: Declare tells datasets
// which columns and child tables there will be (推算列), Derive adds them. So indicators ask what was overdue
// at any month's end, and card rules which extension came too late.
//
// A Board takes last days as the export gives them. Columns of type time are compared as instants,
// columns of type date as calendar days: the dataset's definition decides.
package monitor

import (
	"cmp"
	"slices"

	"anjian/internal/period"
	"anjian/internal/table"
)

// Columns name the columns that a board looks at; Due may be empty.
type Columns struct{ Start, End, Due string }

// A Moment is what rows are looked at: the end of a calendar day, or an instant of it.
type Moment struct {
	Day     period.Date
	Instant int64 // milliseconds since 1970 UTC, for columns of type time
}

// An Item is one pending row with its distance from the due date.
type Item struct {
	Row     int
	Due     period.Date // NoDate when the row has none
	Left    int         // days until the due date; negative when overdue
	Pending int         // days since the start
}

// A Board lists the pending rows of a table at a moment.
type Board struct {
	Closed         int
	ClosedLate     int    // closed after the due date
	ClosedBackward int    // closed before they began
	Open           []Item // in the order of the table
}

// dayLength is the milliseconds of a day.
const dayLength = 86_400_000

// BoardOf looks at every row that has begun by the moment. A row closed on the day itself is closed.
func BoardOf(t *table.Table, c Columns, m Moment) Board {
	start, end, due := pick(t, c.Start), pick(t, c.End), pick(t, c.Due)
	var b Board
	for row := range t.Rows {
		from, begun := start.at(row)
		if !begun || from > start.moment(m) {
			continue
		}
		to, ended := end.at(row)
		limit, limited := due.at(row)
		if ended && to <= end.moment(m) {
			b.Closed++
			if limited && after(end, to, due, limit) {
				b.ClosedLate++
			}
			if after(start, from, end, to) {
				b.ClosedBackward++
			}
			continue
		}
		item := Item{Row: row, Due: period.NoDate, Pending: start.days(from, m)}
		if limited {
			item.Due = due.day(limit)
			item.Left = -due.days(limit, m)
			if item.Left == 0 && due.instants() && limit < m.Instant {
				item.Left = -1 // overdue by less than a day
			}
		}
		b.Open = append(b.Open, item)
	}
	return b
}

// Overdue lists the rows whose due date has passed, the longest first.
func (b Board) Overdue() []Item {
	return b.pickItems(func(i Item) bool { return i.Due != period.NoDate && i.Left < 0 })
}

// NearDue lists the rows due within so many days, the nearest first.
func (b Board) NearDue(days int) []Item {
	return b.pickItems(func(i Item) bool { return i.Due != period.NoDate && i.Left >= 0 && i.Left <= days })
}

// Long lists the rows pending for more than so many days (365: 一年以上未结), the longest first.
func (b Board) Long(days int) []Item {
	list := b.pickItems(func(i Item) bool { return i.Pending > days })
	slices.SortStableFunc(list, func(x, y Item) int { return cmp.Compare(y.Pending, x.Pending) })
	return list
}

func (b Board) pickItems(want func(Item) bool) []Item {
	var list []Item
	for _, i := range b.Open {
		if want(i) {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(x, y Item) int { return cmp.Compare(x.Left, y.Left) })
	return list
}

// A reading reads a Date or Time column; a missing column is all empty.
type reading struct{ c *table.Column }

func pick(t *table.Table, name string) reading {
	if name == "" {
		return reading{}
	}
	return reading{t.Column(name)}
}

func (r reading) instants() bool { return r.c != nil && r.c.Type == table.Time }

func (r reading) at(row int) (v int64, ok bool) {
	if r.c == nil {
		return 0, false
	}
	v = r.c.Nums.At(row)
	return v, v != table.NoNum
}

// moment is the moment in the column's own measure.
func (r reading) moment(m Moment) int64 {
	if r.instants() {
		return m.Instant
	}
	return int64(m.Day)
}

// days counts the days from a value to the moment, whole days of instants.
func (r reading) days(v int64, m Moment) int {
	if r.instants() {
		return int((m.Instant - v) / dayLength)
	}
	return int(int64(m.Day) - v)
}

// after tells whether a value lies after another; a day and an instant compare as days.
func after(a reading, x int64, b reading, y int64) bool {
	if a.instants() == b.instants() {
		return x > y
	}
	return a.day(x) > b.day(y)
}

func (r reading) day(v int64) period.Date {
	if r.instants() {
		return period.DayOf(v)
	}
	return period.Date(v)
}
