package lead

import "anjian/internal/period"

// A Course counts leads by the months of their days.
type Course struct {
	Months  []period.Period
	Counts  []int // per month
	Earlier int   // before the first month
	Later   int   // after the last: of the month that is not over
	Undated int
}

// Course counts the leads of the months from first to last. Every lead is counted once.
func (l *Leads) Course(calendar period.Calendar, first, last period.Period) Course {
	c := Course{}
	for m := first; m.Compare(last) <= 0; m = m.Add(1) {
		c.Months = append(c.Months, m)
	}
	c.Counts = make([]int, len(c.Months))
	index := map[period.Period]int{}
	for i, m := range c.Months {
		index[m] = i
	}
	for _, one := range l.List {
		if one.Day == period.NoDate {
			c.Undated++
			continue
		}
		month := calendar.MonthOf(one.Day)
		if i, ok := index[month]; ok {
			c.Counts[i]++
		} else if month.Compare(first) < 0 {
			c.Earlier++
		} else {
			c.Later++
		}
	}
	return c
}
