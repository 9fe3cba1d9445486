package suppress

import "math/rand/v2"

// An axis is one of the ways in which a table is parted: nodes, and which of them add up to which.
type axis struct {
	nodes int
	sums  []Sum // of nodes
	leaf  int   // the first so many nodes are no sum of others
}

// flat is some parts and their total.
func flat(parts int) axis {
	a := axis{nodes: parts + 1, leaf: parts, sums: []Sum{{Total: parts}}}
	for i := range parts {
		a.sums[0].Parts = append(a.sums[0].Parts, i)
	}
	return a
}

// areas is places in two areas, and their total by areas and by places.
func areas(places int) axis {
	a := flat(places)
	half := places / 2
	a.sums = append(a.sums,
		Sum{a.nodes, a.sums[0].Parts[:half]}, Sum{a.nodes + 1, a.sums[0].Parts[half:]},
		Sum{places, []int{a.nodes, a.nodes + 1}})
	a.nodes += 2
	return a
}

// months is months with their quarters, their halves and the year to date at every month.
func months(n int) axis {
	a := axis{nodes: n, leaf: n}
	of := func(parts []int) int {
		if len(parts) == 1 {
			return parts[0]
		}
		a.sums = append(a.sums, Sum{a.nodes, parts})
		a.nodes++
		return a.nodes - 1
	}
	var all, quarters []int
	for m := range n {
		all = append(all, m)
		if (m+1)%3 == 0 {
			quarters = append(quarters, of([]int{m - 2, m - 1, m}))
		}
		if m > 0 && m != 2 { // the first quarter is the year to date in March
			toDate := of(append([]int(nil), all...))
			if m%3 == 2 {
				a.sums = append(a.sums, Sum{toDate, append([]int(nil), quarters...)})
			}
		}
	}
	return a
}

// world is the system of a table with these axes; value gives the cells that are no sum.
func world(axes []axis, value func() int64) System {
	size := 1
	for _, a := range axes {
		size *= a.nodes
	}
	s := System{Cells: make([]Cell, size)}
	stride := 1
	order := [][]Sum{}
	for _, a := range axes {
		var mine []Sum
		for _, sum := range a.sums {
			for at := range size {
				if at/stride%a.nodes != 0 {
					continue // at stands for the cells that differ from it on this axis only
				}
				one := Sum{Total: at + sum.Total*stride}
				for _, p := range sum.Parts {
					one.Parts = append(one.Parts, at+p*stride)
				}
				mine = append(mine, one)
			}
		}
		order = append(order, mine)
		stride *= a.nodes
	}
	for at := range size {
		leaf, rest := true, at
		for _, a := range axes {
			leaf = leaf && rest%a.nodes < a.leaf
			rest /= a.nodes
		}
		if leaf {
			s.Cells[at].Value = value()
		}
	}
	for _, sums := range order { // an axis adds up what the axes before it have filled
		for _, sum := range sums {
			total := int64(0)
			for _, p := range sum.Parts {
				total += s.Cells[p].Value
			}
			s.Cells[sum.Total].Value = total
		}
		s.Sums = append(s.Sums, sums...)
	}
	return s
}

// A rule says what is hidden and how the rest is printed.
type rule func(*Cell)

// fewHidden is the rule of the editions inside: 1 to 4 are hidden, all else is exact.
func fewHidden(c *Cell) {
	c.Least, c.Most, c.Floor = c.Value, c.Value, 5
	if c.Value > 0 && c.Value < 5 {
		c.Hidden, c.Least, c.Most = true, 1, 4
	}
}

// tenFive is the rule of handings-out: below 10 is hidden, nought too, all else rounded to 5.
func tenFive(c *Cell) {
	printed := (c.Value + 2) / 5 * 5
	c.Least, c.Most = max(10, printed-2), printed+2
	if c.Value < 10 {
		c.Hidden, c.Least, c.Most = true, 0, 9
	}
}

// tenExact hides below 10, noughts too, and prints the rest as it is.
func tenExact(c *Cell) {
	c.Least, c.Most = c.Value, c.Value
	if c.Value < 10 {
		c.Hidden, c.Least, c.Most = true, 0, 9
	}
}

func (s System) by(r rule) System {
	for i := range s.Cells {
		r(&s.Cells[i])
	}
	return s
}

// tellLess takes from small totals of several small parts, and from cells that equal such a total,
// what the rule says of them: pages give them as hidden with others, for that they are small would
// bound their parts.
func (s System) tellLess() System {
	for changed := true; changed; {
		changed = false
		for _, sum := range s.Sums {
			only, some := -1, 0
			for _, p := range sum.Parts {
				if s.Cells[p].Value > 0 {
					only, some = p, some+1
				}
			}
			total := &s.Cells[sum.Total]
			if total.Value == 0 || total.Value > 4 {
				continue
			}
			if some > 1 && total.Most == 4 || some == 1 && total.Most != s.Cells[only].Most {
				total.Most, changed = Unbounded, true
				if some == 1 {
					s.Cells[only].Most = Unbounded
				}
			}
		}
	}
	return s
}

// skewed draws counts as they occur: many noughts, more small ones than large.
func skewed(r *rand.Rand) func() int64 {
	scale := 3 + r.Float64()*25
	empty := r.Float64() * 0.5
	return func() int64 {
		if r.Float64() < empty {
			return 0
		}
		return int64(r.ExpFloat64() * scale)
	}
}

// shapes are the tables of the random test; each has two or three axes.
var shapes = [][]axis{
	{flat(4), flat(5)},
	{months(6), flat(4)},
	{areas(4), flat(4)},
	{months(6), areas(4)},
	{flat(3), flat(3), flat(3)},
	{months(6), flat(3), flat(2)},
	{months(3), areas(4), flat(3)},
}
