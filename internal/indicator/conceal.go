package indicator

import (
	"errors"
	"slices"

	"anjian/internal/period"
	"anjian/internal/suppress"
)

// wide is how many numbers a hidden one may be at least, less one.
const wide = 3

// conceal finds what is hidden: small numbers, and others lest readers work them out.
func (p *published) conceal() map[Key]bool {
	s := p.system()
	hidden := s.solve()
	all := map[Key]bool{}
	for node, cell := range s.cell {
		if cell >= 0 && hidden[cell] {
			all[p.key(node)] = true
		}
	}
	return all
}

// solve finds what to hide; all of it where that is the only way.
func (s *secrecy) solve() []bool {
	hidden, err := suppress.Solve(s.System, wide)
	if err == nil {
		return hidden
	}
	if _, told := errors.AsType[*suppress.Unprotected](err); !told {
		panic(err) // the numbers of a cube add up
	}
	all := make([]bool, len(s.Cells))
	for i, c := range s.Cells {
		all[i] = !c.Fixed
	}
	return all
}

// Told solves what is published as a reader would and lists the small numbers that he can tell more closely
// than he may: none, unless what is hidden is wrong. What is not printed for their sake alone, or stands
// beside a hidden number in one result, may be told.
func (c *Cube) Told() []Key {
	p := c.published()
	s := p.system()
	concealed := c.conceal.ofAll(c)
	hidden, small, of := make([]bool, len(s.Cells)), make([]bool, len(s.Cells)), make([]Key, len(s.Cells))
	for i := range hidden {
		hidden[i], small[i] = !s.Cells[i].Fixed, s.Cells[i].Hidden
	}
	for node, cell := range s.cell {
		if cell >= 0 {
			of[cell] = p.key(node)
			hidden[cell] = hidden[cell] && concealed[of[cell]] // seen once is known
		}
	}
	for i := range s.Cells {
		switch c := &s.Cells[i]; {
		case hidden[i]:
			c.Hidden, c.Least, c.Most = true, c.Floor, suppress.Unbounded
		case !c.Fixed:
			c.Hidden, c.Least, c.Most = false, c.Value, c.Value
		}
	}
	var told []Key
	for _, i := range suppress.Attack(s.System, hidden) {
		if small[i.Cell] && i.Width() < wide {
			told = append(told, of[i.Cell])
		}
	}
	return told
}

// A secrecy is the published numbers as a system of cells. Numbers that equal one another wherever
// one looks (the only department with cases, and the whole place) are one cell.
type secrecy struct {
	suppress.System
	cell []int // by node; -1: nought, or no number
}

func (p *published) system() *secrecy {
	sums := p.nodeSums()
	one := newUnion(len(p.value))
	for _, sum := range sums {
		if parts, rest := p.parts(sum); len(parts) == 1 && rest == 0 {
			one.join(sum.total, parts[0])
		}
	}
	s := &secrecy{cell: make([]int, len(p.value))}
	for node := range p.value {
		s.cell[node] = -1
	}
	for node, value := range p.value {
		if value <= 0 {
			continue
		}
		root := one.root(node)
		if s.cell[root] < 0 {
			s.cell[root] = len(s.Cells)
			s.Cells = append(s.Cells, suppress.Cell{Value: value, Most: suppress.Unbounded})
		}
		s.cell[node] = s.cell[root]
		c := &s.Cells[s.cell[node]]
		c.Hidden = c.Hidden || p.primary[node]
		c.Weight += value * p.missed(node)
		if one := p.layers[node/p.block()]; one.below || one.other == node/p.block() {
			c.Least, c.Floor = 1, 1 // where it is nought, that is seen; a numerator may be and be hidden
		}
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; !c.Hidden {
			c.Least, c.Most = c.Value, c.Value
		}
	}
	p.addSums(s, sums)
	p.addRests(s)
	p.addGroups(s)
	p.addKept(s)
	return s
}

// missed is how much readers miss a number beside others of its size: what is of a longer period, of
// all places and of all departments is read more often; of the years to date, the latest tells what the others do.
func (p *published) missed(node int) int64 {
	key := p.key(node)
	n := map[period.Kind]int64{period.ToDate: 1, period.Monthly: 2, period.Quarterly: 6, period.HalfYearly: 12, period.Yearly: 36}[key.Period.Kind()]
	if unit := p.cube.unitOf[key.Procuratorate]; len(p.cube.below[unit]) > 1 {
		n *= 10
	}
	if key.Department == "" {
		n *= 2
	}
	return n
}

// parts returns the parts of a sum that are more than nought, and by how much the total is more
// than they.
func (p *published) parts(s nodeSum) (parts []int, rest int64) {
	rest = p.value[s.total]
	for _, part := range s.parts {
		if v := p.value[part]; v > 0 {
			parts = append(parts, part)
			rest -= v
		}
	}
	return parts, rest
}

// addSums adds the sums of which there is something to tell. What a total counts beside its parts
// (rows of no department) is printed nowhere; where that is nothing, readers are taken to know it.
func (p *published) addSums(s *secrecy, sums []nodeSum) {
	known := map[string]bool{}
	for _, sum := range sums {
		parts, rest := p.parts(sum)
		if p.value[sum.total] <= 0 || len(parts) == 0 || rest < 0 {
			continue
		}
		cells := []int{}
		for _, part := range parts {
			cells = append(cells, s.cell[part])
		}
		slices.Sort(cells)
		total := s.cell[sum.total]
		if rest == 0 && len(cells) == 1 || slices.Contains(cells, total) || len(slices.Compact(slices.Clone(cells))) < len(cells) {
			continue
		}
		if id := idOf(total, cells); known[id] {
			continue
		} else {
			known[id] = true
		}
		if rest > 0 {
			cells = append(cells, len(s.Cells))
			s.Cells = append(s.Cells, suppress.Cell{Value: rest, Most: suppress.Unbounded, Fixed: true})
		}
		s.Sums = append(s.Sums, suppress.Sum{Total: total, Parts: cells})
	}
}

func idOf(total int, parts []int) string {
	id := make([]byte, 0, 4*len(parts)+4)
	for _, n := range append([]int{total}, parts...) {
		id = append(id, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return string(id)
}

// addRests adds that a numerator is a part of its denominator, where it never is more.
func (p *published) addRests(s *secrecy) {
	known := map[[2]int]bool{}
	for q, one := range p.layers {
		if one.below || one.other == q || !p.within(q) {
			continue
		}
		for i := range p.block() {
			node := q*p.block() + i
			part, whole := s.cell[node], s.cell[p.beside(q, node)]
			if part < 0 || whole < 0 || part == whole || known[[2]int{part, whole}] {
				continue
			}
			known[[2]int{part, whole}] = true
			rest := s.Cells[whole].Value - s.Cells[part].Value
			s.Cells = append(s.Cells, suppress.Cell{Value: rest, Most: suppress.Unbounded, Fixed: true})
			s.Sums = append(s.Sums, suppress.Sum{Total: whole, Parts: []int{part, len(s.Cells) - 1}})
		}
	}
}

// within tells whether a numerator is nowhere more than its denominator.
func (p *published) within(q int) bool {
	for i := range p.block() {
		node := q*p.block() + i
		if p.value[node] > p.value[p.beside(q, node)] {
			return false
		}
	}
	return true
}

// addGroups adds that numerator and denominator are hidden together where neither is printed without the
// other. A numerator that is that of the whole place and of its only department stays known when one of
// the two denominators is hidden.
func (p *published) addGroups(s *secrecy) {
	results := make([][]int, len(s.Cells)) // by cell: the results that print it, each by its first node
	for q := range p.layers {
		for i := range p.block() {
			node := q*p.block() + i
			if cell := s.cell[node]; cell >= 0 {
				results[cell] = append(results[cell], min(node, p.beside(q, node)))
			}
		}
	}
	for i := range results {
		slices.Sort(results[i])
		results[i] = slices.Compact(results[i])
	}
	for q, one := range p.layers {
		if one.below || one.other == q {
			continue
		}
		for i := range p.block() {
			node := q*p.block() + i
			a, b := s.cell[node], s.cell[p.beside(q, node)]
			if a >= 0 && b >= 0 && a != b && results[a][0] == node && slices.Equal(results[a], results[b]) {
				s.Together = append(s.Together, []int{min(a, b), max(a, b)})
			}
		}
	}
}

// addKept lists what reports quote: the numbers of all places and departments over years, the last first.
func (p *published) addKept(s *secrecy) {
	for i := len(p.periods) - 1; i >= 0; i-- {
		if p.periods[i].Kind() != period.Yearly {
			continue
		}
		for q := range p.layers {
			if cell := s.cell[p.node(q, i, 0, 0)]; cell >= 0 {
				s.Keep = append(s.Keep, cell)
			}
		}
	}
}

// A union is sets that grow together; the first member names a set.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) root(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) {
	a, b = u.root(a), u.root(b)
	u[max(a, b)] = min(a, b)
}
