package reconcile

import (
	"anjian/internal/indicator"
	"anjian/internal/period"
	"anjian/internal/table"
)

// A caseRow is what the balance needs of a row; days are NoDate when empty or after the cut-off.
type caseRow struct {
	row        int
	place      int // 1 + index in administrative order, 0 for none
	start, end period.Date
}

// fill counts the balances of all months and places.
func (s *Stock) fill(org indicator.Organisation, w Window) {
	rows := s.rows(org, w.Cutoff)
	months := w.months()
	if len(months) == 0 {
		return
	}
	places := len(org.Procuratorates) + 1
	// One number per month and place; place 0 is all together. Slice 0 of open is what was pending
	// before the first month.
	grid := func(months int) []int { return make([]int, months*places) }
	open, in, out := grid(len(months)+1), grid(len(months)), grid(len(months))
	starts, ends := make([]period.Date, len(months)), make([]period.Date, len(months))
	for i, m := range months {
		starts[i], ends[i] = w.Calendar.Start(m), min(w.Calendar.End(m), w.Cutoff)
	}
	index := monthIndex(starts, ends)
	for _, r := range rows {
		add := func(cells []int, slice int) {
			cells[slice*places]++
			if r.place > 0 {
				cells[slice*places+r.place]++
			}
		}
		if r.start != period.NoDate {
			began := index(r.start)
			if began >= 0 {
				add(in, began)
			} else if isOpen(r, starts[0]-1) {
				add(open, 0)
			}
			for i := max(began, 0); i < len(months) && isOpen(r, ends[i]); i++ {
				add(open, i+1)
			}
		}
		if r.end != period.NoDate {
			if ended := index(r.end); ended >= 0 {
				add(out, ended)
			}
		}
		if r.place == 0 {
			s.Unplaced++
		}
		if slip(r) != "" {
			s.Slips++
		}
	}
	for i, m := range months {
		for place := range places {
			at := i*places + place
			b := Balance{Month: m, Begin: open[at], In: in[at], Out: out[at], Open: open[at+places]}
			if place == 0 {
				s.Balances = append(s.Balances, b)
				continue
			}
			b.Procuratorate = org.Procuratorates[place-1].ID
			s.Checked++
			if b.Gap() != 0 {
				s.Gaps = append(s.Gaps, Gap{b, atFault(rows, place, starts[i], ends[i])})
			}
		}
	}
}

// monthIndex finds the month of a day that is not after the last one; before the first month it is
// negative.
func monthIndex(starts, ends []period.Date) func(period.Date) int {
	first := starts[0]
	months := make([]int16, ends[len(ends)-1]-first+1)
	for i := range starts {
		for day := starts[i]; day <= ends[i]; day++ {
			months[day-first] = int16(i)
		}
	}
	return func(day period.Date) int {
		if day < first {
			return -1
		}
		return int(months[day-first])
	}
}

// isOpen tells whether a case is pending at the end of a day.
func isOpen(r caseRow, day period.Date) bool {
	return r.start != period.NoDate && r.start <= day && (r.end == period.NoDate || r.end > day)
}

// slip says what is wrong with the dates of a row, "" for nothing.
func slip(r caseRow) string {
	switch {
	case r.end == period.NoDate:
		return ""
	case r.start == period.NoDate:
		return EndsUnstarted
	case r.end < r.start:
		return EndsBeforeStart
	}
	return ""
}

// atFault lists the rows of a place, or of all (0), whose dates contradict each other and touch a
// stretch of time.
func atFault(rows []caseRow, place int, from, to period.Date) []Slip {
	within := func(d period.Date) bool { return d != period.NoDate && from <= d && d <= to }
	var list []Slip
	for _, r := range rows {
		if place > 0 && r.place != place || !within(r.start) && !within(r.end) {
			continue
		}
		if reason := slip(r); reason != "" {
			list = append(list, Slip{r.row, reason})
		}
	}
	return list
}

// rows reads the dates and places of the rows of the line.
func (s *Stock) rows(org indicator.Organisation, cutoff period.Date) []caseRow {
	t, d := s.Table, s.Dataset
	start, end := daysOf(t.Column(d.Start), t.Rows, cutoff), daysOf(t.Column(d.End), t.Rows, cutoff)
	placeOf := placeOfRows(org, t, d.Procuratorate)
	var line *table.Column
	if s.Line != "" {
		line = t.Column(d.BusinessLine)
	}
	rows := make([]caseRow, 0, t.Rows)
	for row := range t.Rows {
		if line != nil && line.Word(row) != s.Line {
			continue
		}
		r := caseRow{row: row, start: start[row], end: end[row]}
		if placeOf != nil {
			r.place = placeOf[row]
		}
		rows = append(rows, r)
	}
	return rows
}

// places numbers the words of a procuratorate column; nil when there is no such column.
func places(org indicator.Organisation, c *table.Column) []int {
	if c == nil || !c.Worded() {
		return nil
	}
	numbers := make([]int, len(c.Dict))
	for code, word := range c.Dict {
		p, ok := org.Named(word)
		for i := range org.Procuratorates {
			if ok && org.Procuratorates[i].ID == p.ID {
				numbers[code] = i + 1
			}
		}
	}
	return numbers
}

// daysOf reads dates, or the days of instants; what lies after the cut-off has not happened yet.
func daysOf(c *table.Column, rows int, cutoff period.Date) []period.Date {
	cells := make([]int64, rows)
	c.Nums.Fill(0, cells)
	days := make([]period.Date, rows)
	for row, n := range cells {
		if c.Type == table.Time && n != table.NoNum {
			n = int64(period.DayOf(n))
		}
		if n == table.NoNum || n > int64(cutoff) {
			days[row] = period.NoDate
		} else {
			days[row] = period.Date(n)
		}
	}
	return days
}
