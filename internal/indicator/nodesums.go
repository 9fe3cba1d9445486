package indicator

// A nodeSum is a total with its parts, each a node.
type nodeSum struct {
	total int
	parts []int
}

// nodeSums lists how all that is published adds up: months to longer periods, places to areas and
// all, departments to places, and layers to one another.
func (p *published) nodeSums() []nodeSum {
	var all []nodeSum
	covers := p.covers()
	for q, one := range p.layers {
		for i := range p.periods {
			for u := range p.units {
				for d := range p.divisions {
					all = append(all, p.overTime(q, i, u, d, covers[i])...)
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

// overTime is how a number is made of those of shorter periods: of all of them, or of the month at the
// end or at the beginning.
func (p *published) overTime(layer, period, unit, division int, of cover) []nodeSum {
	one := nodeSum{total: p.node(layer, period, unit, division)}
	month := -1
	switch p.layers[layer].over() {
	case never:
		return nil
	case End:
		month = of.last
	case Start:
		month = of.first
	default:
		return of.sums(one.total, func(i int) (int, bool) {
			node := p.node(layer, i, unit, division)
			return node, p.value[node] >= 0
		})
	}
	if month < 0 || month == period {
		return nil
	}
	one.parts = []int{p.node(layer, month, unit, division)}
	return []nodeSum{one}
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
