package suppress

import (
	"cmp"
	"slices"
)

// parted is a system in its connected parts, each with a program of its own.
type parted struct {
	System
	hidden   []bool
	part     []int // by cell; -1: known
	varOf    []int
	cells    map[int][]int // by part
	rows     map[int][]int // by part: its sums
	programs map[int]*program
	effort   int // coefficients worked out for exact proofs
}

func (s System) parted(hidden []bool) *parted {
	q := &parted{
		System: s, hidden: hidden, part: s.connected(hidden), varOf: make([]int, len(s.Cells)),
		cells: map[int][]int{}, rows: map[int][]int{}, programs: map[int]*program{},
	}
	for i, part := range q.part {
		if part >= 0 {
			q.varOf[i] = len(q.cells[part])
			q.cells[part] = append(q.cells[part], i)
		}
	}
	for i, sum := range s.Sums {
		part := q.part[sum.Total]
		for n := 0; part < 0 && n < len(sum.Parts); n++ {
			part = q.part[sum.Parts[n]]
		}
		if part >= 0 {
			q.rows[part] = append(q.rows[part], i)
		}
	}
	return q
}

// program is the part of the system around a cell, standing at the true table, with what is hidden
// now; nil when the cell is known. Its rows are as they were left the last time.
func (q *parted) program(cell int) *program {
	part := q.part[cell]
	if part < 0 {
		return nil
	}
	p := q.programs[part]
	if p == nil || p.failed {
		p = q.newProgram(part)
		q.programs[part] = p
	}
	for v, cell := range p.cells {
		p.x[v] = whole(p.value[v])
		p.lo[v], p.hi[v] = q.Cells[cell].bounds(q.hidden[cell])
	}
	return p
}

func (q *parted) newProgram(part int) *program {
	cells := q.cells[part]
	n := len(cells)
	p := &program{
		varOf: q.varOf, cells: cells, value: make([]int64, n), lo: make([]int64, n), hi: make([]int64, n),
		x: make([]ratio, n), basic: make([]int, n), cols: make([][]int32, n),
	}
	for v, cell := range cells {
		p.value[v], p.basic[v] = q.Cells[cell].Value, -1
	}
	for _, sum := range q.rows[part] {
		p.add(q.terms(q.Sums[sum]))
	}
	q.effort += p.effort
	return p
}

// terms is a sum as a row of its part.
func (q *parted) terms(s Sum) []coefficient {
	var terms []coefficient
	put := func(cell int, n int32) {
		if q.part[cell] >= 0 {
			terms = append(terms, coefficient{int32(q.varOf[cell]), n})
		}
	}
	put(s.Total, -1)
	for _, part := range s.Parts {
		put(part, 1)
	}
	slices.SortFunc(terms, func(a, b coefficient) int { return cmp.Compare(a.v, b.v) })
	return terms
}
