package indicator

import "anjian/internal/period"

// A nodeSum is a total with its parts, each a node.
type nodeSum struct {
	total int
	parts []int
}

// nodeSums lists how all that is published adds up: months to longer periods, places to areas and
// all, departments to places, and layers to one another.
func (p *published) nodeSums() []nodeSum {
	var all []nodeSum
	for q, one := range p.layers {
		for i, longer := range p.periods {
			months := p.months(longer, one.over())
			for u := range p.units {
				for d := range p.divisions {
					if longer.Kind() != period.Monthly && len(months) > 0 {
						s := nodeSum{total: p.node(q, i, u, d)}
						for _, m := range months {
							s.parts = append(s.parts, p.node(q, m, u, d))
						}
						all = append(all, s)
					}
				}
			}
			if one.over() == never && len(one.terms) == 1 && one.terms[0].measure.Aggregate == Median {
				continue
			}
			for _, places := range p.cube.sums() {
				s := nodeSum{total: p.node(q, i, places.total[0], places.total[1])}
				for _, part := range places.parts {
					s.parts = append(s.parts, p.node(q, i, part[0], part[1]))
				}
				all = append(all, s)
			}
		}
	}
	return append(all, p.relations()...)
}

// months lists the months whose numbers make that of a longer period.
func (p *published) months(longer period.Period, over At) []int {
	months := longer.Months()
	switch over {
	case End:
		months = months[len(months)-1:]
	case Start:
		months = months[:1]
	case never:
		return nil
	}
	var all []int
	for _, m := range months {
		if at, known := p.at[m]; known {
			all = append(all, at)
		}
	}
	return all
}

// relations lists what one layer tells of others wherever all of them have numbers: that two are
// the same (the numerator of one indicator is the denominator of another), or that two make a third
// (不起诉 and 附条件不起诉 together). It goes by the numbers: a reader who sees that they always add up
// needs no definition to use it.
func (p *published) relations() []nodeSum {
	var all []nodeSum
	for a := range p.layers {
		for b := range a {
			if p.always(a, b) {
				all = append(all, p.everywhere(a, b)...)
			}
		}
	}
	for total := range p.layers {
		for b := range p.layers {
			for c := range b {
				if b != total && c != total && p.always(total, b, c) {
					all = append(all, p.everywhere(total, b, c)...)
				}
			}
		}
	}
	return all
}

// always tells whether layers make up a total in every number, and do so more than by being
// nought. Those of different datasets, which do so by chance, are left out.
func (p *published) always(total int, parts ...int) bool {
	of := p.layers[total]
	for _, q := range parts {
		if one := p.layers[q]; len(of.terms) == 0 || len(one.terms) == 0 || of.terms[0].set != one.terms[0].set {
			return false
		}
	}
	seen := make([]int, len(parts))
	for i := range p.block() {
		whole, sum := p.value[total*p.block()+i], int64(0)
		for k, q := range parts {
			v := p.value[q*p.block()+i]
			if v < 0 {
				whole = -1
				break
			}
			if sum += v; v > 0 {
				seen[k]++
			}
		}
		if whole >= 0 && whole != sum {
			return false
		}
	}
	for _, n := range seen {
		if n < often {
			return false
		}
	}
	return true
}

// often is in how many numbers each part must be more than nought, lest chance makes a relation.
const often = 12

func (p *published) everywhere(total int, parts ...int) []nodeSum {
	var all []nodeSum
	for i := range p.block() {
		s := nodeSum{total: total*p.block() + i}
		for _, q := range parts {
			s.parts = append(s.parts, q*p.block()+i)
		}
		all = append(all, s)
	}
	return all
}
