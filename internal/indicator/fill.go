package indicator

import (
	"anjian/internal/formula"
	"anjian/internal/period"
)

// width returns how many numbers a slice of a term has.
func (c *Cube) width() int {
	return (len(c.Organisation.Procuratorates) + 1) * (len(c.Organisation.Departments) + 1)
}

// fill computes a term for all months and places.
func (c *Cube) fill(t *term) {
	if t.additive() {
		t.cells = make([]int64, (c.time.n+1)*c.width())
		if t.measure.Aggregate == Mean {
			t.rows = make([]int64, len(t.cells))
		}
	}
	switch {
	case t.measure.At == During:
		t.where = t.evaluate(t.set.eval)
		c.fillMonths(t)
	case !t.daily():
		t.where = t.evaluate(t.set.eval)
		c.fillPending(t)
	default:
		c.fillDaily(t)
	}
}

// fillMonths counts rows in the month of their date.
func (c *Cube) fillMonths(t *term) {
	if !t.additive() {
		t.first, t.list = byMonth(t, c.time.n)
		return
	}
	for row := range t.where.Rows() {
		if m := t.date.month[row]; m >= 0 {
			c.add(t, int(m)+1, row, 1)
		}
	}
	c.rollUp(t)
	c.runUp(t)
}

// byMonth sorts the rows of a term by month, keeping their order inside it.
func byMonth(t *term, months int) (first []int32, list []listed) {
	first = make([]int32, months+1)
	for row := range t.where.Rows() {
		if t.leftOut(row) == "" {
			first[t.date.month[row]+1]++
		}
	}
	for i := range months {
		first[i+1] += first[i]
	}
	list = make([]listed, first[months])
	next := append([]int32(nil), first...)
	for row := range t.where.Rows() {
		if t.leftOut(row) == "" {
			m := t.date.month[row]
			list[next[m]] = t.listed(row)
			next[m]++
		}
	}
	return first, list
}

// fillPending counts each row at all month ends between its start and its end.
func (c *Cube) fillPending(t *term) {
	if !t.additive() {
		t.first = []int32{0}
		for i := range c.time.n + 1 {
			for row := range t.where.Rows() {
				if t.leftOut(row) == "" && t.pending(row, c.time.end(i)) {
					t.list = append(t.list, t.listed(row))
				}
			}
			t.first = append(t.first, int32(len(t.list)))
		}
		return
	}
	for row := range t.where.Rows() {
		first, last := t.span(row, c.time.n)
		if first > last {
			continue
		}
		c.add(t, first, row, 1)
		if last < c.time.n {
			c.add(t, last+1, row, -1)
		}
	}
	c.rollUp(t)
	c.runUp(t)
}

// fillDaily counts pending rows under a condition that is different at each month's end.
func (c *Cube) fillDaily(t *term) {
	t.first = []int32{0}
	for i := range c.time.n + 1 {
		where := t.evaluate(t.set.eval.In(c.env(t.measure.At, i)))
		for row := range where.Rows() {
			if !t.pending(row, c.time.end(i)) {
				continue
			}
			if t.additive() {
				c.add(t, i, row, 1)
			} else if t.leftOut(row) == "" {
				t.list = append(t.list, t.listed(row))
			}
		}
		t.first = append(t.first, int32(len(t.list)))
	}
	if t.additive() {
		c.rollUp(t)
	}
}

// env returns the days that formulas may name at slice i: the end of month i-1, which is the day
// before the start of month i.
func (c *Cube) env(at At, i int) formula.Env {
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: c.Cutoff}
	end := period.Date(c.time.end(i))
	if at == Start {
		env.PeriodStart = end + 1
	} else {
		env.PeriodEnd = end
	}
	return env
}

// add counts a row, times +1 or -1, in its own place of a slice.
func (c *Cube) add(t *term, slice, row int, times int64) {
	v, ok := t.value(row)
	if !ok {
		return
	}
	cell := slice * c.width()
	if t.set.placed {
		if t.set.unit[row] == 0 {
			return
		}
		cell += int(t.set.unit[row]) * (len(c.Organisation.Departments) + 1)
	}
	if t.set.divided {
		cell += int(t.set.division[row])
	}
	t.cells[cell] += v * times
	if t.rows != nil {
		t.rows[cell] += times
	}
}

// rollUp adds departments up to all departments and procuratorates up to all of them.
func (c *Cube) rollUp(t *term) {
	departments := len(c.Organisation.Departments) + 1
	for _, cells := range [][]int64{t.cells, t.rows} {
		for lo := 0; lo < len(cells); lo += c.width() {
			slice := cells[lo : lo+c.width()]
			for p := 0; p < len(slice); p += departments {
				for d := 1; d < departments; d++ {
					slice[p] += slice[p+d]
				}
			}
			for p := departments; p < len(slice); p += departments {
				for d := range departments {
					slice[d] += slice[p+d]
				}
			}
		}
	}
}

// runUp turns the change of each slice into the total so far.
func (c *Cube) runUp(t *term) {
	w := c.width()
	for _, cells := range [][]int64{t.cells, t.rows} {
		for i := w; i < len(cells); i++ {
			cells[i] += cells[i-w]
		}
	}
}
