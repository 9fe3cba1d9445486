package suppress

import (
	"cmp"
	"slices"
)

// A space is all that tables with the same sums may differ in. Cells that are no total are free;
// moving a free cell moves all totals above it. What else the sums demand (margins printed without
// the cells inside) is held by outputs behind those of the cells, which may not move at all.
type space struct {
	outputs int      // the cells, then the demands
	above   [][]term // by free cell: the outputs that it moves, itself among them, in order
	below   [][]term // by output: the free cells that move it, cheapest first
}

// newSpace parts cells into free ones and totals. A total that would stand above itself is taken
// for free, and its sums are demands.
func newSpace(s System, price func(int) int64) *space {
	defined := make([]int, len(s.Cells)) // by which sum
	for i := range defined {
		defined[i] = -1
	}
	for i, sum := range s.Sums {
		if defined[sum.Total] < 0 {
			defined[sum.Total] = i
		}
	}
	p := &space{outputs: len(s.Cells), below: make([][]term, len(s.Cells))}
	state := make([]int8, len(s.Cells)) // 1: begun, 2: done
	sum := newAdder(len(s.Cells))
	var visit func(int)
	visit = func(cell int) {
		if state[cell] = 1; defined[cell] >= 0 {
			for _, part := range s.Sums[defined[cell]].Parts {
				if state[part] == 0 {
					visit(part)
				}
				if state[part] == 1 {
					defined[cell] = -1
					break
				}
			}
		}
		if state[cell] = 2; defined[cell] < 0 {
			p.below[cell] = []term{{cell, 1}}
			return
		}
		for _, part := range s.Sums[defined[cell]].Parts {
			sum.add(p.below[part], 1)
		}
		p.below[cell] = sum.take()
	}
	for i := range s.Cells {
		if state[i] == 0 {
			visit(i)
		}
	}
	for i, one := range s.Sums {
		if defined[one.Total] == i {
			continue
		}
		for _, part := range one.Parts {
			sum.add(p.below[part], 1)
		}
		sum.add(p.below[one.Total], -1)
		if demand := sum.take(); len(demand) > 0 {
			p.below = append(p.below, demand)
		}
	}
	p.outputs = len(p.below)
	p.above = make([][]term, len(s.Cells))
	for o, terms := range p.below {
		for _, t := range terms {
			p.above[t.at] = append(p.above[t.at], term{o, t.sign})
		}
	}
	for _, terms := range p.below {
		slices.SortFunc(terms, func(a, b term) int { return cmp.Or(cmp.Compare(price(a.at), price(b.at)), cmp.Compare(a.at, b.at)) })
	}
	return p
}

// An adder adds up sparse rows.
type adder struct {
	of      []int64
	touched []int
	held    []bool
}

func newAdder(n int) *adder { return &adder{of: make([]int64, n), held: make([]bool, n)} }

func (a *adder) add(terms []term, sign int64) {
	for _, t := range terms {
		if !a.held[t.at] {
			a.held[t.at] = true
			a.touched = append(a.touched, t.at)
		}
		a.of[t.at] += sign * t.sign
	}
}

func (a *adder) take() []term {
	slices.Sort(a.touched)
	var terms []term
	for _, at := range a.touched {
		if a.of[at] != 0 {
			terms = append(terms, term{at, a.of[at]})
		}
		a.of[at], a.held[at] = 0, false
	}
	a.touched = a.touched[:0]
	return terms
}
