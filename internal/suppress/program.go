package suppress

import (
	"cmp"
	"math/big"
	"slices"
)

// A program is a linear program over one part of a system, solved exactly: variables between
// bounds, rows that add up to nothing but for a constant. The true table is a point to begin at, so
// there is no first phase. A variable that no row is solved for may stand anywhere between its
// bounds (it is superbasic); rows keep whole coefficients, divided by what they have in common.
type program struct {
	varOf  map[int]int // variable of a cell
	cells  []int       // cell of a variable, in order
	value  map[int]int64
	lo, hi []*big.Rat // hi nil: unbounded
	x      []*big.Rat
	rows   []row
	basic  []int   // by variable: the row that is solved for it, -1
	cols   [][]int // by variable: rows that hold it, in order
	failed bool    // a coefficient is too large to go on exactly
	still  int     // steps in a row that moved nothing
}

// A row says that its terms do not change together.
type row struct {
	basis int
	terms []coefficient // by variable
}

type coefficient struct {
	v int
	n int64
}

func (r row) of(v int) int64 {
	at, ok := slices.BinarySearchFunc(r.terms, v, func(c coefficient, v int) int { return cmp.Compare(c.v, v) })
	if !ok {
		return 0
	}
	return r.terms[at].n
}

func newProgram(s System, hidden []bool, part []int, which int) *program {
	p := &program{varOf: map[int]int{}, value: map[int]int64{}}
	for i, c := range s.Cells {
		if part[i] != which {
			continue
		}
		p.varOf[i], p.value[i] = len(p.x), c.Value
		p.cells = append(p.cells, i)
		least, most := c.bounds(hidden[i])
		p.x = append(p.x, big.NewRat(c.Value, 1))
		p.lo = append(p.lo, big.NewRat(least, 1))
		if most == Unbounded {
			p.hi = append(p.hi, nil)
		} else {
			p.hi = append(p.hi, big.NewRat(most, 1))
		}
	}
	p.basic, p.cols = make([]int, len(p.x)), make([][]int, len(p.x))
	for v := range p.basic {
		p.basic[v] = -1
	}
	for _, sum := range s.Sums {
		r := row{basis: -1}
		if v, ok := p.varOf[sum.Total]; ok {
			r.terms = append(r.terms, coefficient{v, -1})
		}
		for _, i := range sum.Parts {
			if v, ok := p.varOf[i]; ok {
				r.terms = append(r.terms, coefficient{v, 1})
			}
		}
		slices.SortFunc(r.terms, func(a, b coefficient) int { return cmp.Compare(a.v, b.v) })
		p.add(r)
	}
	return p
}

// add solves a row for one of its variables that no other row is solved for, and takes that out of
// the other rows.
func (p *program) add(r row) {
	for i := 0; i < len(r.terms); {
		at := p.basic[r.terms[i].v]
		if at < 0 {
			i++
			continue
		}
		v := r.terms[i].v
		r.terms = p.combine(r.terms, p.rows[at].terms, v)
		i, _ = slices.BinarySearchFunc(r.terms, v, func(c coefficient, v int) int { return cmp.Compare(c.v, v) })
	}
	if len(r.terms) == 0 || p.failed {
		return // it follows from the others
	}
	best := r.terms[0]
	for _, c := range r.terms[1:] {
		if a, b := abs(c.n), abs(best.n); a < b || a == b && len(p.cols[c.v]) < len(p.cols[best.v]) {
			best = c
		}
	}
	r.basis = best.v
	at := len(p.rows)
	p.rows = append(p.rows, r)
	p.recount(at, nil, r.terms)
	p.basic[best.v] = at
	p.clear(best.v, at)
}

// clear takes a variable out of all rows but the one that is solved for it.
func (p *program) clear(v, at int) {
	for _, i := range slices.Clone(p.cols[v]) {
		if i == at {
			continue
		}
		before := p.rows[i].terms
		p.rows[i].terms = p.combine(before, p.rows[at].terms, v)
		p.recount(i, before, p.rows[i].terms)
	}
}

// recount brings the lists of rows by variable up to what a row holds now.
func (p *program) recount(at int, before, after []coefficient) {
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case j == len(after) || i < len(before) && before[i].v < after[j].v:
			v := before[i].v
			if k, held := slices.BinarySearch(p.cols[v], at); held {
				p.cols[v] = slices.Delete(p.cols[v], k, k+1)
			}
			i++
		case i == len(before) || after[j].v < before[i].v:
			v := after[j].v
			if k, held := slices.BinarySearch(p.cols[v], at); !held {
				p.cols[v] = slices.Insert(p.cols[v], k, at)
			}
			j++
		default:
			i++
			j++
		}
	}
}

// combine adds such a multiple of other to terms that v is gone.
func (p *program) combine(terms, other []coefficient, v int) []coefficient {
	a, b := (row{terms: terms}).of(v), (row{terms: other}).of(v)
	g := gcd(a, b)
	a, b = a/g, b/g
	out := make([]coefficient, 0, len(terms)+len(other))
	common := int64(0)
	put := func(v int, n int64) {
		if n == 0 {
			return
		}
		if abs(n) >= 1<<31 {
			p.failed = true
			n = 1
		}
		common = gcd(common, n)
		out = append(out, coefficient{v, n})
	}
	i, j := 0, 0
	for i < len(terms) || j < len(other) {
		switch {
		case j == len(other) || i < len(terms) && terms[i].v < other[j].v:
			put(terms[i].v, b*terms[i].n)
			i++
		case i == len(terms) || other[j].v < terms[i].v:
			put(other[j].v, -a*other[j].n)
			j++
		default:
			put(terms[i].v, b*terms[i].n-a*other[j].n)
			i++
			j++
		}
	}
	if common > 1 {
		for k := range out {
			out[k].n /= common
		}
	}
	return out
}

func abs(n int64) int64 { return max(n, -n) }

func gcd(a, b int64) int64 {
	for a, b = abs(a), abs(b); b != 0; {
		a, b = b, a%b
	}
	return a
}
