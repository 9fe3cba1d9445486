package suppress

// A program is a linear program over one part of a system, solved exactly: variables between
// bounds, rows that add up to nothing but for a constant. The true table is a point to begin at, so
// there is no first phase. A variable that no row is solved for may stand anywhere between its
// bounds (it is superbasic); so what is hidden may change, and the rows stay as they were solved.
// Rows keep whole coefficients, divided by what they have in common.
type program struct {
	varOf  []int // variable of a cell; of all parts
	cells  []int // cell of a variable, in order
	value  []int64
	lo, hi []int64 // hi may be Unbounded
	x      []ratio
	rows   []row
	basic  []int     // by variable: the row that is solved for it, -1
	cols   [][]int32 // by variable: the rows that hold it, and some that did; see column
	failed bool      // a number is too large to go on exactly
	still  int       // steps in a row that moved nothing
	effort int       // coefficients worked out so far
	until  int       // how many may be; 0: as many as it takes

	seen    []int // by row: the last look at a column that met it
	look    int
	entries []entry       // of the column looked at
	spare   []coefficient // memory of a row that was replaced
}

// A row says that its terms do not change together.
type row struct {
	basis int
	own   int64 // the coefficient of basis
	terms []coefficient
}

// A coefficient of a variable; a row has them in order.
type coefficient struct{ v, n int32 }

// An entry is a row that holds a variable, and the coefficient there.
type entry struct {
	row int
	n   int64
}

func (r *row) of(v int) int64 {
	low, high := 0, len(r.terms)
	for low < high {
		if mid := int(uint(low+high) / 2); int(r.terms[mid].v) < v {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == len(r.terms) || int(r.terms[low].v) != v {
		return 0
	}
	return int64(r.terms[low].n)
}

// column lists the rows that hold a variable. It is good until the next one.
func (p *program) column(v int) []entry {
	p.look++
	p.entries = p.entries[:0]
	rows := p.cols[v][:0]
	for _, i := range p.cols[v] {
		if p.seen[i] == p.look {
			continue
		}
		p.seen[i] = p.look
		if n := p.rows[i].of(v); n != 0 {
			rows = append(rows, i)
			p.entries = append(p.entries, entry{int(i), n})
		}
	}
	p.cols[v] = rows
	return p.entries
}

// add solves a row for one of its variables that no other row is solved for, and takes that out of
// the other rows.
func (p *program) add(terms []coefficient) {
	r := row{terms: terms}
	for i := 0; i < len(r.terms) && !p.failed; {
		v := int(r.terms[i].v)
		at := p.basic[v]
		if at < 0 {
			i++
			continue
		}
		r.terms = p.combine(r.terms, p.rows[at].terms, r.of(v), p.rows[at].own, -1)
		for i = 0; i < len(r.terms) && int(r.terms[i].v) < v; {
			i++
		}
	}
	if len(r.terms) == 0 || p.failed {
		return // it follows from the others
	}
	best := r.terms[0]
	for _, c := range r.terms[1:] {
		if a, b := abs(int64(c.n)), abs(int64(best.n)); a < b || a == b && len(p.cols[c.v]) < len(p.cols[best.v]) {
			best = c
		}
	}
	r.basis, r.own = int(best.v), int64(best.n)
	at := len(p.rows)
	p.rows, p.seen = append(p.rows, r), append(p.seen, 0)
	for _, c := range r.terms {
		p.cols[c.v] = append(p.cols[c.v], int32(at))
	}
	p.basic[r.basis] = at
	p.clear(at, p.column(r.basis))
}

// clear takes the variable that a row is solved for, with that column, out of all other rows.
func (p *program) clear(at int, column []entry) {
	pivot := &p.rows[at]
	for _, one := range column {
		if one.row == at {
			continue
		}
		r := &p.rows[one.row]
		before := r.terms
		r.terms = p.combine(before, pivot.terms, one.n, pivot.own, one.row)
		r.own = r.of(r.basis)
		p.spare = before
	}
}

// combine takes such a multiple of other from terms that a variable is gone, of which they hold a
// and b. What the row at gains by that is noted.
func (p *program) combine(terms, other []coefficient, a, b int64, at int) []coefficient {
	g := gcd(a, b)
	a, b = a/g, b/g
	p.effort += len(terms) + len(other)
	out, common := p.spare[:0], int64(0)
	p.spare = nil
	i, j := 0, 0
	for i < len(terms) || j < len(other) {
		var v int32
		var n int64
		switch {
		case j == len(other) || i < len(terms) && terms[i].v < other[j].v:
			v, n = terms[i].v, b*int64(terms[i].n)
			i++
		case i == len(terms) || other[j].v < terms[i].v:
			v, n = other[j].v, -a*int64(other[j].n)
			j++
			if at >= 0 {
				p.cols[v] = append(p.cols[v], int32(at))
			}
		default:
			v, n = terms[i].v, b*int64(terms[i].n)-a*int64(other[j].n)
			i++
			j++
			if n == 0 {
				continue
			}
		}
		if !small(n) || n == -1<<31 {
			p.failed = true
			n = 1
		}
		if common != 1 {
			common = gcd(common, n)
		}
		out = append(out, coefficient{v, int32(n)})
	}
	if common > 1 {
		for k := range out {
			out[k].n /= int32(common)
		}
	}
	return out
}
