package indicator

import (
	"anjian/internal/period"
)

// published is all that readers may see of the indicators that hide small numbers: every number
// (a node) by layer, period, unit and department. Noughts are seen and hidden from nobody.
type published struct {
	cube      *Cube
	layers    []layer
	periods   []period.Period
	at        map[period.Period]int
	units     []string
	divisions []string
	value     []int64 // by node; -1 where there is no number
	primary   []bool  // by node: must be hidden, because it is small or stands beside one that is
}

// A layer is the numerator or the denominator of an indicator, or its value.
type layer struct {
	of    *compiled
	terms []signed
	below bool // the denominator
	other int  // what is printed beside it: another layer, or itself
}

func (c *Cube) published() *published {
	p := &published{
		cube: c, at: map[period.Period]int{},
		units:     append([]string{""}, c.Organisation.ids()...),
		divisions: append([]string{""}, c.Organisation.Departments...),
	}
	for _, d := range c.Definitions {
		x := c.byID[d.ID]
		if d.HideBelow == 0 {
			continue
		}
		n := len(p.layers)
		if d.Single() {
			p.layers = append(p.layers, layer{of: x, terms: x.value, other: n})
			continue
		}
		numerator, denominator := x.numerator, x.denominator
		if !d.Fraction() {
			numerator, denominator = x.value, x.value // a mean: the sum and the rows
		}
		p.layers = append(p.layers,
			layer{of: x, terms: numerator, other: n + 1}, layer{of: x, terms: denominator, below: true, other: n})
	}
	if len(p.layers) > 0 {
		p.listPeriods()
		p.read()
	}
	return p
}

// listPeriods lists every period with data, months before what they add up to. Twelve months are seen
// only where they follow from what is seen anyway; see Cube.composed.
func (p *published) listPeriods() {
	for _, kind := range []period.Kind{
		period.Monthly, period.ToDate, period.Quarterly, period.HalfYearly, period.Yearly,
	} {
		for i := p.cube.begin; i < p.cube.time.n; i++ {
			one := p.cube.time.first.Add(i).Within(kind)
			if _, known := p.at[one]; !known {
				p.at[one] = len(p.periods)
				p.periods = append(p.periods, one)
			}
		}
	}
}

// node numbers a number of a layer.
func (p *published) node(layer, period, unit, division int) int {
	return ((layer*len(p.periods)+period)*len(p.units)+unit)*len(p.divisions) + division
}

// beside is the node that is printed with another.
func (p *published) beside(layer, node int) int {
	return node + (p.layers[layer].other-layer)*p.block()
}

// block is how many nodes a layer has.
func (p *published) block() int { return len(p.periods) * len(p.units) * len(p.divisions) }

// key is what a node belongs to.
func (p *published) key(node int) Key {
	division, rest := node%len(p.divisions), node/len(p.divisions)
	unit, rest := rest%len(p.units), rest/len(p.units)
	return Key{
		p.layers[rest/len(p.periods)].of.def.ID, p.periods[rest%len(p.periods)], p.units[unit], p.divisions[division],
	}
}

// read takes every number from the cube.
func (p *published) read() {
	n := len(p.layers) * p.block()
	p.value, p.primary = make([]int64, n), make([]bool, n)
	for q, one := range p.layers {
		if one.below {
			continue
		}
		for i := range p.block() {
			node := q*p.block() + i
			other := p.beside(q, node)
			r := p.cube.unveiled(one.of, p.key(node))
			p.value[node], p.value[other] = -1, -1
			if r.State != Known && (r.State != NotApplicable || r.Reason != ZeroBase) {
				continue
			}
			small := r.small(one.of.def)
			p.value[node], p.primary[node] = r.Numerator.N, small
			if other != node {
				p.value[other], p.primary[other] = r.Denominator.N, small
			}
		}
	}
}

// over tells how numbers of a layer add up over months: all of them during the month, or all
// pending at its end or at its beginning; "" where they do not.
func (q layer) over() At {
	if len(q.terms) == 0 {
		return During
	}
	when := q.terms[0].measure.At
	for _, t := range q.terms {
		if t.measure.At != when || t.measure.Aggregate == Median {
			return never
		}
	}
	return when
}

const never At = "不相加"
