package indicator

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"anjian/internal/formula"
	"anjian/internal/period"
)

// units returns how many units have numbers: 0 is all together, then come the procuratorates, then
// the areas.
func (c *Cube) units() int { return len(c.below) }

// width returns how many numbers a slice of a term has: unit u and department d at
// u*(departments+1)+d, 0 standing for all.
func (c *Cube) width() int { return c.units() * (len(c.Organisation.Departments) + 1) }

// slices returns how many slices a term has.
func (c *Cube) slices() int { return c.time.n + 1 }

// fill computes all terms of a dataset. Terms that share their dates share where their rows belong;
// one such placing is in memory at a time.
func (c *Cube) fill(s *set, workers int) {
	left := slices.Clone(s.terms)
	for len(left) > 0 {
		of := left[0]
		alike := func(t *term) bool { return t.date == of.date && t.until == of.until }
		var together []*term
		for _, t := range left {
			if alike(t) {
				together = append(together, t)
			}
		}
		left = slices.DeleteFunc(left, alike)
		// Medians and distinct counts take longest: begun first, they leave no goroutine waiting at the end.
		slices.SortStableFunc(together, func(a, b *term) int {
			return cmp.Compare(weight(a), weight(b))
		})
		at := c.place(of, workers)
		inParallel(workers, len(together), func(i int) { c.fillTerm(together[i], at) })
	}
}

func weight(t *term) int {
	if t.additive() {
		return 1
	}
	return 0
}

// inParallel does n things in as many goroutines as workers. Each thing writes only what is its own.
func inParallel(workers, n int, do func(i int)) {
	if workers <= 1 || n <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// fillTerm computes one term for all months and places.
func (c *Cube) fillTerm(t *term, at *placing) {
	if !t.additive() {
		t.runs = c.collect(t, at)
		return
	}
	n := c.slices() * c.width()
	if t.measure.Of != nil {
		t.sums = sumCells(n)
	}
	if t.measure.Aggregate != Sum {
		t.rows = countCells(n)
	}
	if t.daily() {
		cellOf := make([]uint32, t.set.table.Rows)
		for slice := range c.slices() {
			eval := t.set.eval.In(c.env(t.measure.At, slice))
			at.pendingAt(c, slice, t.where(eval), cellOf)
			t.add(eval, cellOf, 1)
		}
	} else {
		t.add(t.set.eval, at.from, 1)
		if at.until != nil {
			t.add(t.set.eval, at.until, -1)
		}
	}
	changes := !t.daily()
	for _, of := range []cells{t.sums, t.rows} {
		if of.small != nil || of.large != nil {
			c.finish(of, t.set.placed, changes)
		}
	}
	if t.measure.Aggregate == Count {
		t.sums = t.rows
	}
}

// add counts the selected rows in their cells, times +1 or -1.
func (t *term) add(eval *formula.Evaluator, cellOf []uint32, times int) {
	where := t.where(eval)
	if t.measure.Of == nil {
		t.rows.count(where, cellOf, times)
		return
	}
	for lo, values := range eval.Batches(t.measure.Of) {
		chosen := where[lo>>6 : (lo+len(values)+63)>>6]
		t.sums.sum(chosen, cellOf[lo:], values, int64(times))
		if t.rows.small != nil {
			t.rows.countFilled(chosen, cellOf[lo:], values, times)
		}
	}
}

// env returns the days that formulas may name at slice i: the end of month i-1, which is the day
// before the start of month i.
func (c *Cube) env(at At, i int) formula.Env {
	env := formula.Env{PeriodStart: period.NoDate, PeriodEnd: period.NoDate, Cutoff: c.Cutoff}
	end := period.Date(c.time.end(i))
	switch at {
	case Start:
		env.PeriodStart = end + 1
	case End:
		env.PeriodEnd = end
	}
	return env
}
