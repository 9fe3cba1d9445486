package suppress

// Attack returns what a reader learns of each hidden cell who solves the published system: the
// least and the most that the cell can be while all cells are within what is known of them and all
// sums hold. The ends are exact, of rational tables, rounded inwards to counts. Cells are in order.
//
// An interval that cannot be computed exactly (the coefficients pass 31 bits, which took no system
// that was ever tried) is told as if the reader knew the cell.
func Attack(s System, hidden []bool) []Interval {
	if s.check() != nil {
		return nil
	}
	var all []Interval
	parts := s.parted(hidden)
	for i := range s.Cells {
		if !hidden[i] {
			continue
		}
		c := s.Cells[i]
		least, most := c.bounds(true)
		if parts.part[i] < 0 { // in no sum, or known beforehand
			all = append(all, Interval{i, least, most})
			continue
		}
		all = append(all, parts.program(i).interval(i))
	}
	return all
}

// connected numbers the parts of the system: cells that are not known exactly are in one part when
// a sum holds them both. Other cells are in none, -1.
func (s System) connected(hidden []bool) []int {
	parent := make([]int, len(s.Cells))
	for i, c := range s.Cells {
		parent[i] = i
		if least, most := c.bounds(hidden[i]); least == most {
			parent[i] = -1
		}
	}
	root := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, sum := range s.Sums {
		first := -1
		for _, i := range append([]int{sum.Total}, sum.Parts...) {
			switch {
			case parent[i] < 0:
			case first < 0:
				first = root(i)
			default:
				parent[root(i)] = first
			}
		}
	}
	part := make([]int, len(s.Cells))
	for i := range part {
		if part[i] = -1; parent[i] >= 0 {
			part[i] = root(i)
		}
	}
	return part
}

// interval returns the ends between which a cell of the part lies.
func (p *program) interval(cell int) Interval {
	v := p.varOf[cell]
	known := Interval{cell, p.value[v], p.value[v]}
	most, bounded := p.extreme(v, 1)
	if p.failed {
		return known
	}
	i := Interval{Cell: cell, Most: Unbounded}
	if bounded {
		i.Most = most.floor()
	}
	least, _ := p.extreme(v, -1) // no cell is below nought
	if p.failed {
		return known
	}
	i.Least = -ratio{-least.n, least.d}.floor()
	return i
}
