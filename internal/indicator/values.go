package indicator

import "math"

// Values returns what a mean or median is made of at a key, one number per row in the order of
// the table, for box plots. It is nil for other indicators and where nothing is known.
func (c *Cube) Values(k Key) []float64 {
	x := c.byID[k.Indicator]
	if x == nil || len(x.value) != 1 || k.Period.IsZero() {
		return nil
	}
	at, state, _ := c.spot(x, k)
	if _, broken := c.breakInside(x.def, k.Period); state != Known || broken {
		return nil
	}
	t := x.value[0]
	slice := at.to + 1
	if t.measure.At == Start {
		slice = at.from
	}
	read := c.reading(t.term, slice)
	var values []float64
	for _, row := range c.account(OfValue, t, at).Rows {
		if v, ok := read.value(int(row)); ok {
			values = append(values, float64(v)/math.Pow10(t.scale()))
		}
	}
	return values
}

// PointInTime tells whether an indicator looks at the end or beginning of a period only: it says
// nothing about what happened in between, and years of it are their last month.
func (d *Definition) PointInTime() bool {
	for _, terms := range [][]Measure{d.Value, d.Numerator, d.Denominator} {
		for i := range terms {
			if terms[i].At == During {
				return false
			}
		}
	}
	return len(d.Value)+len(d.Numerator)+len(d.Denominator) > 0
}
