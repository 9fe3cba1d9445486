package indicator

import "anjian/internal/stat"

// Baseline is how many months limits rest on: the first two years of a stretch. Later months are
// judged by them and do not move them.
const Baseline = 24

// Points turns results into a series for control charts. A result without value is a gap, and so
// is a percentage whose denominator is below the minimum: it is not printed either.
func (d *Definition) Points(results []Result) []stat.Point {
	points := make([]stat.Point, len(results))
	for i, r := range results {
		value, known := r.Value()
		if d.Style == Percent && r.Denominator.below(d.Minimum) {
			known = false
		}
		points[i] = stat.Point{Value: value, Known: known && !r.Provisional}
	}
	return points
}

// Breaks returns the indexes in a series at which a changed definition, a changed organisation or a
// decided re-base (重设基线) starts a new segment.
func (c *Cube) Breaks(d *Definition, results []Result, rebases ...Rebase) []int {
	var starts []int
	for i, r := range results {
		if i == 0 {
			continue
		}
		after, end := c.Calendar.Start(results[i-1].Period), c.Calendar.End(r.Period)
		begin := c.Calendar.Start(r.Period)
		_, broken := d.BreakWithin(after, begin)
		if _, reformed := c.Organisation.reformWithin(r.Key, after, begin); reformed {
			broken = true
		}
		for _, b := range rebases {
			// A re-base belongs to the period that holds its day.
			broken = broken || b.Day >= begin && b.Day <= end
		}
		if broken {
			starts = append(starts, i)
		}
	}
	return starts
}
