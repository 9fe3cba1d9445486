package indicator

import (
	"errors"
	"slices"

	"anjian/internal/suppress"
)

// wide is how many numbers a hidden one may be at least, less one: 1 to 4 may be any of them.
const wide = 3

// conceal finds what is hidden beside small numbers lest readers work them out, and says why each
// number is.
func (p *published) conceal() map[Key]string {
	s := p.system()
	hidden := s.solve()
	reasons := map[Key]string{}
	for node, cell := range s.cell {
		if cell < 0 || !hidden[cell] {
			continue
		}
		key := p.key(node)
		if p.small[node] && s.Cells[cell].Most != suppress.Unbounded {
			reasons[key] = SmallNumber
		} else if reasons[key] == "" {
			reasons[key] = Derivable
		}
	}
	return reasons
}

// solve finds what to hide. Where what is said of hidden numbers leaves too few choices, less is said.
func (s *secrecy) solve() []bool {
	for range len(s.Cells) {
		hidden, err := suppress.Solve(s.System, wide)
		var told *suppress.Unprotected
		switch {
		case err == nil:
			return hidden
		case !errors.As(err, &told):
			panic(err) // the numbers of a cube add up
		}
		if !s.tellLess(told.Cells) {
			break
		}
	}
	all := make([]bool, len(s.Cells)) // nothing is left to be worked out from
	for i := range all {
		all[i] = true
	}
	return all
}

// Told solves what is published as a reader would and lists the hidden numbers that he can tell more
// closely than he may: none, unless what is hidden is wrong.
func (c *Cube) Told() []Key {
	p := c.published()
	s := p.system()
	reasons := c.conceal.ofAll(c)
	hidden, of := make([]bool, len(s.Cells)), make([]Key, len(s.Cells))
	for cell := range hidden {
		hidden[cell] = s.Cells[cell].Hidden
	}
	for node, cell := range s.cell {
		if cell < 0 {
			continue
		}
		of[cell] = p.key(node)
		switch why := reasons[of[cell]]; {
		case why == Derivable: // all that a page says
			s.Cells[cell].Hidden, s.Cells[cell].Least, s.Cells[cell].Most = true, 0, suppress.Unbounded
			hidden[cell] = true
		case why == "" && s.Cells[cell].Hidden:
			c := &s.Cells[cell]
			c.Hidden, c.Least, c.Most, hidden[cell] = false, c.Value, c.Value, false
		}
	}
	var told []Key
	for _, i := range suppress.Attack(s.System, hidden) {
		if i.Width() < wide {
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
		p.describe(&s.Cells[s.cell[node]], node)
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; !c.Hidden {
			c.Least, c.Most = c.Value, c.Value
		}
	}
	p.addSums(s, sums)
	p.addRests(s)
	p.addGroups(s)
	s.fewOfSeveral()
	return s
}

// describe adds to a cell what a node says of it.
func (p *published) describe(c *suppress.Cell, node int) {
	below := p.layers[node/p.block()].of.def.HideBelow
	switch {
	case p.small[node]:
		c.Least, c.Most = 1, min(c.Most, below-1)
	default:
		c.Floor = max(c.Floor, below) // what is hidden beside small numbers is not called small
	}
	c.Hidden = c.Hidden || p.primary[node]
	c.Weight += c.Value
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

// addGroups adds that numerator and denominator are hidden together.
func (p *published) addGroups(s *secrecy) {
	together := newUnion(len(s.Cells))
	for q, one := range p.layers {
		for i := range p.block() {
			node := q*p.block() + i
			if a, b := s.cell[node], s.cell[p.beside(q, node)]; one.other != q && a >= 0 && b >= 0 {
				together.join(a, b)
			}
		}
	}
	members := map[int][]int{}
	for cell := range s.Cells {
		root := together.root(cell)
		members[root] = append(members[root], cell)
	}
	for cell := range s.Cells {
		if group := members[cell]; len(group) > 1 {
			s.Together = append(s.Together, group)
		}
	}
	for _, group := range s.Together {
		hidden := slices.ContainsFunc(group, func(c int) bool { return s.Cells[c].Hidden })
		for _, c := range group {
			if one := &s.Cells[c]; hidden && !one.Hidden {
				one.Hidden, one.Least, one.Most = true, 0, suppress.Unbounded
			}
		}
	}
}

// fewOfSeveral says of small totals of several numbers only that they are hidden: that a total is
// small would tell of its parts.
func (s *secrecy) fewOfSeveral() {
	for _, sum := range s.Sums {
		if total := &s.Cells[sum.Total]; total.Hidden {
			total.Most = suppress.Unbounded
		}
	}
}

// tellLess takes from cells and all around them what readers would know beforehand: their pages say
// only that they are hidden. It returns false where nothing is left to take.
func (s *secrecy) tellLess(cells []int) bool {
	around := slices.Clone(cells)
	for _, sum := range s.Sums {
		all := append([]int{sum.Total}, sum.Parts...)
		if slices.ContainsFunc(all, func(c int) bool { return slices.Contains(cells, c) }) {
			around = append(around, all...)
		}
	}
	less := false
	for _, i := range around {
		c := &s.Cells[i]
		less = less || c.Floor > 0 || c.Hidden && (c.Least > 0 || c.Most != suppress.Unbounded)
		if c.Floor = 0; c.Hidden {
			c.Least, c.Most = 0, suppress.Unbounded
		}
	}
	return less
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
